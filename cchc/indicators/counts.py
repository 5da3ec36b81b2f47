"""What was reported, read from the store in one question: counts side by side, rates as printed."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from cchc.indicators.question import Question
from cchc.store.versions import Store

KEY = ["agency", "level", "from", "to"]
DAYS = ("from", "to")
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


def reported(store: Store, codes: Iterable[str], question: Question) -> dict[str, np.ndarray]:
    """The figures of `codes` that the question asks for, a column of one row each; days as days."""
    asked = {name: getattr(question, name) for name in CONDITIONS}
    bound: dict[str, Any] = {name: value for name, value in asked.items() if value}
    sql = REPORTED + "".join(CONDITIONS[name] for name in bound)
    if "agencies" in bound:
        bound["agencies"] = list(bound["agencies"])
    return store.query_columns(sql, as_of=question.as_of, codes=sorted(codes), **bound)


def printed(store: Store, code: str, question: Question) -> pd.DataFrame:
    """Scores, ranks or changes as printed; the blocks of a ranking (phường, xã) in `breakdown`."""
    rows = reported(store, [code], question)
    rows |= {name: _days(rows[name]) for name in DAYS}
    rows["reports"] = [(report,) for report in rows["report_id"].tolist()]
    return pd.DataFrame(rows, columns=[*KEY, "breakdown", "value", "of", "approx", "reports"])


def side_by_side(
    store: Store, codes: Iterable[str], question: Question, *, rate: str | None = None
) -> dict[str, np.ndarray]:
    """One row per agency, level and period: a column per count, `reports`, and for a rate what
    was `stated`, on which `stated_base` (only the base the question asks for).

    Breakdowns are added up only where the unit reported no total at all for the period: beside a
    total they are some of it (a commune's own authority), not the whole.
    """
    counts = sorted(codes)
    rows = reported(store, {*counts, *TOTALS, *([rate] if rate else [])}, question)
    columns, place = _keys(rows)
    size = len(columns["agency"])
    is_total, value = pd.isna(rows["breakdown"]), rows["value"]
    indicator, known = pd.factorize(rows["indicator"])
    number = {code: n for n, code in enumerate(known)}
    is_rate = indicator == number.get(rate, -1)
    has_total = np.zeros(size, dtype=bool)
    has_total[place[is_total & ~is_rate]] = True
    is_part = ~is_total & ~has_total[place]
    for code in counts:
        of_code = indicator == number.get(code, -1)
        columns[code] = _summed(place, value, of_code & is_part, of_code & is_total, size)
    columns["reports"] = _reports(place, rows["report_id"], size)
    if rate:
        columns |= _stated(rows, place, is_rate & is_total, question, size)
    return columns


def _keys(rows: dict[str, np.ndarray]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """KEY of each row to come, and for each figure the place of the row it goes to.

    By numbers: telling texts and days apart once is what a frame of them costs most time for.
    """
    codes, names = {}, {}
    for name in KEY:
        codes[name], known = pd.factorize(rows[name])
        names[name] = _days(known) if name in DAYS else known
    number = np.zeros(len(rows["value"]), dtype=np.int64)
    for name in KEY:
        number = number * max(len(names[name]), 1) + codes[name]
    _, first, place = np.unique(number, return_index=True, return_inverse=True)
    return {name: names[name][codes[name][first]] for name in KEY}, place


def _days(column: np.ndarray) -> np.ndarray:
    """Days as Python has them."""
    return column.astype("datetime64[D]").astype(object)


def _reports(place: np.ndarray, report: np.ndarray, rows: int) -> np.ndarray:
    """Per row the reports its figures stand in, in order."""
    found: list[tuple[int, ...]] = [()] * rows
    numbers = int(report.max()) + 1 if rows else 1
    for pair in np.unique(place * numbers + report).tolist():
        found[pair // numbers] += (pair % numbers,)
    return np.fromiter(found, dtype=object, count=rows)


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
    rows: dict[str, np.ndarray],
    place: np.ndarray,
    said: np.ndarray,
    question: Question,
    size: int,
) -> dict[str, np.ndarray]:
    """The rate as its report states it, the base the report names, and how exact it is.

    `stated_base` is the base asked for or none; `named_base` is whatever the report names.
    """
    bases, words = rows["denominator"], rows["approx"]
    named = np.full(size, None)
    named[place[said]] = bases[said]
    if question.denominator:
        said = said & ((bases == None) | (bases == question.denominator))  # noqa: E711
    stated, base, approx = np.full(size, np.nan), np.full(size, None), np.full(size, None)
    stated[place[said]] = rows["value"][said]
    base[place[said]], approx[place[said]] = bases[said], words[said]
    return {"stated": stated, "stated_base": base, "named_base": named, "approx": approx}
