"""Rows of a grid by what their cells are, before anybody knows which of them is the header."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cchc.errors import UnreadablePeriodError
from cchc.ingest.files.grid import Grid, Value
from cchc.ingest.tables.cells import DATE, EMPTY, MISSING, NUMBER, TEXT, kind_of, plain_text
from cchc.periods import Period, parse_period

ANY_YEAR = 2000  # stands in where a heading names a month only
_NUMBERED = re.compile(r"[\[(]?\s*(\d{1,3}|[A-Za-z])\s*[\])]?\s*(?:=.*)?")
_BRACKETED = re.compile(r"[\[(]\s*\d{1,3}\s*[\])].*|\d{1,3}\s*=.*")
_YEAR = re.compile("(?:19|20)\\d\\d")
_FEWEST_BARE_NUMBERS = 5  # "1,2,3" may as well be data; "1,2,3,4,5" below headings is not


@dataclass(frozen=True)
class Row:
    """One row: what each cell is, and the columns that hold something."""

    index: int
    kinds: tuple[str, ...]
    filled: tuple[int, ...]
    data: tuple[int, ...]  # columns with a number, a date or a dash

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.filled

    @property
    def numbers(self) -> int:
        """How many cells are numbers."""
        return self.kinds.count(NUMBER)


def rows_of(grid: Grid) -> list[Row]:
    """Every row of the grid, seen by the kinds of its cells."""
    return [_row(index, values) for index, values in enumerate(grid.cells)]


def _row(index: int, values: list[Value]) -> Row:
    kinds = tuple(map(kind_of, values))
    filled = tuple(c for c, kind in enumerate(kinds) if kind != EMPTY)
    data = tuple(c for c in filled if kinds[c] in (NUMBER, DATE) or _is_dash(kinds[c], values[c]))
    return Row(index, kinds, filled, data)


def _is_dash(kind: str, value: Value) -> bool:
    """Whether a cell is marked as missing by signs; words for it may also be headings."""
    return kind == MISSING and not any(map(str.isalpha, str(value)))


def usual_width(rows: list[Row]) -> int:
    """How many cells of a row with numbers are usually filled."""
    counts = Counter(len(row.filled) for row in rows if row.numbers)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def period_named(value: Value) -> Period | None:
    """The period a cell names and nothing else besides, with any year where it has none."""
    text = f"{value:%m/%Y}" if isinstance(value, date) else plain_text(value)
    if not text:
        return None
    try:
        return parse_period(text, year=ANY_YEAR)
    except UnreadablePeriodError:
        return None


def is_numbering(grid: Grid, row: Row, below: Iterable[Row]) -> bool:
    """Whether a row numbers the columns: (1) (2) (3)=(4)+(5), or A B 1 2 3 4 5."""
    if len(row.filled) < 2 or not _NUMBERED.fullmatch(_text(grid, row, 0)):
        return False
    texts = [_text(grid, row, n) for n in range(len(row.filled))]
    marks = [_NUMBERED.fullmatch(text) for text in texts]
    if not all(marks):
        return False
    numbers = [int(mark[1]) for mark in marks if mark[1].isdigit()]
    if (
        not numbers
        or numbers[0] > 3
        or numbers != list(range(numbers[0], numbers[0] + len(numbers)))
    ):
        return False
    if sum(bool(_BRACKETED.fullmatch(text)) for text in texts) >= 2:
        return True
    return len(numbers) >= _FEWEST_BARE_NUMBERS and _differs(row, list(below))


def _text(grid: Grid, row: Row, n: int) -> str:
    """The n-th text of a row."""
    return plain_text(grid.cells[row.index][row.filled[n]])


def _differs(row: Row, below: list[Row]) -> bool:
    """Whether most rows below hold text where this one holds a number."""
    texts = sum(
        any(r.kinds[c] == TEXT for c in row.filled if row.kinds[c] == NUMBER) for r in below
    )
    return texts * 2 > len(below) > 0


def heads_columns(grid: Grid, row: Row, below: list[Row]) -> bool:
    """Whether the numbers of a row are years or months that head columns: "Đơn vị, 2023, 2024"."""
    if not any(row.kinds[c] == TEXT for c in row.filled) and row.kinds[:1] != (EMPTY,):
        return False
    values = [grid.cells[row.index][column] for column in row.data]
    if len({plain_text(value) for value in values}) < len(values):
        return False
    if not all(_is_year(value) or period_named(value) for value in values) and not _counts(values):
        return False
    following = next((r for r in below if r.numbers), None)
    return following is not None and not all(
        _is_year(grid.cells[following.index][c]) or following.kinds[c] in (DATE, EMPTY)
        for c in row.data
    )


def _is_year(value: Value) -> bool:
    return bool(_YEAR.fullmatch(plain_text(value) or ""))


def _counts(values: list[Value]) -> bool:
    """Whether the values are 1, 2, 3 … 12, the months of a year by number."""
    return len(values) == 12 and [plain_text(value) for value in values] == [
        str(number) for number in range(1, 13)
    ]
