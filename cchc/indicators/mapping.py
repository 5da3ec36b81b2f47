"""One indicator at one time on a map: which units, how they lie, in which class each falls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from cchc.agencies import Agencies, Agency
from cchc.catalog.boundaries import Shape, borders, square, tiles

NEW_UNITS = date(2025, 7, 1)
COLUMNS = 6  # of tiles that stand in the order of names
MOST_CLASSES, UNITS_PER_CLASS = 5, 4


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How the units of a map lie: by their borders, as tiles near where they are, or by name."""

    kind: str  # borders, tiles, names
    shapes: dict[str, Shape]  # by agency
    is_whole: bool  # the whole country, both archipelagos in it


def layout_of(agencies: Agencies, level: str, day: date, within: str | None) -> Layout:
    """The layout of the units of a level in force on a day, of one province below that level.

    Units of before 2025-07-01 are never drawn within the borders of later ones.
    """
    units = agencies.valid_on(day, level=level, within=within)
    drawn = _borders(units, level, within, agencies) if day >= NEW_UNITS else {}
    if level == "province" and not drawn:
        grid = tiles("tiles_provinces")
        drawn = {unit.id: grid[unit.code] for unit in units if unit.code in grid}
        if drawn:
            return Layout(kind="tiles", shapes=drawn, is_whole=True)
    if drawn:
        return Layout(kind="borders", shapes=drawn, is_whole=level == "province")
    named = {unit.id: square(n % COLUMNS, n // COLUMNS) for n, unit in enumerate(_by_type(units))}
    return Layout(kind="names", shapes=named, is_whole=False)


def _borders(
    units: list[Agency], level: str, within: str | None, agencies: Agencies
) -> dict[str, Shape]:
    """Nothing unless every unit of the country is known, so that none is left out unseen."""
    province = agencies.get(within).code if within else None
    known = borders("provinces_2025" if level == "province" else f"communes_{province}")
    found = {unit.id: known[unit.code] for unit in units if unit.code in known}
    return found if len(found) == len(units) else {}


def _by_type(units: list[Agency]) -> list[Agency]:
    """Wards before communes, each in the order of the alphabet."""
    return sorted(units, key=lambda unit: unit.type)  # stable: valid_on orders by name


def classes(values: Sequence[float], *, decimals: int) -> list[tuple[float, float]]:
    """At most five classes with about as many units in each: lowest and highest value of each.

    Equal values, as they are shown, are never in two classes.
    """
    shown = np.round(np.sort(np.asarray(values, dtype=float)), decimals)
    distinct = np.unique(shown)
    wanted = max(1, min(MOST_CLASSES, len(distinct), len(shown) // UNITS_PER_CLASS))
    cuts = np.unique(np.quantile(shown, np.arange(1, wanted) / wanted, method="higher"))
    found, rest = [], distinct
    for cut in cuts:
        below, rest = rest[rest < cut], rest[rest >= cut]
        if len(below):
            found.append((float(below[0]), float(below[-1])))
    return [*found, (float(rest[0]), float(rest[-1]))]


def class_of(value: float, bounds: list[tuple[float, float]], *, decimals: int) -> int:
    """Which class a value falls into."""
    shown = round(value, decimals)
    return next(n for n, (_, high) in enumerate(bounds) if shown <= high + 1e-9)


def not_drawn(rows: pd.DataFrame, layout: Layout) -> list[str]:
    """Units with a value that the map has no place for."""
    return [agency for agency in rows["agency"] if agency not in layout.shapes]


def without_value(rows: pd.DataFrame, layout: Layout) -> list[str]:
    """Units on the map that nobody reported for."""
    known = set(rows["agency"])
    return [agency for agency in layout.shapes if agency not in known]
