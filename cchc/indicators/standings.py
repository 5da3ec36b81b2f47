"""The standing of every unit in each period, from published scores and ranks or from counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
import pandas as pd

from cchc.agencies import AREAS
from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.indicators.comparison import widest
from cchc.indicators.question import By, Question
from cchc.indicators.statistics import SMALL_NUMBER, shared_ranks
from cchc.indicators.values import values
from cchc.languages import say
from cchc.periods import Period
from cchc.store.versions import Store

STANDING_COLUMNS = [
    "agency", "series", "name", "code", "block", "rank", "of", "score", "stated_rank", "tied",
    "gap", "numerator", "denominator", "low", "high", "period", "from", "to", "segment",
    "reports", "note",
]  # fmt: skip
PERIOD_COLUMNS = ["label", "at", "year"]
SUBNATIONAL = {"district", "commune", "department"}
MONTHS = {"half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which units stand against each other: a level, within a parent, as known at a time.

    `step` is for rates: the periods that are ranked; None takes of each year the whole, else the
    period that most units share. `since`: nothing before that day.
    """

    level: str | None = None
    within: str | None = None
    denominator: str | None = None
    as_of: datetime | int | None = None
    step: By | None = None
    since: date | None = None


def standings(
    store: Store, catalog: Catalog, indicator: Indicator, scope: Scope
) -> dict[str, pd.DataFrame]:
    """Label of the period → standing, oldest first; STANDING_COLUMNS and PERIOD_COLUMNS.

    A standing is of a year (its number as label) or of a step within it ("2026-Q3"); `at` counts
    them, so that neighbours differ by one.
    """
    scores = _placed(_scores(store, catalog, indicator, scope), scope.step)
    of_periods = [of_period for _, of_period in scores.groupby(["at", "label"])]
    if not of_periods:
        return {}
    rows = pd.concat([_one_period(of_period) for of_period in of_periods])
    ranked = _ranked(rows[rows["block"].notna()], catalog, indicator)
    of_labels = ranked.groupby("label", sort=False)
    return {label: standing.reset_index(drop=True) for label, standing in of_labels}


def standing_of(found: dict[str, pd.DataFrame], label: str | None) -> pd.DataFrame:
    """The standing of a period; an empty frame where there is none."""
    empty = pd.DataFrame(columns=[*STANDING_COLUMNS, *PERIOD_COLUMNS])
    return found.get(label, empty) if label is not None else empty


def _placed(scores: pd.DataFrame, step: By | None) -> pd.DataFrame:
    """Adds PERIOD_COLUMNS: the year, or the step within it, that each row is ranked in."""
    periods = [Period(a, b) for a, b in zip(scores["from"], scores["to"], strict=True)]
    years = [period.year for period in periods]
    if step not in MONTHS:
        return scores.assign(year=years, at=years, label=[str(year) for year in years])
    at = [(p.end.year * 12 + p.end.month) // MONTHS[step] for p in periods]
    return scores.assign(year=years, at=at, label=[period.label for period in periods])


def _scores(store: Store, catalog: Catalog, indicator: Indicator, scope: Scope) -> pd.DataFrame:
    """Scores and published ranks side by side, of the units of one level within the scope."""
    scores = _values(store, catalog, indicator, scope)
    key = ["agency", "from", "to", "breakdown"]
    if indicator.rank:
        ranks = values(store, catalog, Question(indicator=indicator.rank, as_of=scope.as_of))
        ranks = ranks.assign(stated_rank=ranks["value"], rank_of=ranks["of"], value=float("nan"))
        scores = pd.concat([scores, ranks], ignore_index=True)
    else:
        scores = scores.assign(stated_rank=float("nan"), rank_of=float("nan"))
    scores["breakdown"] = scores["breakdown"].where(scores["breakdown"].notna(), "")
    scores = scores.groupby(key, sort=False).first().reset_index()
    return _within(scores, catalog, scope)


def _values(store: Store, catalog: Catalog, indicator: Indicator, scope: Scope) -> pd.DataFrame:
    """Scores as published; rates of the steps, each unit at its widest level, in its own block."""
    asked = dict(denominator=scope.denominator, as_of=scope.as_of, start=scope.since)
    if indicator.kind != "rate":
        return values(store, catalog, Question(indicator=indicator.code, **asked))
    steps = [scope.step] if scope.step else ["reported", "year"]
    found = [
        values(store, catalog, Question(indicator=indicator.code, by=step, **asked))
        for step in steps
    ]
    rates = widest(pd.concat(found, ignore_index=True))
    return rates.assign(breakdown=[_kind_of(agency, catalog) for agency in rates["agency"]])


def _kind_of(agency: str, catalog: Catalog) -> str | None:
    """The block that units of its type are ranked in by rule: wards apart from communes."""
    found = catalog.agencies.get(agency)
    return catalog.agencies.wording.blocks.get(found.type) if found.level == "commune" else None


def _within(scores: pd.DataFrame, catalog: Catalog, scope: Scope) -> pd.DataFrame:
    """Only the units of the scope; the level with most of them where none was asked for."""
    agencies = catalog.agencies
    levels = scores["agency"].map(lambda a: agencies.get(a).level)
    inside = pd.Series(True, scores.index)
    if scope.within:
        parents = set(agencies.series(scope.within))
        inside = scores["agency"].map(lambda a: bool(parents & set(agencies.ancestors(a))))
    ranked = ~levels.isin(AREAS)
    level = scope.level or _commonest(levels[inside & ranked])
    scores = scores[inside & (levels == level)]
    province = scores["agency"].map(lambda a: _province(a, catalog))
    apart = level in SUBNATIONAL and not scope.within
    blocks = province + " · " + scores["breakdown"] if apart else scores["breakdown"]
    return scores.assign(block=blocks.str.removesuffix(" · ") if len(scores) else blocks)


def _province(agency: str, catalog: Catalog) -> str | None:
    """The label of the province a unit is in; one that goes on unchanged has one name for all."""
    province = catalog.agencies.province_of(agency)
    return province and catalog.agencies.label(catalog.agencies.series(province)[-1])


def _commonest(levels: pd.Series) -> str | None:
    return None if levels.empty else levels.value_counts().idxmax()


def _one_period(of_year: pd.DataFrame) -> pd.DataFrame:
    """A ranking stands on one period: the whole year's unless most units have none, else the one
    most units share."""
    units = Counter(zip(of_year["from"], of_year["to"], strict=True))
    if len(units) == 1:
        return of_year
    most = max(units.values())

    def how_good(span: tuple[date, date]) -> tuple:
        is_year = Period(*span).kind == "year" and 2 * units[span] >= most
        return is_year, units[span], span[1]

    start, end = max(units, key=how_good)
    return of_year[(of_year["from"] == start) & (of_year["to"] == end)]


class _Row(NamedTuple):
    """What a unit's place in its block depends on; what is not known is None."""

    agency: str
    to: date
    score: float | None
    is_enough: bool
    stated_rank: float | None
    rank_of: float | None


def _ranked(rows: pd.DataFrame, catalog: Catalog, indicator: Indicator) -> pd.DataFrame:
    """The rows of all periods, each block of a period ranked apart, in the order of the places."""
    rows = rows.rename(columns={"value": "score"}).reset_index(drop=True)
    enough = _enough(rows)
    few = ~enough & (rows["denominator"] > 0)
    rows.loc[few, "note"] = say("Dưới {n} hồ sơ: quá ít để xếp hạng", n=SMALL_NUMBER)
    units = _rows(rows.assign(is_enough=enough))
    ranks, ofs, tied = [None] * len(units), [0] * len(units), [False] * len(units)
    for places in rows.groupby(["at", "block"]).indices.values():
        of_block, of = _ranks([units[n] for n in places], catalog, indicator)
        shared = Counter(of_block)
        for n, rank in zip(places, of_block, strict=True):
            ranks[n], ofs[n], tied[n] = rank, of, rank is not None and shared[rank] > 1
    rows = rows.assign(rank=pd.array(ranks, "Int64"), of=ofs, tied=tied)
    best_first = [True, True, True, indicator.better == "lower"]
    rows = rows.sort_values(["at", "block", "rank", "score"], ascending=best_first)
    rows = rows.assign(gap=_gaps(rows))
    return rows[[*STANDING_COLUMNS, *PERIOD_COLUMNS]]


def _rows(rows: pd.DataFrame) -> list[_Row]:
    columns = [rows[field].tolist() for field in _Row._fields]
    known = [[None if value != value else value for value in column] for column in columns]
    return [_Row(*row) for row in zip(*known, strict=True)]


def _ranks(
    block: list[_Row], catalog: Catalog, indicator: Indicator
) -> tuple[list[int | None], int]:
    """The rank of each, computed where that is what was published, and of how many."""
    computed = shared_ranks(
        [row.score if row.is_enough else None for row in block],
        highest_first=indicator.better != "lower",
    )
    stated = [row.stated_rank and int(row.stated_rank) for row in block]
    stated_of = max((row.rank_of for row in block if row.rank_of is not None), default=None)
    is_whole = _is_complete(block, stated_of, catalog, indicator)
    ranks = computed if is_whole and _agrees(computed, stated) else stated
    return ranks, int(stated_of) if stated_of else sum(rank is not None for rank in ranks)


def _gaps(rows: pd.DataFrame) -> np.ndarray:
    """Score missing to the next better place; tied units share the gap of their place.

    Only where that place is known with its score: of single facts 1st and 3rd give no gap.
    """
    ranks = [None if rank is pd.NA else rank for rank in rows["rank"]]
    scores, gaps = rows["score"].tolist(), np.full(len(rows), np.nan)
    for places in rows.groupby(["at", "block"], sort=False).indices.values():
        tied, of_rank = Counter(ranks[n] for n in places), {}
        for n in places:
            before, rank = ranks[n - 1], ranks[n]
            if n > places[0] and rank and before and before + tied[before] == rank:
                of_rank[rank] = abs(scores[n - 1] - scores[n])
        gaps[places] = [of_rank.get(ranks[n], np.nan) for n in places]
    return gaps


def _enough(rows: pd.DataFrame) -> pd.Series:
    """A rate of too few dossiers is shown, not ranked; scores always count."""
    return ~(rows["denominator"].notna() & (rows["denominator"] < SMALL_NUMBER))


def _is_complete(
    block: list[_Row], stated_of: float | None, catalog: Catalog, indicator: Indicator
) -> bool:
    """Whether every unit that is ranked has its score: single facts give no ranks."""
    scored = sum(row.score is not None for row in block)
    if stated_of is not None:
        return scored >= stated_of
    if indicator.kind == "rate":
        return True
    first = catalog.agencies.get(block[0].agency)
    within = first.parent if first.level != "province" else None
    return scored >= len(catalog.agencies.valid_on(block[0].to, level=first.level, within=within))


def _agrees(computed: list[int | None], stated: list[int | None]) -> bool:
    """Whether each published rank lies within the tie that its score stands in."""
    both = [
        (a, b) for a, b in zip(computed, stated, strict=True) if a is not None and b is not None
    ]
    tied = Counter(place for place, _ in both)
    return all(place <= rank < place + tied[place] for place, rank in both)
