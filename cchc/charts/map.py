"""Units where they lie, shaded by class: plain polygons on plain axes, nothing is fetched.

Hoàng Sa and Trường Sa, of Việt Nam, are on every map: within the country, or beside a part of it.
"""

from collections.abc import Iterable, Sequence
from math import cos, radians

import pandas as pd

from cchc.catalog.boundaries import Ring, Shape, viet_nam
from cchc.charts.chart import Chart
from cchc.charts.theme import INK, SAME, SEQUENCE, SMALL_TEXT, SURFACE, TEXT_SIZE, layout
from cchc.languages import later, say

CLASSES = tuple(token for token, _, _ in SEQUENCE)
DARK = CLASSES[3:]  # text on these is of the page's colour
WIDE, TILE, INSET = 560, 62, 190  # pixels: a map, a row of tiles, Việt Nam beside a part of it
TALL = (320, 640)  # at least and at most
CROWD = 40  # units, from which their marks are small
LEGEND_ROW = 24
LETTERS = 6  # in a line of a tile on a phone
# Beside the tiles of the country, where the archipelagos lie: column and row, name, whose.
ISLAND_TILES = (
    ((5.2, 9.6), later("Quần đảo Hoàng Sa"), "Đà Nẵng"),
    ((5.2, 15.6), later("Quần đảo Trường Sa"), "Khánh Hòa"),
)
# On the map of the country: where the name of each stands.
ISLAND_NAMES = (
    ((112.0, 17.25), later("Quần đảo Hoàng Sa"), "Đà Nẵng"),
    ((114.3, 12.1), later("Quần đảo Trường Sa"), "Khánh Hòa"),
)


def map_chart(
    shapes: dict[str, Shape],
    units: pd.DataFrame,
    bounds: Sequence[str],
    *,
    kind: str,
    is_whole: bool,
    title: str,
    subtitle: str,
    alt: str,
    notes: tuple[str, ...] = (),
) -> Chart:
    """A map, or a grid of tiles where `kind` is tiles or names.

    `units`: agency, short, place (its class, NaN unknown), said (value and counts), is_named;
    `bounds`: each class in words. A mark in each unit carries its agency for who clicks.
    """
    colours = _colours(len(bounds))
    units = units.assign(colour=["" if n != n else colours[int(n)] for n in units["place"]])
    traces = [_polygon(shapes[row.agency], row) for row in units.itertuples()]
    is_tiled = kind != "borders"
    figure = {
        "data": [
            *traces,
            _marks(shapes, units, is_tiled),
            *_legend(bounds, colours, has_gaps=units["place"].isna().any()),
            *([] if is_whole else _inset()),
        ],
        "layout": _layout(shapes, len(bounds), is_tiled, is_whole, kind),
    }
    if not is_tiled:
        figure["layout"]["annotations"] += _names(shapes, units)
    return Chart(title=title, subtitle=subtitle, figure=figure, alt=alt, notes=notes)


def _colours(count: int) -> list[str]:
    """The colours of so many classes, as far apart as they can be."""
    last = len(CLASSES) - 1
    return [CLASSES[round(n * last / max(count - 1, 1))] for n in range(count)]


def _polygon(shape: Shape, row) -> dict:
    """One unit; hatched where nobody reported."""
    x, y = _joined(shape.rings)
    fill = {"fillcolor": row.colour} if row.colour else {"fillpattern": _hatched()}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        **fill,
        "line": {"color": INK if row.is_chosen else SAME, "width": 3 if row.is_chosen else 0.7},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": f"<b>{row.short}</b><br>{row.said}",
        "showlegend": False,
    }


def _hatched() -> dict:
    return {"shape": "/", "size": 6, "solidity": 0.15, "fgcolor": SAME, "bgcolor": SURFACE}


def _joined(rings: Iterable[Ring]) -> tuple[list, list]:
    """Several rings as one line, a gap after each."""
    x, y = [], []
    for ring in rings:
        x += [point[0] for point in ring] + [None]
        y += [point[1] for point in ring] + [None]
    return x, y


def _marks(shapes: dict[str, Shape], units: pd.DataFrame, is_tiled: bool) -> dict:
    """What is clicked: a dot in each unit, on tiles the name; those to be named have theirs."""
    dark = [SURFACE if colour in DARK else INK for colour in units["colour"]]
    points = [shapes[agency].at for agency in units["agency"]]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "customdata": list(units["agency"]),
        "text": [_wrapped(short) if is_tiled else "" for short in units["short"]],
        "textposition": "middle center",
        "textfont": {"size": [_letters(short) for short in units["short"]], "color": dark},
        "marker": {
            "size": 34 if is_tiled else 4 if len(units) > CROWD else 7,
            "symbol": "square",
            "color": "rgba(0,0,0,0)" if is_tiled else dark,
        },
        "hovertext": [
            f"<b>{short}</b><br>{said}"
            for short, said in zip(units["short"], units["said"], strict=True)
        ],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": INK}},
        "showlegend": False,
    }


def _names(shapes: dict[str, Shape], units: pd.DataFrame) -> list[dict]:
    """The names of a few units, on the page's colour so that they are read on any class."""
    return [
        {"x": shapes[row.agency].at[0], "y": shapes[row.agency].at[1], "text": row.short,
         "showarrow": False, "yshift": 15, "bgcolor": SURFACE, "borderpad": 1,
         "font": {"size": SMALL_TEXT, "color": INK}}
        for row in units[units["is_named"]].itertuples()
    ]  # fmt: skip


def _wrapped(name: str) -> str:
    """A name in lines that fit on a tile: of two words a line each."""
    words = name.split()
    if len(words) == 2:
        return "<br>".join(words)
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def _letters(name: str) -> int:
    """Three lines, or a long one, fit on a tile when they are smaller."""
    lines = _wrapped(name).split("<br>")
    return 12 if len(lines) < 3 and max(map(len, lines)) < LETTERS else 10


def _legend(bounds: Sequence[str], colours: Sequence[str], *, has_gaps: bool) -> list[dict]:
    """Every class with its numbers, and what hatching means where there is some."""
    line = {"color": SAME, "width": 1}
    entries = [
        {"marker": {"color": colour, "size": 16, "symbol": "square", "line": line}, "name": words}
        for colour, words in zip(colours, bounds, strict=True)
    ]
    if has_gaps:
        marker = {"color": SAME, "size": 15, "symbol": "hash-open"}
        entries.append({"marker": marker, "name": say("chưa có số liệu")})
    blank = {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "hoverinfo": "skip"}
    return [blank | entry for entry in entries]


def _inset() -> list[dict]:
    """Việt Nam with its archipelagos, where the map is of a part of it."""
    country = viet_nam()
    x, y = _joined(country.outline)
    axes = {"xaxis": "x2", "yaxis": "y2", "showlegend": False, "hoverinfo": "skip"}
    line = {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": SAME, "width": 1}}
    points = [point for _, islands in country.archipelagos for point in islands]
    islands = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "marker": {"color": INK, "size": 2.5},
    }
    return [line | axes, islands | axes]


def _layout(
    shapes: dict[str, Shape], bounds: int, is_tiled: bool, is_whole: bool, kind: str
) -> dict:
    x, y = _joined(ring for shape in shapes.values() for ring in shape.rings)
    x, y = [v for v in x if v is not None], [v for v in y if v is not None]
    rows = max(y) - min(y)
    middle = radians(sum(y) / len(y))
    map_height = max(2, rows) * (44 if kind == "tiles" else TILE)
    if not is_tiled:
        needed = WIDE * rows / (max(x) - min(x)) / cos(middle)
        map_height = min(max(needed, TALL[0]), TALL[1])
    top = LEGEND_ROW * (bounds + 1)
    inset = 0 if is_whole else INSET
    height = map_height + top + inset
    plain = {"visible": False, "fixedrange": True}
    ratio = {} if is_tiled else {"scaleanchor": "x", "scaleratio": 1 / cos(middle)}
    right = max(x) + (2.2 if kind == "tiles" else 0)
    axes = {
        "xaxis": plain | {"range": [min(x) - _air(x), right + _air(x)]},
        "yaxis": plain | ratio | {"range": [min(y) - _air(y), max(y) + _air(y)],
                                  "domain": [inset / height, 1]},
    }  # fmt: skip
    if not is_whole:
        axes |= _inset_axes(inset / height, plain)
    return layout(
        height=round(height),
        margin={"l": 4, "r": 4, "t": top, "b": 4},
        showlegend=True,
        legend={"orientation": "v", "x": 0, "y": 1, "yref": "container", "yanchor": "top",
                "font": {"size": TEXT_SIZE}, "itemclick": False, "itemdoubleclick": False},
        clickmode="event+select",
        annotations=_island_words(kind, is_whole),
        shapes=_island_frames(kind),
        **axes,
    )  # fmt: skip


def _air(values: list[float]) -> float:
    return 0.01 * (max(values) - min(values)) + 0.02


def _inset_axes(top: float, plain: dict) -> dict:
    """Room at the right of the country for the names of the archipelagos."""
    return {
        "xaxis2": plain | {"range": [101.5, 140], "domain": [0, 1], "anchor": "y2"},
        "yaxis2": plain | {"range": [6.5, 24], "domain": [0, top * 0.92], "anchor": "x2",
                           "scaleanchor": "x2", "scaleratio": 1.04},
    }  # fmt: skip


def _island_words(kind: str, is_whole: bool) -> list[dict]:
    """The names of both archipelagos, and whose they are."""
    word = {"showarrow": False, "font": {"size": 12, "color": INK}}
    if not is_whole:
        word |= {"xref": "x2", "yref": "y2", "x": 118.5, "xanchor": "left", "align": "left"}
        return [
            word | {"y": at[1] - 1, "text": f"{say(name)}<br>({of}, {say('Việt Nam')})"}
            for at, name, of in ISLAND_NAMES
        ]
    if kind == "tiles":
        places = [((column + 1, -row - 0.5), name, of) for (column, row), name, of in ISLAND_TILES]
    else:
        places = list(ISLAND_NAMES)
    return [
        word | {"x": at[0], "y": at[1], "text": f"{say(name)}<br>({of})"} for at, name, of in places
    ]


def _island_frames(kind: str) -> list[dict]:
    """On the tiles of the country a tile of its own for each, drawn dashed: no unit of the list."""
    if kind != "tiles":
        return []
    return [
        {"type": "rect", "x0": column, "x1": column + 2, "y0": -row, "y1": -row - 1,
         "line": {"color": SAME, "width": 1, "dash": "dash"}}
        for (column, row), _, _ in ISLAND_TILES
    ]  # fmt: skip
