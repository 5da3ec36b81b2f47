"""A blank sheet of every form, to be downloaded, filled in and imported again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cchc.catalog.form import Form
from cchc.ingest.forms.likeness import spelled
from cchc.languages import VIETNAMESE, speaking
from cchc.periods import Period
from cchc.vietnamese import date_text

BLANK_ROWS = 10
NARROW, WIDE, PLAIN = 6, 42, 13  # column widths, in characters
_THIN = Side(style="thin")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_NAMES = ("agency", "sector", "indicator")


@speaking(VIETNAMESE)
def write_template(
    form: Form, file: BinaryIO | Path, *, agency: str = "", period: Period | None = None
) -> None:
    """Writes a form as an empty sheet (XLSX); `agency` is a name as it is to be printed."""
    blank_form(form, agency=agency, period=period).save(file)


def blank_form(form: Form, *, agency: str = "", period: Period | None = None) -> Workbook:
    """A form as an empty sheet, frozen above the first row to fill."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Biểu"
    template = _Template(sheet=sheet, form=form, agency=agency, period=period)
    (template.write_tidy if form.kind == "tidy" else template.write_grid)()
    return workbook


@dataclass(frozen=True, kw_only=True)
class _Template:
    """One form being written to one sheet."""

    sheet: Worksheet
    form: Form
    agency: str
    period: Period | None

    @property
    def _columns(self) -> list[list[str]]:
        """The headings of the version in force, level by level."""
        day = self.period.end if self.period else datetime.now(UTC).date()
        year = self.period.year if self.period else day.year
        columns = self.form.on(day).columns
        return [spelled(column, year).heading.split(" > ") for column in columns]

    def write_tidy(self) -> None:
        """One row of headings."""
        for number, column in enumerate(self.form.columns, 1):
            self._head(self.sheet.cell(1, number, column.heading))
            self._width(number, max(PLAIN, len(column.heading) + 2))
        self.sheet.freeze_panes = "A2"

    def write_grid(self) -> None:
        """The block above the table, the headings with their merged cells, the rows to fill."""
        columns = self._columns
        top = self._write_block(len(columns)) + 1
        last = self._write_headings(columns, top)
        if self.form.numbered:
            last += 1
            for number in range(1, len(columns) + 1):
                self._head(self.sheet.cell(last, number, f"({number})"))
        self._write_rows(last + 1, len(columns))
        self.sheet.freeze_panes = self.sheet.cell(last + 1, 1)

    def _write_block(self, width: int) -> int:
        """Form number, title, period, agency and unit of measure; the last row written."""
        lines = [*self._issued(), self._title(), self._period(), f"Đơn vị báo cáo: {self.agency}"]
        lines += [f"Đơn vị tính: {self.form.unit}"] if self.form.unit else []
        for row, text in enumerate(lines, 1):
            cell = self.sheet.cell(row, 1, text)
            cell.font = Font(bold=text == self._title())
            cell.alignment = Alignment(
                horizontal="center" if text == self._title() else None, vertical="center"
            )
            self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        return len(lines)

    def _issued(self) -> Iterator[str]:
        """The form's number and the document that issued it."""
        if self.form.codes:
            code = self.form.codes[0]
            yield code if code.startswith(("Biểu", "Mẫu")) else f"Biểu số {code}"
        day = self.period.end if self.period else date.max
        known = [version for version in self.form.versions if version.legal_basis]
        in_force = [v.legal_basis for v in known if (v.valid_from or date.min) <= day]
        if in_force:
            yield f"Ban hành theo {in_force[-1]}"

    def _title(self) -> str:
        return (self.form.titles[0] if self.form.titles else self.form.name).upper()

    def _period(self) -> str:
        if self.period is None:
            return "Kỳ báo cáo: Từ ngày ……/……/……… đến ngày ……/……/………"
        start, end = date_text(self.period.start), date_text(self.period.end)
        return f"Kỳ báo cáo: {self.period.name} (Từ ngày {start} đến ngày {end})"

    def _write_headings(self, columns: list[list[str]], top: int) -> int:
        """The headings from row `top`, groups merged over their columns; the last row."""
        last = top + max(map(len, columns)) - 1
        for number, levels in enumerate(columns, 1):
            for depth, text in enumerate(levels):
                before = columns[number - 2][: depth + 1] if number > 1 else None
                if before == levels[: depth + 1] and depth < len(levels) - 1:
                    continue
                right = number + _alike(columns[number:], levels[: depth + 1])
                bottom = last if depth == len(levels) - 1 else top + depth
                self._merged_head(top + depth, number, bottom, right, text)
        self._widths(columns)
        return last

    def _merged_head(self, top: int, left: int, bottom: int, right: int, text: str) -> None:
        self.sheet.cell(top, left, text)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self._head(self.sheet.cell(row, column))
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(
                start_row=top, start_column=left, end_row=bottom, end_column=right
            )

    def _write_rows(self, first: int, width: int) -> None:
        """The rows to fill: those the form prints, or blank ones with a total."""
        rows = list(self._printed_rows())
        for row, cells in enumerate(rows, first):
            for number in range(1, width + 1):
                self.sheet.cell(row, number).border = _GRID
            for number, text in cells.items():
                self.sheet.cell(row, number, text)

    def _printed_rows(self) -> Iterator[dict[int, str | int]]:
        roles = {c.role: n for n, c in enumerate(self.form.columns, 1) if c.role}
        name = next(roles[role] for role in _NAMES if role in roles)
        number, unit = roles.get("number"), roles.get("unit")
        for count, item in enumerate(self.form.items, 1):
            cells = {number: count, name: item.text, unit: item.unit}
            yield {column: text for column, text in cells.items() if column and text}
        if not self.form.items:
            yield from ({number: n} if number else {} for n in range(1, BLANK_ROWS + 1))
            yield {name: "Tổng cộng"}

    def _head(self, cell) -> None:
        cell.font, cell.alignment, cell.border = Font(bold=True), _CENTRE, _GRID

    def _width(self, number: int, width: float) -> None:
        self.sheet.column_dimensions[get_column_letter(number)].width = width

    def _widths(self, columns: list[list[str]]) -> None:
        for number, column in enumerate(self.form.columns[: len(columns)], 1):
            width = NARROW if column.role == "number" else WIDE if column.role in _NAMES else PLAIN
            self._width(number, width)


def _alike(columns: Iterable[list[str]], levels: list[str]) -> int:
    """How many of the next columns stand under the same group."""
    count = 0
    for column in columns:
        if column[: len(levels)] != levels or len(column) == len(levels):
            break
        count += 1
    return count
