"""Coding of figures: whatever text repeats, the rows that come back are the rows that went in."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.figures import FIGURE_SCHEMA, figure_table
from cchc.store import combining
from cchc.store.coding import CITATION, SERIES, coded
from tests.store.samples import figure

WORDS = st.sampled_from(["", "Đất đai", "Hộ tịch", "20", "20/Sở Nội vụ", "'; --"])
DAYS = st.integers(0, 3).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
FIGURES = st.builds(
    lambda start, length, **fields: figure(
        start=start, end=start + timedelta(days=length), **fields
    ),
    value=st.floats(allow_nan=False, allow_infinity=False),
    start=DAYS,
    length=st.integers(0, 2),
    indicator=WORDS,
    agency=WORDS,
    breakdown=st.none() | WORDS,
    denominator=st.none() | WORDS,
    place=st.none() | WORDS,
    approx=st.none() | st.sampled_from(["nearly", "about"]),
)


def key(row: dict) -> tuple:
    return (*(row[name] for name in SERIES), row["from"], row["to"])


@given(st.lists(FIGURES, max_size=12))
@settings(max_examples=150, deadline=None)
def test_series_and_citations_give_the_rows_back(figures):
    table = figure_table(figures)
    result, rows = coded(table), table.to_pylist()
    series, citations = result.series.to_pylist(), result.citations.to_pylist()
    for n, row in enumerate(rows):
        assert series[result.series_code[n]] == {name: row[name] for name in SERIES}
        assert citations[result.citation_code[n]] == {name: row[name] for name in CITATION}
    assert len(series) == len({tuple(one.values()) for one in series})


@given(st.lists(FIGURES, max_size=12))
@settings(max_examples=150, deadline=None)
def test_repeated_keys_are_found_as_by_counting(figures):
    table = figure_table(figures)
    keys = [key(row) for row in table.to_pylist()]
    result = coded(table)
    assert result.contested.tolist() == [keys.count(one) > 1 for one in keys]
    assert result.is_first.tolist() == [one not in keys[:n] for n, one in enumerate(keys)]


@pytest.mark.parametrize("largest", [2**62, 40], ids=["one number", "in steps"])
def test_many_values_in_every_column_are_told_apart(monkeypatch, largest):
    """With a low bound the codes must be made compact on the way."""
    monkeypatch.setattr(combining, "LARGEST", largest)
    figures = [
        figure(1, agency=f"{n % 7}", indicator=f"{n % 5}", breakdown=f"{n % 3}") for n in range(105)
    ]
    result = coded(figure_table(figures))
    assert len(result.series) == 105
    assert not result.contested.any()


def test_chunks_with_dictionaries_of_their_own_are_one_table(monkeypatch):
    parts = [figure_table([figure(n, breakdown=f"{n % 2}")]) for n in range(4)]
    result = coded(pa.concat_tables(parts))
    assert len(result.series) == 2
    assert result.contested.all()


def test_a_dictionary_that_repeats_or_holds_null_is_no_trouble():
    doubled = pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 2, None], pa.int32()), pa.array(["20", "20", None])
    )
    table = figure_table([figure(n) for n in range(4)])
    column = FIGURE_SCHEMA.get_field_index("breakdown")
    result = coded(table.set_column(column, FIGURE_SCHEMA.field("breakdown"), doubled))
    assert sorted(result.series["breakdown"].to_pylist(), key=str) == ["20", None]
    assert result.series_code[0] == result.series_code[1]
    assert result.series_code[2] == result.series_code[3]
