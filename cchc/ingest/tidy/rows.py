"""Blocks of rows as columns of text, and what each row is about: agency, level, period, index.

Everything that repeats is read once: the distinct cells of a column, then the distinct
combinations of columns. A million rows of ten thousand agencies cost ten thousand readings.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from cchc.catalog.catalog import Catalog
from cchc.catalog.index_names import IndexNames
from cchc.catalog.indicator import Indicator
from cchc.catalog.published import Published
from cchc.ingest.forms.index_context import index_names
from cchc.ingest.tidy.agencies import Namer
from cchc.ingest.tidy.headings import TidyHeader
from cchc.ingest.tidy.names import Named, RowName
from cchc.ingest.tidy.numbers import rows_of
from cchc.ingest.tidy.periods import TIME_ROLES, RowPeriod, read_row_period
from cchc.ingest.tidy.places import place_cells, plain_totals
from cchc.periods import Period
from cchc.store.combining import coded, combined, first_rows, numbered

KEPT_ROLES = {"note", "source", "denominator", "rank_basis", "agrees"}
# Levels at which the whole country ranks; below them a province ranks its own units.
_NATIONAL = {"country", "ministry", "region", "province_total", "province", None}
_NAME_ROLES = ("agency", "province", "level", "identifier", "block", "breakdown")
_FIELDS = [{"agency": "unit", "identifier": "code"}.get(role, role) for role in _NAME_ROLES]


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows of a file: columns by their place in it, and the line of each row.

    Columns are dictionaries of words; those of values may be numbers that Arrow read at once.
    """

    columns: dict[int, pa.Array]
    lines: np.ndarray


class Words:
    """Distinct words in order of appearance, each with its number."""

    def __init__(self):
        self._numbers: dict[Hashable, int] = {}

    def number(self, word: Hashable | None) -> int:
        """The number of a word; -1 for none."""
        return -1 if word is None else self._numbers.setdefault(word, len(self._numbers))

    def numbers(self, words: Iterable[Hashable | None]) -> np.ndarray:
        """The numbers of several words."""
        return np.array([self.number(word) for word in words], np.int64)

    def array(self) -> pa.Array:
        """The words by number."""
        return pa.array(list(self._numbers), pa.string())


class Distinct:
    """What the rows of all blocks say in some columns; each combination of words is read once."""

    def __init__(self, read: Callable[..., Any]):
        self.values: list = []
        self.said: list[tuple] = []  # the words that each value was read from
        self._read = read
        self._numbers: dict[tuple, int] = {}

    def numbers(self, texts: Sequence[list], codes: Sequence[np.ndarray]) -> np.ndarray:
        """For each row the place in `values` of what its words mean together.

        `texts` are the words of each column in this block, `codes` which of them a row has.
        """
        rows, firsts = combinations(codes)
        order = np.argsort(firsts)
        at = firsts[order]
        columns = [[text[n] for n in c[at].tolist()] for text, c in zip(texts, codes, strict=True)]
        numbers = np.empty(len(firsts), np.int32)
        numbers[order] = [self._number(said) for said in zip(*columns, strict=True)]
        return numbers[rows]

    def _number(self, said: tuple) -> int:
        number = self._numbers.get(said)
        if number is None:
            number = self._numbers[said] = len(self.values)
            self.said.append(said)
            self.values.append(self._read(*said))
        return number


@dataclass(frozen=True, kw_only=True)
class BlockRows:
    """The rows of a block understood: places in the lists of Reading.

    `cells` are the columns that are still needed as printed, by their place in the file.
    """

    lines: np.ndarray
    periods: np.ndarray
    names: np.ndarray
    indices: np.ndarray
    cells: dict[int, pa.Array]

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
        names = index_names(catalog)
        self.indices = Distinct(
            lambda printed, local: (
                _index(names, printed or header.index, local) or self._around(catalog, local)
            )
        )
        self._kept = [bound.at for bound in header.columns if bound.meaning.role in KEPT_ROLES]
        self._kept += [
            bound.at
            for bound in header.counted
            if catalog.indicators.get(bound.meaning.indicator).kind == "rate"
        ]
        self._eras: dict[tuple[int, int], Period] = {}  # an era by one of its periods

    def _around(self, catalog: Catalog, local: bool) -> Indicator | None:
        """The index that stands beside the table, where no row and no heading names one."""
        around = None if "index" in self.header.roles else self.header.around
        return around and catalog.indicators.get(around.local if local else around.national)

    def understand(self, block: Block) -> BlockRows:
        """The block with the period, the agency and the index of every row."""
        of_role = {role: block.columns[bound.at] for role, bound in self.header.roles.items()}
        periods = self._said(self.periods, [of_role.get(role) for role in TIME_ROLES], block)
        names = self._names(of_role, periods, block)
        return BlockRows(
            lines=block.lines,
            periods=periods,
            names=names,
            indices=self._indices(of_role.get("index"), names),
            cells={at: block.columns[at] for at in self._kept},
        )

    def _said(
        self, distinct: Distinct, columns: Sequence[pa.DictionaryArray | None], block: Block
    ) -> np.ndarray:
        texts = [_texts(column) for column in columns]
        return distinct.numbers(texts, [_codes(column, len(block.lines)) for column in columns])

    def _period(self, cells: tuple[str | None, ...], given: Period | None) -> RowPeriod:
        said = dict(zip(TIME_ROLES, cells, strict=True))
        column = self.header.roles.get("period")
        heading = column.heading if column else None
        return read_row_period(said, self.words, heading=heading, given=given)

    def _names(self, of_role: dict, periods: np.ndarray, block: Block) -> np.ndarray:
        """For each row the number of its agency.

        Names depend on the era of a period, on what its cell says besides, and where the era
        changes within the period on how many were ranked.
        """
        eras = [self._era(said.period) for said in self.periods.values]
        straddles = np.array([len(set(era or ())) > 1 for era in eras])[periods]
        rests = [said.rest for said in self.periods.values]
        columns = [of_role.get(role) for role in _NAME_ROLES]
        of = _ranked(of_role) if straddles.any() else None
        texts = [_texts(column) for column in (*columns, of)]
        codes = [_codes(column, len(block.lines)) for column in columns]
        codes.append(np.where(straddles, _codes(of, len(block.lines)), len(texts[-1]) - 1))
        codes += [_places(eras)[periods], _places(rests)[periods]]
        return self.names.numbers([*texts, eras, rests], codes)

    def _indices(self, column: pa.DictionaryArray | None, names: np.ndarray) -> np.ndarray:
        """For each row the number of its index, one number for all the ways to print it.

        Who is ranked tells an index of provinces from one by which a province ranks its units.
        """
        local = [named.level not in _NATIONAL for named in self.names.values]
        codes = [_codes(column, len(names)), np.array(local, np.int32)[names]]
        numbers = self.indices.numbers([_texts(column), [False, True]], codes)
        said = zip(self.indices.values, self.indices.said, strict=True)
        return _places([found.code if found else printed for found, printed in said])[numbers]

    def _era(self, period: Period | None) -> tuple[int, int] | None:
        if period is None:
            return None
        era = self.namer.era(period)
        self._eras.setdefault(era, period)
        return era

    def _name(self, *said) -> Named:
        """The agency that the words of a row name; nobody where its period is unknown."""
        *cells, of, era, rest = said
        if era is None:
            return Named()
        values = dict(zip(_FIELDS, cells, strict=True))
        total = int(of) if of and of.isdecimal() else None
        return self.namer.name(RowName(**values, rest=rest, of=total), self._eras[era])


def _index(names: IndexNames, printed: str | None, local: bool) -> Indicator | None:
    """The index that a row, or the heading of all scores, names."""
    text = printed and printed.replace("_", " ")
    return text and (names.meant(text, local=local) or names.rank_meant(text))


def combinations(codes: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """For each row the number of its combination, and the first row of each combination.

    Codes count from 0; which combination has which number says nothing. A column that says nothing
    new, as a province beside the code of its commune, is only looked at.
    """
    widest, *others = sorted(map(coded, codes), key=lambda column: column[1], reverse=True)
    numbers = numbered(widest)
    firsts = first_rows(numbers)
    for column in others:
        [code], size = column
        if size > 1 and (code[firsts][numbers[0][0]] != code).any():
            numbers = numbered(combined([numbers, column]))
            firsts = first_rows(numbers)
    return numbers[0][0], firsts


def _ranked(of_role: dict[str, pa.Array]) -> pa.DictionaryArray | None:
    """How many were ranked, from a column of its own or beside the rank: 9/34."""
    if "of" in of_role:
        return _as_words(plain_totals(of_role["of"]))
    places = place_cells(of_role["rank"]) if "rank" in of_role else None
    return places.totals if places else None


def _as_words(column: pa.Array | None) -> pa.DictionaryArray | None:
    """A column that Arrow read as numbers, as the words that were printed."""
    if column is None or pa.types.is_dictionary(column.type):
        return column
    return column.cast(pa.string()).dictionary_encode()


def _texts(column: pa.DictionaryArray | None) -> list[str | None]:
    """The distinct words of a column, then None for an empty cell."""
    words = column.dictionary.to_pylist() if column is not None else []
    return [*(word.strip() or None for word in words), None]


def _places(values: list) -> np.ndarray:
    """For each value the place of the first one like it."""
    return np.array([values.index(value) for value in values], np.int32)


def _codes(column: pa.DictionaryArray | None, rows: int) -> np.ndarray:
    """For each row the place of its word in `_texts`."""
    return rows_of(column) if column is not None else np.zeros(rows, np.int32)
