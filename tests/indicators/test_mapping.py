"""Which units a map has, how they lie, and in which class each falls."""

from datetime import date

import pandas as pd
import pytest

from cchc.indicators.mapping import class_of, classes, layout_of, not_drawn, without_value

NOW, THEN = date(2025, 12, 31), date(2024, 12, 31)


@pytest.mark.parametrize(
    ("level", "day", "within", "kind", "count"),
    [
        ("province", NOW, None, "borders", 34),
        ("province", THEN, None, "tiles", 63),  # never within the borders of later ones
        ("commune", NOW, "31.20250701", "borders", 114),
        ("commune", NOW, "20.20250701", "names", 65),
        ("district", THEN, "20", "names", 11),
    ],
)
def test_borders_where_they_are_at_hand_else_tiles(catalog, level, day, within, kind, count):
    layout = layout_of(catalog.agencies, level, day, within)
    assert (layout.kind, len(layout.shapes)) == (kind, count)
    assert layout.is_whole == (level == "province")


def test_units_of_before_are_not_on_the_map_of_today_and_are_named(catalog):
    layout = layout_of(catalog.agencies, "province", NOW, None)
    rows = pd.DataFrame({"agency": ["14", "14.20250701"]})
    assert not_drawn(rows, layout) == ["14"]
    assert len(without_value(rows, layout)) == 33


def test_tiles_in_the_order_of_names_are_always_the_same(catalog):
    first, again = (layout_of(catalog.agencies, "district", THEN, "20") for _ in range(2))
    assert first == again
    assert next(iter(first.shapes.values())).at == (0.5, -0.5)


def test_classes_hold_about_as_many_units_each_and_say_their_own_numbers():
    values = [float(n) for n in range(1, 21)]
    assert classes(values, decimals=0) == [(1, 4), (5, 8), (9, 12), (13, 16), (17, 20)]
    assert [class_of(v, classes(values, decimals=0), decimals=0) for v in (1, 4, 5, 20)] == [
        0, 0, 1, 4,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([100.0] * 30, [(100, 100)]),
        ([98.0] + [100.0] * 30, [(98, 98), (100, 100)]),
        ([99.96, 100.0, 99.98, 99.99] * 3, [(100, 100)]),  # the same as they are shown
        ([3.0, 1.0], [(1, 3)]),
    ],
)
def test_equal_values_are_never_in_two_classes(values, bounds):
    found = classes(values, decimals=1)
    assert found == bounds
    assert {class_of(value, found, decimals=1) for value in values} == set(range(len(found)))
