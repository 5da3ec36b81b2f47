"""What is promised reaches the rank, and less than that does not."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.catalog.indicators import load_indicators
from cchc.indicators.rank_steps import dossiers_missing, points_missing, steps_up
from cchc.indicators.statistics import shared_ranks
from tests.indicators.standing_rows import counted, scored

PCI = load_indicators().get("pci")
ON_TIME = load_indicators().get("on_time_rate")
OVERDUE = load_indicators().get("overdue_rate")
COUNTS = st.integers(30, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
FIELDS = st.dictionaries(st.sampled_from("abcdefgh"), COUNTS, min_size=1)


def rank_with(block: pd.DataFrame, series: str, score: float, *, highest_first: bool) -> int:
    """The rank of a unit in its block if its score were another."""
    ranked = block[block["rank"].notna() & block["score"].notna()]
    scores = ranked["score"].where(ranked["series"] != series, score)
    place = list(ranked["series"]).index(series)
    return shared_ranks(list(scores), highest_first=highest_first)[place]


def test_the_next_places_nearest_first_with_the_points_to_each():
    block = scored({"A": 66.45, "B": 65.56, "C": 63.55, "D": 63.55, "me": 63.0})
    steps = steps_up(block, "me", PCI)
    assert steps["rank"].tolist() == [3, 2, 1]
    assert steps["points"].tolist() == [0.55, 2.56, 3.45]
    assert steps["tied"].tolist() == [2, 1, 1]
    assert steps["dossiers"].isna().all()


def test_dossiers_to_the_next_place():
    # 9.000 of 10.000 against 4.565 of 5.000 = 91,3 %: 9.130 are needed.
    block = counted({"A": (4565, 5000), "me": (9000, 10000)})
    (step,) = steps_up(block, "me", ON_TIME).itertuples()
    assert (step.rank, step.dossiers, step.points) == (1, 130, 1.3)


def test_fewer_late_dossiers_where_lower_is_better():
    block = counted({"A": (10, 1000), "me": (31, 2000)}, highest_first=False)
    (step,) = steps_up(block, "me", OVERDUE).itertuples()
    assert (step.rank, step.dossiers) == (1, 11)


def test_no_step_from_the_first_place_nor_for_a_unit_that_is_not_ranked():
    block = scored({"A": 66.45, "B": 65.56})
    assert steps_up(block, "A", PCI).empty
    assert steps_up(block, "Z", PCI).empty


def test_missing_points_are_rounded_up_but_not_by_what_floats_cannot_tell():
    assert points_missing(63.0, 63.551, 2) == 0.56
    assert points_missing(63.1, 63.4, 1) == 0.3
    assert points_missing(0.1 + 0.2, 0.6, 1) == 0.3


@given(FIELDS, COUNTS, st.booleans())
def test_the_promised_dossiers_reach_the_rank_and_one_less_does_not(field, own, is_higher):
    indicator = replace(ON_TIME, better="higher" if is_higher else "lower")
    block = counted({**field, "me": own}, highest_first=is_higher)
    for step in steps_up(block, "me", indicator).itertuples():
        sign = 1 if is_higher else -1
        assert step.dossiers > 0
        enough = 100 * (own[0] + sign * step.dossiers) / own[1]
        short = 100 * (own[0] + sign * (step.dossiers - 1)) / own[1]
        assert 0 <= own[0] + sign * step.dossiers <= own[1]
        assert rank_with(block, "me", enough, highest_first=is_higher) <= step.rank
        assert rank_with(block, "me", short, highest_first=is_higher) > step.rank


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10000), min_size=1),
       st.integers(0, 10000))  # fmt: skip
def test_the_promised_points_reach_the_rank(field, own):
    block = scored({**{unit: score / 100 for unit, score in field.items()}, "me": own / 100})
    for step in steps_up(block, "me", PCI).itertuples():
        reached = round(own / 100 + step.points, 2)
        assert rank_with(block, "me", reached, highest_first=True) <= step.rank


@pytest.mark.parametrize(("better", "missing"), [("higher", 1), ("lower", 1)])
def test_equal_rates_of_unequal_counts_are_equal(better, missing):
    assert dossiers_missing(50, 100, 500, 1000, better=better) == 0
    there = (501, 1000) if better == "higher" else (499, 1000)
    assert dossiers_missing(50, 100, *there, better=better) == missing
