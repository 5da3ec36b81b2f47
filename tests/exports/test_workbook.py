from io import BytesIO

import openpyxl
import pytest

from cchc.exports.sheet_names import sheet_names
from cchc.exports.workbook import workbook
from tests.exports.views import view


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(BytesIO(workbook([view()], title="Giao ban")))


def test_a_sheet_for_each_block_then_sources_and_definitions(book):
    assert book.sheetnames == [
        "Mục lục", "1. Tỉnh", "2. Lạng Sơn tăng 3,6 điểm %", "3. Lạng Sơn còn 1.212 hồ sơ",
        "4. Bảng số liệu", "5. Nhận xét", "Nguồn", "Định nghĩa",
    ]  # fmt: skip


def test_numbers_are_numbers_and_nothing_is_a_formula(book):
    sheet = book["4. Bảng số liệu"]
    assert [cell.value for cell in sheet[6]][:3] == ["Lạng Sơn", 98.8063, 635593]
    assert sheet["B6"].number_format == "#,##0.00"
    assert [cell.value for cell in sheet[8]][:3] == ["Huế", None, None]
    hostile = sheet["A7"]
    assert hostile.data_type == "s"
    assert hostile.value.startswith("=cmd")
    assert all(c.data_type != "f" for one in book for row in one.iter_rows() for c in row)


def test_headings_stay_in_sight_and_filter(book):
    sheet = book["4. Bảng số liệu"]
    assert sheet.freeze_panes == "A6"
    assert sheet.auto_filter.ref == "A5:D8"
    assert sheet["D6"].hyperlink.target == "http://may-chu/nguon?so=20"


def test_charts_are_native(book):
    assert len(book["2. Lạng Sơn tăng 3,6 điểm %"]._charts) == 1
    assert len(book["3. Lạng Sơn còn 1.212 hồ sơ"]._charts) == 1


def test_sources_and_definitions_are_listed(book):
    assert [cell.value for cell in book["Nguồn"][2]] == [
        "Lạng Sơn", "Năm 2025", "Tỷ lệ đúng hạn", "98,8 %", "bao-cao.xlsx (7)", "Sheet1!F9",
        "đạt 98,8%",
    ]  # fmt: skip
    assert "Đúng hạn ÷ Đã giải quyết" in [cell.value for cell in book["Định nghĩa"][2]]


def test_names_of_sheets_are_short_and_differ():
    names = sheet_names(["Bảng: [2024]/2025 'x'?", "dài " * 30, "dài " * 30])
    assert names[0] == "1. Bảng 2024 2025 x"
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)
