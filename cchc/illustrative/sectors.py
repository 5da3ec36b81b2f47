"""The dossiers of an office split by field, so that rows and columns still add up."""

from collections.abc import Sequence

import numpy as np

from cchc.illustrative.flows import Tally
from cchc.illustrative.story import Sector

CAME = ("carried", "online", "direct")
WENT = ("early", "exactly", "late", "in_time", "overdue")
BEHIND = ("late", "overdue")


def by_sector(
    worked: Tally, sectors: Sequence[Sector], random: np.random.Generator
) -> dict[str, Tally]:
    """The part of every field; what came to a field is what was settled there or still waits."""
    weights = np.array([sector.weight for sector in sectors])
    sizes = random.multinomial(worked.received, weights / weights.sum())
    behind = _behind(worked, sectors, sizes, random)
    came = _dealt([getattr(worked, name) for name in CAME], sizes, random)
    rest = [getattr(worked, name) for name in WENT if name not in BEHIND]
    went = _dealt(rest, sizes - behind.sum(axis=1), random)
    names = (*CAME, *(name for name in WENT if name not in BEHIND), *BEHIND)
    rows = np.hstack([came, went, behind]).tolist()
    return {
        sector.name: Tally(**dict(zip(names, row, strict=True)))
        for sector, row in zip(sectors, rows, strict=True)
    }


def _behind(
    worked: Tally, sectors: Sequence[Sector], sizes: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """Late and overdue dossiers by field: a field that is late more often draws more of them."""
    room, found = sizes.copy(), np.zeros((len(sectors), len(BEHIND)), dtype=int)
    late = np.array([sector.late for sector in sectors])
    for column, name in enumerate(BEHIND):
        for _ in range(getattr(worked, name)):
            weights = late * room
            row = random.choice(len(sectors), p=weights / weights.sum())
            found[row, column] += 1
            room[row] -= 1
    return found


def _dealt(parts: list[int], sizes: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The parts dealt at random into groups of these sizes."""
    left, found = np.array(parts), []
    for size in sizes:
        dealt = random.multivariate_hypergeometric(left, int(size))
        found.append(dealt)
        left = left - dealt
    return np.array(found)
