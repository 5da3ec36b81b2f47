"""One indicator across agencies: each unit's latest value, or all of one period."""

from datetime import date, timedelta

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.figures import LEVELS
from cchc.indicators.question import Question
from cchc.indicators.statistics import SMALL_NUMBER, wilson
from cchc.indicators.values import values
from cchc.store.versions import Store

# Wider first: a unit's whole before its own offices (toàn huyện before cấp huyện).
WIDTH = {level: place for place, level in enumerate(LEVELS)}
A_YEAR = timedelta(days=365)


def compare(
    store: Store,
    catalog: Catalog,
    question: Question,
    *,
    period: tuple[date, date] | None = None,
) -> pd.DataFrame:
    """One row per agency, VALUE_COLUMNS and `is_small` (too few dossiers to compare).

    With `period` only figures of exactly that period; without it each agency's latest one, so
    read the `period` of every row. Each agency is taken at its widest level.
    """
    frame = widest(values(store, catalog, question))
    if period:
        frame = frame[(frame["from"] == period[0]) & (frame["to"] == period[1])]
    frame = frame[frame["value"].notna()].groupby("series", sort=False).tail(1)
    small = frame["denominator"].notna() & (frame["denominator"] < SMALL_NUMBER)
    return frame.assign(is_small=small).reset_index(drop=True)


def widest(frame: pd.DataFrame) -> pd.DataFrame:
    """For each agency and period the row of its widest level, and the total before any block."""
    width, is_block = frame["level"].map(WIDTH), frame["breakdown"].notna()
    ordered = frame.assign(_width=width, _is_block=is_block).sort_values(["_width", "_is_block"])
    kept = ordered.drop_duplicates(["agency", "from", "to"]).drop(columns=["_width", "_is_block"])
    return kept.sort_values(["series", "to", "from"], ignore_index=True)


def pooled(frame: pd.DataFrame, *, factor: float = 100) -> dict | None:
    """The rate of all rows together: sum over sum, with its interval; None without counts.

    Rows on different bases are not pooled.
    """
    counted = frame[frame["numerator"].notna() & frame["denominator"].notna()]
    if counted.empty or counted["denominator_code"].nunique() != 1:
        return None
    numerator, denominator = counted["numerator"].sum(), counted["denominator"].sum()
    bounds = wilson(numerator, denominator)
    if bounds is None:
        return None
    return {
        "value": factor * numerator / denominator,
        "numerator": numerator,
        "denominator": denominator,
        "denominator_code": counted["denominator_code"].iloc[0],
        "low": factor * bounds[0],
        "high": factor * bounds[1],
        "agencies": len(counted),
    }


def shared_period(frame: pd.DataFrame) -> tuple[date, date] | None:
    """The latest period that at least half of those who reported in the last year share."""
    if frame.empty:
        return None
    lately = frame[frame["to"] > frame["to"].max() - A_YEAR]
    units = lately.groupby(["from", "to"])["series"].nunique()
    shared = units[(units > 1) & (2 * units >= lately["series"].nunique())]
    latest_and_shortest = sorted(shared.index, key=lambda span: (span[1], span[0]))
    return latest_and_shortest[-1] if latest_and_shortest else None


def periods_known(frame: pd.DataFrame) -> pd.DataFrame:
    """The periods of an answer, latest first: from, to, period, label and how many agencies."""
    groups = frame.groupby(["from", "to", "period", "label"], sort=False)["agency"].nunique()
    known = groups.reset_index(name="agencies")
    return known.sort_values(["to", "agencies"], ascending=False, ignore_index=True)
