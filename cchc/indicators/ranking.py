"""Who stands where in a year, and who moved since another one.

A published rank is kept. A rank is computed only where every ranked unit has its score, ties
sharing a rank (1, 2, 2, 4); it replaces the published one only where both agree but for ties.
Blocks that are ranked apart (phường, xã; districts of different provinces) stay apart. No rank
change is given across a change of units, no score change across a change of method.
"""

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.indicators.standings import (
    PERIOD_COLUMNS,
    STANDING_COLUMNS,
    Scope,
    standing_of,
    standings,
)
from cchc.languages import say
from cchc.store.versions import Store

RANKING_COLUMNS = [
    *STANDING_COLUMNS,
    *PERIOD_COLUMNS,
    "rank_before", "of_before", "score_before", "rank_change", "score_change", "barrier",
]  # fmt: skip


def ranking(
    store: Store,
    catalog: Catalog,
    indicator: str,
    year: int | str,
    *,
    against: int | str | None = None,
    scope: Scope | None = None,
) -> pd.DataFrame:
    """One row per ranked unit, best first; RANKING_COLUMNS.

    `year` and `against` are labels of standings: 2013, "2026-Q3". `gap` is the score missing to
    the next better place; a positive `rank_change` means places gained. `barrier` says what lies
    between the two standings of a unit and keeps its ranks ("units", "block") or its scores
    ("method") from being compared, "" for nothing. Without `against`, the columns of change are
    empty.
    """
    found = catalog.indicators.get(indicator)
    known = standings(store, catalog, found, scope or Scope())
    return between(known, catalog, found, year, against=against)


def between(
    known: dict[str, pd.DataFrame],
    catalog: Catalog,
    indicator: Indicator,
    year: int | str,
    *,
    against: int | str | None = None,
) -> pd.DataFrame:
    """The same from standings that are known already."""
    now = standing_of(known, str(year))
    before = standing_of(known, None if against is None else str(against))
    return _compared(now, before, catalog, indicator)


def rank_history(
    store: Store, catalog: Catalog, indicator: str, *, scope: Scope | None = None
) -> pd.DataFrame:
    """Every standing, STANDING_COLUMNS and PERIOD_COLUMNS; empty where nothing was published."""
    found = catalog.indicators.get(indicator)
    return history_of(standings(store, catalog, found, scope or Scope()))


def history_of(known: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The same from standings that are known already."""
    return pd.concat(known.values(), ignore_index=True) if known else standing_of(known, None)


def _compared(
    now: pd.DataFrame, before: pd.DataFrame, catalog: Catalog, indicator: Indicator
) -> pd.DataFrame:
    """The standing of a year beside the earlier one of the same territory."""
    earlier = before[["series", "rank", "of", "score", "to", "block"]].rename(
        columns={"rank": "rank_before", "of": "of_before", "score": "score_before"}
    )
    both = now.merge(earlier, how="left", on="series", suffixes=("", "_before"))
    both["barrier"] = _barriers(both, catalog, indicator)
    of_one_field = ~both["barrier"].isin(["units", "block"])
    both["rank_change"] = (both["rank_before"] - both["rank"]).where(of_one_field)
    both["score_change"] = (both["score"] - both["score_before"]).where(both["barrier"] == "")
    _say_why(both)
    return both[RANKING_COLUMNS]


def _barriers(both: pd.DataFrame, catalog: Catalog, indicator: Indicator) -> pd.Series:
    """The first thing that lies between the two standings of each row."""
    known = both["to_before"].notna()
    methods = [version.starts for version in indicator.versions]
    lies_between = {
        "units": ~_same_era(both, catalog.events.unit_breaks),
        "block": both["block"] != both["block_before"],
        "method": ~_same_era(both, methods),
    }
    found = pd.Series("", both.index, dtype=object)
    for barrier, rows in lies_between.items():
        found[known & rows & (found == "")] = barrier
    return found


def _same_era(both: pd.DataFrame, starts: list) -> pd.Series:
    """Whether no era begins between the two standings of a row."""
    era = both["to"].map(lambda day: sum(day >= start for start in starts))
    era_before = both["to_before"].map(
        lambda day: sum(day >= start for start in starts), na_action="ignore"
    )
    return era == era_before


def _say_why(both: pd.DataFrame) -> None:
    reasons = {
        "units": say("Không so hạng qua lần sắp xếp đơn vị hành chính"),
        "block": say("Không so hạng vì khối xếp hạng đã đổi"),
        "method": say("Không so điểm vì cách tính chỉ số đã đổi"),
    }
    for barrier, reason in reasons.items():
        rows = both["barrier"] == barrier
        both.loc[rows, "note"] = (both.loc[rows, "note"] + ". " + reason).str.removeprefix(". ")
