"""Grids of raw cells, each with its place in the file.

Nothing is understood here: titles, headers, totals and signatures are still cells like any other.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache

from cchc.figures import Finding

Value = str | int | float | bool | date | datetime | time | None
Range = tuple[int, int, int, int]  # top, left, bottom, right: indexes into cells, all inclusive

_NO_DIGITS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')  # literal text, colours, spacing


@cache
def is_percent_format(number_format: str) -> bool:
    """Whether a number format shows a fraction as percent: "0.00%" does, '0"%"' does not."""
    return "%" in _NO_DIGITS.sub("", number_format)


@cache
def column_letters(number: int) -> str:
    """Letters of a sheet column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One sheet, web table or text as a rectangle of raw cells; indexes count from 0.

    Cells of a text are strings as they stand (None when empty); cells of a workbook keep their
    type. A percent cell holds its fraction: ask `shown` for what the reader of the sheet sees.
    """

    name: str | None  # of the sheet; None for a text
    cells: list[list[Value]]  # every row equally long
    first_row: int = 1  # number of cells[0] in the file
    lines: tuple[int, ...] | None = None  # of a text: the line each row begins on
    widths: tuple[int, ...] | None = None  # of a text: fields of each row as written
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formats: list[list[str | None]] | None = None  # number formats, in the shape of cells
    uncached: frozenset[tuple[int, int]] = frozenset()  # formulas whose result was never stored
    above: tuple[str, ...] = ()  # of a table in a document: the paragraphs right before it

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.cells)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.cells[0]) if self.cells else 0

    def row_number(self, row: int) -> int:
        """Line of the text or row of the sheet, from 1."""
        return self.lines[row] if self.lines else self.first_row + row

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, as a person looks it up: "Sheet1!F9" or "dòng 9, cột 6"."""
        if self.name is None:
            return f"dòng {self.row_number(row)}, cột {column + 1}"
        return f"{self.name}!{column_letters(column + 1)}{self.row_number(row)}"

    def row_place(self, row: int) -> str:
        """Where a row stands: "dòng 9" or "Sheet1, dòng 9"."""
        where = f"dòng {self.row_number(row)}"
        return where if self.name is None else f"{self.name}, {where}"

    def column_place(self, column: int) -> str:
        """Where a column stands: "cột 6" or "Sheet1, cột F"."""
        if self.name is None:
            return f"cột {column + 1}"
        return f"{self.name}, cột {column_letters(column + 1)}"

    def is_percent(self, row: int, column: int) -> bool:
        """Whether a cell holds a fraction that the sheet shows as percent."""
        if self.formats is None or isinstance(self.cells[row][column], bool):
            return False
        number_format = self.formats[row][column]
        is_number = isinstance(self.cells[row][column], (int, float))
        return is_number and number_format is not None and is_percent_format(number_format)

    def shown(self, row: int, column: int) -> Value:
        """The cell as its reader sees it: 0.9875 in percent format is 98.75."""
        value = self.cells[row][column]
        return round(value * 100, 10) if self.is_percent(row, column) else value


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """A file as grids, in the file's order, and what was found on the way to them."""

    kind: str  # csv, xlsx, xls, ods, html, xml2003
    sheets: tuple[Grid, ...]
    findings: tuple[Finding, ...] = ()
    encoding: str | None = None  # of a text
    refused: bool = False  # nothing could be read; findings say why

    def with_findings(self, *findings: Finding) -> "Workbook":
        """The same workbook with more findings."""
        return replace(self, findings=self.findings + findings)
