"""History: what is joined and what is not, intervals, breaks, the time axis."""

from datetime import date

import pytest

from cchc.catalog.events import Event
from cchc.charts.theme import SERIES, SURFACE
from cchc.charts.timeline import time_axis
from cchc.charts.trend import trend_chart
from tests.charts.frames import ON_TIME, PCI, assert_golden, value_rows

NEW_METHOD = Event(
    date=date(2022, 1, 1), sort="method", name="PCI: bộ tiêu chí mới", name_en="PCI",
    short="Cách tính mới", short_en="New method", source="x", precision="year",
)  # fmt: skip


def lines_of(chart) -> list[list]:
    """The y values of every coloured line, spans left out."""
    return [trace["y"] for trace in chart.figure["data"] if "name" in trace]


def test_years_that_follow_each_other_are_joined_and_a_gap_is_not():
    rows = value_rows(*({"year": y, "value": float(y - 1950)} for y in (2010, 2011, 2013)))
    assert lines_of(trend_chart(rows, PCI)) == [[60, 61], [63]]


def test_a_quarter_is_not_joined_to_a_year():
    quarter = {"from": date(2021, 1, 1), "to": date(2021, 3, 31), "value": 97.0}
    rows = value_rows({"year": 2020, "value": 98.0}, quarter)
    chart = trend_chart(rows, ON_TIME)
    assert sorted(lines_of(chart)) == [[97.0], [98.0]]
    assert any("độ dài kỳ báo cáo" in note for note in chart.notes)


def test_levels_of_one_unit_are_not_joined():
    rows = value_rows(
        {"year": 2020, "value": 98.0, "level": "province"},
        {"year": 2021, "value": 99.0, "level": "commune_all"},
    )
    assert sorted(lines_of(trend_chart(rows, ON_TIME))) == [[98.0], [99.0]]


def test_a_new_method_cuts_the_line_and_starts_hollow():
    rows = value_rows(
        {"year": 2021, "value": 86.0},
        {"year": 2022, "value": 84.0, "segment": 1},
        {"year": 2023, "value": 87.0, "segment": 1},
    )
    chart = trend_chart(rows, PCI, events=(NEW_METHOD,))
    assert lines_of(chart) == [[86.0], [84.0, 87.0]]
    second = [trace for trace in chart.figure["data"] if "name" in trace][1]
    assert second["marker"]["color"][0] == SURFACE
    labels = [label["text"] for label in chart.figure["layout"]["annotations"]]
    assert "Cách tính mới" in labels
    assert any(note.startswith("Mốc: 2022 PCI") for note in chart.notes)


def test_the_title_compares_only_on_one_line():
    rows = value_rows({"year": 2020, "value": 98.1}, {"year": 2021, "value": 98.8})
    title = trend_chart(rows, ON_TIME).title.replace("\xa0", " ")
    assert title == "Lạng Sơn: 98,8 %, năm 2021 (+0,7 điểm % so với năm 2020)"
    cut = rows.assign(segment=[0, 1])
    assert trend_chart(cut, ON_TIME).title.replace("\xa0", " ") == "Lạng Sơn: 98,8 %, năm 2021"


def test_intervals_are_error_bars_and_counts_are_in_the_hover():
    rows = value_rows(
        {"year": 2021, "value": 97.67, "numerator": 42, "denominator": 43, "low": 87.94,
         "high": 99.59},
    )  # fmt: skip
    line = trend_chart(rows, ON_TIME).figure["data"][0]
    assert line["error_y"]["arrayminus"] == [pytest.approx(9.73)]
    assert "42/43 hồ sơ" in line["text"][0]


def test_at_most_four_units_in_colour_the_others_grey():
    rows = value_rows(
        *(
            {"year": 2020, "value": 60.0 + n, "series": str(n), "short": f"Tỉnh {n}"}
            for n in range(6)
        )
    )
    chart = trend_chart(rows, PCI, highlight=("5", "4"))
    assert [t["name"] for t in chart.figure["data"] if "name" in t] == ["Tỉnh 5", "Tỉnh 4"]
    everybody = trend_chart(rows, PCI)
    assert len(lines_of(everybody)) == len(SERIES)
    assert everybody.figure["data"][0]["hovertemplate"] == "Tỉnh 4<extra></extra>"


@pytest.mark.parametrize(
    ("start", "end", "ticks"),
    [
        (date(2019, 1, 1), date(2022, 12, 31), ["2019", "2020", "2021", "2022"]),
        (date(2024, 1, 1), date(2024, 12, 31), ["I/2024", "II/2024", "III/2024", "IV/2024"]),
        (date(2021, 7, 21), date(2021, 9, 30), ["7/2021", "8/2021", "9/2021"]),
    ],
)
def test_ticks_are_years_quarters_or_months(start, end, ticks):
    assert time_axis(start, end)["ticktext"] == ticks


def test_the_figure_is_valid_and_as_it_was_looked_at():
    rows = value_rows(
        {"year": 2019, "value": 98.2, "numerator": 982, "denominator": 1000, "low": 97.2,
         "high": 98.9},
        {"year": 2020, "value": 98.8, "numerator": 988, "denominator": 1000, "low": 97.9,
         "high": 99.3},
        {"year": 2020, "value": 97.0, "series": "48", "short": "Đà Nẵng", "basis": "stated"},
    )  # fmt: skip
    chart = trend_chart(rows, ON_TIME, denominator="hồ sơ đã giải quyết")
    assert_golden("trend", chart.figure)


def test_where_the_page_names_the_unit_the_title_speaks_of_something_else():
    rows = value_rows(*({"year": y, "value": float(y - 1950)} for y in (2010, 2011)))
    assert trend_chart(rows, PCI, subject="PCI").title.startswith("PCI: 61")
