"""What of a window has come about so far: counts added up to the last report, else the last value.

A rate and a flow are added over reports that follow each other without gap or overlap from the
first one on; what cannot be added (scores, ranks, rates stated only, stocks) is the last one.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.indicators.windows import Span, flow_over
from cchc.periods import Period


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """A value over the days it is of; the counts where it is a rate that has them."""

    value: float
    start: date
    end: date
    basis: str
    numerator: float | None = None
    denominator: float | None = None
    denominator_code: str | None = None
    reports: tuple[int, ...] = ()

    @property
    def period(self) -> Period:
        """The days as a period."""
        return Period(self.start, self.end)


def so_far(
    rows: pd.DataFrame, indicator: Indicator, catalog: Catalog, *, year: int
) -> SoFar | None:
    """What the rows of one unit (VALUE_COLUMNS) come to in a year; None without any."""
    rows = rows[[Period(a, b).year == year for a, b in zip(rows["from"], rows["to"], strict=True)]]
    rows = rows[rows["value"].notna()]
    if rows.empty:
        return None
    counted = rows[rows["numerator"].notna() & rows["denominator"].notna()]
    if indicator.kind == "rate" and len(counted):
        return _added_rate(counted, indicator, catalog) or _last(rows)
    if indicator.kind == "flow" and not indicator.carries:
        return _added_flow(rows)
    return _last(rows)


def _added_rate(rows: pd.DataFrame, indicator: Indicator, catalog: Catalog) -> SoFar | None:
    """Sum over sum of one base; a base that carries an opening stock is not added."""
    base = rows.sort_values("to")["denominator_code"].iloc[-1]
    rows = rows[rows["denominator_code"] == base]
    if catalog.indicators.get(base).carries:
        return _last(rows)
    window, numerator = _added(rows, "numerator")
    denominator = flow_over(window, _by_span(rows, "denominator"))
    if not denominator or not denominator.value or denominator.spans != numerator.spans:
        return _last(rows)
    return SoFar(
        value=indicator.factor * numerator.value / denominator.value,
        start=window[0],
        end=window[1],
        basis="derived" if numerator.derived else "computed",
        numerator=numerator.value,
        denominator=denominator.value,
        denominator_code=base,
        reports=_reports(rows),
    )


def _added_flow(rows: pd.DataFrame) -> SoFar:
    window, flow = _added(rows, "value")
    return SoFar(
        value=flow.value,
        start=window[0],
        end=window[1],
        basis="derived" if flow.derived else "stated",
        reports=_reports(rows),
    )


def _added(rows: pd.DataFrame, column: str) -> tuple:
    """The longest window from the first report on that the reports fill, and its sum."""
    reported = _by_span(rows, column)
    start = min(span[0] for span in reported)
    for end in sorted({span[1] for span in reported}, reverse=True):
        found = flow_over((start, end), reported)
        if found and found.value is not None:
            return (start, end), found
    raise AssertionError("the first report fills its own window")


def _by_span(rows: pd.DataFrame, column: str) -> dict[Span, float]:
    return dict(zip(zip(rows["from"], rows["to"], strict=True), rows[column], strict=True))


def _last(rows: pd.DataFrame) -> SoFar:
    """The value of the last day, of the longest period that ends there."""
    row = rows.sort_values(["to", "from"], ascending=[True, False]).iloc[-1]
    has_counts = pd.notna(row["numerator"]) and pd.notna(row["denominator"])
    return SoFar(
        value=float(row["value"]),
        start=row["from"],
        end=row["to"],
        basis=row["basis"],
        numerator=float(row["numerator"]) if has_counts else None,
        denominator=float(row["denominator"]) if has_counts else None,
        denominator_code=row["denominator_code"] if has_counts else None,
        reports=tuple(row["reports"]),
    )


def _reports(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted({report for reports in rows["reports"] for report in reports}))
