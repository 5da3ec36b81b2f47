"""Blocks of a tidy table put together: rows judged, figures made, findings collected."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa

from cchc.agencies import COUNTRY
from cchc.catalog.catalog import Catalog
from cchc.ingest.tidy.figures import Column, FigureChunks, RowKeys, days
from cchc.ingest.tidy.headings import Bound, TidyHeader
from cchc.ingest.tidy.numbers import rows_of
from cchc.ingest.tidy.rows import Block, BlockRows, Reading, combinations
from cchc.ingest.tidy.table import Places, TidyTable
from cchc.ingest.tidy.values import BadCell, BlockValues, name_of, read_values, value_columns


@dataclass(frozen=True, kw_only=True)
class Part:
    """One block understood: its rows, its numbers, and which rows are sound."""

    rows: BlockRows
    values: BlockValues
    accepted: np.ndarray


class Assembly:
    """Takes the blocks of one sheet in turn and gives its rows as a table and its figures."""

    def __init__(self, reading: Reading, header: TidyHeader, catalog: Catalog, *, places: Places):
        self.reading, self.header, self.catalog = reading, header, catalog
        self.words, self.places = reading.words, places
        self.parts: list[Part] = []
        self._coded_names: dict[str, np.ndarray] | None = None  # by number of the name
        self.indicators = {
            bound.meaning.indicator: catalog.indicators.get(bound.meaning.indicator)
            for bound in header.counted
        }

    def take(self, block: Block) -> None:
        """Read one more block."""
        rows = self.reading.understand(block)
        values = read_values(
            block, self.header,
            indicators=self.indicators, whole_scores=self._only_counts(),
        )  # fmt: skip
        accepted = self._sound(rows, values)
        self.parts.append(Part(rows=rows, values=values, accepted=accepted))

    def _only_counts(self) -> bool:
        """Whether every index met so far is a number of things."""
        known = [indicator for indicator in self.reading.indices.values if indicator]
        return bool(known) and all(one.is_counted and not one.decimals for one in known)

    def _sound(self, rows: BlockRows, values: BlockValues) -> np.ndarray:
        """Rows with a period, an agency, a known index where one is needed, and readable cells."""
        named = np.array([name.agency is not None for name in self.reading.names.values])
        sound = named[rows.names]
        if "index" in self.header.roles:
            known = np.array([index is not None for index in self.reading.indices.values])
            sound &= known[rows.indices]
        sound[[cell.row for cell in values.bad]] = False
        return sound

    # --- as a whole

    @cached_property
    def table(self) -> TidyTable:
        """All rows side by side; the parts become views of it, so that nothing is held twice."""
        names = sorted({name for part in self.parts for name in part.values.numbers})
        table = TidyTable(
            header=self.header, reading=self.reading, catalog=self.catalog, places=self.places,
            lines=self._joined(lambda part: part.rows.lines),
            periods=self._joined(lambda part: part.rows.periods),
            names=self._joined(lambda part: part.rows.names),
            indices=self._joined(lambda part: part.rows.indices),
            accepted=self._joined(lambda part: part.accepted),
            numbers={name: self._joined(_numbers(name)) for name in names},
        )  # fmt: skip
        self.parts = list(_views(self.parts, table))
        return table

    def _joined(self, of) -> np.ndarray:
        arrays = [of(part) for part in self.parts]
        return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)

    def texts(self, role: str) -> pa.ChunkedArray | None:
        """A column of words; None where the file has none of that role."""
        if role not in self.header.roles:
            return None
        at = self.header.roles[role].at
        return pa.chunked_array([part.rows.cells[at] for part in self.parts])

    def bad_cells(self) -> Iterator[tuple[int, BadCell]]:
        """Every cell that stopped its row, with the row in the table."""
        for start, part in self._starts():
            yield from ((start + cell.row, cell) for cell in part.values.bad)

    def left_out(self) -> dict[Bound, tuple[int, str]]:
        """Columns whose cells say more than is kept: the first such row and its text."""
        first: dict[Bound, tuple[int, str]] = {}
        for start, part in self._starts():
            for column, row, text in part.values.left_out:
                first.setdefault(column, (start + row, text))
        return first

    def _starts(self) -> Iterator[tuple[int, Part]]:
        """Each part with its first row in the table."""
        start = 0
        for part in self.parts:
            yield start, part
            start += len(part.rows)

    # --- figures

    def figures(self, repeats: dict[str, np.ndarray]) -> pa.Table:
        """The figures of every sound row; `repeats` are rows by column that say nothing new."""
        chunks, start = FigureChunks(), 0
        for part in self.parts:
            keys = self._keys(part.rows, chunks)
            for bound in value_columns(self.header):
                kept = part.accepted & ~np.isnan(part.values.numbers[name_of(bound)])
                if name_of(bound) in repeats:
                    again = repeats[name_of(bound)] - start
                    kept[again[(again >= 0) & (again < len(part.rows))]] = False
                self._add(chunks, part, keys, bound, kept)
            start += len(part.rows)
        return chunks.table()

    def _add(
        self, chunks: FigureChunks, part: Part, keys: RowKeys, bound: Bound, kept: np.ndarray
    ) -> None:
        """One value column of a block as a chunk of figures."""
        role, indicator = bound.meaning.role, bound.meaning.indicator
        if role == "country_average":
            keys, kept = self._of_country(keys, part, kept, chunks)
        numbers = self._indicator_numbers(chunks, part.rows, role, indicator)
        chunks.add(
            Column(
                keys=keys,
                values=part.values.numbers[name_of(bound)],
                kept=kept & (numbers >= 0),
                indicator=numbers,
                denominator=self._denominators(chunks, part.rows, indicator),
                of=part.values.totals.get(name_of(bound)),
                place=self.places.column(bound),
                kind=bound.meaning.kind,
            )
        )

    def _indicator_numbers(
        self, chunks: FigureChunks, rows: BlockRows, role: str | None, indicator: str | None
    ) -> np.ndarray:
        """What each row's value of a column is a figure of."""
        words = chunks.words["indicator"]
        if indicator:
            return np.full(len(rows), words.number(indicator), np.int32)
        indices = self.reading.indices.values
        codes = [index and (index.rank if role == "rank" else index.code) for index in indices]
        return words.numbers(codes).astype(np.int32)[rows.indices]

    def _denominators(
        self, chunks: FigureChunks, rows: BlockRows, indicator: str | None
    ) -> np.ndarray | None:
        """What a stated rate was divided by, where its row says so and the rate can be."""
        bases = self.denominators(rows)
        if bases is None or indicator is None:
            return None
        allowed = self.indicators[indicator].denominators
        codes, of_row = bases
        numbers = [chunks.words["denominator"].number(c if c in allowed else None) for c in codes]
        return np.array(numbers, np.int32)[of_row]

    def denominators(self, rows: BlockRows) -> tuple[list[str | None], np.ndarray] | None:
        """The counts that rates are shares of, and for each row which of them."""
        if "denominator" not in self.header.roles:
            return None
        column = rows.cells[self.header.roles["denominator"].at]
        words = column.dictionary.to_pylist()
        return [self.words.denominator(word) for word in words] + [None], rows_of(column)

    def _keys(self, rows: BlockRows, chunks: FigureChunks) -> RowKeys:
        """What the figures of each row share."""
        words, names = chunks.words, self.reading.names.values
        if self._coded_names is None:
            self._coded_names = {
                part: words[part].numbers(getattr(n, part) for n in names).astype(np.int32)
                for part in ("agency", "level", "breakdown")
            }
        periods = [said.period for said in self.reading.periods.values]
        return RowKeys(
            **{part: numbers[rows.names] for part, numbers in self._coded_names.items()},
            start=days([period and period.start for period in periods])[rows.periods],
            end=days([period and period.end for period in periods])[rows.periods],
            row=rows.lines,
            source=self._sources(rows, chunks),
            quote=self._quotes(rows),
        )

    def _sources(self, rows: BlockRows, chunks: FigureChunks) -> np.ndarray | None:
        if "source" not in self.header.roles:
            return None
        column = rows.cells[self.header.roles["source"].at]
        numbers = [chunks.words["source"].number(word) for word in column.dictionary.to_pylist()]
        return np.array([*numbers, -1], np.int32)[rows_of(column)]

    def _quotes(self, rows: BlockRows) -> pa.Array:
        """The note of a row, after the agency's name where the file words it in its own way."""
        printed = [named.printed for named in self.reading.names.values]
        bound = self.header.roles.get("note")
        if bound is None and not any(printed):
            return pa.nulls(len(rows), pa.string())
        notes, note_of = [None], np.zeros(len(rows), np.int64)
        if bound is not None:
            column = rows.cells[bound.at]
            notes, note_of = [*column.dictionary.to_pylist(), None], rows_of(column)
        number, firsts = combinations([note_of, rows.names])
        texts = [_quote(printed[rows.names[n]], notes[note_of[n]]) for n in firsts]
        return pa.DictionaryArray.from_arrays(
            pa.array(number, pa.int32()), pa.array(texts, pa.string())
        )

    def _of_country(
        self, keys: RowKeys, part: Part, kept: np.ndarray, chunks: FigureChunks
    ) -> tuple[RowKeys, np.ndarray]:
        """National averages beside units: figures of the country, each of them once."""
        values = part.values.numbers["country_average"]
        rows = np.flatnonzero(kept)
        bits = np.unique(values[rows], return_inverse=True)[1]
        _, firsts = combinations([part.rows.periods[rows], part.rows.indices[rows], bits])
        once = np.zeros(len(kept), bool)
        once[rows[firsts]] = True
        same = {"agency": COUNTRY, "level": "country", "breakdown": None}
        coded = {
            name: np.full(len(kept), chunks.words[name].number(word), np.int32)
            for name, word in same.items()
        }
        country = RowKeys(
            **coded, start=keys.start, end=keys.end, row=keys.row, source=keys.source,
            quote=keys.quote,
        )  # fmt: skip
        return country, once


def _numbers(name: str):
    """The numbers of a column of a part; all nan where its block has none."""

    def numbers(part: Part) -> np.ndarray:
        found = part.values.numbers.get(name)
        return np.full(len(part.rows), np.nan) if found is None else found

    return numbers


def _views(parts: list[Part], table: TidyTable) -> Iterator[Part]:
    """The parts with their arrays as slices of the whole table's."""
    start = 0
    for part in parts:
        mine = slice(start, start := start + len(part.rows))
        rows = replace(
            part.rows, lines=table.lines[mine], periods=table.periods[mine],
            names=table.names[mine], indices=table.indices[mine],
        )  # fmt: skip
        numbers = {name: column[mine] for name, column in table.numbers.items()}
        values = replace(part.values, numbers=numbers)
        yield Part(rows=rows, values=values, accepted=table.accepted[mine])


def _quote(*parts: str | None) -> str | None:
    return " · ".join(part for part in parts if part) or None
