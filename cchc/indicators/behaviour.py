"""Does it matter: the lines of units cut into phases, each with its limits, and the verdict on now.

A line is one unit, level, sector and kind of period. A phase ends only where a change is recorded:
of units, of method, of base. The verdict is of the last phase and its last point; what a rule found
earlier is marked in the history, and is no news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.indicators.comparison import WIDTH
from cchc.indicators.signals import (
    ENOUGH,
    Limits,
    Signal,
    individuals_limits,
    last_signal,
    marked,
    moving_ranges,
    proportion_limits,
    range_limit,
)
from cchc.periods import Period

Method = Literal["proportion", "individuals"]
LINE = ["series", "level", "breakdown", "kind"]
# Days from the start of one period to the next; a longer step is a gap in "eight months running".
STEP = {"year": 366, "half": 184, "quarter": 92, "month": 31, "week": 7}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the rules say of the last point of a line; numbers in the indicator's unit.

    `code`: better or worse by the indicator's direction (up or down where it has none), unclear,
    or few. `points` are those of the phase, of which `signal` tells what was found and `needed`
    are the fewest that say anything.
    """

    code: Literal["better", "worse", "up", "down", "unclear", "few"]
    signal: Signal | None
    points: int
    kind: str
    method: Method
    value: float
    period: str
    since: date
    has_gap: bool
    needed: int = ENOUGH
    centre: float | None = None
    low: float | None = None
    high: float | None = None


def line_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The fullest line of one unit, in time order: most points, then the widest level."""
    return next(lines(rows), rows.iloc[0:0])


def lines(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The fullest line of each unit; rows as values() gives them, with `kind` added."""
    known = _with_kinds(rows[rows["value"].notna()])
    sizes = known.groupby(LINE, sort=False, dropna=False).size().reset_index(name="points")
    sizes["width"], sizes["is_part"] = sizes["level"].map(WIDTH), sizes["breakdown"] != ""
    order = ["series", "points", "is_part", "width"]
    fullest = sizes.sort_values(order, ascending=[True, False, True, True])
    kept = known.merge(fullest.drop_duplicates("series")[LINE], on=LINE)
    for _, line in kept.sort_values(["series", "to"]).groupby("series", sort=False):
        yield line


def _with_kinds(rows: pd.DataFrame) -> pd.DataFrame:
    spans = list(zip(rows["from"], rows["to"], strict=True))
    kinds = {span: Period(*span).kind for span in set(spans)}
    blocks = rows["breakdown"].astype(object).fillna("")
    return rows.assign(kind=[kinds[span] for span in spans], breakdown=blocks)


def phases(line: pd.DataFrame, changes: tuple[date, ...]) -> np.ndarray:
    """A number per point, one more after each recorded change; `changes` are days."""
    eras = [sum(end >= change for change in changes) for end in line["to"]]
    keys = list(zip(line["segment"], eras, strict=True))
    is_new = [place > 0 and key != keys[place - 1] for place, key in enumerate(keys)]
    return np.cumsum(is_new)


def method_for(line: pd.DataFrame, indicator: Indicator) -> Method:
    """Proportions where every point has its counts; single values otherwise."""
    counts, cases = (line[name].to_numpy(float) for name in ("numerator", "denominator"))
    has_counts = indicator.kind == "rate" and (cases > 0).all() and np.isfinite(counts).all()
    return "proportion" if has_counts else "individuals"


def limits_of(phase: pd.DataFrame, indicator: Indicator, method: Method) -> Limits:
    """The limits of one phase in the indicator's unit."""
    if method == "individuals":
        return individuals_limits(phase["value"].to_numpy(float))
    counts = (phase[name].to_numpy(float) for name in ("numerator", "denominator"))
    shares, factor = proportion_limits(*counts), indicator.factor
    return Limits(centre=factor * shares.centre, low=factor * shares.low, high=factor * shares.high)


def history(
    line: pd.DataFrame,
    indicator: Indicator,
    *,
    changes: tuple[date, ...] = (),
    method: Method | None = None,
) -> pd.DataFrame:
    """The line with its phases and their limits.

    Adds `phase`, `centre`, `lower`, `upper`, `mark` (+1, −1 or 0), `range` and `range_limit`;
    limits are missing in phases of fewer than ENOUGH points.
    """
    method = method or method_for(line, indicator)
    numbered = line.assign(phase=phases(line, changes))
    return pd.concat(
        [_with_limits(phase, indicator, method) for _, phase in numbered.groupby("phase")]
    )


def _with_limits(phase: pd.DataFrame, indicator: Indicator, method: Method) -> pd.DataFrame:
    values = phase["value"].to_numpy(float)
    ranged = phase.assign(range=moving_ranges(values))
    if len(phase) < ENOUGH:
        missing = dict.fromkeys(("centre", "lower", "upper", "range_limit"), np.nan)
        return ranged.assign(**missing, mark=0)
    limits = limits_of(phase, indicator, method)
    return ranged.assign(
        centre=limits.centre,
        lower=limits.low,
        upper=limits.high,
        range_limit=range_limit(values),
        mark=marked(values, limits),
    )


def verdict(
    line: pd.DataFrame,
    indicator: Indicator,
    *,
    changes: tuple[date, ...] = (),
    method: Method | None = None,
) -> Verdict:
    """What the rules say of the last point of a line that is not empty."""
    method = method or method_for(line, indicator)
    numbers = phases(line, changes)
    last = line.iloc[int(np.searchsorted(numbers, numbers[-1])) :]
    said = dict(
        points=len(last),
        kind=last["kind"].iat[-1],
        method=method,
        value=float(last["value"].iat[-1]),
        period=last["period"].iat[-1],
        since=last["from"].iat[0],
    )
    if len(last) < ENOUGH:
        return Verdict(code="few", signal=None, has_gap=_has_gap(last), **said)
    limits = limits_of(last, indicator, method)
    signal = last_signal(last["value"].to_numpy(float), limits)
    return Verdict(
        code=_code(signal, indicator),
        signal=signal,
        has_gap=_has_gap(last.tail(signal.points) if signal else last),
        centre=limits.centre,
        low=float(limits.low[-1]),
        high=float(limits.high[-1]),
        **said,
    )


def _code(signal: Signal | None, indicator: Indicator) -> str:
    if signal is None:
        return "unclear"
    if indicator.better == "neither":
        return "up" if signal.up else "down"
    return "better" if signal.up == (indicator.better == "higher") else "worse"


def _has_gap(points: pd.DataFrame) -> bool:
    """Whether a period is missing between two points."""
    step = STEP.get(points["kind"].iloc[-1], 0)
    starts = list(points["from"])
    return any((b - a).days > step for a, b in zip(starts, starts[1:], strict=False))
