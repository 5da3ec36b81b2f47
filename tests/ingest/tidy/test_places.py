"""Ranks as they are printed."""

import pyarrow as pa
import pytest

from cchc.ingest.tidy.places import place_cells, plain_totals


def parts(cell: str):
    """Rank, total and move of one cell beside a plain one."""
    found = place_cells(pa.array([cell, "7"]).dictionary_encode())
    return tuple(column[0].as_py() for column in (found.ranks, found.totals, found.moved))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9/34", ("9", "34", None)),
        ("thứ 10/34", ("10", "34", None)),
        ("Hạng 3 / 63 tỉnh, thành phố", ("3", "63", None)),
        ("xếp thứ 5", ("5", None, None)),
        ("=12", ("12", None, None)),
        ("3rd", ("3", None, None)),
        ("12 (↑3)", ("12", None, "(↑3)")),
        ("21/63 (▼4)", ("21", "63", "(▼4)")),
        ("16 (+1)", ("16", None, "(+1)")),
        ("17 (-)", ("17", None, "(-)")),
        ("20 (Tăng 5 bậc)", ("20", None, "(tăng 5 bậc)")),
        ("14 ↓2", ("14", None, "↓2")),
        ("Thứ nhất", ("1", None, None)),
        ("Hạng Nhì/63", ("2", "63", None)),
    ],
)
def test_a_place_with_what_is_printed_beside_it(cell, expected):
    assert parts(cell) == expected


@pytest.mark.parametrize("cell", ["12-15", "12 (theo báo)", "top 3", "thứ bảy tuần này", "khá"])
def test_what_is_no_place_stays_as_it_is(cell):
    assert place_cells(pa.array([cell, "7"]).dictionary_encode()) is None


def test_plain_ranks_need_no_taking_apart():
    assert place_cells(pa.array(["9", None, "10"]).dictionary_encode()) is None
    assert place_cells(pa.array([9, 10])) is None


def test_how_many_were_ranked():
    column = pa.array(["/63", "63 tỉnh, thành phố", "34", None]).dictionary_encode()
    assert plain_totals(column).to_pylist() == ["63", "63", "34", None]
