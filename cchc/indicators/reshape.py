"""Counts made ready for a question: restated to today's units, over other windows, added up."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from cchc.agencies import Agencies
from cchc.catalog.indicators import Indicators
from cchc.indicators.counts import KEY
from cchc.indicators.units import parts_on, unit_of_today
from cchc.indicators.windows import Obtained, Span, flow_over, stock_at, windows_of_kind
from cchc.periods import Period

BASES = {"dossiers_resolved", "dossiers_due"}


def with_parts(indicators: Indicators, codes: Iterable[str]) -> set[str]:
    """The codes, what they can be added up from, and what they carry over (see the registry)."""
    found = set(codes)
    for code in codes:
        for parts in indicators.get(code).sum_of:
            found |= {part.lstrip("-") for part in parts}
    return found | {c for c in (indicators.get(code).carries for code in found) if c}


def restated(rows: pd.DataFrame, codes: list[str], agencies: Agencies) -> pd.DataFrame:
    """Counts of whole predecessors summed into today's units; incomplete sums are left out."""
    rows = rows.assign(part=rows["agency"])
    rows["agency"] = [unit_of_today(agencies, part) for part in rows["part"]]
    groups = rows[rows["agency"].notna()].groupby(KEY, sort=False)
    due = [parts_on(agencies, key[0], key[3]) for key in groups.groups]
    have = groups["part"].agg(frozenset)
    whole = np.array([h == d for h, d in zip(have, due, strict=True)], dtype=bool)
    summed = groups[codes].sum().where(groups[codes].count().eq(groups.size(), axis=0))
    summed["reports"] = groups["reports"].agg(union)
    summed["derived"] = [len(parts) > 1 for parts in have]
    return summed[whole].reset_index()


def said_of_today(said: pd.DataFrame, agencies: Agencies) -> pd.DataFrame:
    """Rates as stated, of today's units only: one of a part says nothing about the whole."""
    today = [unit_of_today(agencies, agency) for agency in said["agency"]]
    is_whole = [
        unit is not None and parts_on(agencies, unit, end) == {part}
        for unit, part, end in zip(today, said["agency"], said["to"], strict=True)
    ]
    return said.assign(agency=today)[np.array(is_whole, dtype=bool)]


def over_windows(
    rows: pd.DataFrame, codes: list[str], kind: str, indicators: Indicators
) -> pd.DataFrame:
    """Counts over every window of `kind` (month, quarter, half, year) that the reports yield."""
    made = []
    for (agency, level), unit in rows.groupby(["agency", "level"], sort=False):
        spans = list(zip(unit["from"], unit["to"], strict=True))
        reports = dict(zip(spans, unit["reports"], strict=True))
        lines = {code: _known(spans, unit[code]) for code in codes}
        for window in windows_of_kind(kind, spans):
            got = {code: _obtain(indicators, code, window, lines) for code in codes}
            made.append(_row(agency, level, window, got, reports))
    columns = [*KEY, *codes, "reports", "derived", "note"]
    return pd.DataFrame([row for row in made if row], columns=columns)


def _known(spans: list[Span], values: pd.Series) -> dict[Span, float]:
    return {span: value for span, value in zip(spans, values, strict=True) if value == value}


def _obtain(
    indicators: Indicators, code: str, window: Span, lines: dict[str, dict[Span, float]]
) -> Obtained | None:
    indicator = indicators.get(code)
    if indicator.kind == "flow":
        return flow_over(window, lines[code], lines.get(indicator.carries))
    return stock_at(window, lines[code], opening=indicator.at == "start")


def _row(agency, level, window, got, reports) -> dict | None:
    """One window of a unit: its counts, whether any was derived, and the reports behind them."""
    obtained = {code: found for code, found in got.items() if found}
    if not obtained:
        return None
    used = {span for found in obtained.values() for span in found.spans}
    return {
        "agency": agency,
        "level": level,
        "from": window[0],
        "to": window[1],
        **{code: found.value for code, found in obtained.items()},
        "reports": union(reports[span] for span in used),
        "derived": any(found.derived for found in obtained.values()),
        "note": max(found.note for found in obtained.values()),
    }


def add_up(rows: dict[str, np.ndarray], indicators: Indicators, code: str) -> None:
    """Fills `code` from the first set of parts that a row has whole.

    Not where the report names another base of its rate: late dossiers of a rate on those due are
    partly unresolved, so that on time and late do not add up to the resolved.
    """
    for parts in indicators.get(code).sum_of:
        names = [part.lstrip("-") for part in parts]
        missing = np.isnan(rows[code])
        if not missing.any() or not rows.keys() >= set(names):
            continue
        if "named_base" in rows and code in BASES:
            named = rows["named_base"]
            missing &= pd.isna(named) | (named == code)
        signs = [-1 if part.startswith("-") else 1 for part in parts]
        total = sum(s * rows[name] for s, name in zip(signs, names, strict=True))
        rows[code] = np.where(missing, total, rows[code])


def of_step(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Printed rates and scores of the step asked for; they are never added up to another one."""
    if by == "reported":
        return rows
    kinds = [Period(a, b).kind for a, b in zip(rows["from"], rows["to"], strict=True)]
    return rows[np.array(kinds, dtype=object) == by]


def union(lists: Iterable) -> tuple[int, ...]:
    """Every report of several rows, in order."""
    return tuple(sorted({int(report) for reports in lists for report in reports}))
