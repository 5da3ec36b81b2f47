"""Who stands where in a year, and who moved since another one.

A published rank is kept. A rank is computed only where every ranked unit has its score, ties
sharing a rank (1, 2, 2, 4); it replaces the published one only where both agree but for ties.
Blocks that are ranked apart (phường, xã; districts of different provinces) stay apart. No rank
change is given across a change of units, no score change across a change of method.
"""

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.indicators.standings import STANDING_COLUMNS, Scope, standing_of, standings_by_year
from cchc.store.versions import Store

RANKING_COLUMNS = [
    *STANDING_COLUMNS,
    "rank_before", "of_before", "score_before", "rank_change", "score_change",
]  # fmt: skip


def ranking(
    store: Store,
    catalog: Catalog,
    indicator: str,
    year: int,
    *,
    against: int | None = None,
    scope: Scope | None = None,
) -> pd.DataFrame:
    """One row per ranked unit, best first; RANKING_COLUMNS.

    `gap` is the score missing to the next better place; a positive `rank_change` means places
    gained. Without `against`, the columns of change are empty.
    """
    found = catalog.indicators.get(indicator)
    standings = standings_by_year(store, catalog, found, scope or Scope())
    now = standing_of(standings, year)
    before = standing_of(standings, against) if against is not None else now.iloc[0:0]
    return _compared(now, before, catalog, found)


def rank_history(
    store: Store, catalog: Catalog, indicator: str, *, scope: Scope | None = None
) -> pd.DataFrame:
    """Every year's standing, STANDING_COLUMNS with `year`; empty where nothing was published."""
    found = catalog.indicators.get(indicator)
    standings = standings_by_year(store, catalog, found, scope or Scope())
    if not standings:
        return pd.DataFrame(columns=[*STANDING_COLUMNS, "year"])
    return pd.concat(standings.values(), ignore_index=True)


def _compared(
    now: pd.DataFrame, before: pd.DataFrame, catalog: Catalog, indicator: Indicator
) -> pd.DataFrame:
    """The standing of a year beside the earlier one of the same territory."""
    earlier = before[["series", "rank", "of", "score", "to"]].rename(
        columns={"rank": "rank_before", "of": "of_before", "score": "score_before"}
    )
    both = now.merge(earlier, how="left", on="series", suffixes=("", "_before"))
    same_units = _same_era(both, catalog.events.unit_breaks)
    same_method = _same_era(both, [version.starts for version in indicator.versions])
    both["rank_change"] = (both["rank_before"] - both["rank"]).where(same_units)
    both["score_change"] = (both["score"] - both["score_before"]).where(same_method & same_units)
    _say_why(both, same_units=same_units, same_method=same_method)
    return both[RANKING_COLUMNS]


def _same_era(both: pd.DataFrame, starts: list) -> pd.Series:
    """Whether no era begins between the two standings of a row."""
    era = both["to"].map(lambda day: sum(day >= start for start in starts))
    era_before = both["to_before"].map(
        lambda day: sum(day >= start for start in starts), na_action="ignore"
    )
    return era == era_before


def _say_why(both: pd.DataFrame, *, same_units: pd.Series, same_method: pd.Series) -> None:
    known = both["to_before"].notna()
    for rows, reason in (
        (known & ~same_units, "Không so hạng qua lần sắp xếp đơn vị hành chính"),
        (known & same_units & ~same_method, "Không so điểm vì cách tính chỉ số đã đổi"),
    ):
        both.loc[rows, "note"] = (both.loc[rows, "note"] + ". " + reason).str.removeprefix(". ")
