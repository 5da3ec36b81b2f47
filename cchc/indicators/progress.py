"""How far a promise is kept: reached or not, what is missing in dossiers, what the rest must be."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.indicators.comparison import widest
from cchc.indicators.question import Question
from cchc.indicators.so_far import SoFar, so_far
from cchc.indicators.targets import Target
from cchc.indicators.values import values
from cchc.periods import Period
from cchc.store.versions import Store

CLOSE = 1e-9  # rates are compared with that much to spare
# What was begun counts in the base at once and in the numerator later: no way can be foretold.
CATCHING_UP = {"tasks_done_rate", "resolved_rate"}


@dataclass(frozen=True, kw_only=True)
class Path:
    """What is needed until the target's last day.

    `days` are left; of a rate with counts: about `dossiers` are still to come, of which `share`
    percent must (or, of what should be low, may) count; else `step` in the indicator's unit for
    each of `periods` that are left.
    """

    days: int
    dossiers: int | None = None
    share: float | None = None
    periods: int | None = None
    step: float | None = None

    @property
    def is_possible(self) -> bool:
        """Whether what is left suffices."""
        return self.share is None or -CLOSE <= self.share <= 100 + CLOSE


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A target beside what came of it.

    `gap` is what is missing in the indicator's unit, 0 where it is reached; `missing` the same in
    things counted; `state` reached, missed (its time is over), open or unknown (nothing reported).
    """

    target: Target
    state: str
    now: SoFar | None = None
    before: SoFar | None = None
    gap: float | None = None
    missing: int | None = None
    path: Path | None = None


def progress(
    store: Store, catalog: Catalog, targets: Iterable[Target], *, as_of=None
) -> list[Progress]:
    """Each target with what came of it, the largest shortfall of an indicator first."""
    targets, found = list(targets), []
    for code in dict.fromkeys(target.indicator for target in targets):
        of_code = [t for t in targets if t.indicator == code]
        asked = tuple(dict.fromkeys(t.agency for t in of_code))
        rows = values(store, catalog, Question(indicator=code, agencies=asked, as_of=as_of))
        rows = rows[rows["breakdown"].isna()]
        groups = dict(list(rows.groupby("series")))
        reached = rows["to"].max() if len(rows) else None
        found += [_of(t, groups, catalog, reached) for t in of_code]
    return sorted(found, key=lambda p: (p.target.indicator, -(p.gap or -1)))


def _of(target: Target, groups: dict, catalog: Catalog, reached) -> Progress:
    """`reached`: the last day anybody reported the indicator for."""
    indicator = catalog.indicators.get(target.indicator)
    rows = groups.get(catalog.agencies.series(target.agency)[-1])
    if rows is None:
        return Progress(target=target, state="unknown")
    rows = _of_level(rows, target)
    now = so_far(rows, indicator, catalog, year=target.year)
    before = so_far(rows, indicator, catalog, year=target.year - 1)
    if now is None and rows["to"].max() < target.start:
        now = so_far(rows, indicator, catalog, year=_last_year(rows))
        before = None
    if now is None:
        return Progress(target=target, state="unknown", before=before)
    is_met = target.is_met_by(now.value) or abs(now.value - target.value) < CLOSE
    is_over = now.end >= target.end or (reached or now.end) > target.end
    return Progress(
        target=target,
        state="reached" if is_met else "missed" if is_over else "open",
        now=now,
        before=before,
        gap=0.0 if is_met else abs(target.value - now.value),
        missing=None if is_met else missing(now, target, indicator),
        path=None if is_over else path(now, target, indicator, _step(rows)),
    )


def _of_level(rows: pd.DataFrame, target: Target) -> pd.DataFrame:
    """Rows of the work the target speaks of, else of the widest there is."""
    same = rows[rows["level"] == target.level]
    return same if len(same) else widest(rows)


def _last_year(rows: pd.DataFrame) -> int:
    last = rows.sort_values("to").iloc[-1]
    return Period(last["from"], last["to"]).year


def _step(rows: pd.DataFrame) -> int:
    """Days of the period in which the indicator is reported last."""
    last = rows.sort_values("to").iloc[-1]
    return (last["to"] - last["from"]).days + 1


def missing(now: SoFar, target: Target, indicator: Indicator) -> int | None:
    """How many more (or, of what should be low, fewer) would have met it on the same base."""
    if now.numerator is None or not now.denominator:
        return None
    wanted = target.value / indicator.factor * now.denominator
    if target.operator == "<=":
        return max(0, ceil(now.numerator - wanted - CLOSE))
    return max(0, ceil(wanted - now.numerator - CLOSE))


def path(now: SoFar, target: Target, indicator: Indicator, step: int) -> Path | None:
    """What the days that are left must bring, if as much comes in as so far."""
    days = (target.end - now.end).days
    is_kept = target.is_met_by(now.value) and not now.denominator
    if days <= 0 or is_kept or indicator.code in CATCHING_UP:
        return None
    is_same_year = now.end >= target.start
    if now.denominator and is_same_year:
        per_day = now.denominator / ((now.end - now.start).days + 1)
        rest = floor(per_day * days + 0.5)
        wanted = target.value / indicator.factor * (now.denominator + rest) - now.numerator
        share = 100 * wanted / rest if rest else None
        return Path(days=days, dossiers=rest, share=share) if rest else None
    periods = max(1, round(days / step))
    return Path(days=days, periods=periods, step=(target.value - now.value) / periods)
