"""Rows to correct on the import page: as they stand in the file, and what was typed over them."""

from cchc.figures import Finding
from cchc.ingest.edits import Edit
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.heading_choices import HeadingChoice
from cchc.ingest.importing import ImportOptions
from cchc.ui.importing.corrections import (
    Correction,
    cell_rows,
    column_names,
    edits_of,
    rows_to_correct,
)

GRID = Grid(name="Biểu", cells=[["Đơn vị", "Số"], ["Xã A", 12.5], ["Xã B", None]], first_row=5)
WRONG = Finding(rule="sum_mismatch", severity="error", message="Sai.", where="Biểu!B6")
MENDED = Edit(sheet="Biểu", row=7, column=2, was="", value="9")


def test_rows_in_question_and_rows_corrected_are_shown_as_they_are_now():
    said = rows_to_correct(GRID, [WRONG], [MENDED])
    assert said == {6: "Sai.", 7: "Đã sửa."}
    rows = cell_rows(GRID, said, [MENDED])
    assert rows.values.tolist() == [[6, "Xã A", "12,5", "Sai."], [7, "Xã B", "9", "Đã sửa."]]


def test_what_differs_from_the_file_is_a_correction():
    rows = cell_rows(GRID, {6: "Sai.", 7: "Đã sửa."}, [MENDED])
    assert edits_of(GRID, rows) == (MENDED,)
    rows.loc[0, "2"] = "13"
    assert edits_of(GRID, rows)[0] == Edit(sheet="Biểu", row=6, column=2, was="12,5", value="13")


def test_columns_are_named_by_letter_and_heading():
    known = HeadingChoice(text="Hồ sơ > Tổng số", column=1, sample="", target=None, how="none")
    assert column_names(GRID, [known]) == {"1": "A", "2": "B · Tổng số"}


def test_what_is_said_about_one_report_goes_before_what_is_said_about_all():
    options = ImportOptions(agency="20", period="2024", who="An")
    said = Correction(agency="04").over(options)
    assert (said.agency, said.period, said.who) == ("04", "2024", "An")
