"""Ranges of ranks: wide where dossiers are few, none where nothing else is possible."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.catalog.indicators import load_indicators
from cchc.indicators.rank_ranges import RANGE_COLUMNS, drawn_rates, ranks_possible, with_ranges
from tests.indicators.standing_rows import counted, scored

PCI = load_indicators().get("pci")
ON_TIME = load_indicators().get("on_time_rate")
COUNTS = st.integers(30, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def ranges(block, indicator) -> dict[str, list[int]]:
    found = with_ranges(block, indicator).set_index("series")
    return {unit: row.tolist() for unit, row in found[RANGE_COLUMNS].iterrows()}


def test_many_dossiers_leave_one_rank_and_few_leave_several():
    sure = counted({"A": (99_000, 100_000), "B": (95_000, 100_000), "C": (90_000, 100_000)})
    assert ranges(sure, ON_TIME) == {"A": [1, 1, 1], "B": [2, 2, 2], "C": [3, 3, 3]}
    few = counted({"A": (39, 40), "B": (38, 40), "C": (37, 40)})
    assert ranges(few, ON_TIME) == {"A": [1, 3, 1], "B": [1, 3, 1], "C": [1, 3, 1]}


def test_the_middle_of_the_draws_is_the_range():
    # 100 draws: the first unit is second in 2 of them, which is less than one tail of 2,5 %.
    draws = np.array([[2.0, 1.0]] * 98 + [[1.0, 2.0]] * 2)
    low, high = ranks_possible(draws)
    assert (low.tolist(), high.tolist()) == ([1, 2], [1, 2])
    low, high = ranks_possible(np.array([[2.0, 1.0]] * 95 + [[1.0, 2.0]] * 5))
    assert (low.tolist(), high.tolist()) == ([1, 1], [2, 2])


def test_the_draws_have_the_mean_of_their_counts():
    draws = drawn_rates(np.array([900.0]), np.array([1000.0]), draws=20_000)
    assert abs(draws.mean() - 900.5 / 1001) < 0.001
    assert abs(draws.std() - (0.9 * 0.1 / 1000) ** 0.5) < 0.0005


def test_scores_are_told_apart_by_their_last_decimal_only():
    block = scored({"A": 66.45, "B": 63.551, "C": 63.548, "D": 63.54, "E": 60.0})
    assert ranges(block, PCI) == {
        "A": [1, 1, 1], "B": [2, 3, 2], "C": [2, 4, 2], "D": [3, 4, 3], "E": [5, 5, 4],
    }  # fmt: skip


def test_tied_scores_share_their_places():
    block = scored({"A": 60.0, "B": 57.62, "C": 57.62, "D": 50.0})
    assert ranges(block, PCI)["B"] == [2, 3, 2]
    assert ranges(block, PCI)["C"] == [2, 3, 2]


def test_single_facts_have_no_range():
    block = scored({"A": 92.0, "B": 91.0}).assign(of=63)
    assert with_ranges(block, PCI)["rank_low"].isna().all()


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdefgh"), COUNTS, min_size=2), st.randoms())
def test_the_rank_lies_in_its_range_and_the_order_of_rows_changes_nothing(field, random):
    block = counted(field)
    found = with_ranges(block, ON_TIME)
    assert (found["rank_low"] <= found["rank"]).all()
    assert (found["rank"] <= found["rank_high"]).all()
    order = list(block.index)
    random.shuffle(order)
    shuffled = with_ranges(block.loc[order], ON_TIME).set_index("series")
    assert shuffled.loc[found["series"], RANGE_COLUMNS].to_numpy().tolist() == (
        found[RANGE_COLUMNS].to_numpy().tolist()
    )
