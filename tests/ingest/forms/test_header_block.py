from datetime import date

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.catalog.vocabulary import load_vocabulary
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.header_block import Text, read_origin, sheet_lines


def origin(*lines, sheet=None, file="bao_cao.xlsx", cover=(), calendar="official"):
    return read_origin(
        [Text(line, f"dòng {n}") for n, line in enumerate(lines, 1)],
        [Text(line, "bìa") for line in cover],
        sheet, file, catalog=load_catalog(), words=load_vocabulary(), calendar=calendar,
    )  # fmt: skip


QUARTER = "Từ ngày 15/6/2024 đến ngày 14/9/2024"


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (["- Đơn vị báo cáo: UBND huyện Bình Gia"], "181"),
        (["Đơn vị: UBND tỉnh Thái Nguyên", "Đơn vị tính: hồ sơ"], "19"),
        (["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA", "BÁO CÁO"], "14"),
        (["UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ"], "20/Sở Nội vụ"),
        (["TÌNH HÌNH GIẢI QUYẾT HỒ SƠ CỦA HUYỆN CAO LỘC QUÝ III"], "183"),
        (["Đơn vị nhận báo cáo: UBND tỉnh Lạng Sơn", "- Đơn vị báo cáo: Huyện Hữu Lũng"], "186"),
    ],
)
def test_who_reports(lines, agency):
    assert origin(*lines, QUARTER).agency.id == agency


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        (QUARTER, date(2024, 6, 15), date(2024, 9, 14)),
        ("Tuần 32 (từ 4/8 đến 10/8/2025)", date(2025, 8, 4), date(2025, 8, 10)),
        ("Số liệu từ ngày 01-10-2025 đến ngày 31-12-2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("Kỳ báo cáo: Tháng 7/2026. Từ ngày ....15/06/2026.... đến ngày ....14/07/2026....",
         date(2026, 6, 15), date(2026, 7, 14)),
    ],
)  # fmt: skip
def test_for_when(line, start, end):
    found = origin("Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020", line)
    assert (found.period.start, found.period.end) == (start, end)
    assert found.is_period_dated


def test_dates_go_before_a_name_and_a_name_is_understood_by_the_calendar_of_the_form():
    both = origin("Quý I năm 2024", "Từ ngày 01/01/2024 đến ngày 31/3/2024")
    assert both.period.start == date(2024, 1, 1)
    assert origin("Quý I năm 2024").period.start == date(2023, 12, 15)
    plain = origin("Quý I năm 2024", calendar="calendar")
    assert plain.period.start == date(2024, 1, 1)
    assert not plain.is_period_dated


def test_the_nearest_text_counts():
    found = origin(
        "Tháng 5 năm 2024", sheet="Thang 6-2024", cover=["UBND HUYỆN CAO LỘC", "Tháng 4 năm 2024"]
    )
    assert found.period.label == "2024-05"
    assert found.agency.id == "183"
    assert found.agency_where == "bìa"


def test_signatures_and_exports_are_no_period():
    assert origin("Lạng Sơn, ngày 18 tháng 9 năm 2024").period is None
    assert origin("Ngày xuất báo cáo: 31/10/2023 16:42:07").period is None


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (["Đơn vị báo cáo:", None, "UBND huyện Bình Gia"], ["Đơn vị báo cáo: UBND huyện Bình Gia"]),
        (["- Đơn vị nhận báo cáo", "UBND tỉnh"], ["- Đơn vị nhận báo cáo: UBND tỉnh"]),
        (["Từ ngày:", date(2026, 3, 15), "đến ngày:", "14/6/2026"],
         ["Từ ngày: 15/03/2026 đến ngày: 14/6/2026"]),
        (["Từ ngày 15/3/2026", "đến 14/6/2026"], ["Từ ngày 15/3/2026 đến 14/6/2026"]),
        (["UBND TỈNH LẠNG SƠN", "Biểu số 07a/BTP\nKỳ:", "Quý I/2026"],
         ["UBND TỈNH LẠNG SƠN", "Biểu số 07a/BTP", "Kỳ: Quý I/2026"]),
        (["Đơn vị báo cáo:", None], ["Đơn vị báo cáo:"]),
    ],
)  # fmt: skip
def test_a_label_and_its_value_may_stand_in_two_cells(cells, lines):
    grid = Grid(name="T1", cells=[cells])
    assert [line.text for line in sheet_lines(grid, [0])] == lines


def test_a_labelled_cell_beside_goes_before_whom_it_is_sent_to():
    grid = Grid(
        name="T1",
        cells=[["Đơn vị báo cáo:", "UBND huyện Hải Hậu"], ["Đơn vị nhận:", "UBND tỉnh Nam Định"]],
    )
    lines = [line.text for line in sheet_lines(grid, [0, 1])]
    assert origin(*lines, QUARTER).agency.id == "366"
