"""One column of a table: its distinct cells, and whether they are numbers, dates or text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
import pyarrow as pa

from cchc.ingest.files.grid import Value
from cchc.ingest.tables import dates
from cchc.ingest.tables.cells import DATE, MISSING, NUMBER, TEXT, kind_of, plain_text, tidy
from cchc.ingest.tables.numbers import LONGEST_EXACT, Evidence, Printed, printed
from cchc.ingest.tables.table_words import load_table_words
from cchc.vietnamese import fold

MOSTLY = 0.75  # of the cells that hold something must be numbers to make a column of numbers
AT_LEAST = 0.5  # where the heading says that it counts or measures
# Concepts of headings.toml that measure or name; what any other one counts is whole.
_NOT_COUNTED = {"rate", "score", "agency", "sector", "unit", "code", "item"}


class Places(Protocol):
    """Where the rows of a column stand in the file."""

    column: str

    def cell(self, position: int) -> str:
        """Place of the cell of the n-th row: "Sheet1!F9", "dòng 9, cột 6"."""

    def row(self, position: int) -> str:
        """Place of the n-th row: "dòng 9"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A cell, however often it stands in its column: its value and what its format says of it."""

    raw: Value  # as shown: a percent cell times 100
    percent: bool = False  # its format shows a percentage
    zeros: int = 0  # digits its format fills up with zeros
    uncached: bool = False  # a formula whose result was never stored
    absent: bool = False  # words that stand under several figures of a row: there are none


@dataclass(frozen=True, kw_only=True)
class Source:
    """A column as it stands in a file: heading, distinct cells, and which of them each row has.

    `codes` gives the word of each row, `data` whether the row is data (the others are totals).
    Of a column read by its shapes (alike.py) the words are examples, and `cells` has the values.
    """

    name: str
    words: list[Word]
    codes: np.ndarray
    data: np.ndarray
    places: Places
    cells: pa.DictionaryArray | None = None

    @cached_property
    def values(self) -> list[Value]:
        """Each word's value, text tidied, empty ones None."""
        return [(tidy(w.raw) or None) if isinstance(w.raw, str) else w.raw for w in self.words]

    @cached_property
    def kinds(self) -> list[str]:
        """What each word is by itself."""
        pairs = zip(self.words, self.values, strict=True)
        return [MISSING if word.absent else kind_of(value) for word, value in pairs]

    @cached_property
    def counts(self) -> np.ndarray:
        """In how many rows of data each word stands."""
        return np.bincount(self.codes[self.data], minlength=len(self.words))

    def count(self, kind: str) -> int:
        """How many cells of the rows of data are of a kind."""
        of_kind = np.array([found == kind for found in self.kinds], bool)
        return int(self.counts[of_kind].sum())

    def positions(self, words: Iterable[int]) -> np.ndarray:
        """The rows of data that hold one of some words."""
        return np.flatnonzero(np.isin(self.codes, list(words)) & self.data)

    @cached_property
    def numbers(self) -> list[Printed]:
        """The numbers that its texts print."""
        texts = (value for value in self.values if isinstance(value, str))
        return [number for text in texts if (number := printed(text))]

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

    def with_absent(self, words: frozenset[int]) -> "Source":
        """The column with some words taken as saying that there are no figures."""
        if not words:
            return self
        changed = [replace(w, absent=True) if n in words else w for n, w in enumerate(self.words)]
        return replace(self, words=changed)


def kind_of_column(source: Source) -> str:
    """number, date or text: what most of its cells are, its heading weighed in."""
    numbers, days = source.count(NUMBER), source.count(DATE)
    present = numbers + days + source.count(TEXT)
    if not present:
        return _kind_of_nothing(source)
    if holds_codes(source) or _counts_in_steps(source):
        return TEXT
    if _holds_dates(source, days, present):
        return DATE
    needed = AT_LEAST if source.is_whole is not None else MOSTLY
    return NUMBER if numbers >= needed * present and numbers else TEXT


def _counts_in_steps(source: Source) -> bool:
    """Whether a column of ordinals has steps: 1.10 is not 1.1 there."""
    texts = (plain_text(value) or "" for value in source.values)
    return source.is_headed("order") and any("." in text.strip(".") for text in texts)


def _kind_of_nothing(source: Source) -> str:
    """What a column without any value is; ticks alone are text, but under a heading that counts."""
    words = load_table_words()
    marks = [v for v, kind in zip(source.values, source.kinds, strict=True) if kind == MISSING]
    if source.is_whole is not None or any(word.absent for word in source.words):
        return NUMBER
    return TEXT if all(words.is_one_of(str(mark), "ticks") for mark in marks) else NUMBER


def _holds_dates(source: Source, found: int, present: int) -> bool:
    is_span = load_table_words().is_heading(source.name, "not_date")
    is_headed = source.is_headed("date") and not is_span
    if found and found >= (AT_LEAST if is_headed else MOSTLY) * present:
        return True
    if not is_headed:
        return False
    of_digits = np.array([is_day_cell(value) for value in source.values], bool)
    return int(source.counts[of_digits].sum()) >= MOSTLY * present


def is_day_cell(value: Value) -> bool:
    """Whether a cell under a heading for dates is one in digits: 46086 or 20260305."""
    digits = plain_text(value) if isinstance(value, (int, str)) else None
    if not digits or not digits.isdecimal():
        return False
    return dates.is_day_number(int(digits)) or dates.printed_date(digits) is not None


def holds_codes(source: Source) -> bool:
    """Whether its digits are codes: by its heading, leading zeros, or too many for a number."""
    if load_table_words().heads_codes(source.name):
        return True
    texts = [value for value in source.values if isinstance(value, str) and value.isdigit()]
    if any(len(text) > LONGEST_EXACT for text in texts):
        return True
    zeros = [text for text in texts if text.startswith("0") and len(text) > 1]
    is_style = source.is_whole is True and all(len(text) == 2 for text in zeros)  # "08 hồ sơ"
    return bool(zeros) and not is_style


def decimal_mark(sources: Iterable[Source]) -> str | None:
    """The decimal mark that the columns of numbers prove, where they all prove the same."""
    marks = set().union(*(Evidence.of(source.numbers).decimals for source in sources))
    return marks.pop() if len(marks) == 1 else None


def absent_words(sources: list[Source]) -> list[frozenset[int]]:
    """Of each column the words that stand in several number columns of one row.

    "đang sửa chữa" under every figure of a row means that there are none.
    """
    numeric = [s for s in sources if s.count(NUMBER) >= max(1, s.count(TEXT))]
    found: dict[int, set[int]] = {id(source): set() for source in sources}
    for position in _rows_of_words(numeric):
        said = {}
        for source in numeric:
            word = int(source.codes[position])
            if source.kinds[word] == TEXT:
                said.setdefault(fold(source.values[word]), []).append((source, word))
        for source, word in (pair for pairs in said.values() if len(pairs) > 1 for pair in pairs):
            found[id(source)].add(word)
    return [frozenset(found[id(source)]) for source in sources]


def _rows_of_words(numeric: list[Source]) -> list[int]:
    """The rows of data with text in two columns of numbers or more."""
    if not numeric:
        return []
    texts = sum(np.array([k == TEXT for k in s.kinds], np.int32)[s.codes] for s in numeric)
    return np.flatnonzero((texts > 1) & numeric[0].data).tolist()
