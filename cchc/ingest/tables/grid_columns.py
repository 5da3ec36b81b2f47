"""Columns of a grid as distinct cells and the word of each row, with their places."""

from dataclasses import dataclass

import numpy as np

from cchc.ingest.files.grid import Grid
from cchc.ingest.tables.columns import Source, Word


@dataclass(frozen=True)
class GridPlaces:
    """Where the rows of one column stand in a sheet or a text."""

    grid: Grid
    rows: list[int]
    index: int

    @property
    def column(self) -> str:
        """ "cột 6" or "Sheet1, cột F"."""
        return self.grid.column_place(self.index)

    def cell(self, position: int) -> str:
        """ "dòng 9, cột 6" or "Sheet1!F9"."""
        return self.grid.place(self.rows[position], self.index)

    def row(self, position: int) -> str:
        """ "dòng 9" or "Sheet1, dòng 9"."""
        return self.grid.row_place(self.rows[position])


def grid_source(grid: Grid, column: int, name: str, *, rows: list[int], data: np.ndarray) -> Source:
    """One column of a grid over some rows."""
    words: dict[tuple, int] = {}
    codes = np.empty(len(rows), np.int32)
    for position, row in enumerate(rows):
        key = _key(grid, row, column)
        # 1, 1.0 and True are equal in Python, and are not the same cell.
        codes[position] = words.setdefault((type(key[0]), *key), len(words))
    return Source(
        name=name,
        words=[Word(*key) for _, *key in words],
        codes=codes,
        data=data,
        places=GridPlaces(grid, rows, column),
    )


def _key(grid: Grid, row: int, column: int) -> tuple:
    """What tells a cell from others: its value as shown, and what its format says of it."""
    shown = grid.formats[row][column] if grid.formats else None
    if shown is None:
        return grid.cells[row][column], False, 0, (row, column) in grid.uncached
    zeros = len(shown) if set(shown) == {"0"} else 0
    is_percent = grid.is_percent(row, column)
    return grid.shown(row, column), is_percent, zeros, (row, column) in grid.uncached
