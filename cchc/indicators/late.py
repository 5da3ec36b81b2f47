"""Late dossiers per thousand: the other side of the on-time rate, readable near 100 %."""

from dataclasses import replace

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.languages import say

CODE = "late_per_thousand"
OF = "on_time_rate"
PER = 1000
# Of dossiers received some are still open: what is not yet in time is not late.
BASES = ("dossiers_resolved", "dossiers_due")
NEAR_ALL = 98.0  # per cent in time from which most rates look alike


def late_indicator(on_time: Indicator) -> Indicator:
    """The registry's on-time rate seen from its other side."""
    return replace(
        on_time,
        name=say("Hồ sơ trễ hạn trên 1.000 hồ sơ"),
        short=say("Tỷ lệ trễ hạn"),
        unit="‰",
        better="lower",
        factor=PER,
        decimals=1,
    )


def seen_as_late(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of values() of the on-time rate, turned over; counts and intervals as well."""
    turned = PER / 100
    return rows.assign(
        value=PER - turned * rows["value"],
        low=PER - turned * rows["high"],
        high=PER - turned * rows["low"],
        stated=PER - turned * rows["stated"],
        numerator=rows["denominator"] - rows["numerator"],
    )


def is_near_all(rows: pd.DataFrame) -> bool:
    """Whether most rates lie so near 100 % that only the late ones tell units apart."""
    return bool(len(rows)) and float(rows["value"].median()) >= NEAR_ALL
