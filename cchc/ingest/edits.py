"""Cells that somebody corrected before a report was taken in: the file is read as if they said so.

The original stays as it came. Every correction is told as a finding, so that whoever looks at the
report later sees what the file said and what was made of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from cchc.figures import Finding
from cchc.ingest.files.grid import Grid, Value, Workbook
from cchc.vietnamese import date_text

_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?")


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One corrected cell; `row` as the file numbers it, `column` from 1, texts as people see."""

    sheet: str | None  # None for a text
    row: int
    column: int
    was: str
    value: str


def with_edits(workbook: Workbook, edits: Iterable[Edit]) -> Workbook:
    """The workbook as corrected, with a finding for every correction."""
    edits = tuple(edits)
    if not edits:
        return workbook
    findings: list[Finding] = []
    sheets = tuple(
        _edited(grid, [e for e in edits if e.sheet == grid.name], findings)
        for grid in workbook.sheets
    )
    return replace(workbook, sheets=sheets).with_findings(*findings)


def _edited(grid: Grid, edits: list[Edit], findings: list[Finding]) -> Grid:
    """One sheet as corrected; what does not fit the sheet is told and left."""
    cells = [list(row) for row in grid.cells] if edits else grid.cells
    for edit in edits:
        row, column = row_index(grid, edit.row), edit.column - 1
        if row is None or not 0 <= column < grid.width:
            continue
        place = grid.place(row, column)
        if (now := cell_text(grid.cells[row][column])) != edit.was:
            findings.append(_misfit(edit, place, now))
            continue
        cells[row][column] = _typed(edit.value, is_text=grid.name is None)
        findings.append(_told(edit, place))
    return replace(grid, cells=cells)


def row_index(grid: Grid, number: int) -> int | None:
    """The index of the row that the file numbers so."""
    if grid.lines:
        return grid.lines.index(number) if number in grid.lines else None
    row = number - grid.first_row
    return row if 0 <= row < grid.height else None


def cell_text(value: Value) -> str:
    """A cell as it is shown for correction: 12,5 for a fraction, a day as 31/12/2025."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return date_text(value) if isinstance(value, date) else str(value)


def _typed(text: str, *, is_text: bool) -> Value:
    """What somebody typed as a cell: numbers by Vietnamese marks, 1.234,5."""
    text = text.strip()
    if not text or is_text:
        return text or None
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[.\s]", "", text)
    elif not _PLAIN.fullmatch(text):
        return text
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def _told(edit: Edit, place: str) -> Finding:
    return Finding(
        rule="edited",
        severity="note",
        message=f"{place}: tệp ghi «{edit.was}», người nhập sửa thành «{edit.value}».",
        where=place,
        stated=edit.value,
        expected=edit.was,
    )


def _misfit(edit: Edit, place: str, now: str) -> Finding:
    return Finding(
        rule="edit_misfit",
        severity="error",
        message=f"{place}: tệp ghi «{now}», không phải «{edit.was}» như lúc sửa; chưa sửa ô này. "
        "Hãy xem lại tệp.",
        where=place,
        stated=edit.was,
        expected=now,
    )


_PLACE = re.compile(r"(?:(?P<sheet>.+)![A-Z]+|(?:(?P<named>.+), )?dòng )(?P<row>\d+)(?:, .*)?")


def rows_in_question(grid: Grid, findings: Iterable[Finding]) -> dict[int, list[str]]:
    """What findings say about the rows of a sheet, by the file's row number."""
    said: dict[int, list[str]] = {}
    for finding in findings:
        for sheet, row in _rows_of(finding):
            if sheet in (grid.name, None) and row_index(grid, row) is not None:
                said.setdefault(row, []).append(finding.message)
    return dict(sorted(said.items()))


def _rows_of(finding: Finding) -> Iterator[tuple[str | None, int]]:
    """Sheet and row of the place of a finding that asks for something."""
    place = _PLACE.fullmatch(finding.where or "")
    if place and finding.severity != "note":
        yield place["sheet"] or place["named"], int(place["row"])
