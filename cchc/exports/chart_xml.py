"""The parts of a native chart that python-pptx has no words for, as DrawingML.

ECMA-376 part 1, 21.2: a series has its line, marker, labels and error bars in this order.
"""

from xml.sax.saxutils import escape

from pptx.oxml import parse_xml

from cchc.charts.theme import SURFACES
from cchc.exports.plot import Label, Line, Plot, Style

NAMES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
POINT = 12700  # English Metric Units
PIXEL_POINTS = 0.85  # a line of one pixel on a screen, in points on a slide
DASHES = {"solid": "solid", "dash": "dash", "dot": "sysDot", "dashdot": "dashDot",
          "longdash": "lgDash", "longdashdot": "lgDashDot"}  # fmt: skip
SYMBOLS = {"circle": "circle", "square": "square", "diamond": "diamond", "x": "x", "cross": "plus",
           "line-ns": "dash", "line-ew": "dash", "triangle-down": "diamond"}  # fmt: skip
SMALLEST, LARGEST = 2, 40  # points of a mark


def element(xml: str):
    """The XML with the names of charts declared."""
    head, _, rest = xml.partition(">")
    closed = head.endswith("/")
    return parse_xml(f"{head.removesuffix('/')} {NAMES}{'/' if closed else ''}>{rest}")


def series_parts(line: Line) -> list:
    """Line, marker and intervals of a series, in the order they must stand."""
    style = line.style
    parts = [f"<c:spPr>{_stroke(style)}</c:spPr>", _marker(line)]
    if line.above:
        parts.append(_intervals(line))
    return [element(part) for part in parts]


def label_parts(labels: list[Label], size: float) -> list:
    """A series of points that are not seen and only carry texts."""
    texts = "".join(_label(place, label, size) for place, label in enumerate(labels))
    hidden = '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>' \
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'  # fmt: skip
    return [
        element("<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"),
        element('<c:marker><c:symbol val="none"/></c:marker>'),
        element(f"<c:dLbls>{texts}{hidden}</c:dLbls>"),
    ]


def _stroke(style: Style) -> str:
    if not style.width:
        return "<a:ln><a:noFill/></a:ln>"
    width = int(style.width * PIXEL_POINTS * POINT)
    cap = ' cap="flat"' if style.width > 8 else ' cap="rnd"'
    return (
        f'<a:ln w="{width}"{cap}>{fill(style.colour)}'
        f'<a:prstDash val="{DASHES.get(style.dash, "dash")}"/><a:round/></a:ln>'
    )


def _marker(line: Line) -> str:
    style = line.style
    if not style.symbol:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    symbol = str(line.symbols[0] if line.symbols else style.symbol)
    kind = symbol_of(symbol)
    size = int(min(max(style.size * PIXEL_POINTS, SMALLEST), LARGEST))
    edge = line.edges[0] if line.edges else style.colour
    inside = line.fills[0] if line.fills else style.colour
    is_hollow = symbol.endswith("-open") or inside == SURFACES["light"]
    return (
        f'<c:marker><c:symbol val="{kind}"/><c:size val="{size}"/><c:spPr>'
        f"{fill(pale(edge) if is_hollow else inside)}"
        f'<a:ln w="{int(1.5 * POINT)}">{fill(edge)}</a:ln></c:spPr></c:marker>'
    )


def symbol_of(symbol: str) -> str:
    """The mark of office programs; theirs has no triangle that points down."""
    bare = symbol.removesuffix("-open")
    return SYMBOLS.get(bare, "triangle" if "triangle" in bare else "circle")


def _intervals(line: Line) -> str:
    def numbers(values: list[float]) -> str:
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{value or 0:.6g}</c:v></c:pt>' for i, value in enumerate(values)
        )
        return f'<c:numLit><c:ptCount val="{len(values)}"/>{points}</c:numLit>'

    stroke = _stroke(Style(colour=line.style.colour, width=1.3))
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/><c:plus>{numbers(line.above)}</c:plus>'
        f"<c:minus>{numbers(line.below)}</c:minus><c:spPr>{stroke}</c:spPr></c:errBars>"
    )


def _label(place: int, label: Label, size: float) -> str:
    look = f'lang="vi-VN" sz="{int(100 * size)}" b="{int(label.is_bold)}"'
    paragraphs = "".join(
        f"<a:p><a:r><a:rPr {look}>{fill(label.colour)}</a:rPr><a:t>{escape(text)}</a:t></a:r></a:p>"
        for text in label.lines
    )
    inset = " ".join(f'{side}Ins="{POINT * 8 * (side in "lr")}"' for side in "ltrb")
    return (
        f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr wrap="none" {inset}>'
        f"<a:spAutoFit/></a:bodyPr><a:lstStyle/>{paragraphs}</c:rich></c:tx>"
        f'<c:dLblPos val="{label.side}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbl>'
    )


def pale(colour: str) -> str:
    """The colour mixed with white: a hollow mark that shows where its edge is not drawn."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{int(255 - 0.35 * (255 - part)):02X}" for part in parts)


def fill(colour: str) -> str:
    """One colour; a text of plotly that is no hexadecimal colour is grey."""
    is_known = colour.startswith("#") and len(colour) == 7
    return f'<a:solidFill><a:srgbClr val="{colour[1:] if is_known else "6B6B6B"}"/></a:solidFill>'


def place_plot(chart_space, *, left: float, top: float, width: float, height: float) -> None:
    """Where the axes stand within the chart, as shares of it, so that labels have their room."""
    sides = {"x": left, "y": top, "w": width, "h": height}
    inner = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in sides.items())
    layout = element(
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'
    )
    area = chart_space.chart.plotArea
    for old in area.findall(layout.tag):
        area.remove(old)
    area.insert(0, layout)


def room(plot: Plot, wide: float) -> dict[str, float]:
    """The shares that axes and their labels need in a chart that is `wide` inches."""
    if plot.has_rows:
        names = max(len(one.lines[0]) for one in plot.labels if one.is_outside and one.side == "l")
        left = min(0.42, 0.03 + names * 0.095 / wide)
        said = [len(one.lines[0]) for one in plot.labels if one.is_outside and one.side == "r"]
        right = min(0.3, 0.03 + max(said, default=0) * 0.105 / wide)
        return {"left": left, "top": 0.02, "width": 1 - left - right, "height": 0.88}
    right = min(0.3, (plot.right + 60) / 96 / wide)
    height = 0.74 if plot.x.title else 0.81
    return {"left": 0.06, "top": 0.07, "width": 0.94 - right, "height": height}
