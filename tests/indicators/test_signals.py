"""Limits and rules against published examples and against what must always hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.indicators.signals import (
    RUN,
    individuals_limits,
    last_signal,
    marked,
    moving_ranges,
    proportion_limits,
    range_limit,
)

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten flow rates.
FLOW = np.array([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
# The same, 6.3.3.2: chips that failed among 50 on each of thirty wafers.
FAILED = np.array(
    [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9]
    + [12, 7, 13, 9, 6]
)
series = st.lists(st.floats(0, 100, width=32), min_size=12, max_size=40).map(np.array)


def test_individuals_as_in_the_handbook_of_nist():
    limits = individuals_limits(FLOW)
    assert limits.centre == pytest.approx(50.81)
    assert limits.high[0] == pytest.approx(55.8041, abs=1e-4)
    assert limits.low[0] == pytest.approx(45.8159, abs=1e-4)
    assert moving_ranges(FLOW)[1:4] == pytest.approx([2.0, 2.3, 1.4])
    assert range_limit(FLOW) == pytest.approx(3.268 * 1.8778, abs=1e-3)
    assert not marked(FLOW, limits).any()


def test_a_p_chart_as_in_the_handbook_of_nist():
    limits = proportion_limits(FAILED, np.full(30, 50), is_dispersed=False)
    assert limits.centre == pytest.approx(0.2313, abs=1e-4)
    assert (limits.low[0], limits.high[0]) == pytest.approx((0.0524, 0.4102), abs=1e-4)
    shares = FAILED / 50
    assert [int(n) for n in np.flatnonzero(marked(shares, limits) & (shares > 0.41))] == [14, 22]


def test_laney_by_hand():
    # Centre 0.5, sigma 0.05; z = −1, 1, −1, 1: mean range 2, sigma z 2 / 1.128 = 1.773.
    limits = proportion_limits(np.array([45, 55, 45, 55]), np.full(4, 100))
    assert limits.high == pytest.approx(np.full(4, 0.5 + 3 * 0.05 * 1.773), abs=1e-4)


@given(st.lists(st.integers(1, 499), min_size=12, max_size=30))
def test_with_equal_counts_laney_s_limits_are_those_of_single_values(counts):
    shares = np.array(counts) / 500
    single, prime = (
        individuals_limits(shares),
        proportion_limits(np.array(counts), np.full(len(counts), 500)),
    )
    assert prime.centre == pytest.approx(single.centre)
    assert prime.high == pytest.approx(np.clip(single.high, 0, 1))
    assert prime.low == pytest.approx(np.clip(single.low, 0, 1))


def test_limits_step_with_the_number_of_cases():
    limits = proportion_limits(np.array([50, 60, 480]), np.array([100, 100, 1000]))
    assert limits.high[0] == limits.high[1] > limits.high[2]


def level(*ending: float):
    """A series that swings about 10, rests on it and ends as told; limits of the swing."""
    swing = np.array([9.0, 11.0] * 10 + [10.0])
    values = np.array([*swing, *ending])
    limits, at = individuals_limits(swing), np.ones(len(values))
    return values, replace(limits, low=at * limits.low[0], high=at * limits.high[0])


@pytest.mark.parametrize(
    ("ending", "rule", "up", "points"),
    [
        ([10.5] * 7, "shift", True, 7),
        ([9.5] * 8, "shift", False, 8),
        ([20.0], "outside", True, 1),
        ([1.0], "outside", False, 1),
        ([8.2, 8.6, 9.0, 9.4, 9.8, 10.2, 10.6], "trend", True, 7),
        ([11.8, 11.4, 11.0, 10.6, 10.2, 9.8, 9.4], "trend", False, 7),
    ],
)
def test_each_rule_finds_its_own(ending, rule, up, points):
    found = last_signal(*level(*ending))
    assert (found.rule, found.up, found.points) == (rule, up, points)


@pytest.mark.parametrize("ending", [[10.5] * (RUN - 2), [10.0] * RUN, [8.2, 8.6, 9.0, 9.4, 9.8]])
def test_less_than_a_rule_asks_for_is_no_signal(ending):
    assert last_signal(*level(*ending)) is None


def test_what_ended_is_marked_and_is_no_news():
    values, limits = level(*[10.5] * 7, 9.0)
    assert last_signal(values, limits) is None
    assert list(marked(values, limits)[-9:]) == [0] + [1] * 7 + [0]


@given(st.floats(0, 100), st.integers(2, 40))
def test_what_never_varies_never_signals(value, points):
    values = np.full(points, value)
    limits = individuals_limits(values)
    assert last_signal(values, limits) is None
    assert not marked(values, limits).any()


@given(series, st.integers(-50, 50))
def test_shifting_all_values_shifts_the_limits(values, by):
    before, after = individuals_limits(values), individuals_limits(values + by)
    assert after.centre == pytest.approx(before.centre + by, abs=1e-6)
    assert after.high == pytest.approx(before.high + by, abs=1e-6)
    assert after.low == pytest.approx(before.low + by, abs=1e-6)


@given(series)
def test_what_goes_up_in_a_mirror_goes_down(values):
    marks = marked(values, individuals_limits(values))
    assert list(marked(-values, individuals_limits(-values))) == list(-marks)


@given(series)
def test_a_last_signal_is_marked(values):
    limits = individuals_limits(values)
    found = last_signal(values, limits)
    assert found is None or marked(values, limits)[-1] == (1 if found.up else -1)
