"""The numbers in the cells of a report: as typed, as printed, in percent where they are shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from cchc.ingest.files.grid import Grid, Value
from cchc.ingest.tidy.numbers import read_numbers
from cchc.ingest.tidy.places import place_cells

Place = tuple[int, int]  # row and column, indexes into the cells of a sheet


@dataclass(frozen=True, kw_only=True)
class Read:
    """Numbers by place, and the places whose cell is no number; of ranks, of how many they are."""

    values: Mapping[Place, float]
    unreadable: tuple[Place, ...]
    totals: Mapping[Place, int] = field(default_factory=dict)


def numbers_at(grid: Grid, places: list[Place], *, whole: bool, ranks: bool = False) -> Read:
    """The numbers at some places of one column; `whole` ones are counts, without decimals.

    `ranks` may be printed as "9/34" or "hạng 3".
    """
    values: dict[Place, float] = {}
    printed: list[Place] = []
    unreadable = []
    for place in places:
        value = grid.shown(*place)
        if isinstance(value, str):
            printed.append(place)
        elif _is_number(value, whole=whole):
            values[place] = float(value)
        else:
            unreadable.append(place)
    words, totals = _words(grid, printed), {}
    if ranks and (parts := place_cells(words)):
        words = parts.ranks
        pairs = zip(printed, parts.totals.to_pylist(), strict=True)
        totals = {place: int(total) for place, total in pairs if total}
    read = read_numbers(words, whole=whole)
    for place, value, bad in zip(printed, read.values, read.unreadable, strict=True):
        if bad:
            unreadable.append(place)
        elif not np.isnan(value):
            values[place] = float(value)
    return Read(values=values, unreadable=tuple(sorted(unreadable)), totals=totals)


def _words(grid: Grid, places: list[Place]) -> pa.DictionaryArray:
    texts = [str(grid.cells[row][column]) for row, column in places]
    return pa.array(texts, pa.string()).dictionary_encode()


def _is_number(value: Value, *, whole: bool) -> bool:
    """Whether a typed cell can be the number that is wanted; half a dossier cannot."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return np.isfinite(value) and (not whole or float(value).is_integer())


def as_percent(
    values: Mapping[Place, float], shares: Mapping[Place, float]
) -> Mapping[Place, float] | None:
    """Fractions as percent, where the counts say that they are fractions; else None.

    `shares` are the rates recomputed from counts, in percent, at the same places.
    """
    known = [(values[p], share) for p, share in shares.items() if p in values and share]
    if not known or max(values.values()) > 1:
        return None
    as_fraction = sum(abs(100 * value - share) < 1 for value, share in known)
    as_printed = sum(abs(value - share) < 0.1 for value, share in known)
    if as_fraction <= max(as_printed, len(known) / 2):
        return None
    return {place: round(100 * value, 10) for place, value in values.items()}
