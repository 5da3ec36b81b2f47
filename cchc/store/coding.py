"""Figures with their repeating text turned into numbers: a million rows become cheap to store.

`series` are the distinct (agency, level, indicator, kind, breakdown, denominator), `citations` the
distinct (place, source, approx, quote). A key is a series with its two dates. A large table comes
in chunks and stays in them: nothing of it is held twice.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cchc.errors import StoreError
from cchc.figures import FIGURE_SCHEMA
from cchc.store.combining import Codes, are_unique, combined, first_rows, joined, numbered
from cchc.store.lifetime import once_each

SERIES = ["agency", "level", "indicator", "kind", "breakdown", "denominator"]
CITATION = ["place", "source", "approx", "quote"]
REQUIRED = ["agency", "level", "from", "to", "indicator", "kind", "value"]


@dataclass(frozen=True, kw_only=True)
class Coded:
    """Rows as `figures` had them; *_code says which row of the small table each one has."""

    figures: pa.Table
    series: pa.Table
    series_code: np.ndarray
    citations: pa.Table
    citation_code: np.ndarray

    @cached_property
    def contested(self) -> np.ndarray:
        """Whether another row of the same report has the same key."""
        again = ~self.is_first
        if not again.any():
            return again
        (key,), count = numbered(self._keys())
        is_doubled = np.zeros(count, bool)
        is_doubled[key[again]] = True
        return is_doubled[key]

    @cached_property
    def is_first(self) -> np.ndarray:
        """Whether no earlier row of the same report has the same key."""
        keys = self._keys()
        if are_unique(keys):
            return np.ones(len(self.series_code), bool)
        is_first = np.zeros(len(self.series_code), bool)
        is_first[first_rows(numbered(keys))] = True
        return is_first

    def _keys(self) -> Codes:
        """One number for series and dates of each row; too large to be kept."""
        spans, count = numbered(combined([_days(self.figures[name]) for name in ("from", "to")]))
        return combined([([self.series_code], len(self.series)), ([joined(spans)], count)])


@once_each
def coded(figures: pa.Table) -> Coded:
    """The figures coded; StoreError where a row cannot be a figure."""
    figures = _fitted(figures)
    series, series_code = _distinct(figures, SERIES)
    citations, citation_code = _distinct(figures, CITATION)
    return Coded(
        figures=figures,
        series=series,
        series_code=series_code,
        citations=citations,
        citation_code=citation_code,
    )


def _fitted(figures: pa.Table) -> pa.Table:
    """The types of FIGURE_SCHEMA, one dictionary a column, nothing required missing."""
    figures = figures.select(FIGURE_SCHEMA.names).cast(FIGURE_SCHEMA).unify_dictionaries()
    for name in REQUIRED:
        if figures[name].null_count:
            row = pc.index(figures[name].is_null(), True).as_py() + 1
            raise StoreError(f"Số liệu thứ {row} của báo cáo thiếu «{name}»; chưa lưu gì.")
    if not pc.all(pc.is_finite(figures["value"]), min_count=0).as_py():
        raise StoreError("Báo cáo có số liệu không phải là số hữu hạn; chưa lưu gì.")
    if pc.any(pc.greater(figures["from"], figures["to"]), min_count=0).as_py():
        raise StoreError("Báo cáo có số liệu mà ngày đầu kỳ sau ngày cuối kỳ; chưa lưu gì.")
    return figures


def _distinct(figures: pa.Table, names: list[str]) -> tuple[pa.Table, np.ndarray]:
    """The distinct combinations of the columns, as plain text, and which one each row has."""
    codes = numbered(combined([_codes(figures[name]) for name in names]))
    firsts = first_rows(codes)
    rows = pa.table({name: figures[name].take(firsts) for name in names})
    return rows.cast(pa.schema([(name, pa.string()) for name in names])), joined(codes[0])


def _codes(column: pa.ChunkedArray) -> Codes:
    """Numbers from 0 for the values of a column of words, nulls included."""
    if not column.num_chunks:
        return [np.zeros(0, np.int32)], 1
    if column.null_count == len(column):
        return [np.broadcast_to(np.int32(0), len(chunk)) for chunk in column.chunks], 1
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    words = column.chunk(0).dictionary
    values = words.dictionary_encode()  # it may hold a value twice, or null
    none = len(values.dictionary)
    is_plain = none == len(words)
    meaning = np.append(values.indices.fill_null(none).to_numpy(), np.int32(none))
    parts = [_indices(chunk, len(words)) for chunk in column.chunks]
    has_none = not is_plain or column.null_count > 0
    return [p if is_plain else meaning[p] for p in parts], none + has_none


def _indices(chunk: pa.DictionaryArray, none: int) -> np.ndarray:
    """The place of each word in its dictionary; `none` where the row has no word."""
    if chunk.indices.null_count == len(chunk):
        return np.broadcast_to(np.int32(none), len(chunk))
    filled = chunk.indices.fill_null(none) if chunk.indices.null_count else chunk.indices
    return filled.to_numpy(zero_copy_only=False)


def _days(column: pa.ChunkedArray) -> Codes:
    if not len(column):
        return [np.zeros(0, np.int32)], 1
    parts = [chunk.view(pa.int32()).to_numpy() for chunk in column.chunks]
    first, last = min(part.min() for part in parts), max(part.max() for part in parts)
    return [part - first for part in parts], int(last - first) + 1
