"""The bump chart: PCI 2012 → 2013 as published, cuts, ends and names."""

from datetime import date

import pytest

from cchc.catalog.events import load_events
from cchc.charts.bump import bump_chart
from cchc.charts.theme import CONTEXT, SERIES, SURFACE
from tests.charts.frames import PCI, assert_golden, history

# VCCI: Đà Nẵng 12 → 1, Thừa Thiên Huế 30 → 2; Hà Tây was merged in 2008.
PLACES = {
    "Đà Nẵng": {2006: 2, 2007: 2, 2008: 1, 2012: 12, 2013: 1},
    "Thừa Thiên Huế": {2006: 38, 2007: 15, 2008: 10, 2012: 30, 2013: 2},
    "Hà Tây": {2006: 62, 2007: 41, 2008: 55},
    "Lào Cai": {2012: 3, 2013: 17},
}
CHOSEN = ("Đà Nẵng", "Thừa Thiên Huế", "Hà Tây")


def drawn(**more):
    return bump_chart(history(PLACES), PCI, highlight=CHOSEN, **more)


def test_the_title_says_who_moved_from_where_to_where():
    chart = drawn(years=(2012, 2013))
    assert chart.title == (
        "Đà Nẵng từ hạng 12 (2012) lên hạng 1 (2013); "
        "Thừa Thiên Huế từ hạng 30 (2012) lên hạng 2 (2013)"
    )
    assert PCI.name in chart.subtitle
    assert "Hà Tây có số liệu đến năm 2008." in chart.notes


def test_rank_one_is_on_top_and_everybody_else_is_grey():
    figure = drawn().figure
    low, high = figure["layout"]["yaxis"]["range"]
    assert low > high
    background, *lines = figure["data"]
    assert background["line"]["color"] == CONTEXT
    assert [line["line"]["color"] for line in lines] == [s["color"] for s in SERIES[:3]]
    assert "Lào Cai" in background["text"]


def test_a_line_is_cut_where_years_are_missing():
    line = drawn().figure["data"][1]
    assert line["x"] == [2006, 2007, 2008, None, 2012, 2013]
    assert line["connectgaps"] is False


def test_a_new_method_cuts_the_line_and_starts_hollow():
    places = {"Đà Nẵng": {2015: 1, 2016: 2, 2017: 3}}
    chart = bump_chart(history(places, cut=2016), PCI, highlight=("Đà Nẵng",), years=(2015, 2016))
    line = chart.figure["data"][1]
    assert line["x"] == [2015, None, 2016, 2017]
    assert line["marker"]["color"][2] == SURFACE
    assert chart.title == "Đà Nẵng hạng 2/63 năm 2016"  # not compared across the cut
    assert any("2016" in note for note in chart.notes)


def test_names_stand_at_the_ends_of_their_lines_apart():
    labels = drawn().figure["layout"]["annotations"]
    ends = [label for label in labels if label["xanchor"] == "left"]
    assert [label["x"] for label in ends] == [2008, 2013, 2013]
    assert abs(ends[1]["y"] - ends[2]["y"]) > 1.5  # ranks 1 and 2 would touch
    assert "<b>Đà Nẵng</b> 1" in ends[1]["text"]
    starts = [label for label in labels if label["xanchor"] == "right"]
    assert {label["text"] for label in starts} == {"<b>2</b>", "<b>38</b>", "<b>62</b>"}


def test_in_a_small_field_everybody_is_named():
    few = {unit: {2012: place, 2013: 3 - place} for unit, place in (("A", 1), ("B", 2))}
    chart = bump_chart(history(few, of=2), PCI, highlight=("A",))
    texts = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert sorted(texts) == ["<b>1</b>", "<b>2</b>", "<b>A</b> 2", "<b>B</b> 1"]


def test_quarters_stand_side_by_side_with_their_names():
    quarters = history({"A": {8105: 2, 8106: 1}}, of=2)
    names = {8105: "2026-Q1", 8106: "2026-Q2"}
    chart = bump_chart(
        quarters.assign(label=quarters["at"].map(names)),
        PCI, highlight=("A",), years=("2026-Q1", "2026-Q2"),
    )  # fmt: skip
    assert chart.figure["layout"]["xaxis"]["ticktext"] == ["I/2026", "II/2026"]
    assert chart.figure["data"][1]["x"] == [8105, 8106]
    assert chart.title == "A từ hạng 2 (quý I/2026) lên hạng 1 (quý II/2026)"


def test_the_figure_is_valid_and_as_it_was_looked_at():
    chart = drawn(years=(2012, 2013))
    assert chart.figure["layout"]["separators"] == ",."
    assert_golden("bump", chart.figure)


def test_what_happened_stands_where_its_day_falls_within_the_period():
    frame = history({"Hà Nội": {year: 1 for year in range(2005, 2013)}})
    frame["from"] = [date(year, 1, 1) for year in frame["year"]]
    frame["to"] = [date(year, 12, 31) for year in frame["year"]]
    events = load_events().of(PCI, provinces={"01"})
    chart = bump_chart(frame, PCI, highlight=("Hà Nội",), events=events)
    places = [shape["x0"] for shape in chart.figure["layout"]["shapes"] if shape["type"] == "line"]
    assert pytest.approx(2008 - 0.5 + 213 / 366, abs=1e-3) in places  # 1 August 2008
    assert any("01/08/2008 Hà Tây" in note for note in chart.notes)
    assert not bump_chart(frame, PCI, highlight=()).figure["layout"]["shapes"]
