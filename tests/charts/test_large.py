"""A meeting's chart has larger type and the same numbers."""

from copy import deepcopy

from cchc.charts.large import PROJECTOR, ROOM, large

WIDER = 1 + ROOM * (PROJECTOR - 1)

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
    assert bar["textfont"]["size"] == 12 * PROJECTOR
    assert dot == FIGURE["data"][1]
    layout = made["layout"]
    assert layout["font"] == {"size": 14 * PROJECTOR, "color": "#111"}
    assert layout["xaxis"] == {"tickfont": {"size": 12 * PROJECTOR}, "range": [0, 100]}


def test_the_larger_type_gets_the_room_it_needs():
    layout = large(FIGURE)["layout"]
    assert layout["height"] == 300 * WIDER
    assert layout["margin"] == {"l": 8 * WIDER, "t": 10 * WIDER}
    [note] = layout["annotations"]
    assert (note["x"], note["yshift"], note["font"]["size"]) == (1.5, 10 * WIDER, 12 * PROJECTOR)


def test_the_smaller_second_line_of_a_label_grows_too():
    note = {"text": "Xã A<br><span style='font-size:13px'>15/715</span>"}
    [made] = large({"data": [], "layout": {"annotations": [note]}}, 2)["layout"]["annotations"]
    assert made["text"] == "Xã A<br><span style='font-size:26px'>15/715</span>"
