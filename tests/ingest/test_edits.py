"""Cells corrected before a report is taken in: read anew, told, and never without a trace."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.catalog.catalog import load_catalog
from cchc.figures import Finding
from cchc.ingest.edits import Edit, cell_text, rows_in_question, with_edits
from cchc.ingest.files.grid import Grid, Workbook
from cchc.ingest.importing import ImportOptions, import_bytes
from cchc.ingest.reading import read_report
from cchc.store.versions import Store

FORMS = Path(__file__).parents[3] / "shared" / "forms"
SHEET = Grid(name="Biểu", cells=[["Đơn vị", "Số"], ["Xã A", 12.5]], first_row=5)


def edit(was: str, value: str, **place) -> Edit:
    return Edit(**{"sheet": "Biểu", "row": 6, "column": 2, "was": was, "value": value} | place)


@pytest.mark.parametrize(
    ("typed", "cell"),
    [("125", 125), ("1.234", 1234), ("1.234,5", 1234.5), ("12,5", 12.5), ("12.5", 12.5),
     ("", None), ("không", "không")],
)  # fmt: skip
def test_what_is_typed_is_a_number_by_vietnamese_marks(typed, cell):
    workbook = with_edits(Workbook(kind="xlsx", sheets=(SHEET,)), [edit("12,5", typed)])
    assert workbook.sheets[0].cells[1] == ["Xã A", cell]
    (told,) = workbook.findings
    assert (told.rule, told.where) == ("edited", "Biểu!B6")
    assert "«12,5»" in told.message
    assert SHEET.cells[1][1] == 12.5


def test_a_correction_of_another_file_changes_nothing():
    workbook = with_edits(Workbook(kind="xlsx", sheets=(SHEET,)), [edit("13", "14")])
    assert workbook.sheets[0].cells == SHEET.cells
    assert [f.rule for f in workbook.findings] == ["edit_misfit"]


def test_a_correction_outside_the_sheet_is_left():
    corrections = [edit("", "1", row=99), edit("", "1", column=9), edit("", "1", sheet="khác")]
    workbook = with_edits(Workbook(kind="xlsx", sheets=(SHEET,)), corrections)
    assert workbook.sheets[0].cells == SHEET.cells


@given(st.one_of(st.none(), st.integers(), st.floats(-1e6, 1e6), st.text()))
def test_any_cell_can_be_shown(value):
    assert isinstance(cell_text(value), str)


def test_findings_are_told_at_the_rows_they_stand_in():
    found = [
        Finding(rule="a", severity="error", message="một", where="Biểu!C6"),
        Finding(rule="b", severity="doubt", message="hai", where="Biểu, dòng 5"),
        Finding(rule="c", severity="note", message="ba", where="Biểu!C6"),
        Finding(rule="d", severity="error", message="bốn", where="khác!C6"),
        Finding(rule="e", severity="error", message="năm", where="câu 3"),
    ]
    assert rows_in_question(SHEET, found) == {5: ["hai"], 6: ["một"]}


TABLE = """Đơn vị báo cáo: UBND tỉnh Lạng Sơn
Từ ngày 15/6/2024 đến ngày 14/9/2024
STT;Đơn vị;Tổng;Tiếp nhận;Kỳ trước chuyển qua;Hồ sơ đã giải quyết;;;;Hồ sơ đang giải quyết;;
;;;;;Số hồ sơ;Sớm;Đúng;Trễ;Số hồ sơ;Chưa đến hạn;Đã quá hạn
1;Huyện Bình Gia;10;9;1;8;5;2;0;2;2;0
"""


def test_a_corrected_cell_makes_a_contradiction_go_away(tmp_path):
    (wrong,) = read_report(TABLE.encode(), "a.csv", load_catalog())
    assert "sum_mismatch" in {f.rule for f in wrong.findings}
    mended = Edit(sheet=None, row=5, column=8, was="2", value="3")
    store = Store(tmp_path / "store")
    options = ImportOptions(who="An", edits=(mended,), accept=True)
    (done,) = import_bytes(TABLE.encode(), "a.csv", store, load_catalog(), options)
    assert done.status == "imported"
    assert "sum_mismatch" not in {f.rule for f in done.draft.findings}
    assert [f.message for f in store.findings(1) if f.rule == "edited"] == [
        "dòng 5, cột 8: tệp ghi «2», người nhập sửa thành «3»."
    ]
    assert store.report(1).choices["edits"] == [vars(mended)]
    assert store.original(done.draft.sha256) == TABLE.encode()
