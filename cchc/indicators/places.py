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


def places(
    store: Store, *, agency: str, codes: Iterable[str], start: date, end: date
) -> pd.DataFrame:
    """Every vintage of the figures behind one number, newest first, with `where` in words."""
    found = store.query(PLACES, agency=agency, codes=sorted(codes), start=start, end=end)
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
