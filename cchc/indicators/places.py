"""From a number to where it stands: report, cell or sentence, original, and earlier vintages."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from cchc.languages import say
from cchc.store.versions import Store

PLACES = """
SELECT f.report_id, r.file, r.sha256, r.status, r.recorded_at, r.who, f.indicator, f.level,
       f."from", f."to", f.breakdown, f.denominator, f.value, f."of", f.place, f."row",
       f.quote, f.source
FROM figure f JOIN report r ON r.id = f.report_id
WHERE f.agency = $agency AND list_contains($codes, f.indicator)
  AND f."from" = $start AND f."to" = $end AND r.status <> 'draft'
ORDER BY r.id DESC, f."row"
"""

PLACES_OF_MANY = """
SELECT f.report_id, r.file, f.agency, f.indicator, f.level, f."from", f."to", f.breakdown,
       f.value, f.approx, f.place, f."row", f.quote
FROM (SELECT unnest($agencies) AS agency, unnest($codes) AS code,
             unnest($starts) AS start, unnest($ends) AS "end") asked
JOIN figure f ON f.agency = asked.agency AND f.indicator = asked.code
             AND f."from" = asked.start AND f."to" = asked."end"
JOIN report r ON r.id = f.report_id
WHERE list_contains($reports, f.report_id)
QUALIFY row_number() OVER (
    PARTITION BY f.agency, f.indicator, f.level, f."from", f."to", f.breakdown
    ORDER BY f.report_id DESC) = 1
ORDER BY f.agency, f."from", f.indicator
"""


def places(
    store: Store, *, agency: str, codes: Iterable[str], start: date, end: date
) -> pd.DataFrame:
    """Every vintage of the figures behind one number, newest first, with `where` in words."""
    found = store.query(PLACES, agency=agency, codes=sorted(codes), start=start, end=end)
    return found.assign(
        where=[_where(p, r) for p, r in zip(found["place"], found["row"], strict=True)]
    )


def places_of_many(
    store: Store, asked: Iterable[tuple[str, str, date, date]], *, reports: Iterable[int]
) -> pd.DataFrame:
    """The newest figure of these reports for each agency, indicator, first and last day asked."""
    agencies, codes, starts, ends = (list(part) for part in zip(*asked, strict=True))
    found = store.query(
        PLACES_OF_MANY, agencies=agencies, codes=codes, starts=starts, ends=ends,
        reports=list(reports),
    )  # fmt: skip
    return found.assign(
        where=[_where(p, r) for p, r in zip(found["place"], found["row"], strict=True)]
    )


def _where(place: str | None, row: float | None) -> str:
    """ "Sheet1!F9", "dòng 9, cột score" or "câu 12"."""
    if pd.isna(row):
        return place or ""
    if place and "!" in place:
        return f"{place}{int(row)}"
    return (
        say("dòng {row}, cột {place}", row=int(row), place=place)
        if place
        else say("dòng {row}", row=int(row))
    )
