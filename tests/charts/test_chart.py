"""Labels that would lie on each other are moved apart, and no further than needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.charts.chart import spread


def test_labels_that_do_not_meet_stay():
    assert spread([1.0, 10.0, 5.0], apart=2) == [1.0, 10.0, 5.0]


def test_labels_that_meet_move_by_half_each():
    assert spread([4.0, 5.0], apart=3) == [3.0, 6.0]


@given(st.lists(st.floats(0, 100), max_size=8), st.floats(0.1, 20))
def test_labels_keep_their_order_distance_and_centre(wished, apart):
    placed = spread(wished, apart=apart)
    order = sorted(range(len(wished)), key=lambda i: wished[i])
    steps = [placed[b] - placed[a] for a, b in zip(order, order[1:], strict=False)]
    assert all(step >= apart - 1e-6 for step in steps)
    assert sum(placed) == pytest.approx(sum(wished), abs=1e-6)
