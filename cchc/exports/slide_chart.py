"""A native, editable chart on a slide: points over two axes, or bars."""

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.util import Emu, Pt

from cchc.charts.theme import FAINT, INK
from cchc.exports.chart_xml import label_parts, place_plot, room, series_parts
from cchc.exports.colours import PAPER
from cchc.exports.plot import Axis, Bars, BarSeries, Label, Panel, Plot
from cchc.languages import say

TEXT = 12  # points
FONT = "Arial"  # on every machine, with all Vietnamese letters
FEW_BARS = 5  # that would be thick as beams
FEW = 16  # labels that have room to be larger
EMPTY = "–"
NO_TEXT = {"lines": [], "side": "r", "colour": PAPER[INK], "size": TEXT}


def add_panels(slide, panels: list[Panel], box: tuple, *, alt: str) -> None:
    """Each pair of axes as a chart of its own, one above the other; `box`: left, top, size."""
    left, top, width, height = box
    for panel in panels:
        bottom, end = panel.span
        part = (left, top + Emu(int((1 - end) * height)), width, Emu(int((end - bottom) * height)))
        add = add_bars if isinstance(panel.drawn, Bars) else add_plot
        add(slide, panel.drawn, part, alt=alt)


def add_plot(slide, plot: Plot, box: tuple, *, alt: str) -> None:
    """Lines and labels over two axes; `box` is left, top, width, height."""
    size = TEXT + 2 if len(plot.labels) <= FEW else TEXT
    height = box[3].pt * room(plot, box[2].inches)["height"]
    spaced = plot if plot.has_rows else plot.spread(1.25 * size / height)
    labels = [*spaced.labels, *plot.tick_labels]
    chart = _add(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, box, _data(plot, labels), alt)
    _axis(chart.category_axis, plot.x, across=plot.y)
    _axis(chart.value_axis, plot.y, across=plot.x)
    texts, *drawn = chart._chartSpace.xpath("c:chart/c:plotArea/c:scatterChart/c:ser")
    _dress(texts, label_parts(labels, size))
    for series, line in zip(drawn, plot.lines, strict=True):
        _dress(series, series_parts(line))
    place_plot(chart._chartSpace, **room(plot, box[2].inches))


def _data(plot: Plot, labels: list[Label]) -> XyChartData:
    """The points of the texts, then those of the lines.

    LibreOffice makes room for as many points as the first series has and drops every other that
    is longer, so the last text's point is repeated.
    """
    data = XyChartData()
    texts = data.add_series(say("Chữ trên hình"))
    longest = max((len(line.x) for line in plot.lines), default=0)
    last = labels[-1] if labels else Label(x=plot.x.low, y=plot.y.low, **NO_TEXT)
    for label in [*labels, *[last] * (longest - len(labels))]:
        texts.add_data_point(label.x, label.y)
    for place, line in enumerate(plot.lines):
        series = data.add_series(line.name or say("Đường phụ {n}", n=place + 1))
        for x, y in zip(line.x, line.y, strict=True):
            series.add_data_point(x, y)
    return data


def _add(slide, kind, box: tuple, data, alt: str):
    frame = slide.shapes.add_chart(kind, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.name = FONT
    chart.font.size, chart.font.color.rgb = Pt(TEXT), RGBColor.from_string(PAPER[INK][1:])
    return chart


def _dress(series, parts: list) -> None:
    """Puts the parts after the series' name in place of what stood there."""
    for child in list(series):
        if child.tag.rpartition("}")[2] in ("spPr", "marker", "dPt", "dLbls"):
            series.remove(child)
    place = [child.tag.rpartition("}")[2] for child in series].index("tx") + 1
    for part in reversed(parts):
        series.insert(place, part)


def _axis(drawn, axis: Axis, *, across: Axis) -> None:
    drawn.minimum_scale, drawn.maximum_scale = axis.low, axis.high
    drawn.reverse_order = axis.is_reversed
    drawn.has_title = bool(axis.title)
    if axis.title:
        drawn.axis_title.text_frame.text = axis.title
        drawn.axis_title.text_frame.paragraphs[0].font.size = Pt(TEXT)
        drawn.axis_title.text_frame.paragraphs[0].font.bold = False
    drawn.major_tick_mark = drawn.minor_tick_mark = XL_TICK_MARK.NONE
    drawn.format.line.fill.background()
    drawn.has_major_gridlines = axis.has_grid and bool(axis.step)
    if axis.step:
        drawn.major_unit = axis.step
    if drawn.has_major_gridlines:
        drawn.major_gridlines.format.line.color.rgb = RGBColor.from_string(PAPER[FAINT][1:])
    ends = XL_TICK_LABEL_POSITION
    if axis.labels or not axis.step:
        drawn.tick_label_position = ends.NONE
        return
    drawn.tick_label_position = ends.HIGH if across.is_reversed else ends.LOW
    drawn.tick_labels.number_format = f'0"{axis.suffix}"' if axis.suffix else "0"
    drawn.tick_labels.number_format_is_linked = False


def add_bars(slide, bars: Bars, box: tuple, *, alt: str) -> None:
    """Bars over their categories, the first on top."""
    data = CategoryChartData()
    data.categories = bars.categories or [EMPTY]
    for one in bars.series:
        data.add_series(one.name or say("Giá trị"), one.values)
    chart = _add(slide, _bar_kind(bars), box, data, alt)
    drawn = chart.plots[0]
    drawn.gap_width = 45 if len(bars.categories) > FEW_BARS else 150
    drawn.overlap = 100 if bars.is_stacked else -10
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = bars.is_horizontal
    chart.category_axis.format.line.fill.background()
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    for series, one in zip(drawn.series, bars.series, strict=True):
        _paint(series.format, one)
        if not bars.is_stacked:
            _values_beside(series)


def _paint(look, one: BarSeries) -> None:
    """The colour of a series, hatched where the screen hatches it, with an edge for grey paper."""
    if one.is_hatched:
        look.fill.patterned()
        look.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        look.fill.back_color.rgb = RGBColor(255, 255, 255)
    else:
        look.fill.solid()
    look.fill.fore_color.rgb = RGBColor.from_string(one.colour[1:])
    look.line.color.rgb = RGBColor.from_string(PAPER[INK][1:])
    look.line.width = Pt(0.75)


def _bar_kind(bars: Bars):
    kinds = XL_CHART_TYPE
    if bars.is_horizontal:
        return kinds.BAR_STACKED if bars.is_stacked else kinds.BAR_CLUSTERED
    return kinds.COLUMN_STACKED if bars.is_stacked else kinds.COLUMN_CLUSTERED


def _values_beside(series) -> None:
    labels = series.data_labels
    labels.show_value, labels.number_format = True, "#,##0;−#,##0;;"
    labels.number_format_is_linked, labels.font.size = False, Pt(TEXT - 1)
