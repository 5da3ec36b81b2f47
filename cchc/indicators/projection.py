"""When will it be reached? Only from a trend that is real, with the range the trend allows.

The slope is Theil and Sen's: the median of the slopes between all pairs of points, with its 95 %
interval (P. K. Sen, JASA 63 (1968) 1379–1389). A trend is real where neither the interval of all
periods nor that of their later half holds no change; the pace is that of the later half, since a
share that nears its end slows down. Otherwise nothing is foretold.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from cchc.catalog.targets import Operator
from cchc.periods import Period

# Kinds of periods a trend is taken from, the finest first: how many points it needs at least, how
# many of the last ones count, and days from one to the next.
STEPS = {"month": (12, 24, 30.4375), "quarter": (8, 12, 91.3125), "year": (5, 10, 365.25)}
LATER = 6  # periods of the later half at least
FARTHEST = timedelta(days=5 * 365)
HELD = 3  # periods in a row on the right side before a level counts as reached


@dataclass(frozen=True, kw_only=True)
class Projection:
    """The answer: `verdict` is reached, projected, far, unclear, away or few.

    `day` with `earliest` and `latest` (None: never at the slower pace) where it is projected;
    `slope` per period of `kind`, in the indicator's unit, over `points` periods.
    """

    verdict: str
    kind: str | None = None
    points: int = 0
    level: float | None = None  # where it stands: the median of the last HELD periods
    slope: float | None = None
    start: date | None = None
    end: date | None = None
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None


def projection(rows: pd.DataFrame, wanted: float, operator: Operator = ">=") -> Projection:
    """When the value of one unit (VALUE_COLUMNS) gets to `wanted`."""
    kind, used = _trend_rows(rows)
    if kind is None:
        return Projection(verdict="few", points=len(used))
    sign = -1 if operator == "<=" else 1
    whole, later = _line(used), _line(used.tail(max(LATER, len(used) // 2)))
    known = dict(
        kind=kind, points=len(used), level=float(used["value"].tail(HELD).median()),
        slope=later.slope, start=used["from"].iloc[0], end=used["to"].iloc[-1],
    )  # fmt: skip
    if (sign * used["value"].tail(HELD) >= sign * wanted).all():
        return Projection(verdict="reached", **known)
    if not (whole.is_clear and later.is_clear) or whole.slope * later.slope < 0:
        return Projection(verdict="unclear", **known)
    if sign * later.slope < 0:
        return Projection(verdict="away", **known)
    gap, step = wanted - known["level"], STEPS[kind][2]
    slower, faster = sorted((later.low, later.high), key=abs)
    day, earliest, latest = (
        _day(known["end"], gap, pace, step) for pace in (later.slope, faster, slower)
    )
    verdict = "projected" if day else "far"
    return Projection(verdict=verdict, **known, day=day, earliest=earliest, latest=latest)


def _trend_rows(rows: pd.DataFrame) -> tuple[str | None, pd.DataFrame]:
    """The last periods of one kind on one line, of the finest kind that has enough of them."""
    rows = rows[rows["value"].notna()].sort_values("to")
    kinds = [Period(a, b).kind for a, b in zip(rows["from"], rows["to"], strict=True)]
    rows, fullest = rows.assign(kind=kinds), rows.head(0)
    for kind, (least, most, _) in STEPS.items():
        of_kind = rows[rows["kind"] == kind]
        if of_kind.empty:
            continue
        last = of_kind.iloc[-1]
        line = (of_kind["segment"] == last["segment"]) & (of_kind["level"] == last["level"])
        of_kind = of_kind[line].tail(most)
        if len(of_kind) >= least:
            return kind, of_kind
        fullest = max(fullest, of_kind, key=len)
    return None, fullest


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A line through some periods: its slope per period with the interval."""

    slope: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether no change at all is out of the question."""
        return not self.low <= 0 <= self.high


def _line(rows: pd.DataFrame) -> _Line:
    from scipy.stats import theilslopes  # half a second to load: only who asks for it pays

    days = np.array([(end - rows["to"].iloc[-1]).days for end in rows["to"]], dtype=float)
    step = STEPS[rows["kind"].iloc[-1]][2]
    found = theilslopes(rows["value"].to_numpy(dtype=float), days / step, alpha=0.95)
    slope, low, high = map(float, (found.slope, found.low_slope, found.high_slope))
    return _Line(slope=slope, low=low, high=high)


def _day(end: date, gap: float, slope: float, step: float) -> date | None:
    """The day a pace closes the gap; the last day known where it is closed, None if far off."""
    wait = timedelta(days=max(0.0, gap / slope) * step)
    return end + wait if wait <= FARTHEST else None
