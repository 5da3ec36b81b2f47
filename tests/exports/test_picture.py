"""A map as shapes: what is written on it, each word in its own size and colour, in one group."""

from pptx import Presentation
from pptx.util import Inches

from cchc.exports.picture import picture_of
from cchc.exports.slide_picture import add_picture

TILES = {
    "mode": "text",
    "x": [0, 1],
    "y": [0, 0],
    "text": ["Xã Một", "Xã Dài Hơn"],
    "textfont": {"size": [12, 9], "color": ["#1B2733", "#FFFFFF"]},
}
MAP = {"data": [TILES], "layout": {}}


def test_each_tile_is_written_on_in_its_own_size_and_colour():
    words = picture_of(MAP, 1.0).words
    assert [(one.text, one.size, one.colour) for one in words] == [
        ("Xã Một", 12, "#1B2733"),
        ("Xã Dài Hơn", 9, "#FFFFFF"),
    ]


def test_the_group_is_as_large_as_what_is_in_it():
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    box = (Inches(1), Inches(1), Inches(8), Inches(4))
    add_picture(slide, MAP, box, alt="Bản đồ")
    (group,) = slide.shapes
    left, right = (min(s.left for s in group.shapes), max(s.left + s.width for s in group.shapes))
    assert len(group.shapes) == 2
    assert (group.left, group.width) == (left, right - left)
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "Bản đồ"
