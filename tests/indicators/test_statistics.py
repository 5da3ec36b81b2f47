"""Intervals and ranks against numbers that can be checked by hand or in the literature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.indicators.statistics import shared_ranks, wilson


def test_wilson_agrees_with_the_published_example():
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 gives 0.2553 to 0.3662.
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_a_perfect_rate_of_few_dossiers_is_not_certain():
    # Newcombe's table: 0 of 20 gives 0 to 0.1611; 43 of 43 is its mirror with n = 43.
    assert tuple(round(x, 4) for x in wilson(0, 20)) == (0.0, 0.1611)
    low, high = wilson(43, 43)
    assert high == 1.0
    assert low == pytest.approx(43 / (43 + 1.959963984540054**2))


def test_no_trials_or_impossible_counts_have_no_interval():
    assert wilson(0, 0) is None
    assert wilson(5, 4) is None


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_rate_and_stays_in_bounds(successes, trials):
    successes = min(successes, trials)
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1


def test_ties_share_a_rank_and_the_next_is_skipped():
    assert shared_ranks([90.0, 80.0, 80.0, 70.0]) == [1, 2, 2, 4]
    assert shared_ranks([3.0, None, 5.0], highest_first=False) == [1, None, 2]
    assert shared_ranks([]) == []
