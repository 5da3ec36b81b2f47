"""Where a line must be cut: a change of method, of base, or of units."""

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicators import Indicator


def add_segments(
    frame: pd.DataFrame, catalog: Catalog, indicator: Indicator, *, units: str
) -> None:
    """Adds `segment`: rows of one line that may be joined share a number."""
    methods = [version.starts for version in indicator.versions]
    method = [sum(to >= day for day in methods) for to in frame["to"]]
    breaks = [] if units == "restated" else catalog.events.unit_breaks
    reform = [sum(to >= day for day in breaks) for to in frame["to"]]
    base = frame["denominator_code"].astype("object").fillna("")
    frame["segment"] = pd.factorize(pd.Series(zip(method, reform, base, strict=True)))[0]
