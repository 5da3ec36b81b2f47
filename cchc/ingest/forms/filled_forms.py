"""A form filled in: the blank sheet of templates.py with rows of numbers, as systems export it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from cchc.catalog.form import Column, Form
from cchc.ingest.forms.templates import blank_form
from cchc.periods import Period

_HEAD = '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
_NAMED = frozenset({"agency", "sector", "indicator"})


@dataclass(frozen=True, kw_only=True)
class FilledRow:
    """One row of a form: its name, and its cells by indicator and year (0: the one reported on).

    A cell that the row and not the column gives its indicator is keyed by the column's role.
    """

    name: str
    number: str | int = ""
    cells: Mapping[tuple[str, int], float | str] = field(default_factory=dict)


def fill_form(
    form: Form, rows: Iterable[FilledRow], *, agency: str, period: Period, remark: str = ""
) -> Workbook:
    """The form with these rows and a remark below them."""
    workbook = blank_form(form, agency=agency, period=period)
    sheet, columns = workbook.active, form.on(period.end).columns
    first = sheet[sheet.freeze_panes].row
    style = sheet.cell(first, 1)._style
    sheet.delete_rows(first, sheet.max_row - first + 1)
    end = first
    for end, row in enumerate(rows, first):
        for number, column in enumerate(columns, 1):
            cell = sheet.cell(end, number, _value(row, column))
            cell._style = style
    if remark:
        sheet.cell(end + 2, 1, remark)
    return workbook


def _value(row: FilledRow, column: Column) -> float | str | None:
    if column.role == "number":
        return row.number or None
    if column.role in _NAMED:
        return row.name
    return row.cells.get((column.indicator or column.role, column.year))


def as_xlsx(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def as_webpage(workbook: Workbook) -> bytes:
    """The first sheet as a table of HTML, which older systems save under the name .xls."""
    sheet = workbook.active
    spans, hidden = _spans(sheet)
    rows = (
        f"<tr>{''.join(_cell(c, spans) for c in row if c.coordinate not in hidden)}</tr>"
        for row in sheet.iter_rows()
    )
    table = "\n".join(rows)
    return f"<html>{_HEAD}<body><table border=1>\n{table}\n</table></body></html>".encode()


def _spans(sheet: Worksheet) -> tuple[dict[str, str], set[str]]:
    """The attributes of the first cell of every merged range, and the cells it covers."""
    spans, hidden = {}, set()
    for merged in sheet.merged_cells.ranges:
        left, top, right, bottom = range_boundaries(merged.coord)
        first = sheet.cell(top, left).coordinate
        spans[first] = f' colspan="{right - left + 1}" rowspan="{bottom - top + 1}"'
        hidden |= {cell.coordinate for row in sheet[merged.coord] for cell in row} - {first}
    return spans, hidden


def _cell(cell, spans: Mapping[str, str]) -> str:
    text = "" if cell.value is None else escape(str(cell.value))
    return f"<td{spans.get(cell.coordinate, '')}>{text}</td>"
