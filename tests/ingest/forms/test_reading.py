"""Reports as they come, written out small enough to be checked by hand."""

import io
from datetime import date

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cchc.catalog.catalog import load_catalog
from cchc.ingest.reading import FileReading, read_report
from cchc.periods import Period

Q3 = Period(date(2024, 6, 15), date(2024, 9, 14))
HEAD = """Đơn vị báo cáo: UBND tỉnh Lạng Sơn
Kỳ báo cáo: Quý III/2024 (Từ ngày 15/6/2024 đến ngày 14/9/2024)
"""
GROUPS = (
    "TT;Đơn vị;Số hồ sơ nhận giải quyết;;;;Số lượng hồ sơ đã giải quyết;;;;"
    "Số lượng hồ sơ đang giải quyết;;\n"
)
UNITS = (
    GROUPS + ";;Tổng số;Trong đó;;Từ kỳ trước;Tổng số;Trước hạn;Đúng hạn;Quá hạn;"
    "Tổng số;Trong hạn;Quá hạn\n;;;Trực tuyến;Trực tiếp, dịch vụ bưu chính;;;;;;;;\n"
)
FIELDS = UNITS.replace("Đơn vị", "Lĩnh vực, công việc giải quyết theo cấp", 1)
TEN = "10;5;4;1;8;5;3;0;2;2;0"
FIVE = "5;2;2;1;4;3;1;0;1;1;0"
FIFTEEN = "15;7;6;2;12;8;4;0;3;3;0"


def drafts(text, name="bao_cao.csv", **choices):
    return read_report(text.encode("utf-8-sig"), name, load_catalog(), **choices)


def read(text, name="bao_cao.csv", **choices):
    [draft] = drafts(text, name, **choices)
    return draft


def received(draft):
    """Dossiers received, by agency and breakdown."""
    return {
        (f["agency"], f["breakdown"]): f["value"]
        for f in draft.figures.to_pylist()
        if f["indicator"] == "dossiers_received"
    }


def told(draft, *severities):
    return [f.rule for f in draft.findings if f.severity in (severities or ("error", "doubt"))]


def test_agency_period_form_and_place_are_read():
    draft = read(HEAD + UNITS + f"1;Huyện Bình Gia;{TEN}\n2;Huyện Cao Lộc;{FIVE}\n")
    assert (draft.form, draft.agency, draft.period) == ("II.06a-units", "20", Q3)
    assert received(draft) == {("181", None): 10, ("183", None): 5}
    first = draft.figures.to_pylist()[0]
    assert (first["place"], first["row"], first["level"]) == ("cột 3", 6, "district")
    assert draft.is_clean


def test_sections_subtotals_totals_and_subsets_are_no_agencies():
    text = f"""I;Sở, ban, ngành;{FIFTEEN}
1;Sở Nội vụ;{TEN}
;Trong đó: hồ sơ liên thông;{FIVE}
2;Sở Tư pháp;{FIVE}
II;UBND các huyện, thành phố;{TEN}
3;Lạng Sơn;{TEN}
;Tổng cộng (I+II);25;12;10;3;20;13;7;0;5;5;0
"""
    draft = read(HEAD + UNITS + text)
    assert received(draft) == {
        ("20/Sở Nội vụ", None): 10,
        ("20/Sở Tư pháp", None): 5,
        ("178", None): 10,
        ("20", None): 25,
    }
    levels = {f["agency"]: f["level"] for f in draft.figures.to_pylist()}
    assert (levels["20"], levels["178"]) == ("province_total", "district")
    assert not told(draft)


def test_a_subtotal_after_its_section_is_held_against_the_section():
    text = f"""A;Khối huyện;;;;;;;;;;;
1;Huyện Bình Gia;{TEN}
;Cộng;{TEN}
B;Khối xã;;;;;;;;;;;
2;Xã Hồng Phong;{FIVE}
;Cộng;{TEN}
;Tổng cộng;{FIFTEEN}
"""
    draft = read(HEAD.replace("tỉnh Lạng Sơn", "huyện Bình Gia") + UNITS + text)
    assert ("181", None) in received(draft)
    wrong = [f for f in draft.findings if f.rule == "total_mismatch"]
    assert {f.where.split(",")[0] for f in wrong} == {"dòng 11"}
    assert wrong[0].stated - wrong[0].expected == 5


def test_parts_listed_below_their_district_count_once():
    text = f"""1;Huyện Bình Gia;{FIFTEEN}
1.1;Xã Hồng Phong;{TEN}
1.2;Xã Hoa Thám;{FIVE}
2;Huyện Cao Lộc;{TEN}
;Tổng cộng;25;12;10;3;20;13;7;0;5;5;0
"""
    draft = read(HEAD + UNITS + text)
    assert not told(draft)
    assert len(received(draft)) == 5


def test_a_field_under_two_levels_of_authority_is_two():
    text = f"""A;TTHC thuộc thẩm quyền giải quyết của cấp huyện;;;;;;;;;;;
1;Lĩnh vực hộ tịch;{TEN}
B;TTHC thuộc thẩm quyền giải quyết của cấp xã;;;;;;;;;;;
1;Hộ tịch;{FIVE}
;Tổng cộng;{FIFTEEN}
"""
    draft = read(HEAD.replace("tỉnh Lạng Sơn", "huyện Bình Gia") + FIELDS + text)
    assert received(draft) == {
        ("181", "Cấp huyện / Hộ tịch"): 10,
        ("181", "Cấp xã / Hộ tịch"): 5,
        ("181", None): 15,
    }
    levels = {f["breakdown"]: f["level"] for f in draft.figures.to_pylist()}
    assert levels["Cấp xã / Hộ tịch"] == "commune_all"
    assert levels[None] == "district_total"


def test_agencies_below_a_heading_that_says_field():
    draft = read(HEAD + FIELDS + f"1;Huyện Bình Gia;{TEN}\n2;Huyện Cao Lộc;{FIVE}\n")
    assert received(draft) == {("181", None): 10, ("183", None): 5}


def test_blank_dash_and_none_are_no_figures_and_zero_is():
    text = "1;Hộ tịch;0;0;0;0;0;0;0;0;0;0;0\n2;Đất đai;-;-;-;-;-;-;-;-;-;-;-\n"
    text += "3;Chứng thực;KPS;KPS;KPS;KPS;KPS;KPS;KPS;KPS;KPS;KPS;KPS\n"
    draft = read(HEAD + FIELDS + text)
    assert received(draft) == {("20", "Hộ tịch"): 0}
    assert draft.rows_read == 3


@pytest.mark.parametrize(
    ("row", "rule", "difference"),
    [
        ("12;5;4;1;8;5;3;0;2;2;0", "sum_mismatch", 2),
        ("10;5;4;1;8;5;4;0;2;2;0", "on_time_exceeds_resolved", 1),
        ("10;5;4;1;8;5;3;0;2;1;0", "sum_mismatch", 1),
    ],
)
def test_a_row_that_contradicts_itself_is_told_and_not_stored(row, rule, difference):
    draft = read(HEAD + UNITS + f"1;Huyện Bình Gia;{row}\n2;Huyện Cao Lộc;{FIVE}\n")
    finding = next(f for f in draft.findings if f.rule == rule)
    assert finding.stated - finding.expected == difference
    assert finding.agency == "181"
    assert received(draft) == {("183", None): 5}
    assert (draft.rows_accepted, draft.rows_rejected) == (1, 1)


def test_a_total_of_a_wrong_row_is_neither_stored_nor_told_twice():
    text = f"1;Huyện Bình Gia;12;5;4;1;8;5;3;0;2;2;0\n2;Huyện Cao Lộc;{FIVE}\n"
    text += ";Tổng cộng;17;7;6;2;12;8;4;0;3;3;0\n"
    draft = read(HEAD + UNITS + text)
    assert ("20", None) not in received(draft)
    assert {f.agency for f in draft.findings if f.severity == "error"} == {"181"}


def test_a_row_twice_counts_once_and_two_different_rows_count_not_at_all():
    twice = read(HEAD + UNITS + f"1;Huyện Bình Gia;{TEN}\n2;Bình Gia;{TEN}\n")
    assert received(twice) == {("181", None): 10}
    assert told(twice) == ["duplicate_row"]
    other = read(HEAD + UNITS + f"1;Huyện Bình Gia;{TEN}\n2;Bình Gia;{FIVE}\n")
    assert received(other) == {}
    assert next(f.stated - f.expected for f in other.findings if f.rule == "duplicate_row") == -5


@pytest.mark.parametrize(
    ("title", "index", "rank"),
    [
        ("Bảng xếp hạng PII năm 2024", "pii", "pii_rank"),
        ("Kết quả PAR INDEX 2024", "par_index", "par_index_rank"),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh năm 2024", "pci", "pci_rank"),
        ("XEP HANG CHUYEN DOI SO CAC TINH NAM 2024", "dti", "dti_rank"),
        (
            "Bộ chỉ số theo Quyết định 766/QĐ-TTg, năm 2024",
            "service_index_766",
            "service_index_766_rank",
        ),
    ],
)
def test_a_ranking_is_of_the_index_that_its_title_names(title, index, rank):
    draft = read(f"{title}\nSTT;Tỉnh;Điểm;Hạng\n1;Hà Nội;62,9;1\n2;Hải Phòng;58,4;2\n")
    assert {f["indicator"] for f in draft.figures.to_pylist()} == {index, rank}


@pytest.mark.parametrize(
    "title",
    [
        "Bảng xếp hạng năm 2024",
        "PCI, PAPI năm 2024",
        "Chỉ số thành phần Chi phí thời gian, PCI 2024",
    ],
)
def test_a_ranking_whose_index_nobody_names_is_asked_about(title):
    text = f"{title}\nSTT;Tỉnh;Điểm;Hạng\n1;Hà Nội;62,9;1\n2;Hải Phòng;58,4;2\n"
    draft = read(text)
    assert draft.refused
    assert told(draft)[0] == "unknown_index"
    (chosen,) = read_report(text.encode(), "bao_cao.csv", load_catalog(), index="pgi")
    assert {f["indicator"] for f in chosen.figures.to_pylist()} == {"pgi", "pgi_rank"}


def test_a_name_without_accents_is_taken_where_one_unit_alone_can_be_meant():
    text = f"1;Huyen Binh Gia;{TEN}\n2;Huyện Cao Lộc;{FIVE}\n"
    draft = read(HEAD + UNITS + text)
    assert received(draft) == {("181", None): 10, ("183", None): 5}
    [found] = [f for f in draft.findings if f.severity == "doubt"]
    assert (found.rule, found.stated, found.expected) == (
        "name_understood", "Huyen Binh Gia", "Huyện Bình Gia"
    )  # fmt: skip
    head = HEAD.replace("Lạng Sơn", "Thái Nguyên").replace("2024", "2025")
    two = read(head + UNITS + f"1;Xa Van Lang;{TEN}\n2;Xã Văn Lăng;{FIVE}\n")  # also Văn Lang
    assert sum(received(two).values()) == 5


@pytest.mark.parametrize(
    "heading", ["Lĩnh vực, công việc giải quyết", "Lĩnh vực giải quyết", "Tên lĩnh vực TTHC"]
)
def test_a_heading_of_fields_may_speak_of_resolving(heading):
    text = HEAD + UNITS.replace("Đơn vị", heading, 1) + f"1;Đất đai;{TEN}\n2;Hộ tịch;{FIVE}\n"
    assert received(read(text)) == {("20", "Đất đai"): 10, ("20", "Hộ tịch"): 5}


def test_units_that_are_not_in_the_province_or_no_more_are_unknown():
    text = f"1;Huyện Phú Lộc;{TEN}\n2;Xã Quý Hòa;{FIVE}\n3;Huyện Bình Gia;{TEN}\n"
    draft = read(HEAD.replace("2024", "2025").replace("15/6", "1/7") + UNITS + text)
    unknown = [f.agency for f in draft.findings if f.rule == "unknown_agency"]
    assert unknown == ["Huyện Phú Lộc", "Huyện Bình Gia"]
    assert list(received(draft).values()) == [5]


def test_a_body_in_the_section_of_departments_is_asked_about():
    text = f"I;Sở, ban, ngành;;;;;;;;;;;\n1;Công ty Điện lực Lạng Sơn;{TEN}\n"
    draft = read(HEAD + UNITS + text)
    assert told(draft) == ["new_department"]
    assert ("20/Công ty Điện lực Lạng Sơn", None) in received(draft)


def test_a_cell_that_is_no_number_stops_its_row_only():
    text = f"1;Huyện Bình Gia;1O;5;4;1;8;5;3;0;2;2;0\n2;Huyện Cao Lộc;{FIVE}\n"
    draft = read(HEAD + UNITS + text)
    finding = next(f for f in draft.findings if f.severity == "error")
    assert (finding.rule, finding.where, finding.stated) == (
        "unreadable_number", "dòng 6, cột 3", "1O",
    )  # fmt: skip
    assert received(draft) == {("183", None): 5}


def test_other_words_mean_the_same_columns():
    ways = "Tổng;Trực tuyến;Trực tiếp, BCCI;Kỳ trước chuyển sang"
    heads = f"""STT;Cơ quan, đơn vị;Tiếp nhận;;;;Đã giải quyết;;;;Đang xử lý;;;Ghi chú
;;{ways};Tổng;Sớm hạn;Đúng hạn;Trễ hạn;Tổng;Còn hạn;Trễ hạn;
"""
    draft = read(HEAD + heads + f"1;UBND huyện Bình Gia;{TEN};không\n")
    codes = set(draft.figures["indicator"].to_pylist())
    assert {"dossiers_direct_bcci", "dossiers_early", "dossiers_in_progress_in_time"} <= codes
    assert len(codes) == 11
    assert draft.is_clean


def test_on_time_alone_includes_the_early_ones():
    heads = """TT;Đơn vị;Số hồ sơ nhận giải quyết;Hồ sơ đã giải quyết;;;Hồ sơ đang giải quyết;;
;;;Tổng số;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn
"""
    draft = read(HEAD + heads + "1;Huyện Bình Gia;10;8;8;0;2;2;0\n")
    codes = draft.figures["indicator"].to_pylist()
    assert "dossiers_on_time" in codes
    assert "dossiers_exactly_on_time" not in codes


def test_a_column_of_another_form_is_taken_and_counts_in_the_balance():
    heads = UNITS.replace("giải quyết;;\n", "giải quyết;;;Trả lại/Rút HS\n", 1)
    draft = read(HEAD + heads + "1;Huyện Bình Gia;12;7;4;1;8;5;3;0;2;2;0;2\n")
    assert "dossiers_returned" in draft.figures["indicator"].to_pylist()
    assert not told(draft)


def test_a_strange_heading_is_asked_about_and_explained_by_the_analyst():
    heads = UNITS.replace("giải quyết;;\n", "giải quyết;;;Số liệu khác\n", 1)
    text = HEAD + heads + f"1;Huyện Bình Gia;{TEN};3\n"
    assert "unknown_heading" in told(read(text))
    explained = read(text, mapping={"Số liệu khác": "dossiers_suspended"})
    assert "dossiers_suspended" in explained.figures["indicator"].to_pylist()
    left_out = read(text, mapping={"Số liệu khác": ""})
    assert left_out.is_clean


def test_what_a_heading_includes_is_noted():
    note = "Đúng hạn (Bao gồm cả hồ sơ chờ bổ sung và trả lại/xin rút)"
    draft = read(HEAD + UNITS.replace("Đúng hạn", note) + f"1;Huyện Bình Gia;{TEN}\n")
    [finding] = [f for f in draft.findings if f.rule == "definition_note"]
    assert "chờ bổ sung" in finding.message
    assert len(draft.figures) == 11
    below = read(HEAD + UNITS + f"1;Huyện Bình Gia;{TEN}\nGhi chú: Đúng hạn bao gồm cả hồ sơ rút\n")
    assert "definition_note" in told(below, "note")


def test_a_period_without_dates_is_told_with_the_dates_it_is_taken_for():
    draft = read(HEAD.replace("(Từ ngày 15/6/2024 đến ngày 14/9/2024)", "") + UNITS
                 + f"1;Huyện Bình Gia;{TEN}\n")  # fmt: skip
    assert draft.period == Q3
    assert told(draft) == ["period_by_name"]


def test_dates_of_documents_and_signatures_are_no_period():
    head = "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020\nUBND TỈNH LẠNG SƠN\n"
    text = f"1;Huyện Bình Gia;{TEN}\n;;;;;;Lạng Sơn, ngày 18 tháng 9 năm 2024\n"
    draft = read(head + UNITS + text)
    assert draft.period is None
    assert "missing_period" in told(draft)
    chosen = read(head + UNITS + text, period=Q3)
    assert received(chosen) == {("181", None): 10}


def test_a_department_reports_below_its_province():
    head = HEAD.replace("Đơn vị báo cáo: ", "").replace("\n", "\nSỞ TƯ PHÁP\n", 1)
    draft = read(head + FIELDS + f"1;Lý lịch tư pháp;{TEN}\n")
    assert draft.agency == "20/Sở Tư pháp"
    assert set(draft.figures["level"].to_pylist()) == {"department"}


def test_the_receiving_agency_tells_communes_of_one_name_apart():
    head = """Đơn vị báo cáo: UBND xã Tân Thành
Đơn vị nhận báo cáo: UBND tỉnh Đồng Tháp (qua Văn phòng UBND tỉnh)
Từ ngày 01/10/2025 đến ngày 31/12/2025
"""
    draft = read(head + FIELDS + f"1;Hộ tịch;{TEN}\n")
    assert load_catalog().agencies.province_of(draft.agency).startswith("82")


def test_names_of_files_and_rows_say_who_reports_where_nothing_else_does():
    by_file = read(UNITS + f"1;Xã Yên Đổ;{TEN}\n", "bc_huyen_phu_luong_thang_5-2024.csv")
    assert (by_file.agency, by_file.period.label) == ("168", "2024-05")
    assert {"agency_from_name", "period_by_name"} <= set(told(by_file))
    rows = "".join(
        f"{n};{name};{TEN}\n" for n, name in enumerate(("Bình Gia", "Cao Lộc", "Đình Lập"))
    )
    by_rows = read("Từ ngày 15/6/2024 đến ngày 14/9/2024\n" + UNITS + rows)
    assert by_rows.agency == "20"


def test_a_chosen_agency_counts_more_than_the_printed_one():
    assert read(HEAD + FIELDS + f"1;Hộ tịch;{TEN}\n", agency="181").agency == "181"


def test_headings_printed_again_continue_the_table():
    page = f"1;Huyện Bình Gia;{TEN}\n"
    draft = read(HEAD + UNITS + page + UNITS + f"2;Huyện Cao Lộc;{FIVE}\n;Tổng cộng;{FIFTEEN}\n")
    assert received(draft) == {("181", None): 10, ("183", None): 5, ("20", None): 15}
    assert not told(draft)


def test_unknown_tables_are_refused_with_the_nearest_form():
    draft = read(HEAD + "STT;Đơn vị;Diện tích;Dân số\n1;Huyện Bình Gia;10;20\n")
    assert draft.refused
    assert told(draft) == ["unknown_form"]


def workbook(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([_cell(value) for value in line.split(";")])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(text):
    return int(text) if text.isdigit() else text or None


def test_a_sheet_a_month_is_a_report_each():
    def month(n):
        dates = f"Từ ngày 15/{n - 1}/2024 đến ngày 14/{n}/2024"
        return f"UBND TỈNH LẠNG SƠN\n{dates}\n" + UNITS + f"1;Huyện Bình Gia;{TEN}\n"

    data = workbook(T5=month(5), T6=month(6), Ghi_chu="Không có số liệu")
    found = read_report(data, "nam.xlsx", load_catalog())
    assert [d.period.label for d in found] == ["2024-05", "2024-06"]
    assert [d.sheet for d in found] == ["T5", "T6"]


def test_the_cover_says_who_and_when():
    data = workbook(Bia=HEAD, Bieu=UNITS + f"1;Huyện Bình Gia;{TEN}\n")
    [draft] = read_report(data, "a.xlsx", load_catalog())
    assert (draft.agency, draft.period) == ("20", Q3)
    assert draft.figures.to_pylist()[0]["place"] == "Bieu!C"


def test_a_table_in_a_document_is_read_with_its_sentences():
    document = Document()
    document.add_paragraph("UBND TỈNH LẠNG SƠN")
    document.add_paragraph(
        "Trong quý III năm 2024 (từ ngày 15/6/2024 đến ngày 14/9/2024), tỉnh Lạng Sơn tiếp nhận "
        "15 hồ sơ, đã giải quyết 12 hồ sơ."
    )
    lines = [line.split(";") for line in (UNITS + f"1;Huyện Bình Gia;{TEN}").splitlines()]
    table = document.add_table(rows=len(lines), cols=len(lines[0]))
    for row, cells in enumerate(lines):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    file = io.BytesIO()
    document.save(file)
    found = read_report(file.getvalue(), "bao_cao.docx", load_catalog())
    assert [d.form for d in found] == ["II.06a-units", "prose"]
    assert received(found[0]) == {("181", None): 10}
    assert found[0].period == Q3


def test_the_import_page_can_show_how_headings_were_understood():
    text = HEAD + UNITS + f"1;Huyện Bình Gia;{TEN}\n"
    reading = FileReading(data=text.encode(), name="a.csv", catalog=load_catalog())
    [table] = reading.tables
    assert table.match.is_sure
    assert table.match.reasons[0] == "khớp 12/12 tiêu đề của biểu II.06a-units"
    assert [p.how for p in table.match.values] == ["exact"] * 11
    assert table.origin.agency.name == "Tỉnh Lạng Sơn"
    assert table.origin.agency_where == "dòng 1, cột 1"


PAYMENT = """Đơn vị báo cáo: UBND tỉnh Đồng Tháp
Từ ngày 01/01/2024 đến ngày 30/09/2024
STT;Mã định danh;Tên đơn vị;Tổng HS có nghĩa vụ tài chính;Thanh toán trực tuyến;;
;;;;Số HS đã TTTT cổng DVC QG;Tỷ lệ TTTT (%);Tỷ lệ TT trực tiếp (%)
"""


def rates(draft):
    codes = ("online_payment_rate", "direct_payment_rate")
    return [f["value"] for f in draft.figures.to_pylist() if f["indicator"] in codes]


@pytest.mark.parametrize("cells", ["32,19%;67,81%", "32.19;67.81", "0,3219;0,6781"])
def test_percentages_are_percent_however_they_are_printed(cells):
    draft = read(PAYMENT + f"1;H20.01;Sở Nội vụ;146;47;{cells}\n")
    assert rates(draft) == pytest.approx([32.19, 67.81])
    assert draft.is_clean


def test_small_percentages_are_no_fractions():
    draft = read(PAYMENT + "1;H20.01;Sở Nội vụ;1000;8;0,8;99,2\n2;;Sở Tư pháp;1000;4;0,4;99,6\n")
    assert rates(draft) == [0.8, 99.2, 0.4, 99.6]


def test_a_stated_rate_is_kept_beside_the_doubt():
    draft = read(PAYMENT + "1;H20.01;Sở Nội vụ;146;47;42,19%;57,81%\n")
    found = next(f for f in draft.findings if f.rule == "rate_mismatch")
    assert (found.stated, found.expected, found.severity) == (42.19, 32.19, "doubt")
    assert rates(draft) == [42.19, 57.81]


def test_the_code_tells_which_and_a_code_of_another_is_asked_about():
    coded = read(PAYMENT.replace("Mã định danh", "Mã") + "1;873;Huyện Cao Lãnh;146;47;;\n")
    assert coded.is_clean
    other = read(PAYMENT.replace("Mã định danh", "Mã") + "1;866;Huyện Cao Lãnh;146;47;;\n")
    assert told(other) == ["code_mismatch"]


def test_a_formula_without_a_stored_result_is_no_blank():
    data = workbook(Bieu=HEAD + UNITS + f"1;Huyện Bình Gia;=SUM(D6:F6);{TEN[3:]}\n")
    [draft] = read_report(data, "a.xlsx", load_catalog())
    found = next(f for f in draft.findings if f.severity == "error")
    assert (found.rule, found.where) == ("unreadable_number", "Bieu!C6")
    assert len(draft.figures) == 0


ANNEX = """PHỤ LỤC: THỐNG KÊ CÁC CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH
Đơn vị báo cáo: UBND huyện Cao Lộc
Quý III năm 2024 (Từ ngày 15/6/2024 đến ngày 14/9/2024)
STT;Chỉ tiêu thống kê;ĐVT;Kế hoạch;Kết quả kỳ này;Lũy kế (từ 15/12/2023 đến 14/9/2024);Tỷ lệ (%);
"""


def test_the_annex_has_a_plan_a_result_and_a_year_so_far():
    draft = read(ANNEX + "1;Số VBQPPL đã rà soát;Văn bản;34;15;30;88,24;\n")
    found = [(f["kind"], f["from"], f["to"], f["value"]) for f in draft.figures.to_pylist()]
    assert found == [
        ("target", date(2023, 12, 15), date(2024, 12, 14), 34),
        ("actual", date(2024, 6, 15), date(2024, 9, 14), 15),
        ("actual", date(2023, 12, 15), date(2024, 9, 14), 30),
    ]
    assert draft.is_clean
    assert told(read(ANNEX + "1;Số VBQPPL đã rà soát;Văn bản;34;15;30;77;\n")) == ["rate_mismatch"]


def test_days_cut_of_the_annex():
    rows = """1;Tổng thời hạn giải quyết trước cắt giảm;Ngày;;345;;;
2;Tổng thời hạn giải quyết sau cắt giảm;Ngày;;216;;;
3;Tỷ lệ cắt giảm thời hạn giải quyết;%;;77;;;
"""
    draft = read(ANNEX + rows)
    found = next(f for f in draft.findings if f.rule == "rate_mismatch")
    assert (found.stated, found.expected) == (77, 37.39)
    assert len(draft.figures) == 3


def test_rows_of_the_annex_in_other_words_are_asked_about():
    assert told(read(ANNEX + "1;Số cầu đã xây;Cầu;;2;;;\n")) == ["unknown_indicator"]
    near = read(ANNEX + "1;Tổng số VBQPPL đã được rà soát;Văn bản;;15;;;\n")
    assert told(near) == ["row_guessed"]


def test_tasks_that_are_not_accounted_for():
    heads = """UBND TỈNH THÁI NGUYÊN
THEO DÕI THỰC HIỆN NHIỆM VỤ QUÝ III NĂM 2024
STT;Đơn vị;Tổng số nhiệm vụ được giao;Đã hoàn thành;;Đang thực hiện;
;;;Đúng hạn;Quá hạn;Trong hạn;Quá hạn
"""
    draft = read(heads + "1;Sở Nội vụ;38;34;0;3;1\n2;Sở Y tế;38;34;0;0;0\n")
    wrong = [f for f in draft.findings if f.severity == "error"]
    assert [(f.rule, f.stated - f.expected) for f in wrong] == [("sum_mismatch", 4)]


def test_targets_are_lower_bounds_for_the_year():
    text = """Đơn vị báo cáo: UBND tỉnh Thái Nguyên
CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH NĂM 2025
STT;Chỉ tiêu;ĐVT;Chỉ tiêu năm 2025;Cơ quan chủ trì
1;Tỷ lệ hồ sơ giải quyết đúng hạn;%;≥ 95;Sở Nội vụ
2;Tỷ lệ thanh toán trực tuyến;%;Từ 80% trở lên;Sở Tài chính
3;Mức độ hài lòng của người dân, doanh nghiệp;%;90;Sở Nội vụ
"""
    found = read(text).figures.to_pylist()
    assert {f["kind"] for f in found} == {"target"}
    assert [(f["value"], f["approx"]) for f in found] == [
        (95, "at_least"), (80, "at_least"), (90, None),
    ]  # fmt: skip


RANKING = """UBND TỈNH THÁI NGUYÊN
BẢNG XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH
Năm 2024
TT;Đơn vị;Tổng điểm;Chỉ số (%);Xếp hạng;;
;;;;Năm 2024;Năm 2023;Tăng/giảm bậc
I;KHỐI SỞ, BAN, NGÀNH;;;;;
1;Sở Xây dựng;92,38;92,38;1;3;+2
2;Sở Y tế;87,19;87,19;2;2;0
3;Sở Nội vụ;87,19;87,19;2;1;-1
II;KHỐI HUYỆN, THỊ XÃ, THÀNH PHỐ;;;;;
4;Huyện Đại Từ;85,03;85,03;1;2;+1
"""


def test_ranks_of_two_years_their_change_and_how_many_were_ranked():
    draft = read(RANKING)
    found = [f for f in draft.figures.to_pylist() if f["agency"] == "19/Sở Nội vụ"]
    ranks = [(f["from"].year, f["value"], f["of"]) for f in found if f["indicator"] == "cchc_rank"]
    assert ranks == [(2024, 2, 3), (2023, 1, 3)]
    assert [(f["value"], f["kind"]) for f in found if f["indicator"] == "cchc_rank_change"] == [
        (-1, "change")
    ]
    assert not told(draft)


def test_ranks_and_changes_that_the_scores_do_not_give():
    wrong = read(RANKING.replace("92,38;1;3;+2", "92,38;3;3;+2"))
    assert told(wrong) == ["rank_change_mismatch", "rank_mismatch"]


def test_negative_counts_and_rates_above_the_whole():
    draft = read(HEAD + UNITS + "1;Huyện Bình Gia;10;5;4;1;8;5;3;0;2;4;-2\n")
    assert "unreadable_number" in told(draft)
    assert len(draft.figures) == 0
    full = read(PAYMENT + "1;H20.01;Sở Nội vụ;100;47;470;53\n")
    assert {"out_of_range", "rate_mismatch"} <= set(told(full))


def test_who_has_not_reported_is_told_apart_from_who_had_nothing():
    text = f"1;Huyện Bình Gia;{TEN}\n2;Huyện Cao Lộc;-;-;-;-;-;-;-;-;-;-;-\n"
    text += "3;Huyện Văn Quan;KPS;KPS;KPS;KPS;KPS;KPS;KPS;KPS;KPS;KPS;KPS\n"
    [finding] = [f for f in read(HEAD + UNITS + text).findings if f.rule == "not_reported"]
    assert "Huyện Cao Lộc" in finding.message
    assert "Văn Quan" not in finding.message


def test_a_column_of_the_district_level_after_its_end():
    text = """Đơn vị báo cáo: UBND tỉnh Sơn La
Kỳ báo cáo: Năm 2026 (Từ ngày 15/12/2025 đến ngày 14/12/2026)
TT;Đơn vị;Tổng số TTHC thuộc thẩm quyền giải quyết của địa phương;;;
;;Tổng số TTHC;Cấp tỉnh;Cấp huyện;Cấp xã
1;Sở Nội vụ;174;170;0;4
"""
    assert "column_ended" in told(read(text))


CELL = st.one_of(st.integers(0, 30).map(str), st.sampled_from(["-", "", "KPS", "1.234", "x1", "%"]))


@given(st.lists(st.lists(CELL, min_size=11, max_size=11), min_size=1, max_size=4))
def test_whatever_the_cells_what_is_stored_holds(rows):
    names = ("Bình Gia", "Cao Lộc", "Đình Lập", "Văn Quan")
    named = zip(names, rows, strict=False)
    draft = read(HEAD + UNITS + "".join(f"1;{name};{';'.join(row)}\n" for name, row in named))
    assert draft.rows_read == draft.rows_accepted + draft.rows_rejected
    by_agency = {}
    for f in draft.figures.to_pylist():
        by_agency.setdefault(f["agency"], {})[f["indicator"]] = f["value"]
    for values in by_agency.values():
        parts = [values.get(f"dossiers_in_progress_{part}") for part in ("in_time", "overdue")]
        if "dossiers_in_progress" in values and any(part is not None for part in parts):
            assert values["dossiers_in_progress"] == sum(part or 0 for part in parts)


def test_headings_without_rows_below_give_no_rows():
    draft = read("CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2022\nSTT;Đơn vị;Chỉ số;Xếp hạng\n")
    assert (draft.form, draft.rows_read, len(draft.figures)) == ("ranking", 0, 0)


def test_an_index_named_in_its_title_and_its_heading():
    draft = read(
        "CHỈ SỐ SIPAS NĂM 2022\nSTT;Tỉnh;SIPAS (%);Hạng\n1;Quảng Ninh;87,59;1\n2;Hà Nam;80,1;40\n"
    )
    found = {(f["agency"], f["indicator"]): f["value"] for f in draft.figures.to_pylist()}
    assert found == {
        ("22", "sipas_rate"): 87.59, ("22", "sipas_rank"): 1,
        ("35", "sipas_rate"): 80.1, ("35", "sipas_rank"): 40,
    }  # fmt: skip


def test_of_a_part_of_a_ranking_only_the_order_is_known():
    title = "CHỈ SỐ SIPAS NĂM 2022\nSTT;Tỉnh;SIPAS (%);Hạng\n"
    in_order = read(title + "1;Quảng Ninh;87,59;1\n2;Hà Nam;80,1;40\n")
    turned = read(title + "1;Quảng Ninh;87,59;41\n2;Hà Nam;80,1;40\n")
    assert {f["of"] for f in in_order.figures.to_pylist()} == {None}
    assert "rank_mismatch" not in told(in_order)
    assert told(turned).count("rank_mismatch") == 2


DTI = """BẢNG XẾP HẠNG CHỈ SỐ CHUYỂN ĐỔI SỐ (DTI) NĂM 2022;;;
STT;{units};Điểm năm 2022;Xếp hạng năm 2022
1;{first};0,8002;1
2;{second};0,7202;2
"""


def test_a_ranking_of_provinces_is_the_national_one():
    text = DTI.format(units="Tỉnh, thành phố", first="Đà Nẵng", second="Lạng Sơn")
    (draft,) = read_report(text.encode(), "dti.csv", load_catalog())
    assert set(draft.figures["indicator"].to_pylist()) == {"dti", "dti_rank"}


def test_a_ranking_of_districts_is_that_of_their_province():
    text = DTI.format(units="Đơn vị", first="Huyện Bình Gia", second="Huyện Cao Lộc")
    (draft,) = read_report(text.encode(), "dti.csv", load_catalog(), agency="20")
    assert set(draft.figures["indicator"].to_pylist()) == {"dti_local", "dti_local_rank"}
