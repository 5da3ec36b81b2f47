"""Small pure statistics of the field: intervals of a rate, ranks with ties."""

from collections.abc import Sequence

import numpy as np

# Two-sided 95 %: the standard normal quantile.
Z_95 = 1.959963984540054
# Below this many dossiers a rate says little (a perfect unit is not told from a poor one); such
# units are shown hollow and are not ranked. Customary in public-health league tables.
SMALL_NUMBER = 30


def wilson(successes: float, trials: float, *, z: float = Z_95) -> tuple[float, float] | None:
    """Wilson's score interval of a proportion, as shares between 0 and 1; None without trials."""
    low, high = wilson_bounds(np.array([successes]), np.array([trials]), z=z)
    return None if np.isnan(low[0]) else (float(low[0]), float(high[0]))


def wilson_bounds(
    successes: np.ndarray, trials: np.ndarray, *, z: float = Z_95
) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's score intervals, NaN where there were no trials or more successes than trials.

    E. B. Wilson, JASA 22 (1927) 209–212. Unlike the normal interval it never leaves 0–1 and is
    not a single point at 100 %.
    """
    possible = (trials > 0) & (successes >= 0) & (successes <= trials)
    n = np.where(possible, trials, np.nan).astype(float)
    share, spread = successes / n, z * z / n
    centre = share + spread / 2
    half = z * np.sqrt(share * (1 - share) / n + spread / (4 * n))
    low = np.clip((centre - half) / (1 + spread), 0, 1)
    return low, np.clip((centre + half) / (1 + spread), 0, 1)


def shared_ranks(scores: Sequence[float | None], *, highest_first: bool = True) -> list[int | None]:
    """Competition ranks: equal scores share a rank and the next is skipped (1, 2, 2, 4)."""
    known = sorted((s for s in scores if s is not None), reverse=highest_first)
    first: dict[float, int] = {}
    for place, score in enumerate(known, start=1):
        first.setdefault(score, place)
    return [None if score is None else first[score] for score in scores]
