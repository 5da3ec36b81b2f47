"""Combinations of columns, numbered once each."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.tidy.rows import combinations
from cchc.store import combining

rows = st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=1, max_size=50)


@given(rows)
def test_rows_have_one_number_where_all_their_cells_agree(cells):
    numbers, firsts = combinations([np.array(column) for column in zip(*cells, strict=True)])
    assert len(firsts) == len(set(cells))
    assert [cells[firsts[number]] for number in numbers] == cells
    assert all(cells.index(cells[first]) == first for first in firsts)


def test_many_wide_columns_do_not_overflow(monkeypatch):
    monkeypatch.setattr(combining, "LARGEST", 1000)
    monkeypatch.setattr(combining, "SMALL", 0)
    monkeypatch.setattr(combining, "DENSE", 0)
    columns = [np.arange(100) % size for size in (97, 89, 83)]
    numbers, firsts = combinations(columns)
    assert len(firsts) == len({*zip(*(c.tolist() for c in columns), strict=True)})
    assert len(numbers) == 100
