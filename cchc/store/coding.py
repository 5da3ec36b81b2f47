"""Figures with their repeating text turned into numbers: a million rows become cheap to store.

`series` are the distinct (agency, level, indicator, kind, breakdown, denominator), `citations` the
distinct (place, source, approx). A key is a series with its two dates.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cchc.errors import StoreError
from cchc.figures import FIGURE_SCHEMA
from cchc.store.lifetime import once_each

SERIES = ["agency", "level", "indicator", "kind", "breakdown", "denominator"]
CITATION = ["place", "source", "approx"]
REQUIRED = ["agency", "level", "from", "to", "indicator", "kind", "value"]
LARGEST = 2**62


@dataclass(frozen=True, kw_only=True)
class Coded:
    """Rows as `figures` had them; *_code says which row of the small table each one has."""

    figures: pa.Table
    series: pa.Table
    series_code: np.ndarray
    citations: pa.Table
    citation_code: np.ndarray

    @cached_property
    def _keys(self) -> np.ndarray:
        columns = [(self.series_code.astype(np.int64), len(self.series))]
        columns += [_days(self.figures[name]) for name in ("from", "to")]
        return _combined(columns)[0]

    @cached_property
    def contested(self) -> np.ndarray:
        """Whether another row of the same report has the same key."""
        ordered = np.sort(self._keys)
        if (ordered[1:] != ordered[:-1]).all():
            return np.zeros(len(ordered), dtype=bool)
        return pd.Series(self._keys).duplicated(keep=False).to_numpy()

    @cached_property
    def is_first(self) -> np.ndarray:
        """Whether no earlier row of the same report has the same key."""
        if not self.contested.any():
            return np.ones(len(self.contested), dtype=bool)
        return ~pd.Series(self._keys).duplicated(keep="first").to_numpy()


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
    """One chunk a column, in the types of FIGURE_SCHEMA, nothing required missing."""
    figures = figures.select(FIGURE_SCHEMA.names).cast(FIGURE_SCHEMA)
    figures = figures.unify_dictionaries().combine_chunks()
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
    combined, size = _combined([_codes(figures[name]) for name in names])
    code, count = _compact(combined, size)
    first = np.empty(count, dtype=np.int64)
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1)
    rows = figures.select(names).take(first)
    return rows.cast(pa.schema([(name, pa.string()) for name in names])), code


def _codes(column: pa.ChunkedArray) -> tuple[np.ndarray, int]:
    """Numbers from 0 for the values of a dictionary column, nulls included, and how many."""
    if not len(column):
        return np.empty(0, dtype=np.int64), 1
    array = column.chunk(0)
    values = array.dictionary.dictionary_encode()  # it may hold a value twice, or null
    null = len(values.dictionary)
    meaning = np.append(values.indices.fill_null(null).to_numpy(), null).astype(np.int64)
    return meaning[array.indices.fill_null(len(values)).to_numpy()], null + 1


def _days(column: pa.ChunkedArray) -> tuple[np.ndarray, int]:
    days = column.cast(pa.int32()).to_numpy().astype(np.int64)
    if not len(days):
        return days, 1
    return days - days.min(), int(days.max() - days.min()) + 1


def _combined(columns: list[tuple[np.ndarray, int]]) -> tuple[np.ndarray, int]:
    """One number per row for several columns of codes, and the bound of these numbers."""
    total, size = columns[0]
    for codes, count in columns[1:]:
        if size * count > LARGEST:
            total, size = _compact(total, size)
        if count > 1:
            total, size = total * count + codes, size * count
    return total, size


def _compact(codes: np.ndarray, size: int) -> tuple[np.ndarray, int]:
    """The same distinctions with numbers from 0 without gaps."""
    if size > 4 * len(codes) + 65_536:
        compact, distinct = pd.factorize(codes)
        return compact, len(distinct)
    present = np.zeros(size, dtype=bool)
    present[codes] = True
    rank = np.cumsum(present) - 1
    return rank[codes], int(present.sum())
