"""A Plot or Bars drawn by matplotlib."""

from cchc.charts.theme import CONTEXT, FAINT, INK
from cchc.exports.chart_xml import pale, room
from cchc.exports.colours import PAPER
from cchc.exports.plot import Axis, Bars, Label, Line, Panel, Plot
from cchc.vietnamese import number

POINTS = 0.75  # of a pixel
TEXT = 10
DASHES = {"solid": "-", "dash": "--", "dot": ":", "dashdot": "-.", "longdash": (0, (8, 3))}
SYMBOLS = {"circle": "o", "square": "s", "diamond": "D", "x": "x", "cross": "P",
           "triangle-up": "^", "triangle-down": "v", "triangle-left": "<",
           "triangle-right": ">", "line-ns": "|", "line-ew": "_"}  # fmt: skip
# Side of a label: how it is moved in points, and how it is aligned.
SIDES = {"r": (8, 0, "left", "center"), "l": (-8, 0, "right", "center"),
         "t": (0, 6, "center", "bottom"), "b": (0, -6, "center", "top"),
         "ctr": (0, 0, "center", "center")}  # fmt: skip


def draw_panels(figure, panels: list[Panel], box: tuple) -> None:
    """Each pair of axes where it stands in the height of the box."""
    left, bottom, width, height = box
    for panel in panels:
        low, high = panel.span
        part = (left, bottom + low * height, width, (high - low) * height)
        (draw_bars if isinstance(panel.drawn, Bars) else draw_plot)(figure, panel.drawn, part)


def draw_plot(figure, plot: Plot, box: tuple) -> None:
    """Lines and labels over two axes, within `box`."""
    left, bottom, width, height = box
    inches = width * figure.get_figwidth()
    share = room(plot, inches)
    axes = figure.add_axes((
        left + width * share["left"],
        bottom + height * (1 - share["top"] - share["height"]),
        width * share["width"], height * share["height"],
    ))  # fmt: skip
    for line in plot.lines:
        _draw(axes, line)
    _scale(axes, plot)
    drawn = height * share["height"] * figure.get_figheight() * 72
    spaced = plot if plot.has_rows else plot.spread(1.3 * TEXT / drawn)
    for label in spaced.labels:
        _write(axes, label, TEXT + 1)
    for label in plot.tick_labels:
        _write(axes, label, TEXT)


def _draw(axes, line: Line) -> None:
    style = line.style
    if style.width:
        axes.plot(line.x, line.y, color=_colour(style.colour), linewidth=style.width * POINTS,
                  linestyle=DASHES.get(style.dash, "--"), clip_on=True)  # fmt: skip
    if line.above:
        axes.errorbar(line.x, line.y, yerr=[line.below, line.above], fmt="none",
                      ecolor=_colour(style.colour), elinewidth=1)  # fmt: skip
    for look, places in _alike(line).items() if style.symbol else ():
        _mark(axes, line, look, places)


def _alike(line: Line) -> dict[tuple[str, str, str], list[int]]:
    """Symbol, edge and inside → the places of the marks that look so."""
    alike: dict[tuple[str, str, str], list[int]] = {}
    for place in range(len(line.x)):
        symbol = str(line.symbols[place] if line.symbols else line.style.symbol)
        edge = line.edges[place] if line.edges else line.style.colour
        inside = line.fills[place] if line.fills else line.style.colour
        alike.setdefault((symbol, _colour(edge), _colour(inside)), []).append(place)
    return alike


def _mark(axes, line: Line, look: tuple[str, str, str], places: list[int]) -> None:
    symbol, edge, inside = look
    is_hollow = symbol.endswith("-open") or inside == "#FFFFFF"
    axes.plot(
        [line.x[place] for place in places], [line.y[place] for place in places],
        marker=SYMBOLS.get(symbol.removesuffix("-open"), "o"), linestyle="none",
        markersize=line.style.size * POINTS, markeredgecolor=edge, markeredgewidth=1.2,
        markerfacecolor=pale(edge) if is_hollow else inside, clip_on=False,
    )  # fmt: skip


def _scale(axes, plot: Plot) -> None:
    """Ranges, directions, grid lines and even ticks."""
    for axis, limit, drawn in (
        (plot.x, axes.set_xlim, axes.xaxis),
        (plot.y, axes.set_ylim, axes.yaxis),
    ):
        limit(*((axis.high, axis.low) if axis.is_reversed else (axis.low, axis.high)))
        places = _places(axis)
        drawn.set_ticks(places)
        named = axis.step and not axis.labels
        drawn.set_ticklabels([number(p) + axis.suffix if named else "" for p in places])
        drawn.set_tick_params(length=0, labelsize=TEXT, labelcolor=PAPER[INK])
        if axis.has_grid and axis.step:
            drawn.grid(True, color=PAPER[FAINT], linewidth=0.8)
    axes.set_xlabel(
        plot.x.title, fontsize=TEXT, color=PAPER[INK], labelpad=14 if plot.x.labels else 4
    )
    axes.set_axisbelow(True)
    axes.set_facecolor("none")
    for side in axes.spines.values():
        side.set_visible(False)


def _places(axis: Axis) -> list[float]:
    if not axis.step:
        return []
    return [
        axis.low + place * axis.step
        for place in range(round((axis.high - axis.low) / axis.step) + 1)
    ]


def _write(axes, label: Label, size: float) -> None:
    across, up, horizontal, vertical = SIDES[label.side]
    axes.annotate(
        "\n".join(label.lines).replace("$", r"\$"), (label.x, label.y), (across, up),
        textcoords="offset points", ha=horizontal, va=vertical, fontsize=size,
        color=_colour(label.colour), weight="bold" if label.is_bold else "normal",
        annotation_clip=False,
    )  # fmt: skip


def _colour(colour: str) -> str:
    """A colour as paper knows it; what is no hexadecimal colour is grey."""
    return colour.upper() if colour.startswith("#") and len(colour) == 7 else PAPER[CONTEXT]


def draw_bars(figure, bars: Bars, box: tuple) -> None:
    """Bars beside or after each other, hatched where the screen hatches them."""
    left, bottom, width, height = box
    names = max(map(len, bars.categories), default=0)
    inset = min(0.4, 0.008 * names) if bars.is_horizontal else 0.05
    axes = figure.add_axes(
        (left + width * inset, bottom + 0.04, width * (0.97 - inset), height - 0.04)
    )
    draw = axes.barh if bars.is_horizontal else axes.bar
    count = len(bars.categories)
    ends, thick = [0.0] * count, 0.6 if bars.is_stacked else 0.7 / max(len(bars.series), 1)
    for place, one in enumerate(bars.series):
        values = [value or 0 for value in one.values]
        shift = 0 if bars.is_stacked else (place - (len(bars.series) - 1) / 2) * thick
        at = [row + shift for row in range(count)]
        base = {"left" if bars.is_horizontal else "bottom": ends} if bars.is_stacked else {}
        draw(at, values, thick, label=one.name, edgecolor=PAPER[INK], linewidth=0.6,
             color="#FFFFFF" if one.is_hatched else _colour(one.colour),
             hatch="///" if one.is_hatched else None, **base)  # fmt: skip
        ends = [end + value for end, value in zip(ends, values, strict=True)]
    _name_bars(axes, bars, count)


def _name_bars(axes, bars: Bars, count: int) -> None:
    drawn, other = (axes.yaxis, axes.xaxis) if bars.is_horizontal else (axes.xaxis, axes.yaxis)
    drawn.set_ticks(
        range(count), [name.replace("$", r"\$") for name in bars.categories], fontsize=TEXT
    )
    if bars.is_horizontal:
        axes.invert_yaxis()
    other.set_major_formatter(lambda value, _place: number(value))
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)
    if len(bars.series) > 1:
        axes.legend(loc="lower right", frameon=False, fontsize=TEXT)
