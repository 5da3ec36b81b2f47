"""Small pure statistics of the field: intervals of a rate, ranks with ties."""

from collections.abc import Sequence
from math import sqrt

# Two-sided 95 %: the standard normal quantile.
Z_95 = 1.959963984540054
# Below this many dossiers a rate says little (a perfect unit is not told from a poor one); such
# units are shown hollow and are not ranked. Customary in public-health league tables.
SMALL_NUMBER = 30


def wilson(successes: float, trials: float, *, z: float = Z_95) -> tuple[float, float] | None:
    """Wilson's score interval of a proportion, as shares between 0 and 1; None without trials.

    E. B. Wilson, JASA 22 (1927) 209–212. Unlike the normal interval it never leaves 0–1 and is
    not a single point at 100 %.
    """
    if trials <= 0 or not 0 <= successes <= trials:
        return None
    share, spread = successes / trials, z * z / trials
    centre = share + spread / 2
    half = z * sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, (centre - half) / (1 + spread)), min(1.0, (centre + half) / (1 + spread))


def shared_ranks(scores: Sequence[float | None], *, highest_first: bool = True) -> list[int | None]:
    """Competition ranks: equal scores share a rank and the next is skipped (1, 2, 2, 4)."""
    known = sorted((s for s in scores if s is not None), reverse=highest_first)
    first: dict[float, int] = {}
    for place, score in enumerate(known, start=1):
        first.setdefault(score, place)
    return [None if score is None else first[score] for score in scores]
