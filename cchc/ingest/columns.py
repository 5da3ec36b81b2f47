"""One column of a table: whether it holds numbers, dates or text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cchc.ingest import dates
from cchc.ingest.cells import (
    DATE,
    MISSING,
    NUMBER,
    TEXT,
    kind_of,
    plain_text,
    tidy,
)
from cchc.ingest.grid import Grid, Value
from cchc.ingest.numbers import LONGEST_EXACT, Evidence, Printed, printed
from cchc.ingest.table_words import load_table_words
from cchc.vietnamese import fold

MOSTLY = 0.75  # of the cells that hold something must be numbers to make a column of numbers
AT_LEAST = 0.5  # where the heading says that it counts or measures
# Concepts of headings.toml that measure or name; what any other one counts is whole.
_NOT_COUNTED = {"rate", "score", "agency", "sector", "unit", "code", "item"}


@dataclass(frozen=True, kw_only=True)
class Source:
    """A column as it stands in a grid: its heading, its rows, and which of them are data."""

    name: str
    grid: Grid
    column: int
    rows: tuple[int, ...]
    data: frozenset[int]  # of the rows; the others are totals
    absent: frozenset[int] = frozenset()  # rows whose words say, over many columns, "no figures"

    @cached_property
    def values(self) -> list[Value]:
        """Its cells as shown, text tidied, empty ones None."""
        shown = (self.grid.shown(row, self.column) for row in self.rows)
        return [(tidy(value) or None) if isinstance(value, str) else value for value in shown]

    @cached_property
    def kinds(self) -> list[str]:
        """What each cell is by itself."""
        return [
            MISSING if row in self.absent else kind_of(value)
            for row, value in zip(self.rows, self.values, strict=True)
        ]

    @cached_property
    def numbers(self) -> list[Printed]:
        """The numbers that its texts print."""
        return [
            number for value in self.values if isinstance(value, str) and (number := printed(value))
        ]

    @cached_property
    def is_whole(self) -> bool | None:
        """Whether its heading counts things (True) or measures (False); None: it does not say."""
        words = load_table_words()
        meaning = words.meaning(self.name)
        if meaning & {"rate", "score"} or words.is_heading(self.name, "fraction"):
            return False
        if meaning - _NOT_COUNTED or words.begins_as(self.name, "whole"):
            return True
        return None

    def is_headed(self, kind: str) -> bool:
        """Whether its heading begins as headings of a kind do."""
        return load_table_words().begins_as(self.name, kind)

    def place(self, position: int) -> str:
        """Where the cell of the n-th row of data stands."""
        return self.grid.place(self.rows[position], self.column)


def kind_of_column(source: Source) -> str:
    """number, date or text: what most of its cells are, its heading weighed in."""
    counts = Counter(
        kind for row, kind in zip(source.rows, source.kinds, strict=True) if row in source.data
    )
    present = counts[NUMBER] + counts[DATE] + counts[TEXT]
    if not present:
        return _kind_of_nothing(source)
    if holds_codes(source):
        return TEXT
    if _holds_dates(source, counts[DATE], present):
        return DATE
    needed = AT_LEAST if source.is_whole is not None else MOSTLY
    return NUMBER if counts[NUMBER] >= needed * present and counts[NUMBER] else TEXT


def _kind_of_nothing(source: Source) -> str:
    """What a column without any value is; ticks alone are text, but under a heading that counts."""
    words = load_table_words()
    marks = [v for v, kind in zip(source.values, source.kinds, strict=True) if kind == MISSING]
    if source.is_whole is not None or source.absent:
        return NUMBER
    return TEXT if all(words.is_one_of(str(mark), "ticks") for mark in marks) else NUMBER


def _holds_dates(source: Source, found: int, present: int) -> bool:
    is_headed = source.is_headed("date") and not load_table_words().is_heading(
        source.name, "not_date"
    )
    if found and found >= (AT_LEAST if is_headed else MOSTLY) * present:
        return True
    return is_headed and sum(map(is_day_cell, source.values)) >= MOSTLY * present


def is_day_cell(value: Value) -> bool:
    """Whether a cell under a heading for dates is one in digits: 46086 or 20260305."""
    digits = plain_text(value) if isinstance(value, (int, str)) else None
    if not digits or not digits.isdecimal():
        return False
    return dates.is_day_number(int(digits)) or dates.printed_date(digits) is not None


def holds_codes(source: Source) -> bool:
    """Whether its digits are codes: by its heading, leading zeros, or too many for a number."""
    words = load_table_words()
    texts = [v for v in source.values if isinstance(v, str) and v.isdigit()]
    if source.is_headed("code") or "code" in words.meaning(source.name):
        return True
    if any(len(text) > LONGEST_EXACT for text in texts):
        return True
    zeros = [text for text in texts if text.startswith("0") and len(text) > 1]
    is_style = source.is_whole is True and all(len(text) == 2 for text in zeros)  # "08 hồ sơ"
    return bool(zeros) and not is_style


def decimal_mark(sources: Iterable[Source]) -> str | None:
    """The decimal mark that the columns of numbers prove, where they all prove the same."""
    marks = set()
    for source in sources:
        evidence = Evidence.of(source.numbers)
        marks |= evidence.decimals
    return marks.pop() if len(marks) == 1 else None


def absent_words(sources: list[Source]) -> dict[int, frozenset[int]]:
    """Column → rows whose cell repeats words that stand in several number columns of the row.

    "đang sửa chữa" under every figure of a row means that there are none.
    """
    numeric = [s for s in sources if s.kinds.count(NUMBER) >= max(1, s.kinds.count(TEXT))]
    rows = numeric[0].rows if numeric else ()
    found: dict[int, set[int]] = {}
    for position, row in enumerate(rows):
        if row not in numeric[0].data:
            continue
        said = Counter(fold(s.values[position]) for s in numeric if s.kinds[position] == TEXT)
        for source in numeric:
            if source.kinds[position] == TEXT and said[fold(source.values[position])] > 1:
                found.setdefault(source.column, set()).add(row)
    return {column: frozenset(rows) for column, rows in found.items()}
