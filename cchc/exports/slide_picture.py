"""A map on a slide, as shapes that can be coloured and moved."""

from collections.abc import Iterator
from contextlib import contextmanager

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.shapetree import GroupShapes
from pptx.util import Emu, Inches, Pt

from cchc.charts.theme import INK, SAME
from cchc.exports.colours import PAPER
from cchc.exports.picture import Area, Points, Words, picture_of
from cchc.exports.slide_chart import FONT

KEYS = Inches(3.2)  # the width the keys take at the left
STEP = Inches(0.36)
TOGETHER = 25  # dots of one shape: python-pptx measures all its points at each
TEXT = 0.7  # points of a pixel of text
DOT = 0.0016  # half a dot, of the width


def add_picture(slide, figure: dict, box: tuple, *, alt: str) -> None:
    """The keys at the left, the map in the rest of the box, all in one group."""
    left, top, width, height = box
    room = (left + KEYS, top, width - KEYS, height)
    picture = picture_of(figure, room[2] / room[3])
    group = slide.shapes.add_group_shape()
    group._element.nvGrpSpPr.cNvPr.set("descr", alt)
    with _measured_at_last(group.shapes) as shapes:
        for area in picture.areas:
            _add_area(shapes, area, room)
        for start in range(0, len(picture.dots), TOGETHER):
            _add_dots(shapes, picture.dots[start : start + TOGETHER], room)
        for words in picture.words:
            _add_words(shapes, words, room)
    for place, (colour, meaning) in enumerate(picture.keys):
        _add_key(slide, colour, meaning, left, top + place * STEP)


@contextmanager
def _measured_at_last(shapes: GroupShapes) -> Iterator[GroupShapes]:
    """python-pptx measures the whole group at each shape that is added; once is enough."""
    shapes._recalculate_extents = lambda: None
    yield shapes
    del shapes._recalculate_extents
    shapes._recalculate_extents()


def _at(x: float, y: float, room: tuple) -> tuple[int, int]:
    left, top, width, height = room
    return int(left + x * width), int(top + (1 - y) * height)


def _add_area(shapes, area: Area, room: tuple) -> None:
    points = [_at(x, y, room) for x, y in area.points]
    if len(points) < 2:
        return
    builder = shapes.build_freeform(*points[0], scale=1.0)
    builder.add_line_segments(points[1:], close=bool(area.fill))
    shape = builder.convert_to_shape()
    shape.shadow.inherit = False
    _paint(shape, area.fill)
    shape.line.color.rgb, shape.line.width = _rgb(area.edge), Pt(max(area.width * 0.75, 0.25))


def _add_dots(shapes, dots: Points, room: tuple) -> None:
    """Dots as one shape of small squares."""
    half = int(room[2] * DOT)
    builder = None
    for x, y in (_at(*dot, room) for dot in dots):
        corners = [(x + half, y - half), (x + half, y + half), (x - half, y + half)]
        if builder is None:
            builder = shapes.build_freeform(x - half, y - half, scale=1.0)
        else:
            builder.move_to(x - half, y - half)
        builder.add_line_segments(corners, close=True)
    shape = builder.convert_to_shape()
    shape.shadow.inherit = False
    _paint(shape, PAPER[INK])
    shape.line.fill.background()


def _add_words(shapes, words: Words, room: tuple) -> None:
    x, y = _at(words.x, words.y, room)
    wide, high = Inches(2.6), Inches(0.2)
    left = x - wide // 2 if words.is_centred else x
    frame = shapes.add_textbox(Emu(left), Emu(y - high // 2), wide, high).text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER if words.is_centred else PP_ALIGN.LEFT
    _write(frame.paragraphs[0], words.text, words.size * TEXT, words.colour)


def _add_key(slide, colour: str, meaning: str, left: int, top: int) -> None:
    side = Inches(0.24)
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, side, side)
    shape.shadow.inherit = False
    _paint(shape, colour)
    shape.line.color.rgb = _rgb(PAPER[SAME])
    box = slide.shapes.add_textbox(left + Inches(0.32), top - Inches(0.06), KEYS - STEP, STEP)
    box.text_frame.word_wrap = True
    _write(box.text_frame.paragraphs[0], meaning, 12, PAPER[INK])


def _write(paragraph, text: str, size: float, colour: str) -> None:
    run = paragraph.add_run()
    run.text, run.font.size, run.font.name = text, Pt(size), FONT
    run.font.color.rgb = _rgb(colour)


def _paint(shape, colour: str) -> None:
    if colour.startswith("#"):
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(colour)
    else:
        shape.fill.background()


def _rgb(colour: str) -> RGBColor:
    known = colour if colour.startswith("#") and len(colour) == 7 else PAPER[SAME]
    return RGBColor.from_string(known[1:])
