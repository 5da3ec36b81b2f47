"""Views as a phụ lục in the official form of documents, with its findings ready to be sent.

Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins, Times New Roman, quốc hiệu, the number of the page
in the middle of the upper margin but not on the first page.
"""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from cchc.exports.document_parts import (
    FONT,
    SMALL,
    add_grid,
    add_head,
    add_signature,
    number_pages,
    say_in,
)
from cchc.exports.embedded_chart import add_chart
from cchc.exports.footer import defined, footer
from cchc.exports.text import clean
from cchc.exports.view import Drawing, Table, Tiles, View, Words
from cchc.languages import say
from cchc.vietnamese import number

MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}  # mm
WIDE = 8  # columns that stand on an upright page
MOST_ROWS = 120  # of one table; a longer one belongs into a spreadsheet


def document(views: Sequence[View], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """The views in their order as one annex; `notes`: a sentence for each view."""
    paper = Document()
    _set_paper(paper, views)
    add_head(paper, title=clean(title), made_on=views[0].made_on)
    for place, view in enumerate(views):
        note = notes[place] if place < len(notes) else ""
        _add_view(paper, view, note, f"{place + 1}. " if len(views) > 1 else "")
    _add_definitions(paper, views)
    add_signature(paper)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _set_paper(paper, views: Sequence[View]) -> None:
    """A4 with the margins of official documents, on its side where a table is wide."""
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.paragraph_format.space_after = Pt(6)
    section = paper.sections[0]
    short, long = Mm(210), Mm(297)
    tables = [one for view in views for one in view.blocks if isinstance(one, Table)]
    is_wide = any(len(set(one.columns) - {"source"}) > WIDE for one in tables)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if is_wide else (short, long)
    for name, size in MARGINS.items():
        setattr(section, name, Mm(size))
    number_pages(section)
    about = footer(views[0])
    for foot in (section.footer, section.first_page_footer):
        say_in(foot.paragraphs[0], " ".join(about), size=Pt(9), is_italic=True)


def _add_view(paper, view: View, note: str, mark: str) -> None:
    """One view: its name and scope, the paragraph that tells it, then its charts and tables."""
    say_in(paper.add_paragraph(), f"{mark}{view.title}", is_bold=True)
    for line in (view.caveat, note):
        if line:
            say_in(paper.add_paragraph(), line, is_bold=True)
    told = say_in(paper.add_paragraph(), paragraph(view))
    told.alignment, told.paragraph_format.first_line_indent = ALIGN.JUSTIFY, Mm(10)
    for block in view.blocks:
        ADD[type(block)](paper, view, block)


def paragraph(view: View) -> str:
    """The findings of a view as sentences for a report."""
    found = [block.title for block in view.blocks if isinstance(block, Drawing)]
    opening = say("{as_of}; phạm vi: {scope}.", as_of=view.as_of, scope=view.scope)
    return clean(" ".join([opening, *(f"{one.rstrip('.')}." for one in found)]), most=4000)


def _add_drawing(paper, view: View, block: Drawing) -> None:
    """Title, measure, the native chart, then its notes and where it is from."""
    title = say_in(paper.add_paragraph(), clean(block.title), is_bold=True)
    title.paragraph_format.keep_with_next = True
    measure = say_in(paper.add_paragraph(), clean(block.chart.subtitle), is_italic=True)
    measure.paragraph_format.keep_with_next = True
    add_chart(paper, block.chart)
    said = " ".join([*block.chart.notes, block.source]).strip()
    if said:
        say_in(paper.add_paragraph(), clean(said, most=2000), size=SMALL, is_italic=True)


def _add_table(paper, view: View, block: Table) -> None:
    """Title, unit, the rows under headings that return on each page."""
    title = say_in(paper.add_paragraph(), clean(block.title), is_bold=True)
    title.alignment, title.paragraph_format.keep_with_next = ALIGN.CENTER, True
    units = dict.fromkeys(one.unit for one in view.definitions_of(block) if one.unit)
    if units:
        unit = say_in(paper.add_paragraph(), say("Đơn vị tính: {units}", units=", ".join(units)),
                      size=SMALL, is_italic=True)  # fmt: skip
        unit.alignment, unit.paragraph_format.keep_with_next = ALIGN.RIGHT, True
    add_grid(paper, block, most=MOST_ROWS)
    if len(block.rows) > MOST_ROWS:
        rest = say("{n} dòng đầu trên {of} dòng; bảng đủ ở tệp Excel.",
                   n=number(MOST_ROWS, 0), of=number(len(block.rows), 0))  # fmt: skip
        say_in(paper.add_paragraph(), rest, size=SMALL, is_italic=True)


def _add_tiles(paper, view: View, block: Tiles) -> None:
    say_in(paper.add_paragraph(), clean(block.title or view.title), is_bold=True)
    for tile in block.tiles:
        lines = "; ".join(clean(line) for line in tile.lines)
        said = f"{clean(tile.label)}: {clean(tile.value)}" + (f" ({lines})" if lines else "")
        say_in(paper.add_paragraph(style="List Bullet"), said)


def _add_words(paper, view: View, block: Words) -> None:
    if block.title:
        say_in(paper.add_paragraph(), clean(block.title), is_bold=True)
    for line in block.lines:
        say_in(paper.add_paragraph(), clean(line, most=2000))


def _add_definitions(paper, views: Sequence[View]) -> None:
    """How each indicator is computed, on which legal basis."""
    found = {one.code: one for view in views for one in view.definitions}
    if found:
        title = say_in(paper.add_paragraph(), say("Cách tính và căn cứ"), is_bold=True)
        title.paragraph_format.keep_with_next = True
    for one in found.values():
        say_in(paper.add_paragraph(), clean(defined(one), most=2000), size=Pt(12))


ADD = {Drawing: _add_drawing, Table: _add_table, Tiles: _add_tiles, Words: _add_words}
