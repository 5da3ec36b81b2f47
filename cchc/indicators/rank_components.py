"""What a score is made of: where one unit gained or lost points, and what it can still gain."""

from datetime import date

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.indicators.question import Question
from cchc.indicators.values import values
from cchc.store.versions import Store

COMPONENT_COLUMNS = [
    "code", "name", "value", "value_before", "change", "mean", "best", "best_of", "units", "max",
    "left", "period", "period_before",
]  # fmt: skip


def components(
    store: Store,
    catalog: Catalog,
    indicator: Indicator,
    ranked: pd.DataFrame,
    series: str,
    *,
    before: date | None = None,
    as_of: int | None = None,
) -> pd.DataFrame:
    """One row per component of the score of a unit, COMPONENT_COLUMNS; empty where none is known.

    `ranked` is the standing that the unit is in: `mean` and `best` are of its block at the same
    time. The unit's earlier points are those of `before` (the last day of a period), else the
    last ones before. `left` is what misses to the maximum.
    """
    row = ranked[ranked["series"] == series].iloc[0]
    block = set(ranked[ranked["block"] == row["block"]]["series"])
    parts = [catalog.indicators.get(code) for code in indicator.components]
    found = [_component(_known(store, catalog, p, as_of), p, row, block, before) for p in parts]
    rows = pd.DataFrame([one for one in found if one], columns=COMPONENT_COLUMNS)
    return rows.astype({"value_before": float, "change": float, "left": float, "max": float})


def _known(store: Store, catalog: Catalog, part: Indicator, as_of: int | None) -> pd.DataFrame:
    known = values(store, catalog, Question(indicator=part.code, as_of=as_of))
    return known[known["value"].notna()]


def _component(
    known: pd.DataFrame, part: Indicator, row: pd.Series, block: set[str], before: date | None
) -> dict | None:
    """One component of one unit beside the others of its block at the same time."""
    own = known[known["series"] == row["series"]]
    at = own[(own["to"] == row["to"]) & (own["from"] == row["from"])]
    if at.empty:
        return None
    now = at.iloc[0]
    then = _before(own[own["segment"] == now["segment"]], now, before)
    beside = known[(known["to"] == now["to"]) & (known["from"] == now["from"])]
    beside = beside[beside["series"].isin(block)].sort_values("value", ascending=False)
    return {
        "code": part.code,
        "name": part.name,
        "value": now["value"],
        "value_before": None if then is None else then["value"],
        "change": None if then is None else now["value"] - then["value"],
        "mean": beside["value"].mean(),
        "best": beside["value"].iloc[0],
        "best_of": beside["series"].iloc[0],
        "units": len(beside),
        "max": part.max,
        "left": None if part.max is None else part.max - now["value"],
        "period": now["period"],
        "period_before": None if then is None else then["period"],
    }


def _before(own: pd.DataFrame, now: pd.Series, before: date | None) -> pd.Series | None:
    """The unit's points of the period that ends on `before`, else the last ones before."""
    earlier = own[own["to"] < now["to"]].sort_values("to")
    asked = earlier[earlier["to"] == before]
    found = asked if len(asked) else earlier
    return found.iloc[-1] if len(found) else None
