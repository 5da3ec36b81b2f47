"""Tables before any meaning: one nasty thing a test, and what must come of it."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.files import text_blocks
from cchc.ingest.tables.table import as_json, read_table, write_json
from tests.ingest.files.report_files import HEADINGS, ROWS, UNITS, as_csv, page, report, workbook

FIRST = ["Huyện An Lạc", "2026-03", 1200, 1160, 1151, 99.2]


def read(rows, *, name="bao_cao.csv", mark=",", **how):
    """The table of rows, or of a whole file given as bytes."""
    data = rows if isinstance(rows, bytes) else as_csv(rows, mark=mark).encode("utf-8")
    table = read_table(data, name, **how)
    assert not table.refused, table.findings
    return table


def refusal(rows, *, name="bao_cao.csv", mark=","):
    data = rows if isinstance(rows, bytes) else as_csv(rows, mark=mark).encode("utf-8")
    table = read_table(data, name)
    assert table.refused
    assert (table.columns, list(table.rows)) == ((), [])
    return table.findings[-1]


def rules(table):
    return [finding.rule for finding in table.findings]


def column(table, name):
    return [row[table.columns.index(name)] for row in table.rows]


def finding(table, rule):
    return next(found for found in table.findings if found.rule == rule)


def two(*values, heading="Số hồ sơ", **how):
    """A table of units and one more column, read."""
    rows = [["Đơn vị", heading], *([f"Huyện {n}", value] for n, value in enumerate(values))]
    return read(rows, mark=";", **how)


# --- the plain case, and the same in other dress


def test_a_plain_report():
    table = read(report())
    assert table.columns == tuple(HEADINGS)
    assert table.rows == ROWS
    assert table.findings == ()
    assert (table.places[0], table.places[-1]) == ("dòng 2", "dòng 9")


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_delimiters(mark):
    assert read(report(mark=mark)).rows == ROWS


def test_decimal_commas_between_semicolons():
    text = report(mark=";").decode().replace("99.2", "99,2")
    assert read(text.encode()).rows == ROWS


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n"])
def test_line_ends_of_any_machine(end):
    assert read(report(end=end)).rows == ROWS


def test_columns_set_apart_by_spaces_only():
    assert read(b"Don vi    Tiep nhan\nXa A         5\nXa B        12\n").rows == [
        ["Xa A", 5],
        ["Xa B", 12],
    ]


def test_each_line_saved_as_one_quoted_field():
    lines = as_csv([HEADINGS, *ROWS]).splitlines()
    assert read("\r\n".join(f'"{line}"' for line in lines).encode()).rows == ROWS


def test_single_quotes():
    lines = [",".join(f"'{cell}'" for cell in row) for row in [HEADINGS, *ROWS]]
    assert read("\n".join(lines).encode()).rows == ROWS


def test_quotes_within_quotes_are_mended_and_named():
    table = read('a;b\n"Xã "Mới" A";1\n"Xã \\"Cũ\\" B";2\n'.encode())
    assert table.rows == [['Xã "Mới" A', 1], ['Xã "Cũ" B', 2]]
    assert finding(table, "W_QUOTES_REPAIRED").where == "dòng 2"


def test_a_quote_that_never_closes():
    assert refusal(b'a,b,c\n1,"2,3\n4,5,6\n').rule == "E_UNCLOSED_QUOTE"


def test_control_characters_and_unseen_ones_are_no_part_of_a_name():
    rows = [HEADINGS, ["\u202eHuyện\u00a0An\u200b  Lạc\u202c", *FIRST[1:]]]
    assert read(rows).rows == [FIRST]


def test_the_end_mark_of_old_systems():
    assert read(report() + b"\x1a").rows == ROWS


# --- where the table is


def test_titles_of_one_cell_above_the_header():
    title = [["ỦY BAN NHÂN DÂN"], ["BÁO CÁO THÁNG 3/2026"], [], ["Đơn vị tính: hồ sơ"]]
    assert read([*title, HEADINGS, *ROWS]).rows == ROWS


def test_a_merged_title_over_most_columns_is_no_level_of_the_header():
    def merge(book):
        book["A"].merge_cells("A1:E1")

    data = workbook(("A", [["Kết quả quý I"], HEADINGS, *ROWS]), prepare=merge)
    assert read(data, name="a.xlsx").columns == tuple(HEADINGS)


def test_three_rows_of_headings_are_joined():
    head = [
        ["Đơn vị", "Kết quả", "", "", ""],
        ["", "Tiếp nhận", "", "Giải quyết", ""],
        ["", "Trực tuyến", "Trực tiếp", "Đúng hạn", "Quá hạn"],
    ]
    table = read([*head, ["(1)", "(2)", "(3)", "(4)", "(5)=(3)-(4)"], ["Xã A", 1, 2, 3, 4]])
    assert table.columns == (
        "Đơn vị",
        "Kết quả > Tiếp nhận > Trực tuyến",
        "Kết quả > Tiếp nhận > Trực tiếp",
        "Kết quả > Giải quyết > Đúng hạn",
        "Kết quả > Giải quyết > Quá hạn",
    )
    assert table.rows == [["Xã A", 1, 2, 3, 4]]


def test_merged_headings_in_a_page():
    head = (
        "<tr><td rowspan=2>Đơn vị</td><td colspan=2>Tiếp nhận</td></tr>"
        "<tr><td>Trực tuyến</td><td>Trực tiếp</td></tr>"
    )
    data = f"<table>{head}<tr><td>Xã A</td><td>5</td><td>6</td></tr></table>".encode()
    table = read(data, name="a.xls")
    assert table.columns == ("Đơn vị", "Tiếp nhận > Trực tuyến", "Tiếp nhận > Trực tiếp")


def test_years_head_columns_and_stay_columns():
    table = read([["Đơn vị", 2023, 2024], ["Xã A", "80,5", "81"]], mark=";")
    assert (table.columns, table.rows) == (("Đơn vị", "2023", "2024"), [["Xã A", 80.5, 81]])


def test_data_without_a_header():
    assert refusal(ROWS).rule == "E_NO_HEADER"
    assert refusal([["BÁO CÁO"], *ROWS]).rule == "E_NO_HEADER"


def test_a_header_without_data():
    assert refusal([HEADINGS]).rule == "E_NO_ROWS"


def test_prose_with_commas():
    text = "Trong tháng, đơn vị đã tiếp nhận nhiều hồ sơ của dân.\nĐề nghị Ủy ban xem xét.\n"
    assert refusal(text.encode()).rule == "E_NOT_TABLE"
    assert refusal(text.encode(), name="a.xls").rule == "E_CORRUPT"


def test_a_page_whose_tables_hold_no_report():
    assert refusal(page([["Đăng nhập", "Mật khẩu"]]), name="a.csv").rule == "E_TYPE_MISMATCH"
    form = page([["Tên đăng nhập", ""], ["Mật khẩu", ""]])
    assert refusal(form, name="a.xls").rule == "E_TYPE_MISMATCH"


def test_the_right_table_of_a_page():
    data = page([HEADINGS, *ROWS], before="<table><tr><td>Trang chủ</td></tr></table>")
    assert read(data, name="a.xls").rows == ROWS


# --- rows that are not data


def test_blank_rows_and_page_breaks_within_the_table():
    rows = [HEADINGS, *ROWS[:3], [], ["Trang 2"], HEADINGS, *ROWS[3:5], [], *ROWS[5:]]
    table = read(rows)
    assert table.rows == ROWS
    assert finding(table, "W_REPEATED_HEADER").where == "dòng 7"


def test_footnotes_and_signatures():
    below = [
        ["Ghi chú: (1) Số ước tính"],
        [],
        ["Lạng Sơn, ngày 5 tháng 4 năm 2026"],
        ["NGƯỜI LẬP", "", "", "CHỦ TỊCH"],
        ["(Đã ký)", "", "", "(Đã ký)"],
    ]
    table = read([HEADINGS, *ROWS, *below])
    assert table.rows == ROWS
    assert rules(table) == ["W_REMARK_ROW"]


def test_a_second_table_is_reported_and_not_mixed_in():
    table = read([HEADINGS, *ROWS, [], ["Bảng 2"], ["Lĩnh vực", "Tiếp nhận"], ["Đất đai", 500]])
    assert table.rows == ROWS
    assert finding(table, "W_SECOND_TABLE").severity == "doubt"


def test_totals_and_subtotals_are_never_counted():
    rows = [
        ["Đơn vị", "Tiếp nhận"],
        ["Huyện A", 10],
        ["Huyện B", 20],
        ["Cộng miền núi", 30],
        ["Huyện C", 5],
        ["Huyện D", 6],
        ["Cộng đồng bằng", 11],
        ["Tổng số", 41],
    ]
    table = read(rows)
    assert sum(column(table, "Tiếp nhận")) == 41
    assert rules(table) == ["W_TOTAL_ROW_DROPPED"]


def test_a_total_above_that_does_not_add_up():
    table = read([["Đơn vị", "Tiếp nhận"], ["Toàn tỉnh", 100], ["Huyện A", 10], ["Huyện B", 20]])
    assert column(table, "Tiếp nhận") == [10, 20]
    found = finding(table, "V_TOTAL_MISMATCH")
    assert (found.stated, found.expected, found.where) == (100, 30, "dòng 2, cột 2")


def test_groups_by_their_ordinals():
    rows = [
        ["STT", "Đơn vị", "Số hồ sơ"],
        ["I", "Khối sở", 30],
        [1, "Sở Nội vụ", 10],
        [2, "Sở Tài chính", 20],
        ["II", "Khối huyện", ""],
        [1, "Huyện A", 70],
    ]
    table = read(rows)
    assert column(table, "Số hồ sơ") == [10, 20, 70]
    assert rules(table) == ["W_SECTION_ROW", "W_TOTAL_ROW_DROPPED"]


def test_parts_below_of_which_are_not_counted_again():
    rows = [
        ["Chỉ tiêu", "Số hồ sơ"],
        ["Tiếp nhận", 100],
        ["Trong đó:"],
        ["- Trực tuyến", 60],
        ["- Trực tiếp", 40],
        ["Giải quyết", 90],
    ]
    table = read(rows, mark=";")
    assert table.rows == [["Tiếp nhận", 100], ["Giải quyết", 90]]
    assert "W_SUBSET_ROW_DROPPED" in rules(table)


def test_indicators_numbered_in_steps_are_rows_of_their_own():
    rows = [
        ["STT", "Chỉ tiêu", "Kết quả"],
        ["1", "Nhiệm vụ", 28],
        ["1.1", "Hoàn thành", 8],
        ["1.10", "Quá hạn", 2],
    ]
    assert column(read(rows), "STT") == ["1", "1.1", "1.10"]


def test_a_unit_that_has_not_reported_stays_a_row():
    silent = ["Huyện Bắc Sơn", "2026-03", "", "", "", ""]
    dashes = ["Huyện Chi Lăng", "2026-03", "-", "-", "-", "-"]
    table = read([HEADINGS, *ROWS[:3], silent, *ROWS[3:], dashes])
    assert [row[0] for row in table.rows if row[2] is None] == ["Huyện Bắc Sơn", "Huyện Chi Lăng"]


@pytest.mark.parametrize(
    ("row", "line"), [(["Huyện X", "2026-03", 5], 3), ([*FIRST[:5], "99", "2"], 3)]
)
def test_rows_of_another_width_are_refused_with_their_line(row, line):
    found = refusal([HEADINGS, ROWS[0], row, ROWS[1]])
    assert (found.rule, found.where) == ("E_RAGGED", f"dòng {line}")


def test_a_delimiter_at_the_end_of_lines_makes_no_column():
    assert read([[*HEADINGS, ""], *([*row, ""] for row in ROWS)]).rows == ROWS
    assert read([HEADINGS, *([*row, ""] for row in ROWS)]).rows == ROWS


# --- columns


def test_columns_without_a_name_and_with_the_same():
    table = read([["Đơn vị", "", "Số", "Số"], ["Xã A", "x1", 2, 3]])
    assert table.columns == ("Đơn vị", "Cột 2", "Số", "Số (2)")
    assert rules(table) == ["V_UNNAMED_COLUMN", "V_DUPLICATE_COLUMN"]


def test_headings_that_differ_only_in_capitals_are_the_same():
    table = read([["Đơn vị", "Tiếp nhận", "tiếp nhận"], ["Xã A", "1", "2"], ["Xã B", "3", "4"]])
    assert table.columns == ("Đơn vị", "Tiếp nhận", "tiếp nhận (2)")
    assert rules(table) == ["V_DUPLICATE_COLUMN"]


def test_codes_keep_their_zeros():
    table = read(
        [["Mã đơn vị", "Mã", "Đơn vị"], ["00004", "1", "Phường Ba Đình"], ["00008", "15", "Xã B"]]
    )
    assert table.rows[0][:2] == ["00004", "1"]


def test_zeros_that_only_the_format_shows():
    def zeros(book):
        book["A"]["A2"].number_format = "00000"

    table = read(workbook(("A", [["Mã", "Số"], [4, 5]]), prepare=zeros), name="a.xlsx")
    assert table.rows == [["00004", 5]]


def test_a_leading_zero_of_a_count_is_style():
    assert column(two("08", "12"), "Số hồ sơ") == [8, 12]


def test_long_digits_are_no_numbers():
    assert column(two("001234567890123456", heading="Số định danh"), "Số định danh") == [
        "001234567890123456"
    ]


@pytest.mark.parametrize(
    ("values", "heading", "expected"),
    [
        (("1.234", "950"), "Số hồ sơ", [1234, 950]),
        (("1.234.567,8", "12,5"), "Kinh phí", [1234567.8, 12.5]),
        (("1,234.5", "1,234"), "Kinh phí", [1234.5, 1234]),
        (("98.75%", "100%"), "Tỷ lệ", [98.75, 100]),
        (("85.125", "90.250"), "Điểm", [85.125, 90.25]),
        (("(12)", "5"), "Chênh lệch", [-12, 5]),
        (("1.200 hồ sơ", "02 hồ sơ"), "Kết quả", [1200, 2]),
        (("1 234 567", "5"), "Dân số", [1234567, 5]),
        (("1.53e4", "+2"), "Giá trị", [15300, 2]),
    ],
)
def test_numbers_by_their_column(values, heading, expected):
    assert column(two(*values, heading=heading), heading) == expected


def test_the_proof_is_shown():
    found = finding(two("1.234", "2.345"), "W_NUMBER_READ")
    assert "1.234 là một nghìn hai trăm ba mươi tư vì cả cột là số nguyên" in found.message


@pytest.mark.parametrize("values", [("1.337", "1,200"), ("1,234", "2,345")])
def test_what_can_be_read_in_two_ways_is_asked(values):
    rows = [["Đơn vị", "Giá trị"], *([f"Huyện {n}", v] for n, v in enumerate(values))]
    found = refusal(rows, mark=";")
    assert (found.rule, found.where) == ("E_AMBIGUOUS_NUMBER", "cột 2")
    assert values[0] in found.message


@pytest.mark.parametrize("mark", ["-", "…", "N/A", "không có", "chưa có số liệu", "KPS", "x", ""])
def test_missing_is_null_and_never_zero(mark):
    assert column(two("5", mark, "7"), "Số hồ sơ") == [5, None, 7]


def test_words_where_a_number_should_be():
    table = two("5", "đang cập nhật", "một nghìn", "7", "8", "9")
    assert column(table, "Số hồ sơ") == [5, None, None, 7, 8, 9]
    assert finding(table, "W_MISSING_TEXT").stated == "đang cập nhật"
    assert finding(table, "V_NOT_A_NUMBER").where == "dòng 4, cột 2"


@pytest.mark.parametrize("value", ["NaN", "inf", "-Infinity", "1e309"])
def test_numbers_that_are_not_finite(value):
    table = two("5", value, "7")
    assert column(table, "Số hồ sơ") == [5, None, 7]
    assert finding(table, "V_NOT_FINITE").severity == "error"


@pytest.mark.parametrize("value", ["#REF!", "#DIV/0!", "Err:502"])
def test_errors_of_formulas(value):
    assert finding(two("5", value, "7"), "V_ERROR_CELL").stated == value


def test_fractions_become_percent_where_the_counts_prove_it():
    rows = [[*row[:5], f"{row[4] / row[3]:.4f}"] for row in ROWS]
    table = read([HEADINGS, *rows])
    assert column(table, "Tỷ lệ đúng hạn (%)")[0] == 99.22
    assert finding(table, "W_FRACTION_TO_PERCENT").severity == "doubt"


def test_fractions_beside_percentages():
    assert "V_MIXED_SCALE" in rules(two("0,992", "99,2%", heading="Tỷ lệ (%)"))


def test_dates_of_many_styles_in_one_column():
    texts = ("5/3/26", "05-03-2026", "2026.03.05", "ngày 5 tháng 3 năm 2026", "chưa có")
    assert column(two(*texts, heading="Ngày báo cáo"), "Ngày báo cáo") == [date(2026, 3, 5)] * 4 + [
        None
    ]


def test_day_numbers_under_a_heading_for_days_only():
    assert column(two("46086", "46087", heading="Ngày"), "Ngày")[0] == date(2026, 3, 5)
    assert column(two("46086", "46087", heading="Số ngày"), "Số ngày")[0] == 46086


@pytest.mark.parametrize(
    ("text", "rule"),
    [("31/02/2026", "V_BAD_DATE"), ("05/03/20226", "V_YEAR_RANGE"), ("05/03/1899", "V_YEAR_RANGE")],
)
def test_dates_that_cannot_be(text, rule):
    table = two("05/03/2026", text, heading="Ngày")
    assert column(table, "Ngày") == [date(2026, 3, 5), None]
    assert finding(table, rule).stated == text


def test_months_in_columns_become_rows():
    rows = [["Đơn vị", "Tháng 1", "Tháng 2", "Tháng 3", "Cộng"], ["Xã A", 1, 2, 3, 7]]
    table = read(rows)
    assert table.columns == ("Đơn vị", "Kỳ báo cáo", "Giá trị")
    assert table.rows == [["Xã A", "Tháng 1", 1], ["Xã A", "Tháng 2", 2], ["Xã A", "Tháng 3", 3]]
    assert list(table.places) == ["dòng 2"] * 3
    assert finding(table, "V_TOTAL_MISMATCH").expected == 6


def test_months_over_measures():
    head = [["Đơn vị", "T1/2026", "", "T2/2026", "", "T3/2026", ""], ["", *["Nhận", "Trả"] * 3]]
    table = read([*head, ["Xã A", 1, 2, 3, 4, 5, 6]])
    assert table.columns == ("Đơn vị", "Kỳ báo cáo", "Nhận", "Trả")
    assert table.rows[1] == ["Xã A", "T2/2026", 3, 4]


def test_names_merged_down_over_months():
    rows = [
        ["Đơn vị", "Tháng", "Số"],
        *([unit, month, 5] for unit in ("Xã A", "Xã B") for month in ("2026-01", "2026-02")),
    ]
    blanked = [[("" if n % 2 == 0 and n else row[0]), *row[1:]] for n, row in enumerate(rows)]
    table = read(blanked)
    assert table.rows == rows[1:]
    assert "W_MERGED_FILLED" in rules(table)


def test_groups_written_once_over_their_units():
    rows = [["Cụm", "Đơn vị", "Số"], ["Miền núi", "Xã A", 1], ["", "Xã B", 2], ["", "Xã C", 3],
            ["Đồng bằng", "Xã D", 4], ["", "Xã E", 5]]  # fmt: skip
    assert column(read(rows), "Cụm") == ["Miền núi"] * 3 + ["Đồng bằng"] * 2


def test_a_single_missing_name_is_not_filled():
    table = read([["Đơn vị", "Tháng", "Số"], ["Xã A", "2026-01", 5], ["", "2026-01", 6]])
    assert column(table, "Đơn vị") == ["Xã A", None]


def test_one_unit_in_many_spellings():
    rows = [
        ["Đơn vị", "Tháng", "Số"],
        ["Huyện Bình Sơn", "1", 1],
        ["H. Bình Sơn", "2", 2],
        ["HUYỆN BÌNH SƠN", "3", 3],
        ["Bình Sơn", "4", 4],
    ]
    table = read(rows)
    assert set(column(table, "Đơn vị")) == {"Huyện Bình Sơn"}
    assert finding(table, "W_NAMES_UNIFIED").severity == "note"


def test_a_name_two_units_share_is_left_alone():
    rows = [["Đơn vị", "Số"], ["Huyện Cao Lãnh", 1], ["Thành phố Cao Lãnh", 2], ["Cao Lãnh", 3]]
    assert len(set(column(read(rows), "Đơn vị"))) == 3


# --- what a table says against itself


def test_the_same_row_twice_and_two_figures_for_one_unit():
    table = read([HEADINGS, *ROWS, ROWS[0], [*ROWS[1][:2], 9, 9, 9, 100]])
    assert len(table.rows) == 10
    assert finding(table, "V_DUPLICATE_ROW").where == "dòng 10"
    assert "Huyện Bình Sơn, 2026-03" in finding(table, "V_KEY_CONFLICT").message


def test_a_part_above_its_whole_and_a_rate_that_counts_deny():
    table = read(
        [HEADINGS, ["Xã A", "2026-03", 10, 8, 9, 112.5], ["Xã B", "2026-03", 10, 8, 6, 99]]
    )
    assert (
        finding(table, "V_PART_GT_WHOLE").stated,
        finding(table, "V_PART_GT_WHOLE").expected,
    ) == (9, 8)
    assert finding(table, "V_RATIO_MISMATCH").expected == 75


def test_rates_above_a_hundred():
    table = two("98,5", "112,5", heading="Tỷ lệ đúng hạn (%)")
    assert finding(table, "V_RATE_RANGE").stated == 112.5
    assert rules(two("98,5", "112,5", heading="Tỷ lệ hoàn thành kế hoạch vốn (%)")) == []


def test_counts_below_zero():
    assert finding(two("5", "(3)", "7"), "V_NEGATIVE").stated == -3
    assert rules(two("5", "-3", "7", heading="Tăng, giảm so với kỳ trước")) == []


def test_periods_no_plan_reaches():
    assert (
        finding(two("2099-12", "2026-03", heading="Kỳ báo cáo"), "V_PERIOD_RANGE").stated
        == "2099-12"
    )


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3+cmd|x", "\t=1+1"])
def test_formulas_in_text_stay_text_and_are_named(text):
    table = read([["Đơn vị", "Số"], [text, 5]])
    assert table.rows[0][0] == text.strip()
    assert "V_FORMULA_TEXT" in rules(table)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[bấm](http://203.0.113.9)", "**đậm**", "`x`"]
)
def test_markup_in_text_stays_text_and_is_named(text):
    table = read([["Đơn vị", "Số"], [text, 5]])
    assert table.rows[0][0] == text
    assert "V_MARKUP_TEXT" in rules(table)


@pytest.mark.parametrize("text", ["'; DROP TABLE x; --", "- Cấp xã", "${jndi:ldap}", "Robert\\'"])
def test_odd_names_are_only_names(text):
    assert read([["Đơn vị", "Số"], [text, 5]]).rows == [[text, 5]]


# --- workbooks


def test_sheets_of_months_are_stacked_and_told_apart():
    month = [["Đơn vị", "Số hồ sơ"], ["Xã A", 5], ["Xã B", 6]]
    table = read(workbook(("Tháng 3", month), ("Tháng 4", month)), name="a.xlsx")
    assert table.columns == ("Kỳ báo cáo", "Đơn vị", "Số hồ sơ")
    assert [row[0] for row in table.rows] == ["Tháng 3", "Tháng 3", "Tháng 4", "Tháng 4"]


def test_months_of_sheets_are_kept_where_every_figure_differs():
    months = [("Tháng 3.2026", [5, 6]), ("Tháng 4.2026", [7, 8])]
    sheets = [
        (name, [["Đơn vị", "Số hồ sơ"], ["Xã A", first], ["Xã B", second]])
        for name, (first, second) in months
    ]
    table = read(workbook(*sheets), name="a.xlsx")
    assert column(table, "Kỳ báo cáo") == ["Tháng 3.2026"] * 2 + ["Tháng 4.2026"] * 2
    assert column(table, "Số hồ sơ") == [5, 6, 7, 8]


def test_the_sheet_with_the_figures_is_chosen_and_others_named():
    notes = [["Mục", "Ghi chú"], ["a", "b"]]
    small = [["Lĩnh vực", "Số"], ["Đất đai", 5], ["Hộ tịch", 6]]
    data = workbook(("Bìa", notes), ("Số liệu", [HEADINGS, *ROWS]), ("Khác", small))
    table = read(data, name="a.xlsx")
    assert table.rows == ROWS
    assert "«Khác»" in finding(table, "W_OTHER_SHEET").message


def test_what_is_hidden_is_named():
    def hide(book):
        book["Nháp"].sheet_state = "hidden"
        book["A"].row_dimensions[4].hidden = True

    data = workbook(("Nháp", [HEADINGS, *ROWS]), ("A", [HEADINGS, *ROWS]), prepare=hide)
    table = read(data, name="a.xlsx")
    assert table.rows == ROWS
    assert rules(table) == ["W_HIDDEN_SHEET", "W_HIDDEN_CELLS"]


def test_formulas_without_results():
    data = workbook(("A", [["Đơn vị", "Số", "Tỷ lệ"], ["Xã A", 5, "=B2/5"]]))
    table = read(data, name="a.xlsx")
    assert table.rows == [["Xã A", 5, None]]
    assert finding(table, "V_FORMULA_NO_VALUE").where == "A!C2"


# --- how it is handed over


def test_raw_is_the_text_as_it_stands():
    rows = [["Đơn vị", "Số"], ["Xã  A", "1.200 hồ sơ"], ["Tổng cộng", "1.200"]]
    assert read(rows, raw=True).rows == [["Xã  A", "1.200 hồ sơ"]]


def test_salvage_keeps_what_would_be_refused():
    ragged = read([HEADINGS, ROWS[0], ["Huyện X", "2026-03", 5]], salvage=True)
    assert ragged.rows[1] == ["Huyện X", "2026-03", 5, None, None, None]
    open_numbers = read([["Đơn vị", "Số"], ["A", "1,234"], ["B", "1.337"]], mark=";", salvage=True)
    assert column(open_numbers, "Số") == ["1,234", "1.337"]
    assert "E_AMBIGUOUS_NUMBER" in rules(open_numbers)


def test_json_has_numbers_days_and_nulls(tmp_path):
    table = read([["Đơn vị", "Ngày", "Số"], ["Xã A", "05/03/2026", "-"]])
    document = as_json(table)
    assert document["rows"] == [["Xã A", "2026-03-05", None]]
    with (tmp_path / "a.json").open("w", encoding="utf-8") as file:
        write_json(table, file)
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == document


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.sampled_from(["", "-", "Tổng cộng", "I", "1.234", "12,5", "05/03/2026", *UNITS]),
                st.text(max_size=8),
            ),
            max_size=5,
        ),
        max_size=8,
    )
)
def test_no_table_breaks_the_reader(rows):
    table = read_table(as_csv(rows).encode("utf-8", "replace"), "a.csv")
    assert table.refused == bool(not table.rows)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert not table.refused or table.findings


# --- large texts are read in blocks, and read the same


@pytest.fixture
def in_blocks(monkeypatch):
    monkeypatch.setattr(text_blocks, "LARGE_TEXT_BYTES", 1)


SAME_IN_BLOCKS = [
    [HEADINGS, *ROWS],
    [["BÁO CÁO", "", "", "", "", ""], HEADINGS, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], *ROWS],
    [HEADINGS, *ROWS[:4], HEADINGS, *ROWS[4:], ["Tổng cộng", "", 13436, 13032, 12932, 99.2]],
    [HEADINGS, *ROWS, ["Ghi chú: số ước tính", "", "", "", "", ""]],
    [HEADINGS, ["", "", "", "", "", ""], *ROWS, ["Huyện Y", "2026-03", "-", "-", "-", "-"]],
    [["STT", "Đơn vị", "Số"], ["I", "Khối sở", 30], [1, "Sở A", 10], [2, "Sở B", 20]],
    [["Chỉ tiêu", "Số"], ["Nhận", 100], ["Trong đó:", ""], ["- Qua mạng", 60], ["Trả", 90]],
    [["Mã", "Tháng 1", "Tháng 2", "Tháng 3"], ["007", 1, 2, 3], ["008", 4, 5, 6]],
    [["Đơn vị", "Số"], ["Xã A", "1.234"], ["Xã B", '"1.234\n"']],
]


@pytest.mark.parametrize("rows", SAME_IN_BLOCKS)
@pytest.mark.parametrize("as_file", [False, True])
def test_in_blocks_a_table_reads_the_same(rows, as_file, tmp_path, monkeypatch):
    data = as_csv(rows).encode("utf-8")
    whole = read_table(data, "a.csv")
    monkeypatch.setattr(text_blocks, "LARGE_TEXT_BYTES", 1)
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    blocks = read_table(path if as_file else data, "a.csv")
    assert (blocks.columns, list(blocks.rows)) == (whole.columns, whole.rows)
    assert sorted(rules(blocks)) == sorted(rules(whole))
    assert list(blocks.places) == list(whole.places)


@pytest.mark.usefixtures("in_blocks")
@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (report().replace(b"1474,", b"14\x0074,"), "E_BINARY"),
        (report(rows=[*ROWS, ["Huyện X", "2026-03", 5]]), "E_RAGGED"),
        (report(rows=[*ROWS, ["x" * 40_000, *ROWS[0][1:]]]), "E_CELL_TOO_LONG"),
        (report().replace("Phú Tân".encode(), b"Ph\xff T\xe2n"), "E_ENCODING"),
        (b'a,b\n"x "y" z",1\n"q",2\n', "E_QUOTES"),
        (b"a,b\n", "E_NO_ROWS"),
    ],
)
def test_in_blocks_nothing_wrong_passes(data, rule):
    assert refusal(data).rule == rule


@pytest.mark.usefixtures("in_blocks")
def test_in_blocks_lines_are_those_of_the_file():
    found = refusal(report(rows=[*ROWS, ["Huyện X", "2026-03", 5]]))
    assert found.where == "dòng 10"
    quoted = b'a,b\n"x\ny",1\nz,2\n'
    assert list(read(quoted).places) == ["dòng 2", "dòng 4"]


@pytest.mark.usefixtures("in_blocks")
def test_in_blocks_other_encodings_are_turned_first():
    assert read(report().decode().encode("utf-16")).rows == ROWS


@pytest.mark.usefixtures("in_blocks")
def test_in_blocks_only_plain_text():
    assert refusal(b"<html><table><tr><td>x</td></tr></table></html>").rule == "E_TYPE_MISMATCH"
