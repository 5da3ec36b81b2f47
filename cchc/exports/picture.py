"""A map as areas, lines, dots and words in a unit square: what no native chart can hold.

Office programs get it as vector shapes, paper as vectors. y grows upwards; the keys of the classes
stand apart, for each program has its own room for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc.charts.theme import INK, coloured
from cchc.exports.colours import PAPER
from cchc.exports.figures import runs_of
from cchc.exports.plot import serial
from cchc.exports.text import clean, untagged

Points = list[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Area:
    """A line through points; closed and filled where it has a fill."""

    points: Points
    edge: str
    width: float
    fill: str = ""


@dataclass(frozen=True, kw_only=True)
class Words:
    """One line of text about a point: what a phone breaks has room on paper."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    is_centred: bool = True


@dataclass(frozen=True, kw_only=True)
class Picture:
    """`keys`: colour and meaning of each class; `dots`: small marks of one colour."""

    areas: list[Area]
    dots: Points
    words: list[Words]
    keys: list[tuple[str, str]]


def is_picture(figure: dict) -> bool:
    """Whether the figure fills areas that stand on no axis."""
    is_free = figure["layout"].get("xaxis", {}).get("visible") is False
    return is_free and any(trace.get("fill") == "toself" for trace in figure["data"])


def picture_of(figure: dict, shape: float) -> Picture:
    """The figure for a box that is `shape` times as wide as high."""
    plain = coloured(figure)
    layout, traces = plain["layout"], plain["data"]
    places = {name: Place(layout, name, shape) for name in ("", "2")}
    keys = [trace for trace in traces if trace.get("name") and trace["x"] == [None]]
    shown = [trace for trace in traces if trace not in keys]
    return Picture(
        areas=[
            *(area for trace in shown for area in _areas(trace, _place(places, trace, "xaxis"))),
            *(_frame(one, _place(places, one, "xref")) for one in layout.get("shapes", [])),
        ],
        dots=[dot for trace in shown for dot in _dots(trace, _place(places, trace, "xaxis"))],
        words=[
            *(word for trace in shown for word in _texts(trace, _place(places, trace, "xaxis"))),
            *(_note(one, _place(places, one, "xref")) for one in layout.get("annotations", [])),
        ],
        keys=[(key["marker"]["color"], clean(key["name"])) for key in keys],
    )


class Place:
    """Where one pair of axes lies in the unit square."""

    def __init__(self, layout: dict, name: str, shape: float):
        across, up = layout.get(f"xaxis{name}", {}), layout.get(f"yaxis{name}", {})
        (self.x0, x1), (self.y0, y1) = across.get("range", (0, 1)), up.get("range", (0, 1))
        self.left, right = across.get("domain", (0, 1))
        self.bottom, top = up.get("domain", (0, 1))
        self.wide = (right - self.left) / (x1 - self.x0)
        self.high = (top - self.bottom) / (y1 - self.y0)
        ratio = up.get("scaleratio") if up.get("scaleanchor") else None
        if ratio:  # one degree is as long across as up
            self.high = min(self.high, self.wide * shape * ratio)
            self.wide = self.high / shape / ratio

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.left + (x - self.x0) * self.wide, self.bottom + (y - self.y0) * self.high


def _place(places: dict[str, Place], one: dict, key: str) -> Place:
    return places["2" if str(one.get(key, "")).endswith("2") else ""]


def _points(trace: dict, place: Place) -> Iterator[Points]:
    pairs = list(zip(map(serial, trace["x"]), map(serial, trace["y"]), strict=True))
    for run in runs_of(pairs):
        yield [place(*pairs[i]) for i in run]


def _areas(trace: dict, place: Place) -> list[Area]:
    if "lines" not in trace.get("mode", ""):
        return []
    line = trace.get("line", {})
    look = {"edge": line.get("color", PAPER[INK]), "width": line.get("width", 1)}
    fill = trace.get("fillcolor", "") if trace.get("fill") == "toself" else ""
    return [Area(points=points, fill=fill, **look) for points in _points(trace, place)]


def _dots(trace: dict, place: Place) -> Points:
    is_dots = trace.get("mode") == "markers"
    return [dot for points in _points(trace, place) for dot in points] if is_dots else []


def _texts(trace: dict, place: Place) -> Iterator[Words]:
    if "text" not in trace.get("mode", ""):
        return
    font = trace.get("textfont", {})
    sizes, colours = font.get("size", 12), font.get("color", PAPER[INK])
    for i, (x, y, text) in enumerate(zip(trace["x"], trace["y"], trace["text"], strict=True)):
        across, up = place(x, y)
        size, colour = (one[i] if isinstance(one, list) else one for one in (sizes, colours))
        yield Words(x=across, y=up, text=_joined(text), size=size, colour=colour)


def _joined(text: str) -> str:
    return " ".join(untagged(text))


def _note(note: dict, place: Place) -> Words:
    x, y = place(note["x"], note["y"])
    font = note.get("font", {})
    return Words(
        x=x, y=y, text=_joined(note["text"]), size=font.get("size", 12),
        colour=font.get("color", PAPER[INK]), is_centred=note.get("xanchor") != "left",
    )  # fmt: skip


def _frame(shape: dict, place: Place) -> Area:
    corners = [(shape[x], shape[y]) for x, y in
               (("x0", "y0"), ("x1", "y0"), ("x1", "y1"), ("x0", "y1"), ("x0", "y0"))]  # fmt: skip
    line = shape.get("line", {})
    return Area(
        points=[place(*corner) for corner in corners],
        edge=line.get("color", PAPER[INK]), width=line.get("width", 1),
    )  # fmt: skip
