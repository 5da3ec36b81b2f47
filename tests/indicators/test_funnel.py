"""Funnel limits against figures that can be looked up or worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.indicators.funnel import Funnel, funnel, winsorised

PLAIN = Funnel(centre=0.98, spread=0.0, dispersion=1.0)
units = st.lists(st.tuples(st.integers(30, 3000), st.floats(0, 1)), min_size=8, max_size=60).map(
    lambda pairs: (np.array([round(n * s) for n, s in pairs]), np.array([n for n, _ in pairs]))
)


@pytest.mark.parametrize(
    ("size", "fewest"), [(20, 17), (43, 38), (100, 93), (400, 382), (2616, 2540)]
)
def test_the_fewest_in_time_that_chance_explains_at_a_true_98_percent(size, fewest):
    # Binomial tables: P(X ≤ 16 | 20, 0.98) = 0.0006 < 0.001 ≤ P(X ≤ 17) = 0.0071, and so on.
    sizes = np.array([size, size])
    assert list(PLAIN.outside(np.array([fewest - 1, fewest]), sizes)) == [-1, 0]


def test_all_in_time_is_no_exception_where_few_cases_allow_it():
    sizes = np.array([20, 43, 100])
    assert not PLAIN.outside(sizes, sizes).any()


def test_a_symmetric_share_has_symmetric_limits():
    low, high = Funnel(centre=0.5, spread=0.0, dispersion=1.0).limits(np.array([40, 400]), "95")
    assert low + high == pytest.approx([1, 1])
    assert high[1] == pytest.approx(0.5 + 1.96 * 0.025, abs=0.002)  # the normal limit


def test_variation_between_units_by_hand():
    # Eight units of 100 at 40 and 60 %: z = ±2, dispersion 4, w = 400;
    # (8 × 4 − 7) / (3200 − 400) = 25 / 2800, spread 0.0945; the 40 % are no exceptions.
    found = funnel(np.array([40, 60] * 4), np.full(8, 100))
    assert found.centre == 0.5
    assert found.dispersion == pytest.approx(4)
    assert found.spread == pytest.approx((25 / 2800) ** 0.5)
    assert not found.outside(np.array([40, 60] * 4), np.full(8, 100)).any()


def test_exceptions_do_not_widen_the_limits():
    usual = np.array([94, 95, 96, 95, 94, 96, 95, 95, 96, 94])
    with_one = np.array([*usual[:-1], 60])
    sizes = np.full(10, 100)
    assert funnel(with_one, sizes).spread < 0.05
    assert funnel(with_one, sizes).outside(with_one, sizes)[-1] == -1


def test_winsorising_draws_in_the_tails():
    assert list(winsorised(np.arange(11.0))) == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]


@given(st.integers(8, 40), st.integers(1, 500))
def test_equal_units_are_never_exceptions(count, successes):
    numerators, sizes = np.full(count, successes), np.full(count, 500)
    assert not funnel(numerators, sizes).outside(numerators, sizes).any()


@given(units)
def test_limits_enclose_the_centre_and_the_alarm_is_wider_than_the_alert(counted):
    numerators, sizes = counted
    found = funnel(numerators, sizes)
    low, high = found.limits(sizes, "99.8")
    nearer_low, nearer_high = found.limits(sizes, "95")
    near = 1e-9
    assert (low <= nearer_low + near).all()
    assert (nearer_low <= found.centre + near).all()
    assert (nearer_high >= found.centre - near).all()
    assert (high >= nearer_high - near).all()


@given(units)
def test_in_a_mirror_below_is_above(counted):
    numerators, sizes = counted
    right, wrong = funnel(numerators, sizes), funnel(sizes - numerators, sizes)
    assert wrong.centre == pytest.approx(1 - right.centre)
    assert wrong.spread == pytest.approx(right.spread, abs=1e-9)
