"""What was reported, read from the store in one question: counts side by side, rates as printed."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from cchc.indicators.question import Question
from cchc.store.versions import Store

KEY = ["agency", "level", "from", "to"]
REPORTED = """
SELECT agency, level, "from", "to", indicator, breakdown, denominator, value, "of", approx,
       report_id
FROM known_figure
WHERE kind = 'actual' AND list_contains($codes, indicator)"""
# What a report of dossiers states as a total when it states any.
TOTALS = ("dossiers_received", "dossiers_resolved")
# Fixed texts, joined by what a question sets; every value is bound.
CONDITIONS = {
    "agencies": " AND list_contains($agencies, agency)",
    "level": " AND level = $level",
    "start": ' AND "to" >= $start',
    "end": ' AND "from" <= $end',
}


def reported(store: Store, codes: Iterable[str], question: Question) -> pd.DataFrame:
    """The figures of `codes` that the question asks for, one row each."""
    asked = {name: getattr(question, name) for name in CONDITIONS}
    bound: dict[str, Any] = {name: value for name, value in asked.items() if value}
    sql = REPORTED + "".join(CONDITIONS[name] for name in bound)
    if "agencies" in bound:
        bound["agencies"] = list(bound["agencies"])
    rows = store.query(sql, as_of=question.as_of, codes=sorted(codes), **bound)
    for edge in ("from", "to"):
        rows[edge] = rows[edge].dt.date if len(rows) else rows[edge].astype(object)
    return rows


def printed(store: Store, code: str, question: Question) -> pd.DataFrame:
    """Scores, ranks or changes as printed; the blocks of a ranking (phường, xã) in `breakdown`."""
    rows = reported(store, [code], question)
    rows["reports"] = [(report,) for report in rows["report_id"]]
    return rows[[*KEY, "breakdown", "value", "of", "approx", "reports"]]


def side_by_side(
    store: Store, codes: Iterable[str], question: Question, *, rate: str | None = None
) -> pd.DataFrame:
    """One row per agency, level and period: a column per count, `reports`, and for a rate what
    was `stated`, on which `stated_base` (only the base the question asks for).

    Breakdowns are added up only where the unit reported no total at all for the period: beside a
    total they are some of it (a commune's own authority), not the whole.
    """
    counts = sorted(codes)
    rows = reported(store, {*counts, *TOTALS, *([rate] if rate else [])}, question)
    groups = rows.groupby(KEY, sort=False)
    place, size = groups.ngroup().to_numpy(), groups.ngroups
    first = ~groups.cumcount().to_numpy().astype(bool)
    columns: dict[str, Any] = {name: rows[name].to_numpy()[first] for name in KEY}
    is_total, value = rows["breakdown"].isna().to_numpy(), rows["value"].to_numpy()
    indicator = rows["indicator"].to_numpy(dtype=object)
    has_total = np.zeros(size, dtype=bool)
    has_total[place[is_total & (indicator != rate)]] = True
    is_part = ~is_total & ~has_total[place]
    for code in counts:
        of_code = indicator == code
        columns[code] = _summed(place, value, of_code & is_part, of_code & is_total, size)
    columns["reports"] = _reports(place, rows["report_id"].to_numpy(), size)
    if rate:
        columns |= _stated(rows, place, (indicator == rate) & is_total, question, size)
    return pd.DataFrame(columns)


def _reports(place: np.ndarray, report: np.ndarray, rows: int) -> list[tuple[int, ...]]:
    """Per row the reports its figures stand in, in order."""
    found: list[set[int]] = [set() for _ in range(rows)]
    for row, number in zip(place.tolist(), report.tolist(), strict=True):
        found[row].add(number)
    return [tuple(sorted(numbers)) for numbers in found]


def _summed(
    place: np.ndarray, value: np.ndarray, parts: np.ndarray, totals: np.ndarray, rows: int
) -> np.ndarray:
    """Per row the total as stated, else the sum of its parts, else NaN."""
    summed = np.full(rows, np.nan)
    if parts.any():
        sums = np.bincount(place[parts], weights=value[parts], minlength=rows)
        present = np.bincount(place[parts], minlength=rows) > 0
        summed[present] = sums[present]
    summed[place[totals]] = value[totals]
    return summed


def _stated(
    rows: pd.DataFrame, place: np.ndarray, said: np.ndarray, question: Question, size: int
) -> dict[str, np.ndarray]:
    """The rate as its report states it, the base the report names, and how exact it is.

    `stated_base` is the base asked for or none; `named_base` is whatever the report names.
    """
    named = np.full(size, None)
    named[place[said]] = rows["denominator"].to_numpy(dtype=object)[said]
    if question.denominator:
        base = rows["denominator"]
        said = said & (base.isna() | (base == question.denominator)).to_numpy()
    stated, base, approx = np.full(size, np.nan), np.full(size, None), np.full(size, None)
    stated[place[said]] = rows["value"].to_numpy()[said]
    for column, source in ((base, "denominator"), (approx, "approx")):
        words = rows[source].to_numpy(dtype=object)[said]
        column[place[said]] = np.where(pd.isna(words), None, words)
    return {"stated": stated, "stated_base": base, "named_base": named, "approx": approx}
