"""Whether a series changed or only varies: limits from its own variation, and rules of reading.

Individuals (XmR): D. J. Wheeler, Understanding Variation (SPC Press, 1993): mean ± 2.66 times the
mean moving range. Proportions of large counts (p′): D. B. Laney, Improved Control Charts for
Attributes, Quality Engineering 14 (2002) 531–537: the limits of a p-chart widened by how much the
standardised values vary between neighbours. Rules: NHS England, Making Data Count: Strengthening
your decisions (2019): a point outside the limits, seven on one side of the mean, seven rising or
falling. Everything here is pure and works on arrays in time order.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

RUN = 7  # points on one side, or rising, or falling
ENOUGH = 12  # points from which limits are calculated; fewer say nothing reliable about variation
D2 = 1.128  # mean range of two values in standard deviations; 3 / D2 is the 2.66 of the books
D4 = 3.268  # upper limit of a moving range, in mean moving ranges
AS_GOOD_AS_EQUAL = 1e-9  # of the centre: a rounding error is no deviation


@dataclass(frozen=True, kw_only=True, eq=False)
class Limits:
    """The centre of a series and, for each point, the limits of what it does by itself."""

    centre: float
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Signal:
    """What a rule found: in which direction, over how many points up to the last."""

    rule: Literal["outside", "shift", "trend"]
    up: bool
    points: int


def moving_ranges(values: np.ndarray) -> np.ndarray:
    """The differences of neighbours without their sign; NaN for the first point."""
    return np.abs(np.diff(values, prepend=np.nan))


def range_limit(values: np.ndarray) -> float:
    """The upper limit of the moving ranges."""
    return D4 * float(np.abs(np.diff(values)).mean())


def individuals_limits(values: np.ndarray) -> Limits:
    """XmR limits of single values."""
    centre = float(values.mean())
    reach = 3 * float(np.abs(np.diff(values)).mean()) / D2
    at = np.full(len(values), 1.0)
    return Limits(centre=centre, low=at * (centre - reach), high=at * (centre + reach))


def proportion_limits(
    numerators: np.ndarray, denominators: np.ndarray, *, is_dispersed: bool = True
) -> Limits:
    """p′ limits of shares between 0 and 1; without dispersion those of a plain p-chart."""
    centre = float(numerators.sum() / denominators.sum())
    sigma = np.sqrt(centre * (1 - centre) / denominators)
    reach = 3 * sigma * (_dispersion(numerators / denominators - centre, sigma) ** is_dispersed)
    return Limits(
        centre=centre, low=np.clip(centre - reach, 0, 1), high=np.clip(centre + reach, 0, 1)
    )


def _dispersion(deviations: np.ndarray, sigma: np.ndarray) -> float:
    """Laney's sigma z: 1 where the counts alone explain the variation."""
    if not sigma.all():
        return 1.0
    return float(np.abs(np.diff(deviations / sigma)).mean()) / D2


def last_signal(values: np.ndarray, limits: Limits) -> Signal | None:
    """The rule that the last point takes part in; an outlier before a run before a trend."""
    outside, above, rising = _outside(values, limits), _sides(values, limits), _steps(values)
    if outside[-1]:
        return Signal(rule="outside", up=bool(outside[-1] > 0), points=1)
    side = int(_runs(above)[-1])
    if side >= RUN:
        return Signal(rule="shift", up=bool(above[-1] > 0), points=side)
    steps = int(_runs(rising)[-1])
    if steps + 1 >= RUN:
        return Signal(rule="trend", up=bool(rising[-1] > 0), points=steps + 1)
    return None


def marked(values: np.ndarray, limits: Limits) -> np.ndarray:
    """+1 or −1 at each point that is outside, or part of a run or of a trend; else 0."""
    above, rising = _sides(values, limits), _steps(values)
    found = np.where(_within_runs(above, RUN), above, 0)
    trends = _within_runs(rising, RUN - 1)
    for place in np.flatnonzero(trends):  # a step joins two points
        found[place : place + 2] = np.where(
            found[place : place + 2], found[place : place + 2], rising[place]
        )
    outside = _outside(values, limits)
    return np.where(outside, outside, found)


def _tolerance(limits: Limits) -> float:
    return AS_GOOD_AS_EQUAL * max(1.0, abs(limits.centre))


def _outside(values: np.ndarray, limits: Limits) -> np.ndarray:
    near = _tolerance(limits)
    return (values > limits.high + near).astype(int) - (values < limits.low - near)


def _sides(values: np.ndarray, limits: Limits) -> np.ndarray:
    """On which side of the centre; 0 on it, which ends a run."""
    apart = values - limits.centre
    return np.where(np.abs(apart) > _tolerance(limits), np.sign(apart), 0).astype(int)


def _steps(values: np.ndarray) -> np.ndarray:
    """Up, down or level from each point to the next."""
    return np.sign(np.diff(values)).astype(int)


def _runs(signs: np.ndarray) -> np.ndarray:
    """At each place how many equal signs end there; 0 where there is none."""
    lengths, length = np.zeros(len(signs), dtype=int), 0
    for place, sign in enumerate(signs):
        same = place and sign == signs[place - 1]
        length = (length + 1 if same else 1) if sign else 0
        lengths[place] = length
    return lengths


def _within_runs(signs: np.ndarray, least: int) -> np.ndarray:
    """Whether each place lies in a run of at least so many equal signs."""
    lengths, inside = _runs(signs), np.zeros(len(signs), dtype=bool)
    for end in np.flatnonzero(lengths >= least):
        inside[end - lengths[end] + 1 : end + 1] = True
    return inside
