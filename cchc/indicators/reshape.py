"""Counts made ready for a question: restated to today's units, over other windows, side by side."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from cchc.agencies import Agencies
from cchc.catalog.indicators import Indicator, Indicators
from cchc.indicators.units import parts_on, unit_of_today
from cchc.indicators.windows import Obtained, Span, flow_over, stock_at, windows_of_kind
from cchc.periods import Period

KEY = ["agency", "level", "from", "to"]


def with_parts(indicators: Indicators, codes: Iterable[str]) -> set[str]:
    """The codes, what they can be added up from, and what they carry over (see the registry)."""
    found = set(codes)
    for code in codes:
        for parts in indicators.get(code).sum_of:
            found |= {part.lstrip("-") for part in parts}
    return found | {c for c in (indicators.get(code).carries for code in found) if c}


def restated(counts: pd.DataFrame, agencies: Agencies) -> pd.DataFrame:
    """Counts of whole predecessors summed into today's units; incomplete sums are left out."""
    counts = counts.assign(part=counts["agency"])
    counts["agency"] = [unit_of_today(agencies, part) for part in counts["part"]]
    counts = counts[counts["agency"].notna()]
    groups = counts.groupby(["agency", "level", "from", "to", "indicator"], sort=False)
    summed = groups.agg(
        value=("value", "sum"),
        parts=("part", frozenset),
        is_summed=("is_summed", "any"),
        reports=("reports", _union),
    ).reset_index()
    due = [parts_on(agencies, a, on) for a, on in zip(summed["agency"], summed["to"], strict=True)]
    whole = [have == want for have, want in zip(summed["parts"], due, strict=True)]
    summed = summed[np.array(whole, dtype=bool)]
    return summed.assign(derived=[len(p) > 1 for p in summed["parts"]]).drop(columns="parts")


def over_windows(counts: pd.DataFrame, kind: str, indicators: Indicators) -> pd.DataFrame:
    """Counts over every window of `kind` (month, quarter, half, year) that the reports yield."""
    rows = []
    for (agency, level), unit in counts.groupby(["agency", "level"], sort=False):
        lines = {code: _by_span(line, "value") for code, line in unit.groupby("indicator")}
        for code, line in unit.groupby("indicator", sort=False):
            reports = _by_span(line, "reports")
            for window in windows_of_kind(kind, list(reports)):
                got = _obtain(indicators.get(code), window, lines)
                if got:
                    used = _union(reports[span] for span in got.spans)
                    made = (got.value, got.derived, used, got.note)
                    rows.append((agency, level, *window, code, *made))
    columns = [*KEY, "indicator", "value", "derived", "reports", "note"]
    return pd.DataFrame(rows, columns=columns)


def _by_span(line: pd.DataFrame, column: str) -> dict[Span, Any]:
    return dict(zip(zip(line["from"], line["to"], strict=True), line[column], strict=True))


def _obtain(
    indicator: Indicator, window: Span, lines: dict[str, dict[Span, float]]
) -> Obtained | None:
    reported = lines[indicator.code]
    if indicator.kind == "flow":
        return flow_over(window, reported, lines.get(indicator.carries, {}))
    return stock_at(window, reported, opening=indicator.at == "start")


def wide(counts: pd.DataFrame, indicators: Indicators, codes: set[str]) -> pd.DataFrame:
    """KEY, a column per code (added up from its parts where only these are given), and
    `derived`, `reports`, `note` of the row."""
    if "derived" not in counts:
        counts = counts.assign(derived=False)
    if "note" not in counts:
        counts = counts.assign(note="")
    rows = counts.groupby(KEY, sort=False).agg(
        derived=("derived", "any"), reports=("reports", _union), note=("note", "max")
    )
    side_by_side = counts.pivot(index=KEY, columns="indicator", values="value")
    for code in codes:
        _add_up(side_by_side, indicators, code)
    return rows.join(side_by_side).reset_index()


def _add_up(side_by_side: pd.DataFrame, indicators: Indicators, code: str) -> None:
    """Fills `code` from the first set of parts that a row has whole."""
    for parts in indicators.get(code).sum_of:
        names = [part.lstrip("-") for part in parts]
        if not set(names) <= set(side_by_side.columns):
            continue
        signs = [-1 if part.startswith("-") else 1 for part in parts]
        total = sum(s * side_by_side[n] for s, n in zip(signs, names, strict=True))
        have = side_by_side[code] if code in side_by_side else pd.Series(float("nan"), total.index)
        side_by_side[code] = have.fillna(total)


def of_step(stated: pd.DataFrame, by: str) -> pd.DataFrame:
    """Printed rates and scores of the step asked for; they are never added up to another one."""
    if by == "reported":
        return stated
    kinds = [Period(a, b).kind for a, b in zip(stated["from"], stated["to"], strict=True)]
    return stated[np.array(kinds, dtype=object) == by]


def _union(lists: Iterable) -> tuple[int, ...]:
    return tuple(sorted({report for reports in lists for report in reports}))
