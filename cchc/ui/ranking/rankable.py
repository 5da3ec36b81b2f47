"""What can be ranked: indices and rates, by level and period; and what a page opens on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.indicators.rank_ranges import with_ranges
from cchc.indicators.standings import Scope as Standing
from cchc.languages import later
from cchc.ui import cached
from cchc.ui.choices import STEPS, Scope

LEVELS = {
    "province": later("Tỉnh, thành phố"),
    "district": later("Huyện"),
    "commune": later("Xã, phường"),
    "department": later("Sở, ban, ngành"),
}
DEFAULT_INDEX, DEFAULT_RATE = "pci", "on_time_rate"
LEAST_RANKED = 3  # units with counts that make a ranking of a rate
RATE_STEPS = ("year", "quarter", "month")  # the first with a recent period to compare with
RECENT = timedelta(days=366)
YEARS_BACK = {"half": 5, "quarter": 3, "month": 1}  # a bump chart has room for a dozen periods


def ranked_indicators(scope: Scope) -> Mapping[str, Indicator]:
    """The indices that the store can rank, fullest first."""
    return cached.kept(_ranked_indicators, scope.as_of, as_of=scope.as_of)


def _ranked_indicators(as_of: int | None) -> Mapping[str, Indicator]:
    held = cached.holdings(as_of=as_of).groupby("indicator")["figures"].sum()
    known = cached.catalog().indicators
    codes = [c for c in held.sort_values(ascending=False).index if c in known]
    found = [known.get(code) for code in codes]
    scores = {i.score for i in found if i.kind == "rank" and i.score}
    return {i.code: i for i in [*found, *map(known.get, scores)] if i.kind == "score" and i.rank}


def ranked_rates(scope: Scope) -> Mapping[str, Indicator]:
    """The rates whose counts make a ranking at some level, in the order of the registry."""
    return cached.kept(_ranked_rates, scope.as_of, as_of=scope.as_of)


def _ranked_rates(as_of: int | None) -> Mapping[str, Indicator]:
    rates = [i for i in cached.catalog().indicators if i.numerator and i.better != "neither"]
    levels = {i.code: levels_held(i.code, Scope(as_of=as_of)) for i in rates}
    return {i.code: i for i in rates if max(levels[i.code].values(), default=0) >= LEAST_RANKED}


def all_ranked(scope: Scope) -> Mapping[str, Indicator]:
    """Every index and rate that can be ranked, the indices first."""
    return {**ranked_indicators(scope), **ranked_rates(scope)}


def default_index(scope: Scope) -> str:
    """The index or rate a page opens on, of those that rank the scope's unit.

    PCI, else of the fullest index and the on-time rate the one that can be compared with an
    earlier period, and later.
    """
    return cached.kept(_default_index, scope, as_of=scope.as_of)


def _default_index(scope: Scope) -> str:
    levels, found = set(levels_of(scope)), list(all_ranked(scope))
    found = [code for code in found if levels & set(levels_held(code, scope))] or found
    if DEFAULT_INDEX in found or not found:
        return DEFAULT_INDEX
    tried = dict.fromkeys(code for code in (found[0], DEFAULT_RATE) if code in found)
    return max(tried, key=lambda code: _fullness(code, default_level(code, scope), scope)[2:4])


def levels_held(code: str, scope: Scope) -> Mapping[str, int]:
    """The levels that have scores or ranks of an index, or counts of a rate; of how many units."""
    return cached.kept(_levels_held, code, scope.as_of, as_of=scope.as_of)


def _levels_held(code: str, as_of: int | None) -> Mapping[str, int]:
    agencies = cached.catalog().agencies
    held = cached.holdings(as_of=as_of)
    units = held["agency"][held["indicator"].isin(_read_for(code))].unique()
    levels = Counter(agencies.get(unit).level for unit in units)
    return {level: levels[level] for level in LEVELS if levels[level]}


def _read_for(code: str) -> set[str]:
    """What must be held for a ranking: score or rank; of a rate the numerator or its parts."""
    known = cached.catalog().indicators
    index = known.get(code)
    if index.kind != "rate":
        return {code, index.rank}
    return {index.numerator, *(part for way in known.get(index.numerator).sum_of for part in way)}


def default_level(code: str, scope: Scope) -> str:
    """That of the scope's unit, else provinces, else the one ranked last with a period before."""
    return cached.kept(_default_level, code, scope, as_of=scope.as_of)


def _default_level(code: str, scope: Scope) -> str:
    held = levels_held(code, scope)
    if own := [level for level in levels_of(scope) if level in held]:
        return own[0]
    if cached.catalog().indicators.get(code).kind == "rate":  # most units; no need to rank them
        return max(held, key=held.get, default="province")
    return max(held, key=lambda level: _fullness(code, level, scope), default="province")


def levels_of(scope: Scope) -> list[str]:
    """The levels of the scope's units."""
    agencies = cached.catalog().agencies
    return [agencies.get(agency).level for agency in scope.agencies]


def _fullness(code: str, level: str, scope: Scope) -> tuple:
    """What makes a ranking worth opening on: several units, provinces, an earlier period of the
    same units and method, how late, how many."""
    history = cached.rank_history(code, standing=standing_for(code, level, scope))
    label, before = default_periods(history)
    now = history[history["label"] == label]
    last = str(now["to"].max()) if len(now) else ""
    return len(now) > 1, level == "province", _is_comparable(history, label, before), last, len(now)


def _is_comparable(history: pd.DataFrame, label: str | None, before: str | None) -> bool:
    """Whether nothing lies between two periods."""
    if before is None:
        return False
    eras = history[history["label"].isin([label, before])].groupby("label")["segment"].max()
    return eras.nunique() == 1


def standing_for(code: str, level: str, scope: Scope) -> Standing:
    """Who is ranked, and of a rate by which step: the one of the scope, else a recent one."""
    standing = Standing(level=level, as_of=scope.as_of)
    if cached.catalog().indicators.get(code).kind != "rate":
        return standing
    asked = STEPS[scope.step][1]
    if asked != "reported":
        return _of_step(code, standing, asked)
    return cached.kept(_recent, code, standing, as_of=scope.as_of)


def _recent(code: str, standing: Standing) -> Standing:
    """The longest step whose last two periods may be compared and are not of another age."""
    newest = _newest(code, standing)
    tried = [_of_step(code, standing, step) for step in RATE_STEPS]
    for one in tried:
        history = cached.rank_history(code, standing=one)
        label, before = default_periods(history)
        ends = history.loc[history["label"] == label, "to"]
        if _is_comparable(history, label, before) and ends.max() >= newest - RECENT:
            return one
    return tried[0]


def _of_step(code: str, standing: Standing, step: str) -> Standing:
    back = YEARS_BACK.get(step)
    since = back and date(_newest(code, standing).year - back, 1, 1)
    return replace(standing, step=step, since=since)


def _newest(code: str, standing: Standing) -> date:
    held = cached.holdings(as_of=standing.as_of)
    agencies = cached.catalog().agencies
    of_code = held[held["indicator"].isin(_read_for(code))]
    at_level = [agencies.get(agency).level == standing.level for agency in of_code["agency"]]
    return of_code["last"][at_level].max() if any(at_level) else held["last"].max()


def default_periods(history: pd.DataFrame) -> tuple[str | None, str | None]:
    """The last period that is not a handful of facts beside fuller ones, and the one before it.

    Fuller ones of the same units and method: there are fewer communes since 2025.
    """
    if history.empty:
        return None, None
    periods = history.groupby(["at", "label"], as_index=False).agg(
        units=("series", "size"), segment=("segment", "max")
    )
    most = periods.groupby("segment")["units"].transform("max")
    full = list(periods[2 * periods["units"] >= most]["label"])
    return full[-1], full[-2] if len(full) > 1 else None


def with_both(code: str, standing: Standing, label: str, against: str | None) -> pd.DataFrame:
    """The standing of a period beside the earlier one, with the range of every rank."""
    return cached.kept(_with_both, code, standing, label, against, as_of=standing.as_of)


def _with_both(code: str, standing: Standing, label: str, against: str | None) -> pd.DataFrame:
    compared = cached.ranking(code, label, against=against, standing=standing)
    return with_ranges(compared, cached.catalog().indicators.get(code))
