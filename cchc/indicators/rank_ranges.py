"""How sure a rank is: a range of ranks for each unit, and groups that are level with each other.

Rates are uncertain by chance: each is drawn many times from what its counts leave possible (beta
distribution of its successes and failures, Jeffreys' prior), all are ranked in each draw, and the
middle 95 % of a unit's ranks are its range. H. Goldstein and D. J. Spiegelhalter, Journal of the
Royal Statistical Society A 159 (1996) 385–443; E. C. Marshall and D. J. Spiegelhalter, BMJ 316
(1998) 1701–1704. Scores have no known error but their rounding: units closer than the last
decimal of the index are not told apart.
"""

import numpy as np
import pandas as pd

from cchc.catalog.indicator import Indicator

DRAWS = 4000
SEED = 766
LEVEL = 0.95
RANGE_COLUMNS = ["rank_low", "rank_high", "group"]


def with_ranges(ranked: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Adds RANGE_COLUMNS to a standing, block by block: best and worst rank, number of the group.

    NA where the rank is not computed from the scores of all: single published facts.
    """
    ranges = pd.DataFrame(pd.NA, index=ranked.index, columns=RANGE_COLUMNS, dtype="Int64")
    for _, block in ranked[ranked["rank"].notna()].groupby("block"):
        if len(block) < block["of"].max() or block["score"].isna().any():
            continue
        ranges.loc[block.index, RANGE_COLUMNS] = _ranges(block, indicator)
    return ranked.assign(**{name: ranges[name] for name in RANGE_COLUMNS})


def _ranges(block: pd.DataFrame, indicator: Indicator) -> np.ndarray:
    """RANGE_COLUMNS of one block; drawn in the order of codes, so that rows may come in any."""
    ordered = block.sort_values("series", kind="stable")
    sign = -1 if indicator.better == "lower" else 1
    if indicator.kind == "rate" and ordered["denominator"].notna().all():
        found = _by_chance(ordered, sign)
    else:
        found = _by_rounding(ordered, sign, 10.0**-indicator.decimals)
    return pd.DataFrame(found, index=ordered.index).loc[block.index].to_numpy()


def _by_chance(block: pd.DataFrame, sign: int) -> np.ndarray:
    draws = drawn_rates(block["numerator"].to_numpy(), block["denominator"].to_numpy())
    rank = block["rank"].to_numpy(dtype=int)
    low, high = ranks_possible(sign * draws)
    groups = _groups(rank, lambda leader, one: _is_better(sign * draws, leader, one))
    return np.column_stack([np.minimum(low, rank), np.maximum(high, rank), groups])


def drawn_rates(numerator: np.ndarray, denominator: np.ndarray, draws: int = DRAWS) -> np.ndarray:
    """Rates that the counts leave possible: one row per draw, one column per unit."""
    numerator, denominator = numerator.astype(float), denominator.astype(float)
    failures = np.maximum(denominator - numerator, 0)
    random = np.random.default_rng(SEED)
    return random.beta(numerator + 0.5, failures + 0.5, size=(draws, len(numerator)))


def ranks_possible(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ranks that hold the middle 95 % of the draws of each column, the highest ranked first."""
    order = np.argsort(-draws, axis=1, kind="stable")
    ranks = np.empty_like(order)
    places = np.broadcast_to(np.arange(1, draws.shape[1] + 1), draws.shape)
    np.put_along_axis(ranks, order, places, axis=1)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(ranks, [tail, 1 - tail], axis=0, method="nearest")
    return low.astype(int), high.astype(int)


def _is_better(draws: np.ndarray, leader: int, one: int) -> bool:
    """Whether the leader is the better one in nearly every draw."""
    return bool((draws[:, leader] > draws[:, one]).mean() > (1 + LEVEL) / 2)


def _by_rounding(block: pd.DataFrame, sign: int, resolution: float) -> np.ndarray:
    """A score is surely ahead only by a whole step of the last decimal."""
    scores = sign * block["score"].to_numpy(dtype=float)
    ahead, step = np.sort(-scores), resolution * (1 - 1e-6)
    low = 1 + np.searchsorted(ahead, -scores - step, side="right")
    high = np.searchsorted(ahead, -scores + step, side="left")
    rank = block["rank"].to_numpy(dtype=int)
    groups = _groups(rank, lambda leader, one: scores[leader] - scores[one] >= step)
    return np.column_stack([np.minimum(low, rank), np.maximum(high, rank), groups])


def _groups(rank: np.ndarray, is_better) -> np.ndarray:
    """Numbers from 1: a group ends where its first unit is told apart from the next."""
    groups, group, leader = np.zeros(len(rank), dtype=int), 0, None
    for one in np.argsort(rank, kind="stable"):
        if leader is None or is_better(leader, one):
            group, leader = group + 1, one
        groups[one] = group
    return groups
