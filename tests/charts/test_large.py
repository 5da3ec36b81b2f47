"""A meeting's chart has larger type and the same numbers."""

from copy import deepcopy

from cchc.charts.large import ROOM, TYPE, large

FIGURE = {
    "data": [
        {"type": "bar", "x": [1.5, 2.5], "marker": {"size": 7}, "textfont": {"size": 12}},
        {"type": "scatter", "y": [3], "hoverlabel": {"font": {"color": "#000"}}},
    ],
    "layout": {
        "height": 300,
        "font": {"size": 14, "color": "#111"},
        "margin": {"l": 8, "t": 10},
        "xaxis": {"tickfont": {"size": 12}, "range": [0, 100]},
        "annotations": [{"text": "a", "x": 1.5, "yshift": 10, "font": {"size": 12}}],
    },
}


def test_every_font_grows_and_no_number_moves():
    before = deepcopy(FIGURE)
    made = large(FIGURE)
    assert before == FIGURE  # it is kept and shown to others
    bar, dot = made["data"]
    assert (bar["x"], bar["marker"]) == ([1.5, 2.5], {"size": 7})
    assert bar["textfont"]["size"] == 12 * TYPE
    assert dot == FIGURE["data"][1]
    layout = made["layout"]
    assert layout["font"] == {"size": 14 * TYPE, "color": "#111"}
    assert layout["xaxis"] == {"tickfont": {"size": 12 * TYPE}, "range": [0, 100]}


def test_the_larger_type_gets_the_room_it_needs():
    layout = large(FIGURE)["layout"]
    assert layout["height"] == 300 * ROOM
    assert layout["margin"] == {"l": 8 * ROOM, "t": 10 * ROOM}
    [note] = layout["annotations"]
    assert (note["x"], note["yshift"], note["font"]["size"]) == (1.5, 10 * ROOM, 12 * TYPE)
