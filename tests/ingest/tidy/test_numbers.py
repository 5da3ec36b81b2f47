"""Columns of printed numbers."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.tidy.numbers import read_numbers
from cchc.vietnamese import number


def read(cells, *, whole=False):
    column = pa.array(cells, pa.string()).dictionary_encode()
    found = read_numbers(column, whole=whole, nothing=frozenset({"-", "kps"}))
    return [
        "?" if bad else None if np.isnan(value) else value
        for value, bad in zip(found.values.tolist(), found.unreadable.tolist(), strict=True)
    ]


@pytest.mark.parametrize(
    ("cells", "whole", "expected"),
    [
        (["1", None, "20"], True, [1, None, 20]),
        (["1.234", "12", "1.234.567"], True, [1234, 12, 1234567]),
        (["1.234"], False, [1.234]),
        (["85,5", "1.234,25"], False, [85.5, 1234.25]),
        (["85,5", "76,818965"], False, [85.5, 76.818965]),
        (["85.5", "76.818"], False, [85.5, 76.818]),
        (["98,75%", "100 %"], False, [98.75, 100]),
        (["-", "KPS", "7"], True, [None, None, 7]),
        (["1,5", "2"], True, ["?", 2]),
        (["nan", "inf", "1"], False, ["?", "?", 1]),
        (["mười", "5"], False, ["?", 5]),
    ],
)
def test_cells_as_numbers(cells, whole, expected):
    assert read(cells, whole=whole) == expected


@given(st.lists(st.floats(0, 1e6).map(lambda x: round(x, 2)), min_size=1))
def test_what_is_printed_the_vietnamese_way_comes_back(values):
    assert read([number(value, 2) for value in values]) == values


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_counts_with_grouped_thousands_come_back(values):
    assert read([number(value) for value in values], whole=True) == values


@given(st.lists(st.one_of(st.none(), st.text(max_size=8)), min_size=1), st.booleans())
def test_any_cell_is_a_number_nothing_or_unreadable(cells, whole):
    assert len(read(cells, whole=whole)) == len(cells)
