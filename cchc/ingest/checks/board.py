"""Figures laid out as a board: what belongs together in one row, an indicator a column."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TOGETHER = ("agency", "level", "from", "to", "breakdown")


@dataclass(frozen=True, eq=False)
class Board:
    """Values by group and column (nan where there is none) and the lines they came from (-1)."""

    values: np.ndarray
    lines: np.ndarray
    columns: dict[str, int]

    def value(self, name: str) -> np.ndarray:
        """One column; all nan where no figure has it."""
        return self._column(self.values, name, np.nan)

    def line(self, name: str) -> np.ndarray:
        """The lines of the figures of one column; -1 where there is none."""
        return self._column(self.lines, name, -1)

    def _column(self, board: np.ndarray, name: str, empty: float) -> np.ndarray:
        if name in self.columns:
            return board[:, self.columns[name]]
        return np.full(len(board), empty)

    def lines_of(self, group: int) -> tuple[int, ...]:
        """Every line of a group."""
        return tuple(int(n) for n in self.lines[group] if n >= 0)


def board(
    figures: pa.Table, *, together: Sequence[str] = TOGETHER, column: str = "indicator"
) -> Board:
    """Actual figures as a board; of two with one key the later stands."""
    lines = np.flatnonzero(pc.equal(figures["kind"], "actual").to_numpy(zero_copy_only=False))
    figures = figures.take(lines)
    if not len(figures):
        return Board(np.empty((0, 0)), np.empty((0, 0), int), {})
    groups, group = np.unique(_keys(figures, together), return_inverse=True)
    names, name = _words(figures[column])
    values = np.full((len(groups), len(names)), np.nan)
    origin = np.full((len(groups), len(names)), -1)
    values[group, name] = figures["value"].to_numpy()
    origin[group, name] = lines
    return Board(values, origin, {word: n for n, word in enumerate(names)})


def _keys(figures: pa.Table, columns: Sequence[str]) -> np.ndarray:
    """One number a row that is equal where the columns are."""
    keys = np.zeros(len(figures), np.int64)
    for name in columns:
        words, indexes = _words(figures[name])
        keys = keys * (len(words) + 1) + indexes
        keys = np.unique(keys, return_inverse=True)[1]
    return keys


def _words(column: pa.ChunkedArray) -> tuple[list, np.ndarray]:
    """The distinct values of a column, and which one each row has; null is a value too."""
    encoded = pc.dictionary_encode(_plain(column), null_encoding="encode").combine_chunks()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column without the encoding it came in."""
    if pa.types.is_dictionary(column.type):
        return column.cast(column.type.value_type)
    return column
