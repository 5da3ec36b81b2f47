"""Many units are a band behind the coloured lines, few are lines."""

import pandas as pd

from cchc.charts.trend import trend_chart
from tests.charts.frames import ON_TIME, value_rows


def units(count: int) -> pd.DataFrame:
    """`count` units named by their place, in two years, at 1, 2, 3 … percent."""
    return value_rows(
        *(
            {"year": year, "value": float(n), "series": f"{n:03}", "short": f"{n:03}"}
            for n in range(1, count + 1)
            for year in (2023, 2024)
        )
    )


def test_a_hundred_units_are_one_band_from_the_tenth_to_the_ninetieth():
    chart = trend_chart(units(101), ON_TIME, highlight=("001",))
    area, line = chart.figure["data"]
    assert area["fill"] == "toself"
    assert area["y"] == [91.1, 91.1, 11.9, 11.9]  # of 2 … 101: 2 + 0,9 · 99 and 2 + 0,1 · 99
    assert line["y"] == [1.0, 1.0]
    assert any("100 đơn vị khác" in note for note in chart.notes)


def test_few_units_are_lines():
    chart = trend_chart(units(5), ON_TIME, highlight=("001",))
    assert [len(trace["x"]) for trace in chart.figure["data"]] == [2] * 5
    assert not any("Dải xám" in note for note in chart.notes)
