"""Figures of a tidy table, column by column, as Arrow chunks that share what their rows share.

A chunk holds one value column of one block. Where every row has the value, the arrays of agency,
period and line are the same memory for score and rank; ten million rows fit where they should.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from cchc.figures import FIGURE_SCHEMA
from cchc.ingest.tidy.rows import Words

_EPOCH = date(1970, 1, 1).toordinal()
_CODED = [column.name for column in FIGURE_SCHEMA if pa.types.is_dictionary(column.type)]


@dataclass(frozen=True, kw_only=True)
class RowKeys:
    """What all figures of a row share: numbers into the words of each column, days, lines."""

    agency: np.ndarray
    level: np.ndarray
    breakdown: np.ndarray
    start: np.ndarray
    end: np.ndarray
    row: np.ndarray
    source: np.ndarray | None
    quote: pa.Array  # dictionary or null


@dataclass(frozen=True, kw_only=True)
class Column:
    """One value column of a block: its numbers, what they count, where they stand."""

    keys: RowKeys
    values: np.ndarray
    kept: np.ndarray  # rows whose value becomes a figure
    indicator: np.ndarray
    denominator: np.ndarray | None
    of: np.ndarray | None
    place: str
    kind: str


def days(dates: Sequence[date | None]) -> np.ndarray:
    """Dates as days since 1970; 0 where there is none."""
    return np.array([d.toordinal() - _EPOCH if d else 0 for d in dates], np.int32)


class FigureChunks:
    """Collects the chunks of a table of figures; the words are those of all chunks."""

    def __init__(self):
        self.words = {name: Words() for name in _CODED}
        self._chunks: list[dict[str, pa.Array]] = []
        self._constants: dict[int, pa.Array] = {}

    def add(self, column: Column) -> None:
        """One more chunk, unless it has no figure."""
        every = bool(column.kept.all())
        rows = slice(None) if every else np.flatnonzero(column.kept)
        size = len(column.kept) if every else len(rows)
        if size:
            self._chunks.append(self._chunk(column, rows, size))

    def _chunk(self, column: Column, rows, size: int) -> dict[str, pa.Array]:
        keys = column.keys
        coded = {
            "agency": keys.agency, "level": keys.level, "breakdown": keys.breakdown,
            "source": keys.source, "indicator": column.indicator,
            "denominator": column.denominator,
        }  # fmt: skip
        chunk = {name: self._coded(codes, rows, size) for name, codes in coded.items()}
        chunk["kind"] = self._constant(self.words["kind"].number(column.kind), size)
        chunk["place"] = self._constant(self.words["place"].number(column.place), size)
        chunk["approx"] = self._constant(-1, size)
        chunk["from"] = pa.array(keys.start[rows], pa.int32()).view(pa.date32())
        chunk["to"] = pa.array(keys.end[rows], pa.int32()).view(pa.date32())
        chunk["row"] = pa.array(keys.row[rows], pa.int32())
        chunk["value"] = pa.array(column.values[rows], pa.float64())
        chunk["of"] = self._of(column, rows, size)
        chunk["quote"] = _taken(keys.quote, rows, size)
        return chunk

    def _coded(self, codes: np.ndarray | None, rows, size: int) -> pa.Array:
        """Numbers of words as an Arrow array, null for -1; one buffer where all are none."""
        if codes is None:
            return self._constant(-1, size)
        taken = codes[rows]
        missing = taken < 0
        if missing.all():
            return self._constant(-1, size)
        return pa.array(taken, pa.int32(), mask=missing if missing.any() else None)

    def _of(self, column: Column, rows, size: int) -> pa.Array:
        if column.of is None:
            return self._constant(-1, size)
        of = column.of[rows]
        missing = np.isnan(of)
        return pa.array(np.where(missing, 0, of).astype(np.int32), mask=missing)

    def _constant(self, number: int, size: int) -> pa.Array:
        """The same number in every row, or null for -1; one array serves all chunks."""
        known = self._constants.get(number)
        if known is None or len(known) < size:
            one = pa.scalar(None if number < 0 else number, pa.int32())
            known = self._constants[number] = pa.repeat(one, size)
        return known.slice(0, size)

    def table(self) -> pa.Table:
        """Every figure, in the order of its column within its block."""
        words = {name: known.array() for name, known in self.words.items()}
        batches = [
            pa.RecordBatch.from_arrays(
                [
                    pa.DictionaryArray.from_arrays(chunk[name], words[name])
                    if name in words
                    else chunk[name]
                    for name in FIGURE_SCHEMA.names
                ],
                schema=FIGURE_SCHEMA,
            )
            for chunk in self._chunks
        ]
        return pa.Table.from_batches(batches, schema=FIGURE_SCHEMA)


def _taken(texts: pa.Array, rows, size: int) -> pa.Array:
    """The texts of some rows as plain strings."""
    if texts.null_count == len(texts):
        return pa.nulls(size, pa.string())
    taken = texts if isinstance(rows, slice) else texts.take(pa.array(rows))
    return taken.cast(pa.string())
