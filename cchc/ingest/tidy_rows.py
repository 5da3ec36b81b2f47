"""Blocks of rows as columns of text, and what each row is about: agency, level, period, index.

Everything that repeats is read once: the distinct cells of a column, then the distinct
combinations of columns. A million rows of ten thousand agencies cost ten thousand readings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from cchc.catalog.catalog import Catalog
from cchc.catalog.published import Published
from cchc.ingest.tidy_agencies import Namer
from cchc.ingest.tidy_headings import TidyHeader
from cchc.ingest.tidy_names import Named, RowName
from cchc.ingest.tidy_numbers import rows_of
from cchc.ingest.tidy_periods import TIME_ROLES, RowPeriod, read_row_period
from cchc.periods import Period

_NAME_ROLES = ("agency", "province", "level", "identifier", "block", "breakdown")
_LARGEST = 2**62  # of a combined code before it is renumbered
_FIELDS = {"agency": "unit", "identifier": "code"}


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows of a file: columns by their place in it, and the line of each row."""

    columns: dict[int, pa.DictionaryArray]
    lines: np.ndarray


@dataclass
class Distinct:
    """What was met so far, numbered in order of appearance; reads each new thing once."""

    read: Callable[..., Any]
    numbers: dict = field(default_factory=dict)
    values: list = field(default_factory=list)

    def number(self, *key) -> int:
        """The number of what the key means."""
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.values)
            self.values.append(self.read(*key))
        return found


@dataclass(frozen=True, kw_only=True)
class BlockRows:
    """The rows of a block understood: numbers into the lists of Reading; -1 where there is none."""

    lines: np.ndarray
    periods: np.ndarray
    names: np.ndarray
    indices: np.ndarray
    cells: Block

    def __len__(self) -> int:
        return len(self.lines)


class Reading:
    """What was understood of a file so far: its distinct periods, agencies and indices."""

    def __init__(
        self,
        header: TidyHeader,
        catalog: Catalog,
        words: Published,
        *,
        within: str | None = None,
        given: Period | None = None,
    ):
        self.header = header
        self.words = words
        self.namer = Namer(catalog.agencies, words, within=within)
        self.periods = Distinct(lambda *cells: self._period(cells, given))
        self.names = Distinct(self._name)
        self.indices = Distinct(catalog.indicators.named)
        self._eras: dict[tuple[int, int], Period] = {}  # an era by one of its periods

    def understand(self, block: Block) -> BlockRows:
        """The block with the period, the agency and the index of every row."""
        of_role = {role: block.columns[bound.at] for role, bound in self.header.roles.items()}
        periods = self._numbers(self.periods, [of_role.get(role) for role in TIME_ROLES], block)
        return BlockRows(
            lines=block.lines,
            periods=periods,
            names=self._names(of_role, periods, block),
            indices=self._indices(of_role.get("index"), block),
            cells=block,
        )

    def _numbers(
        self, distinct: Distinct, columns: Sequence[pa.DictionaryArray | None], block: Block
    ) -> np.ndarray:
        """For each row the number of what its cells in these columns mean together."""
        texts = [_texts(column) for column in columns]
        codes = [_codes(column, len(block.lines)) for column in columns]
        rows, firsts = combinations(codes)
        numbers = [
            distinct.number(*(text[code[first]] for text, code in zip(texts, codes, strict=True)))
            for first in firsts
        ]
        return np.array(numbers, np.int32)[rows]

    def _period(self, cells: tuple[str | None, ...], given: Period | None) -> RowPeriod:
        return read_row_period(dict(zip(TIME_ROLES, cells, strict=True)), self.words, given=given)

    def _names(self, of_role: dict, periods: np.ndarray, block: Block) -> np.ndarray:
        """For each row the number of its agency; -1 where the row has no period.

        Names depend on the era of a period, on what its cell says besides, and where the era
        changes within the period on how many were ranked.
        """
        eras = [self._era(said.period) for said in self.periods.values]
        straddles = np.array([len(set(era or ())) > 1 for era in eras])[periods]
        rests = [said.rest for said in self.periods.values]
        columns = [of_role.get(role) for role in _NAME_ROLES]
        of = of_role.get("of")
        texts = [_texts(column) for column in (*columns, of)]
        codes = [_codes(column, len(block.lines)) for column in columns]
        codes.append(np.where(straddles, _codes(of, len(block.lines)), len(texts[-1]) - 1))
        texts += [eras, rests]
        codes += [_places(eras)[periods], _places(rests)[periods]]
        rows, firsts = combinations(codes)
        numbers = [
            self._number_of([text[code[n]] for text, code in zip(texts, codes, strict=True)])
            for n in firsts
        ]
        return np.array(numbers, np.int32)[rows]

    def _era(self, period: Period | None) -> tuple[int, int] | None:
        if period is None:
            return None
        era = self.namer.era(period)
        self._eras.setdefault(era, period)
        return era

    def _number_of(self, key: list) -> int:
        *_, era, _ = key
        return -1 if era is None else self.names.number(*key)

    def _name(self, *key) -> Named:
        *cells, of, era, rest = key
        values = dict(zip((_FIELDS.get(r, r) for r in _NAME_ROLES), cells, strict=True))
        total = int(of) if of and of.isdecimal() else None
        return self.namer.name(RowName(**values, rest=rest, of=total), self._eras[era])

    def _indices(self, column: pa.DictionaryArray | None, block: Block) -> np.ndarray:
        """For each row the number of its index; -1 where the cell is empty."""
        if column is None:
            return np.full(len(block.lines), -1, np.int32)
        numbers = [self.indices.number(word) for word in column.dictionary.to_pylist()]
        return np.array([*numbers, -1], np.int32)[rows_of(column)]


def combinations(codes: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """For each row the number of its combination, and the first row of each combination.

    Codes count from 0.
    """
    combined, span = np.zeros(len(codes[0]), np.int64), 1
    for code in codes:
        size = int(code.max(initial=0)) + 1
        if span * size > _LARGEST:
            combined, span = _renumbered(combined)
        if size > 1:
            combined, span = combined * size + code, span * size
    rows, count = _renumbered(combined)
    firsts = np.zeros(count, np.int64)
    firsts[rows[::-1]] = np.arange(len(rows) - 1, -1, -1)
    return rows, firsts


def _renumbered(codes: np.ndarray) -> tuple[np.ndarray, int]:
    """The codes as consecutive numbers in order of appearance, and how many there are."""
    encoded = pa.array(codes).dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), len(encoded.dictionary)


def _texts(column: pa.DictionaryArray | None) -> list[str | None]:
    """The distinct words of a column, then None for an empty cell."""
    words = column.dictionary.to_pylist() if column is not None else []
    return [*(word.strip() or None for word in words), None]


def _places(values: list) -> np.ndarray:
    """For each value the place of the first one like it."""
    return np.array([values.index(value) for value in values], np.int64)


def _codes(column: pa.DictionaryArray | None, rows: int) -> np.ndarray:
    """For each row the place of its word in `_texts`."""
    return rows_of(column) if column is not None else np.zeros(rows, np.int32)
