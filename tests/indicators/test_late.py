"""Late per thousand is the on-time rate seen from its other side."""

import pytest

from cchc.catalog.indicators import load_indicators
from cchc.indicators.late import is_near_all, late_indicator, seen_as_late
from tests.charts.frames import value_rows

ON_TIME = load_indicators().get("on_time_rate")


def test_by_hand():
    rows = value_rows(
        {"year": 2024, "value": 99.2, "numerator": 2480, "denominator": 2500, "low": 98.8,
         "high": 99.5, "stated": 99.0},
    )  # fmt: skip
    late = seen_as_late(rows).iloc[0]
    assert late["value"] == pytest.approx(8)  # 20 of 2.500
    assert (late["numerator"], late["denominator"]) == (20, 2500)
    assert (late["low"], late["high"], late["stated"]) == pytest.approx((5, 12, 10))


def test_less_is_better_and_the_formula_still_holds():
    late = late_indicator(ON_TIME)
    assert (late.better, late.factor, late.code) == ("lower", 1000, "on_time_rate")


def test_near_all_is_by_the_middle_unit():
    assert is_near_all(
        value_rows(*({"year": y, "value": v} for y, v in ((1, 98), (2, 99), (3, 80))))
    )
    assert not is_near_all(value_rows({"year": 2024, "value": 97.9}))
    assert not is_near_all(value_rows())
