"""What the store holds: for pickers, for saying what there is, and for reading a report again."""

from datetime import date

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.indicators.reshape import with_parts
from cchc.store.versions import Store

HOLDINGS = """
SELECT agency, indicator, level, count(*) AS figures, min("from") AS first, max("to") AS last
FROM known_figure WHERE kind = 'actual'
GROUP BY agency, indicator, level
ORDER BY agency, indicator, level
"""
OF_REPORT = """
SELECT agency, level, "from", "to", indicator, kind, breakdown, denominator, value, "of", approx,
       place, "row", quote, source
FROM figure WHERE report_id = $report_id
ORDER BY "row", place, indicator LIMIT $most
"""


def holdings(store: Store, *, as_of=None) -> pd.DataFrame:
    """One row per agency, indicator and level: figures, first and last day."""
    return with_days(store.query(HOLDINGS, as_of=as_of), "first", "last")


def holdings_of(held: pd.DataFrame, catalog: Catalog, code: str) -> pd.DataFrame:
    """The holdings an indicator is known from: its own, those of its numerator or its parts."""
    one = catalog.indicators.get(code)
    codes = with_parts(catalog.indicators, {code, one.numerator} - {None})
    return held[held["indicator"].isin(codes)]


def figures_of_report(store: Store, report_id: int, *, most: int) -> pd.DataFrame:
    """The first `most` figures of a report in the order of its rows, with where each stands."""
    return with_days(store.query(OF_REPORT, report_id=report_id, most=most), "from", "to")


def with_days(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Days as dates, not as times of day."""
    for column in columns:
        days = pd.to_datetime(frame[column])
        frame[column] = pd.Series([_day(day) for day in days], frame.index, dtype=object)
    return frame


def _day(moment) -> date | None:
    return None if pd.isna(moment) else moment.date()
