"""Three ways to look across a change of units: as reported, today's units only, restated.

Restating adds up whole predecessors into the unit of today. Where one of them was divided, or did
not report, nothing is shown rather than a part. Scores and ranks are never merged: they run only
through a series, the same territory under another name.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from cchc.agencies import Agencies


def unit_of_today(agencies: Agencies, agency: str) -> str | None:
    """The unit that holds the whole of `agency` today; None where it was divided or ended."""
    return _holders(agencies).get(agency)


@lru_cache(maxsize=1)
def _holders(agencies: Agencies) -> dict[str, str]:
    return agencies.today(date.max)


@lru_cache(maxsize=65536)
def parts_on(agencies: Agencies, unit: str, on: date) -> frozenset[str] | None:
    """The units in force on `on` whose sum is `unit`; None where one of them was divided."""
    born = agencies.get(unit).valid_from
    if born is None or born <= on:
        return frozenset([unit])
    parts: set[str] = set()
    for lineage in agencies.predecessors(unit):
        earlier = parts_on(agencies, lineage.old, on) if lineage.whole else None
        if earlier is None:
            return None
        parts |= earlier
    return frozenset(parts) or None


def asked_units(
    agencies: Agencies, asked: tuple[str, ...], units: str, *, can_add: bool
) -> tuple[str, ...]:
    """Whose figures must be read to answer for `asked`, seen in the given way.

    What cannot be added (scores, ranks) is read through the series of a unit only.
    """
    if units == "reported":
        return _distinct(a for unit in asked for a in agencies.series(unit))
    today = _distinct(unit_of_today(agencies, a) for a in asked)
    if units == "today":
        return today
    parts_of = _all_parts if can_add else Agencies.series
    return _distinct(a for unit in today for a in parts_of(agencies, unit))


def _distinct(units: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for unit in units if unit))


def _all_parts(agencies: Agencies, unit: str) -> list[str]:
    """`unit` and everything that ever became a whole part of it."""
    found = [unit]
    for lineage in agencies.predecessors(unit):
        if lineage.whole:
            found += _all_parts(agencies, lineage.old)
    return found
