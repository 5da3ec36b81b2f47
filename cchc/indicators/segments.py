"""Where a line must be cut: a change of method, of base, or of units."""

import numpy as np

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator


def segments(columns: dict, catalog: Catalog, indicator: Indicator, *, units: str) -> np.ndarray:
    """A number per row; rows of one line that may be joined share it.

    In restated units a line runs across the change of units: that is what restating is for.
    """
    cuts = [version.starts for version in indicator.versions]
    cuts += [] if units == "restated" else catalog.events.unit_breaks
    ends = columns["to"]
    era = {end: sum(end >= cut for cut in cuts) for end in set(ends)}
    bases = columns.get("denominator_code", [None] * len(ends))
    keys = [(era[end], str(base)) for end, base in zip(ends, bases, strict=True)]
    numbers = {key: n for n, key in enumerate(sorted(set(keys)))}  # the same in whatever order
    return np.array([numbers[key] for key in keys], dtype=int)
