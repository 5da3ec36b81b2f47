"""Verdicts on lines: which line, which phase, which word; nothing from the last two points."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.catalog.indicators import load_indicators
from cchc.indicators.behaviour import history, line_of, phases, verdict
from cchc.indicators.signals import ENOUGH
from cchc.periods import of_kind
from tests.charts.frames import value_rows

ON_TIME = load_indicators().get("on_time_rate")
LATE = load_indicators().get("overdue_rate")
NEW_UNITS = date(2025, 7, 1)
SWING = [95.0, 97.0] * 12


def months(*values: float, first: int = 0, cases: int | None = None, **more):
    """A value for each month from January 2024 on, of so many cases."""
    rows = []
    for place, value in enumerate(values, start=first):
        month = of_kind("month", 2024 + place // 12, place % 12 + 1)
        counts = {"numerator": value * cases / 100, "denominator": cases} if cases else {}
        rows.append({"from": month.start, "to": month.end, "value": value, **counts, **more})
    return value_rows(*rows)


def verdict_of(frame, indicator=ON_TIME, **more):
    return verdict(line_of(frame), indicator, **more)


def test_eight_months_above_the_mean_are_an_improvement():
    found = verdict_of(months(*SWING[:16], *[96.6] * 8, cases=10_000))
    assert (found.code, found.signal.rule, found.signal.points) == ("better", "shift", 9)
    assert found.centre == pytest.approx((8 * 95 + 8 * 97 + 8 * 96.6) / 24)
    assert found.method == "proportion"


def test_the_same_of_what_should_be_low_is_a_deterioration():
    frame = months(*SWING[:16], *[96.6] * 8)
    assert verdict_of(frame, LATE).code == "worse"
    assert verdict_of(frame, replace(LATE, better="neither")).code == "up"


def test_two_last_points_alone_say_nothing():
    found = verdict_of(months(*SWING[:-2], 95.2, 96.9))
    assert (found.code, found.signal) == ("unclear", None)
    assert found.method == "individuals"


def test_too_few_points_are_said_to_be_too_few():
    found = verdict_of(months(*SWING[: ENOUGH - 1]))
    assert (found.code, found.points, found.centre) == ("few", ENOUGH - 1, None)
    assert verdict_of(months(*SWING[:ENOUGH])).code == "unclear"


def test_a_recorded_change_begins_anew():
    frame = months(*SWING[:18], *[99.0] * 7)
    assert verdict_of(frame).code == "better"
    after = verdict_of(frame, changes=(NEW_UNITS,))
    assert (after.code, after.points, after.since) == ("few", 7, NEW_UNITS)
    drawn = history(line_of(frame), ON_TIME, changes=(NEW_UNITS,))
    assert drawn["centre"].notna().sum() == 18
    assert drawn["centre"].iloc[0] == pytest.approx(96)
    assert list(drawn["mark"]) == [0] * 25


def test_another_base_or_method_begins_anew_too():
    frame = months(*SWING[:14])
    line = line_of(frame).assign(segment=[0] * 6 + [1] * 8)
    assert list(phases(line, ())) == [0] * 6 + [1] * 8


def test_the_fullest_line_of_one_kind_of_period_is_taken():
    year = of_kind("year", 2024)
    years = value_rows({"from": year.start, "to": year.end, "value": 99.0})
    narrow = months(*SWING, level="province")
    wide = months(*SWING, level="province_total")
    line = line_of(pd.concat([years, narrow, wide]))
    assert set(line["kind"]) == {"month"}
    assert set(line["level"]) == {"province_total"}


def test_a_gap_is_known():
    frame = months(*SWING)
    assert not verdict_of(frame).has_gap
    assert verdict_of(frame.drop(index=10)).has_gap


@given(st.lists(st.floats(80, 100), min_size=2, max_size=30), st.floats(0.1, 5))
def test_the_verdict_does_not_hang_on_the_scale(values, factor):
    frame = months(*values)
    scaled = frame.assign(value=frame["value"] * factor)
    before, after = verdict_of(frame), verdict_of(scaled)
    assert before.code == after.code or np.ptp(values) < 1e-6
