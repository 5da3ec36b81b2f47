"""Units of one time against what their number of cases lets expect: the limits of a funnel plot.

D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine
24 (2005) 1185–1202: exact binomial limits, interpolated, around the rate of all together. Units
vary more than their counts explain; D. J. Spiegelhalter, Handling over-dispersion of performance
indicators, Quality and Safety in Health Care 14 (2005) 347–351: that variation between units is
estimated from winsorised z-scores and added to the variance, so that large units are not all
called exceptional. Everything here is pure; rates are shares between 0 and 1.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

WINSORISED = 0.1  # of the z-scores at each end are drawn in: exceptions must not widen the limits
ENOUGH = 8  # units from which a funnel says something
DRAWN = 80  # sizes at which the limits are drawn
LIMITS = {"95": 0.025, "99.8": 0.001}  # probability beyond each limit on one side


@dataclass(frozen=True, kw_only=True, eq=False)
class Funnel:
    """`spread` is the standard deviation between units; 0 where the counts explain everything.

    `dispersion` is the mean squared winsorised z-score: about 1 without over-dispersion.
    """

    centre: float
    spread: float
    dispersion: float

    def widening(self, size: np.ndarray) -> np.ndarray:
        """By what factor the limits of a unit of so many cases are widened."""
        variance = self.centre * (1 - self.centre) / size
        return np.sqrt(1 + np.divide(self.spread**2, variance, where=variance > 0,
                                     out=np.zeros(len(size))))  # fmt: skip

    def limits(self, sizes: np.ndarray, level: str) -> tuple[np.ndarray, np.ndarray]:
        """The lower and upper limit for each number of cases."""
        low, high = _exact_limits(self.centre, sizes, LIMITS[level])
        wider = self.widening(sizes)
        return (
            np.clip(self.centre - wider * (self.centre - low), 0, 1),
            np.clip(self.centre + wider * (high - self.centre), 0, 1),
        )

    def outside(self, numerators: np.ndarray, sizes: np.ndarray, level: str = "99.8") -> np.ndarray:
        """−1 below, +1 above the limits, 0 within them."""
        low, high = self.limits(sizes, level)
        rates = numerators / sizes
        return (rates > high).astype(int) - (rates < low)


def funnel(numerators: np.ndarray, sizes: np.ndarray) -> Funnel:
    """The funnel of units with so many successes among so many cases."""
    centre = float(numerators.sum() / sizes.sum())
    variance = centre * (1 - centre) / sizes
    if not variance.all():  # everybody at 0 or at 100 %
        return Funnel(centre=centre, spread=0.0, dispersion=0.0)
    scores = winsorised((numerators / sizes - centre) / np.sqrt(variance))
    dispersion = float((scores**2).mean())
    return Funnel(centre=centre, spread=_between(dispersion, 1 / variance), dispersion=dispersion)


def placed(rows: pd.DataFrame, *, factor: float = 100) -> tuple[pd.DataFrame, pd.DataFrame, Funnel]:
    """Units of one time with `outside` (99.8 %) and `alert` (95 %), the limits to draw, the funnel.

    Rows need `numerator` and `denominator`; the limits have `size` and, times `factor`, `centre`
    and `low_95` … `high_99.8` over the sizes there are.
    """
    counted = rows[rows["numerator"].notna() & (rows["denominator"] > 0)]
    numerators, sizes = (counted[c].to_numpy(float) for c in ("numerator", "denominator"))
    found = funnel(numerators, sizes)
    judged = counted.assign(
        outside=found.outside(numerators, sizes, "99.8"),
        alert=found.outside(numerators, sizes, "95"),
    )
    return judged, _curves(found, sizes, factor), found


def _curves(found: Funnel, sizes: np.ndarray, factor: float) -> pd.DataFrame:
    """The limits at sizes spread evenly by ratio, since units are many times each other's size."""
    at = np.unique(np.geomspace(max(sizes.min() * 0.8, 1), sizes.max() * 1.1, DRAWN).round())
    columns = {"size": at, "centre": np.full(len(at), factor * found.centre)}
    for level in LIMITS:
        low, high = found.limits(at, level)
        columns |= {f"low_{level}": factor * low, f"high_{level}": factor * high}
    return pd.DataFrame(columns)


def winsorised(scores: np.ndarray) -> np.ndarray:
    """The scores with those of each tail set to the quantile at which the tail begins."""
    low, high = np.quantile(scores, [WINSORISED, 1 - WINSORISED])
    return np.clip(scores, low, high)


def _between(dispersion: float, weights: np.ndarray) -> float:
    """The standard deviation between units by the method of moments; 0 without over-dispersion."""
    units, total = len(weights), weights.sum()
    room = total - (weights**2).sum() / total
    excess = units * dispersion - (units - 1)
    return float(np.sqrt(max(excess, 0) / room)) if room > 0 else 0.0


def _exact_limits(centre: float, sizes: np.ndarray, tail: float) -> tuple[np.ndarray, np.ndarray]:
    """Interpolated binomial quantiles as shares, calculated once for each size."""
    distinct, places = np.unique(np.maximum(np.round(sizes), 1).astype(int), return_inverse=True)
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, distinct[-1] + 1)))])
    low, miss = (
        np.array([_quantile(int(n), share, tail, logs) for n in distinct])
        for share in (centre, 1 - centre)
    )
    return low[places], 1 - miss[places]  # the upper limit is the lower one of what was missed


def _quantile(n: int, share: float, tail: float, log_factorials: np.ndarray) -> float:
    """The interpolated lower quantile of a binomial share, from its mass about the mean."""
    if share in (0.0, 1.0):
        return share
    reach = 9 * np.sqrt(n * share * (1 - share)) + 20
    k = np.arange(max(0, int(n * share - reach)), int(n * share) + 1)
    mass = np.exp(
        log_factorials[n] - log_factorials[k] - log_factorials[n - k]
        + k * np.log(share) + (n - k) * np.log1p(-share)
    )  # fmt: skip
    reached = np.cumsum(mass)
    place = min(int(np.searchsorted(reached, tail)), len(k) - 1)
    return float(k[place] - (reached[place] - tail) / mass[place]) / n
