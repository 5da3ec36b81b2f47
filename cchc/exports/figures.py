"""From the plotly figure of a chart to what an office program draws: a Plot, or plain Bars."""

from dataclasses import replace

from cchc.charts.theme import INK, MAIN, TEXT_SIZE, coloured
from cchc.exports.axes import axis_of
from cchc.exports.bars import bars_of
from cchc.exports.colours import INVISIBLE, PAPER, first
from cchc.exports.plot import Axis, Bars, Label, Line, Panel, Plot, Style, serial
from cchc.exports.text import clean, untagged

WIDE, THICKEST = 600, 26  # pixels that upright bars share, and of one bar at most
AIR = 0.1  # share of the paper above its axis at which a word still belongs to it
HALF_LINE = 11  # pixels
MARGIN = 64  # pixels of a figure's height that are not plot, where it does not say


def native(figure: dict) -> Plot | Bars:
    """What stands over the first two axes of a figure, as an office program can draw it."""
    return panels(figure)[0].drawn


def panels(figure: dict) -> list[Panel]:
    """Every pair of axes of the figure, the first on top, in the colours of paper."""
    plain = coloured(figure)
    layout = plain["layout"]
    traces = [one for one in plain["data"] if one.get("x") is not None and len(one["x"])]
    names = sorted({one.get("yaxis", "y") for one in traces} | {"y"})
    found = [
        Panel(
            drawn=_drawn([one for one in traces if one.get("yaxis", "y") == name],
                         _layout_of(name, names, layout)),
            span=_span(name, layout),
        )
        for name in names
    ]  # fmt: skip
    return [*(_without_ticks(one) for one in found[:-1]), found[-1]]


def pages(figure: dict, rows: int) -> list[list[Panel]]:
    """The panels of each page: one of rows on as many pages as its rows need."""
    found = panels(figure)
    first = found[0].drawn
    if len(found) > 1 or isinstance(first, Bars):
        return [found]
    return [[Panel(drawn=part)] for part in first.pages(rows)]


def _span(name: str, layout: dict) -> tuple[float, float]:
    return tuple(layout.get(f"yaxis{name[1:]}", {}).get("domain", (0, 1)))


def _layout_of(name: str, names: list[str], layout: dict) -> dict:
    """The layout as one of its vertical axes sees it."""
    kept = {
        part: [one for one in layout.get(part, []) if _axis_of(one, names, layout) == name]
        for part in ("shapes", "annotations")
    }
    return layout | kept | {"yaxis": layout.get(f"yaxis{name[1:]}", {})}


def _axis_of(one: dict, names: list[str], layout: dict) -> str:
    """The axis on which a word or shape stands; on the paper, the one at its height."""
    said = (one.get("yref") or "y").split()[0]
    if said != "paper":
        return said
    near = (n for n in names if _span(n, layout)[0] <= one.get("y", 1) <= _span(n, layout)[1] + AIR)
    return next(near, "y")


def _without_ticks(panel: Panel) -> Panel:
    """The ticks of the axis that panels share stand under the last one."""
    if not isinstance(panel.drawn, Plot):
        return panel
    x = replace(panel.drawn.x, labels=(), title="", step=None)
    return replace(panel, drawn=replace(panel.drawn, x=x))


def _drawn(traces: list[dict], layout: dict) -> Plot | Bars:
    has_names = all(one.get("orientation") == "h" or not _is_number(one["x"]) for one in traces)
    if traces and has_names and all(one["type"] == "bar" for one in traces):
        return bars_of(traces, layout)
    return _plot(traces, layout)


def _is_number(values: list) -> bool:
    """Whether places are numbers or days, not names."""
    try:
        return serial(next((one for one in values if one is not None), 0)) is not None
    except ValueError:
        return False


def _plot(traces: list[dict], layout: dict) -> Plot:
    lines = [line for trace in traces for line in lines_of(trace)]
    x = axis_of(layout.get("xaxis", {}), [v for line in lines for v in line.x])
    y = axis_of(layout.get("yaxis", {}), [v for line in lines for v in line.y])
    height = layout.get("height", 420)
    margin = layout.get("margin", {})
    plot = height - (margin.get("t", MARGIN / 2) + margin.get("b", MARGIN / 2))
    domain = layout.get("yaxis", {}).get("domain", (0, 1))
    layout = layout | {
        part: [_on_axis(one, domain) for one in layout.get(part, [])]
        for part in ("shapes", "annotations")
    }
    shapes = [_shape(one, x, y) for one in layout.get("shapes", [])]
    notes = [_label(one, x, y, plot) for one in layout.get("annotations", []) if one.get("text")]
    return Plot(
        lines=[*filter(None, shapes), *lines], labels=notes, x=x, y=y, right=margin.get("r", 8)
    )


def lines_of(trace: dict) -> list[Line]:
    """One trace as lines without gaps; a bar among lines as a thick line from its base."""
    points = list(zip(map(serial, trace["x"]), map(serial, trace["y"]), strict=True))
    if trace["type"] == "bar":
        return _thick(trace, points)
    drawn = [_line(trace, run, points) for run in runs_of(points)]
    return [part for line in drawn for part in _parted(line)]


def _parted(line: Line) -> list[Line]:
    """The line, then its marks by how they look: not every program paints single marks."""
    looks = [
        tuple(values[place] if len(values) == len(line.x) else "" for values in line.looks)
        for place in range(len(line.x))
    ]
    if len(set(looks)) < 2:
        return [line]
    plain = replace(line, fills=[], edges=[], symbols=[], style=replace(line.style, symbol=""))
    bare = [plain] if line.style.width or line.above else []
    return bare + [_marks(line, [i for i, own in enumerate(looks) if own == look])
                   for look in dict.fromkeys(looks)]  # fmt: skip


def _marks(line: Line, places: list[int]) -> Line:
    alone = line.at(places)
    symbol = alone.symbols[0] if alone.symbols else line.style.symbol
    return replace(alone, style=replace(line.style, width=0, symbol=symbol), below=[], above=[])


def runs_of(points: list[tuple]) -> list[list[int]]:
    """Places of the points, divided at the gaps."""
    runs: list[list[int]] = [[]]
    for place, point in enumerate(points):
        if None not in point:
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _line(trace: dict, run: list[int], points: list[tuple]) -> Line:
    x, y = [points[i][0] for i in run], [points[i][1] for i in run]
    if trace.get("line", {}).get("shape") == "hv":
        x, y = _stairs(x, y)
    error, marker = trace.get("error_y") or {}, trace.get("marker", {})
    fills, edge = _each(marker.get("color"), run), marker.get("line", {}).get("color")
    return Line(
        name=_name(trace, run),
        x=x,
        y=y,
        style=_style(trace),
        fills=fills,
        edges=_each(edge, run) or ([] if edge else fills),
        symbols=_each(marker.get("symbol"), run),
        above=_each(error.get("array"), run),
        below=_each(error.get("arrayminus", error.get("array")), run),
    )


def _stairs(x: list[float], y: list[float]) -> tuple[list[float], list[float]]:
    """Each step drawn out: first along, then up or down."""
    along, up = x[:1], y[:1]
    for step in range(1, len(x)):
        along += [x[step], x[step]]
        up += [y[step - 1], y[step]]
    return along, up


def _thick(trace: dict, points: list[tuple]) -> list[Line]:
    """Bars that share their axes with lines: from the base to the value, at their place."""
    is_flat = trace.get("orientation") == "h"
    bases = trace.get("base") or 0
    lines = []
    for i in (place for run in runs_of(points) for place in run):
        base = bases[i] if isinstance(bases, list) else bases
        x, y = points[i]
        ends = ([base, base + x], [y, y]) if is_flat else ([x, x], [base, base + y])
        colour = trace.get("marker", {}).get("color")
        colour = first(_each(colour, [i]) or colour, PAPER[MAIN])
        width = 60 * first(trace.get("width"), 0.4) if is_flat else WIDE / len(points)
        style = Style(colour=colour, width=min(width, THICKEST))
        lines.append(Line(name=_name(trace, [i]), x=ends[0], y=ends[1], style=style))
    return lines


def _name(trace: dict, run: list[int]) -> str:
    """The name of the trace, else what all its points are called."""
    texts = trace.get("text")
    said = {texts[i] for i in run} if isinstance(texts, list) else set()
    own = said.pop() if len(said) == 1 else ""
    return clean(trace.get("name") or untagged(own or "")[0], most=80)


def _each(value, run: list[int]) -> list:
    return [value[i] for i in run] if isinstance(value, list) else []


def _style(trace: dict) -> Style:
    mode, line, marker = trace.get("mode", "lines"), trace.get("line", {}), trace.get("marker", {})
    has_marks = "markers" in mode
    edge = marker.get("line", {}).get("color")
    filled = first(edge, None) or first(marker.get("color"), PAPER[MAIN])
    return Style(
        colour=line.get("color") or filled,
        width=line.get("width", 2) if "lines" in mode else 0,
        dash=line.get("dash", "solid"),
        symbol=first(marker.get("symbol"), "circle") if has_marks else "",
        size=first(marker.get("size"), 6) if has_marks else 0,
    )


def _at(value, reference: str | None, axis: Axis) -> float:
    """A place on an axis; a share of the paper counts from its beginning."""
    if reference is None or not reference.startswith("paper") and "domain" not in reference:
        return serial(value)
    share = 1 - value if axis.is_reversed else value
    return axis.low + share * (axis.high - axis.low)


def _on_axis(one: dict, domain: tuple[float, float]) -> dict:
    """A word or shape whose height on the paper is told as one on its axis."""
    if one.get("yref") != "paper" or tuple(domain) == (0, 1):
        return one
    low, high = domain
    shares = {name: one[name] for name in ("y", "y0", "y1") if name in one}
    return one | {n: min(max((v - low) / (high - low), 0), 1) for n, v in shares.items()}


def _shape(shape: dict, x: Axis, y: Axis) -> Line | None:
    """A line as a line, a rectangle as its outline."""
    x0, x1 = (_at(shape[end], shape.get("xref"), x) for end in ("x0", "x1"))
    y0, y1 = (_at(shape[end], shape.get("yref"), y) for end in ("y0", "y1"))
    line = shape.get("line", {})
    if shape["type"] == "line":
        style = Style(colour=line.get("color", PAPER[INK]), width=line.get("width", 1),
                      dash=line.get("dash", "solid"))  # fmt: skip
        return Line(name="", x=[x0, x1], y=[y0, y1], style=style)
    colour = shape.get("fillcolor") or line.get("color")
    if shape["type"] != "rect" or not colour or colour in INVISIBLE:
        return None
    style = Style(colour=colour, width=1.5)
    return Line(name="", x=[x0, x1, x1, x0, x0], y=[y0, y0, y1, y1, y0], style=style)


def _label(note: dict, x: Axis, y: Axis, height: float) -> Label:
    """A text where it stands; what it is moved up by pixels becomes a part of the axis.

    What stands above its row at the edge of a phone stands beside the axes on paper.
    """
    font, is_row = note.get("font", {}), note.get("xref") == "paper" and "yref" not in note
    raised = note.get("yshift", 0) + (HALF_LINE if note.get("yanchor") == "bottom" else 0)
    up = 0 if is_row else raised / height * (y.high - y.low)
    lines = untagged(note["text"])
    return Label(
        x=_at(note["x"], note.get("xref"), x),
        y=_at(note["y"], note.get("yref"), y) + (-up if y.is_reversed else up),
        lines=[" · ".join(lines)] if is_row else lines,
        side=("l" if note["x"] < 0.5 else "r") if is_row else _side(note),
        is_outside=is_row,
        colour=font.get("color", PAPER[INK]),
        size=font.get("size", TEXT_SIZE),
        is_bold="<b>" in note["text"],
    )


def _side(note: dict) -> str:
    sides = {"left": "r", "right": "l"}
    if note.get("xanchor") in sides:
        return sides[note["xanchor"]]
    return {"bottom": "t", "top": "b"}.get(note.get("yanchor"), "ctr")
