"""Files of every format as grids of raw cells: what is read, what is hidden, what is refused."""

import io
import zipfile
from datetime import date

import pytest
import xlwt

from cchc.ingest.files.grid import Grid, column_letters, is_percent_format
from cchc.ingest.files.workbooks import read_grid
from tests.ingest.files.report_files import (
    HEADINGS,
    ROWS,
    archive,
    biff5,
    in_vni,
    ods,
    page,
    report,
    with_part,
    workbook,
)

TABLE = [HEADINGS, *ROWS]
PLAIN = workbook(("Báo cáo", TABLE))


def rules(found):
    return [finding.rule for finding in found.findings]


def read(data, name="bao_cao.xlsx", **how):
    found = read_grid(data, name, **how)
    assert not found.refused, found.findings
    return found


def refusal(data, name="bao_cao.xlsx"):
    found = read_grid(data, name)
    assert found.refused
    assert found.sheets == ()
    return rules(found)


def xls(change=lambda sheet: None) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Báo cáo")
    for row, cells in enumerate(TABLE):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (report(), "a.csv", "csv"),
        (PLAIN, "a.xlsx", "xlsx"),
        (xls(), "a.xls", "xls"),
        (biff5(TABLE), "a.xls", "xls"),
        (ods(TABLE), "a.ods", "ods"),
        (page(TABLE), "a.html", "html"),
    ],
    ids=["csv", "xlsx", "biff8", "biff5", "ods", "html"],
)
def test_every_format_gives_the_same_cells(data, name, kind):
    found = read(data, name)
    assert (found.kind, rules(found)) == (kind, [])
    cells = [[str(value) for value in row] for row in found.sheets[0].cells]
    assert cells == [[str(value) for value in row] for row in TABLE]


@pytest.mark.parametrize(
    ("data", "name"),
    [(PLAIN, "a.xls"), (xls(), "a.xlsx"), (page(TABLE), "a.xls"), (report(), "a.xlsx")],
)
def test_a_format_is_known_by_its_content_and_a_wrong_name_is_noted(data, name):
    found = read(data, name)
    assert rules(found) == ["E_TYPE_MISMATCH"]
    assert found.findings[0].severity == "note"


def test_a_place_is_said_as_a_person_looks_it_up():
    assert read(PLAIN).sheets[0].place(8, 5) == "Báo cáo!F9"
    assert read(report(), "a.csv").sheets[0].place(8, 5) == "dòng 9, cột 6"
    assert [column_letters(n) for n in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]


def test_lines_count_line_ends_within_cells():
    grid = read(b'a,b\n"x\ny",1\n\nz,2\n', "a.csv").sheets[0]
    assert grid.lines == (1, 2, 4, 5)
    assert grid.widths == (2, 2, 0, 2)


def test_what_a_workbook_hides_is_known():
    def hide(book):
        book["Nháp"].sheet_state = "veryHidden"
        book["Báo cáo"].row_dimensions[4].hidden = True
        book["Báo cáo"].column_dimensions["E"].hidden = True

    draft, shown = read(workbook(("Nháp", [[1]]), ("Báo cáo", TABLE), prepare=hide)).sheets
    assert draft.hidden
    assert (shown.hidden, shown.hidden_rows, shown.hidden_columns) == (False, {3}, {4})


def test_binary_files_hide_as_well():
    def hide(sheet):
        sheet.row(3).hidden = True
        sheet.col(4).hidden = True

    grid = read(xls(hide), "a.xls").sheets[0]
    assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {4})


def test_a_percent_cell_is_shown_times_a_hundred():
    def percents(book):
        book["A"]["A1"].number_format = "0.00%"

    grid = read(workbook(("A", [[0.9875, 0.9875]]), prepare=percents)).sheets[0]
    assert (grid.cells[0][0], grid.shown(0, 0), grid.shown(0, 1)) == (0.9875, 98.75, 0.9875)
    assert grid.is_percent(0, 0)
    assert not grid.is_percent(0, 1)
    assert read(ods([[(0.9875, "98,75%")]]), "a.ods").sheets[0].shown(0, 0) == 98.75


def test_percent_in_a_format_means_percent_only_as_itself():
    assert is_percent_format("0.00%")
    assert not is_percent_format('0.0"%"')
    assert not is_percent_format(r"0\%")


def test_binary_percent_cells():
    style = xlwt.easyxf(num_format_str="0.00%")
    grid = read(xls(lambda sheet: sheet.write(10, 0, 0.5, style)), "a.xls").sheets[0]
    assert grid.shown(10, 0) == 50


def test_merged_ranges_are_kept():
    def merge(book):
        book["A"].merge_cells("B1:C1")
        book["A"].merge_cells("A1:A2")

    grid = read(workbook(("A", [["x", "y", None], [None, 1, 2]]), prepare=merge)).sheets[0]
    assert set(grid.merged) == {(0, 1, 0, 2), (0, 0, 1, 0)}


def test_web_cells_that_span_push_the_others_aside():
    html = (
        "<table><tr><td rowspan=2>A</td><td "
        "colspan=2>B</td></tr><tr><td>c</td><td>d</td></tr></table>"
    )
    grid = read(html.encode(), "a.html").sheets[0]
    assert grid.cells == [["A", "B", None], [None, "c", "d"]]
    assert set(grid.merged) == {(0, 0, 1, 0), (0, 1, 0, 2)}


def test_scripts_and_hidden_text_of_a_page_are_not_cells():
    cell = "Xã A<script>alert(1)</script><span style='display:none'>ẩn</span><br>B"
    grid = read(page([[cell, 1], ["x", 2]]), "a.html").sheets[0]
    assert grid.cells[0] == ["Xã A\nB", "1"]


def test_dates_of_workbooks_are_days():
    rows = [["Ngày"], [date(2026, 3, 5)]]
    assert read(workbook(("A", rows))).sheets[0].cells[1] == [date(2026, 3, 5)]
    assert read(ods(rows), "a.ods").sheets[0].cells[1] == [date(2026, 3, 5)]


def test_a_formula_without_a_stored_result_is_no_empty_cell():
    grid = read(workbook(("A", [["Tỷ lệ"], ["=1+1"]]))).sheets[0]
    assert grid.uncached == {(1, 0)}


def test_cells_typed_for_an_old_font_are_turned_to_unicode():
    rows = [[in_vni("đơn vị"), in_vni("tiếp nhận")], [in_vni("huyện bình sơn"), 5]]
    found = read(workbook(("A", rows)))
    assert found.sheets[0].cells == [["đơn vị", "tiếp nhận"], ["huyện bình sơn", 5]]
    assert rules(found) == ["W_LEGACY_ENCODING"]


def test_strict_and_prefixed_xml_is_the_same_sheet():
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    changed = with_part(PLAIN, "sheet1.xml", lambda part: part.replace(usual, strict))
    assert read(changed).sheets == read(PLAIN).sheets


def test_a_stray_cell_does_not_stretch_the_sheet():
    def stray(book):
        book["A"]["XFD1048576"] = "?"
        book["A"]["A900"] = "ghi nhớ"

    found = read(workbook(("A", TABLE), prepare=stray))
    assert (found.sheets[0].height, found.sheets[0].width) == (9, 6)
    assert rules(found) == ["W_STRAY_CELL"]


def test_xml_of_2003():
    rows = "".join(
        f'<Row><Cell><Data ss:Type="String">{unit}</Data></Cell>'
        f'<Cell ss:Index="3"><Data ss:Type="Number">{number}</Data></Cell></Row>'
        for unit, number in (("Xã A", 5), ("Xã B", 7.5))
    )
    text = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    found = read(text.encode(), "a.xml")
    assert found.kind == "xml2003"
    assert found.sheets[0].cells == [["Xã A", None, 5], ["Xã B", None, 7.5]]


# --- refused or made harmless

ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "declare",
    [
        lambda part: ENTITY + part,
        lambda part: b"<!--" + b" " * 100_000 + b"-->" + ENTITY + part,
        lambda part: (ENTITY + part).decode().encode("utf-16"),
        lambda part: b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE foo+AD4-' + part,
    ],
    ids=["plain", "behind a long comment", "in utf-16", "in utf-7"],
)
def test_document_types_are_refused_however_hidden(declare):
    assert refusal(with_part(PLAIN, "sheet1.xml", declare)) == ["E_UNSAFE_XML"]


def test_many_laughs_are_refused():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert refusal(with_part(PLAIN, "workbook.xml", lambda part: laughs + part)) == ["E_UNSAFE_XML"]
    assert refusal(ods([["&b;"]])) == ["E_CORRUPT"]


def test_bombs_are_refused_before_they_are_unpacked():
    assert refusal(archive(**{"xl__workbook.xml": b" " * 150_000_000})) == ["E_TOO_BIG"]
    many = archive(**{f"xl__workbook{n}": b"" for n in range(2_100)})
    assert refusal(many) == ["E_TOO_BIG"]


def test_an_archive_within_an_archive_is_no_workbook():
    assert refusal(archive(**{"r__r.zip": archive(a=b"x")})) == ["E_TYPE_MISMATCH"]


def test_repeats_of_open_documents_are_not_unrolled():
    cell = '<table:table-cell table:number-columns-repeated="999999999" office:value-type="string">'
    tail = (
        f"<table:table-row "
        f'table:number-rows-repeated="999999999">{cell}<text:p>X</text:p></table:table-cell></table:table-row>'
    )
    assert refusal(ods([["a"]], tail=tail), "a.ods") == ["E_TOO_BIG", "E_UNSUPPORTED"]
    blank = (
        "<table:table-row "
        'table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    assert read(ods([["a"]], tail=blank), "a.ods").sheets[0].cells == [["a"]]


def test_names_that_climb_out_of_the_archive_are_noted_and_never_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = read(_joined(PLAIN, archive(**{"..__..__evil.txt": b"x", "__abs.txt": b"x"})))
    assert rules(found) == ["W_ODD_ARCHIVE"]
    assert list(tmp_path.iterdir()) == []


def test_links_to_other_files_are_noted_and_not_followed():
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="file:///C:/luong.xlsx" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/>'
    )
    linked = with_part(
        PLAIN, "workbook.xml.rels", lambda part: part.replace(b"</Relat", link + b"</Relat")
    )
    assert rules(read(linked)) == ["W_EXTERNAL_LINK"]


def test_a_sheet_outside_the_archive_is_no_sheet():
    outside = with_part(
        PLAIN,
        "workbook.xml.rels",
        lambda part: part.replace(
            b'Target="/xl/worksheets/sheet1.xml"',
            b'Target="file:///etc/passwd" TargetMode="External"',
        ),
    )
    assert refusal(outside) == ["E_CORRUPT"]


def test_macros_are_refused_and_salvaged_without_them():
    macro = archive(**{"xl__vbaProject.bin": b"x"})
    with_macro = _joined(PLAIN, macro)
    assert refusal(with_macro) == ["E_MACRO"]
    assert rules(read(with_macro, salvage=True)) == ["W_MACRO_IGNORED"]


def _joined(*archives: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for data in archives:
            with zipfile.ZipFile(io.BytesIO(data)) as source:
                for name in source.namelist():
                    target.writestr(name, source.read(name))
    return out.getvalue()


def test_passwords_are_said():
    assert refusal(biff5(TABLE, encrypted=True), "a.xls") == ["E_ENCRYPTED"]
    assert refusal(_joined(archive(EncryptedPackage=b"x"))) == ["E_ENCRYPTED"]


@pytest.mark.parametrize("data", [PLAIN[:3000], PLAIN[:60], xls()[:3000], ods(TABLE)[:400]])
def test_a_cut_file_is_corrupt(data):
    assert refusal(data) == ["E_CORRUPT"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.4\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"MZ" + bytes(range(256)) * 4, "chương trình"),
        (b"{\\rtf1 xin}", "RTF"),
        (b'[{"a": 1}, {"a": 2}]', "JSON"),
        (b'{"a": 1}\n{"a": 2}\n', "JSON"),
        (b"<!DOCTYPE html><html><body>Xin</body></html>", "trang web"),
        (archive(word__document=b"x"), "Word"),
    ],
)
def test_what_is_no_table_is_named(data, word):
    found = read_grid(data, "a.csv")
    assert rules(found) == ["E_TYPE_MISMATCH"]
    assert word in found.findings[0].message


@pytest.mark.parametrize("first", ["PK", "MZ", "GIF8", "\tĐơn vị"])
def test_text_may_begin_like_a_file_of_another_kind(first):
    rows = [[first, "Số"], ["x", 1], ["y", 2]]
    assert read(report(headings=rows[0], rows=rows[1:]), "a.csv").kind == "csv"
    in_utf16 = report(headings=rows[0], rows=rows[1:]).decode().encode("utf-16-le")
    assert read(in_utf16, "a.csv").kind == "csv"


def test_a_name_in_brackets_is_no_json():
    assert read(b"[xem](http://203.0.113.9),a\nx,1\n", "a.csv").kind == "csv"


def test_sheets_wider_or_larger_than_any_report_are_refused():
    assert refusal(workbook(("A", [[1] * 600] * 8))) == ["E_TOO_WIDE"]
    assert refusal(report(headings=["x"] * 600, rows=[[1] * 600]), "a.csv") == ["E_TOO_WIDE"]


def test_a_cell_longer_than_a_spreadsheet_holds_is_refused():
    assert refusal(report(rows=[["x" * 40_000, *ROWS[0][1:]]]), "a.csv") == ["E_CELL_TOO_LONG"]
    assert refusal(b"x" * 5_000_000, "a.csv") == ["E_CELL_TOO_LONG"]
    assert refusal(b"1," * 2_500_000, "a.csv") == ["E_TOO_WIDE"]


def test_nothing_at_all():
    assert refusal(b"", "a.csv") == ["E_EMPTY"]
    assert refusal(b"\xef\xbb\xbf\r\n \r\n", "a.csv") == ["E_EMPTY"]


def test_a_grid_is_frozen():
    grid = Grid(name=None, cells=[["a"]])
    with pytest.raises(AttributeError):
        grid.name = "x"


def test_commas_of_words_and_of_decimals_cut_no_fields():
    text = "Chỉ số của các bộ, ngành\nTT;Bộ, cơ quan;Điểm\n1;Bộ Y tế;89,95\n2;Bộ Tài chính;89,8\n"
    [grid] = read_grid(text.encode(), "a.csv").sheets
    assert [row[:3] for row in grid.cells[1:3]] == [
        ["TT", "Bộ, cơ quan", "Điểm"], ["1", "Bộ Y tế", "89,95"],
    ]  # fmt: skip
