"""A native chart on a worksheet, over the numbers that stand beside it."""

from io import BytesIO

from cchc.exports.chart_xml import DASHES, pale, room, symbol_of
from cchc.exports.figures import panels
from cchc.exports.paper import picture_alone
from cchc.exports.picture import is_picture
from cchc.exports.plot import Axis, Bars, Label, Line, Plot
from cchc.exports.sheets import HEAD_ROW, Looks
from cchc.exports.text import clean
from cchc.exports.view import Drawing
from cchc.languages import say

WIDTH, HEIGHT = 1040, 520  # pixels
ROW_HEIGHT = 30  # pixels of one row of a chart of rows
MAP_ROWS = 32  # of the sheet that a map takes
SHEET_ROW = 20  # pixels
DATA, ASIDE = 17, 4  # first column of the numbers, right of the chart; from one panel's to the next
SIDES = {"l": "left", "r": "right", "t": "above", "b": "below", "ctr": "center"}
SHEET_DASHES = {"sysDot": "round_dot", "dashDot": "dash_dot", "lgDash": "long_dash",
                "lgDashDot": "long_dash_dot"}  # fmt: skip


def add_drawing(book, sheet, style: Looks, block: Drawing) -> int:
    """The chart, its notes, and its numbers at the right; gives the last row of the chart."""
    sheet.write_string(HEAD_ROW - 1, 0, clean(" ".join(block.chart.notes), most=2000))
    where = {"object_position": 2, "description": clean(block.chart.alt)}
    if is_picture(block.chart.figure):
        image = {"image_data": BytesIO(picture_alone(block.chart.figure))}
        sheet.insert_image(HEAD_ROW, 0, "map.png", where | image)
        return HEAD_ROW + MAP_ROWS
    row = HEAD_ROW
    for place, panel in enumerate(panels(block.chart.figure)):
        drawn, column = panel.drawn, DATA + ASIDE * place
        height = int(_height(drawn) * (panel.span[1] - panel.span[0]))
        draw = _bars if isinstance(drawn, Bars) else _plot
        chart = draw(book, sheet, style, drawn, column, height)
        chart.set_size({"width": WIDTH, "height": height})
        sheet.insert_chart(row, 0, chart, where)
        row += height // SHEET_ROW + 1
    return row


def _height(drawn: Plot | Bars) -> int:
    has_rows = isinstance(drawn, Plot) and drawn.has_rows
    return max(HEIGHT, ROW_HEIGHT * int(drawn.y.high)) if has_rows else HEIGHT


def _plot(book, sheet, style: Looks, plot: Plot, column: int, height: int):
    """Lines and texts over two number axes."""
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    heads = (say("Chuỗi"), say("Trục ngang"), say("Trục dọc"))
    for place, head in enumerate(heads):
        sheet.write_string(HEAD_ROW, column + place, head, style.head)
    share = room(plot, WIDTH / 96)
    spaced = plot if plot.has_rows else plot.spread(18 / (height * share["height"]))
    labels = [*spaced.labels, *plot.tick_labels]
    row = HEAD_ROW + 1
    # The texts come first: LibreOffice makes room for as many points as the first series has.
    longest = max((len(line.x) for line in plot.lines), default=0)
    padded = labels + labels[-1:] * (longest - len(labels))
    if padded:
        points = [(" · ".join(one.lines), one.x, one.y) for one in padded]
        chart.add_series(_values(sheet, row, column, points) | _texts(labels, len(padded)))
        row += len(points)
    for line in plot.lines:
        points = [(line.name, x, y) for x, y in zip(line.x, line.y, strict=True)]
        chart.add_series(_values(sheet, row, column, points) | _look(line))
        row += len(points)
    chart.set_x_axis(_axis(plot.x, plot.y))
    chart.set_y_axis(_axis(plot.y, plot.x))
    chart.set_legend({"none": True})
    sides = {"left": "x", "top": "y", "width": "width", "height": "height"}
    chart.set_plotarea({"layout": {sides[name]: part for name, part in share.items()}})
    return chart


def _values(sheet, row: int, column: int, points: list[tuple]) -> dict:
    """Writes name, x and y of each point; gives where they stand."""
    for place, (name, x, y) in enumerate(points):
        sheet.write_string(row + place, column, clean(name))
        sheet.write_number(row + place, column + 1, x)
        sheet.write_number(row + place, column + 2, y)
    last, name = row + len(points) - 1, sheet.get_name()
    return {
        "name": [name, row, column],
        "categories": [name, row, column + 1, last, column + 1],
        "values": [name, row, column + 2, last, column + 2],
    }


def _texts(labels: list[Label], count: int) -> dict:
    """A series that is not seen and carries the texts; each beside its own point."""
    custom = [
        {"value": "\n".join(one.lines), "position": SIDES[one.side],
         "font": {"color": one.colour, "bold": one.is_bold, "size": 10}}
        for one in labels
    ]  # fmt: skip
    custom += [{"delete": True}] * (count - len(labels))
    return {
        "line": {"none": True},
        "marker": {"type": "none"},
        "data_labels": {"value": True, "position": "right", "custom": custom},
    }


def _look(line: Line) -> dict:
    style = line.style
    look: dict = {"line": {"none": True}, "marker": {"type": "none"}}
    if style.width:
        dash = DASHES.get(style.dash, "dash")
        look["line"] = {"color": _colour(style.colour), "width": max(0.75, style.width * 0.75),
                        "dash_type": SHEET_DASHES.get(dash, dash)}  # fmt: skip
    if style.symbol:
        look["marker"] = _marker(line)
    if line.above:
        look["y_error_bars"] = {
            "type": "custom", "plus_values": line.above, "minus_values": line.below,
            "end_style": 0, "line": {"color": _colour(style.colour)},
        }  # fmt: skip
    return {name: value for name, value in look.items() if value}


def _marker(line: Line) -> dict:
    edge = line.edges[0] if line.edges else line.style.colour
    inside = line.fills[0] if line.fills else line.style.colour
    inside = pale(edge) if inside.upper() == "#FFFFFF" else inside
    size = int(min(max(line.style.size * 0.75, 2), 20))
    return {"type": symbol_of(str(line.style.symbol)), "size": size,
            "fill": {"color": _colour(inside)}, "border": {"color": _colour(edge)}}  # fmt: skip


def _colour(colour: str) -> str:
    return colour if colour.startswith("#") and len(colour) == 7 else "#6B6B6B"


def _axis(axis: Axis, across: Axis) -> dict:
    is_even = axis.step is not None
    said = {
        "min": axis.low,
        "max": axis.high,
        "reverse": axis.is_reversed,
        "line": {"none": True},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": axis.has_grid and is_even, "line": {"color": "#E6EBF1"}},
        "label_position": "high" if across.is_reversed else "low",
        "num_format": f'0"{axis.suffix}"' if axis.suffix else "0",
    }
    if is_even:
        said["major_unit"] = axis.step
    if axis.labels or not is_even:
        said["label_position"] = "none"
    return said | ({"name": axis.title} if axis.title else {})


def _bars(book, sheet, style: Looks, bars: Bars, column: int, _height: int):
    """Bars over the categories that stand beside the chart."""
    kind = "bar" if bars.is_horizontal else "column"
    chart = book.add_chart({"type": kind} | ({"subtype": "stacked"} if bars.is_stacked else {}))
    heads = [say("Đơn vị"), *(one.name or say("Giá trị") for one in bars.series)]
    for place, head in enumerate(heads):
        sheet.write_string(HEAD_ROW, column + place, head, style.head)
    for row, category in enumerate(bars.categories, HEAD_ROW + 1):
        sheet.write_string(row, column, category)
    last, name = HEAD_ROW + len(bars.categories), sheet.get_name()
    for at, one in enumerate(bars.series, column + 1):
        for row, value in enumerate(one.values, HEAD_ROW + 1):
            if value is not None:
                sheet.write_number(row, at, value, style.numbers[0])
        look = {"fill": {"color": one.colour}}
        if one.is_hatched:
            look = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": one.colour}}
        chart.add_series({
            "name": [name, HEAD_ROW, at], "border": {"color": "#1B2733"},
            "categories": [name, HEAD_ROW + 1, column, last, column],
            "values": [name, HEAD_ROW + 1, at, last, at], **look,
        })  # fmt: skip
    chart.set_x_axis({"reverse": bars.is_horizontal})
    chart.set_y_axis({"major_gridlines": {"visible": False}, "num_format": "#,##0"})
    chart.set_legend({"position": "bottom"} if len(bars.series) > 1 else {"none": True})
    return chart
