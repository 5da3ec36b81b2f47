"""Why a rank moved between two years: own score, the others' scores, who came and who went.

Three things differ between two standings: the unit's own score, the scores of the units ranked in
both, and who is ranked at all. Each is credited with the places it moves the unit, averaged over
the six orders in which the three can change; so the parts do not depend on an order and add up to
the places moved. L. S. Shapley, A value for n-person games (1953); for decompositions of this
sort A. F. Shorrocks, Journal of Economic Inequality 11 (2013) 99–126.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

OWN, OTHERS, FIELD = "own", "others", "field"
Scores = Mapping[str, float]  # unit → score, the higher the better


@dataclass(frozen=True, kw_only=True)
class RankMove:
    """Places gained (positive) or lost, and by what; units by name in the order of the new rank.

    `own`, `others` and `field` add up to `places`. So do the units: places = passed − passed_by
    + left_ahead − came_ahead, where the last two were or are better than the unit.
    """

    rank_before: int
    rank: int
    own: Fraction
    others: Fraction
    field: Fraction
    passed: tuple[str, ...]
    passed_by: tuple[str, ...]
    left_ahead: tuple[str, ...]
    came_ahead: tuple[str, ...]
    left: tuple[str, ...]
    came: tuple[str, ...]

    @property
    def places(self) -> int:
        """Places gained; negative for places lost."""
        return self.rank_before - self.rank


def rank_move(unit: str, before: Scores, now: Scores) -> RankMove:
    """Why `unit` moved between two standings of one block, by the scores of everybody ranked."""

    def rank_after(changed: frozenset[str]) -> int:
        return _rank(unit, before, now, changed)

    parts = _shapley(lambda changed: -rank_after(changed), (OWN, OTHERS, FIELD))
    return RankMove(
        rank_before=rank_after(frozenset()),
        rank=rank_after(frozenset((OWN, OTHERS, FIELD))),
        **parts,
        **_units(unit, before, now),
    )


def in_tenths(parts: Sequence[Fraction]) -> tuple[float, ...]:
    """The parts to one decimal, rounded so that they still add up to the same whole number.

    Those with the largest remainders are rounded up (Hamilton's method).
    """
    down = [math.floor(10 * part) for part in parts]
    missing = int(10 * sum(parts)) - sum(down)
    by_remainder = sorted(range(len(parts)), key=lambda i: (down[i] - 10 * parts[i], i))
    up = set(by_remainder[:missing])
    return tuple((tenths + (i in up)) / 10 for i, tenths in enumerate(down))


def _rank(unit: str, before: Scores, now: Scores, changed: frozenset[str]) -> int:
    """The rank where only `changed` is as now; who stands in one year only keeps that score."""
    own = (now if OWN in changed else before)[unit]
    field = now if FIELD in changed else before
    first, second = (now, before) if OTHERS in changed else (before, now)
    rivals = (first[v] if v in first else second[v] for v in field if v != unit)
    return 1 + sum(score > own for score in rivals)


def _shapley(
    worth: Callable[[frozenset[str]], int], players: tuple[str, ...]
) -> dict[str, Fraction]:
    """What each player adds to the worth, on average over all orders of joining."""
    orders = list(permutations(players))
    shares = dict.fromkeys(players, Fraction(0))
    for order in orders:
        joined: frozenset[str] = frozenset()
        for player in order:
            after = joined | {player}
            shares[player] += Fraction(worth(after) - worth(joined), len(orders))
            joined = after
    return shares


def _units(unit: str, before: Scores, now: Scores) -> dict[str, tuple[str, ...]]:
    """Who was passed, who passed, who came and who went, best first."""
    ahead_before = {v for v in before if before[v] > before[unit]}
    ahead_now = {v for v in now if now[v] > now[unit]}
    left, came = before.keys() - now.keys(), now.keys() - before.keys()
    found = {
        "passed": ahead_before - ahead_now - left,
        "passed_by": ahead_now - ahead_before - came,
        "left_ahead": ahead_before & left,
        "came_ahead": ahead_now & came,
        "left": left,
        "came": came,
    }
    best_first = {**before, **now}
    return {
        name: tuple(sorted(units, key=lambda v: (-best_first[v], v)))
        for name, units in found.items()
    }
