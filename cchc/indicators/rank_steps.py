"""What it takes to gain the next places: points, and for rates whole dossiers.

The others and the number of dossiers are held as they are. Reaching the score of a place is
sharing it (1, 2, 2, 4).
"""

import math

import pandas as pd

from cchc.catalog.indicator import Indicator

MOST_STEPS = 5
STEP_COLUMNS = ["rank", "series", "tied", "score", "points", "dossiers"]


def steps_up(block: pd.DataFrame, series: str, indicator: Indicator) -> pd.DataFrame:
    """The next better places of one unit of a standing, nearest first; STEP_COLUMNS.

    `points` are missing points, never negative, rounded up to the decimals of the indicator so
    that whoever gains them is there; `dossiers` are whole ones, NA without counts. `tied`: how
    many stand at that place already.
    """
    ranked = block[block["rank"].notna() & block["score"].notna()]
    own = ranked[ranked["series"] == series]
    if own.empty:
        return pd.DataFrame(columns=STEP_COLUMNS)
    own = own.iloc[0]
    ahead = ranked[ranked["rank"] < own["rank"]].sort_values("rank", ascending=False)
    places = [place for _, place in ahead.groupby("rank", sort=False)][:MOST_STEPS]
    steps = [_step(own, place, indicator) for place in places]
    return pd.DataFrame(steps, columns=STEP_COLUMNS).astype({"dossiers": "Int64"})


def _step(own: pd.Series, place: pd.DataFrame, indicator: Indicator) -> dict:
    """What is missing to one place; every unit that stands there has the same score."""
    there = place.iloc[0]
    return {
        "rank": int(there["rank"]),
        "series": tuple(place["series"]),
        "tied": len(place),
        "score": there["score"],
        "points": points_missing(own["score"], there["score"], indicator.decimals),
        "dossiers": _dossiers(own, there, indicator),
    }


def points_missing(own: float, there: float, decimals: int) -> float:
    """The distance of two scores, rounded up; what floats cannot tell apart is not a step more."""
    step = 10.0**decimals
    return math.ceil(round(abs(there - own) * step, 6)) / step


def _dossiers(own: pd.Series, there: pd.Series, indicator: Indicator) -> int | None:
    counts = [own["numerator"], own["denominator"], there["numerator"], there["denominator"]]
    if any(pd.isna(count) for count in counts):
        return None
    return dossiers_missing(*(int(count) for count in counts), better=indicator.better)


def dossiers_missing(
    numerator: int, denominator: int, numerator_there: int, denominator_there: int, *, better: str
) -> int:
    """The fewest further dossiers (fewer, where lower is better) that reach the rate there."""
    if better == "lower":
        return numerator - denominator * numerator_there // denominator_there
    return -(-denominator * numerator_there // denominator_there) - numerator
