"""Units side by side: which period most of them share."""

from datetime import date

import pandas as pd

from cchc.indicators.comparison import shared_period

MAY = (date(2024, 5, 1), date(2024, 5, 31))
JUNE = (date(2024, 6, 1), date(2024, 6, 30))
HALF = (date(2024, 1, 1), date(2024, 6, 30))
LONG_AGO = (date(2020, 5, 1), date(2020, 5, 31))


def reported(**periods: list) -> pd.DataFrame:
    rows = [(unit, *span) for unit, spans in periods.items() for span in spans]
    return pd.DataFrame(rows, columns=["series", "from", "to"])


def test_the_latest_period_that_half_of_the_units_share():
    assert shared_period(reported(a=[MAY, JUNE], b=[MAY], c=[MAY])) == MAY
    assert shared_period(reported(a=[MAY, JUNE], b=[MAY, JUNE], c=[MAY])) == JUNE


def test_of_two_that_end_on_one_day_the_shorter():
    assert shared_period(reported(a=[HALF, JUNE], b=[JUNE, HALF])) == JUNE


def test_units_that_ended_long_ago_do_not_count():
    gone = {f"gone{n}": [LONG_AGO] for n in range(9)}
    assert shared_period(reported(a=[MAY], b=[MAY], **gone)) == MAY


def test_nothing_is_shared_by_one_or_none():
    assert shared_period(reported(a=[MAY], b=[JUNE], c=[HALF])) is None
    assert shared_period(reported(a=[MAY])) is None
    assert shared_period(reported()) is None
