"""What the screen draws is what an office program is given, number for number."""

import pytest

from cchc.charts.theme import SURFACE
from cchc.exports.axes import axis_of, nice_step
from cchc.exports.figures import native
from cchc.exports.plot import Bars, serial
from tests.exports.views import bar_chart, line_chart


def test_a_gap_divides_a_line_and_keeps_its_name():
    plot = native(line_chart().figure)
    assert [(line.name, line.x, line.y) for line in plot.lines] == [
        ("Lạng Sơn", [2023, 2024, 2025], [91.5, 95.25, 98.8]),
        ("Huế", [2023], [90]),
        ("Huế", [2025], [97]),
    ]
    assert (plot.lines[0].style.dash, plot.lines[0].style.symbol) == ("dash", "square")


def test_colours_are_those_of_paper():
    assert native(line_chart().figure).lines[0].style.colour == "#12436D"


def test_words_keep_their_place():
    label = native(line_chart().figure).labels[0]
    assert (label.x, label.y, label.lines, label.side) == (2025, 98.8, ["Lạng Sơn 98,8 %"], "r")
    assert label.is_bold


def test_bars_have_their_names_and_values():
    bars = native(bar_chart().figure)
    assert isinstance(bars, Bars)
    assert bars.categories == ["Lạng Sơn", "Huế"]
    assert [(one.name, one.values, one.is_hatched) for one in bars.series] == [
        ("Quá hạn", [12, 7], True),
        ("Trong hạn", [1200, None], False),
    ]
    assert bars.is_stacked
    assert bars.is_horizontal


def test_a_row_has_its_words_beside_it_and_a_slide_its_share_of_rows():
    places = list(range(30))
    words = [
        {"x": 0, "xref": "paper", "y": place, "yshift": 25, "text": f"Xã {place}<br>1/2"}
        for place in places
    ]
    marks = {"type": "scatter", "mode": "markers", "x": places, "y": places,
             "marker": {"color": [SURFACE] * 30}}  # fmt: skip
    layout = {"yaxis": {"range": [29.4, -0.75], "showticklabels": False}, "annotations": words}
    plot = native({"data": [marks], "layout": layout})
    assert plot.labels[3].lines == ["Xã 3 · 1/2"]
    assert plot.labels[3].y == 3
    pages = plot.pages(12)
    assert [page.labels[0].lines[0] for page in pages] == [
        "Xã 0 · 1/2",
        "Xã 12 · 1/2",
        "Xã 24 · 1/2",
    ]
    assert sum(len(page.labels) for page in pages) == 30


def test_a_day_is_the_number_that_spreadsheets_give_it():
    assert serial("1900-03-01") == 61
    assert serial("2025-07-01T12:00:00") == 45839.5


@pytest.mark.parametrize(
    ("low", "high", "step"), [(0, 100, 20), (96.1, 99.9, 1), (0, 7172, 2000), (0, 0.6, 0.1)]
)
def test_steps_are_round(low, high, step):
    assert nice_step(low, high, 6) == pytest.approx(step)


def test_ticks_with_decimals_are_written_in_vietnamese():
    axis = axis_of({"range": [98.1, 99.4], "nticks": 3, "ticksuffix": " %"}, [98.1, 99.4])
    assert [text for _, text in axis.labels] == ["98,0 %", "98,5 %", "99,0 %", "99,5 %"]


def test_a_percentage_never_goes_past_a_hundred():
    axis = axis_of({"range": [60, 101], "ticksuffix": " %"}, [60.2, 100])
    assert axis.high == 100
