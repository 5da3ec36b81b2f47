"""Views as a presentation: a finding on each slide, its native chart or table, and its footer."""

from collections.abc import Sequence
from io import BytesIO

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from cchc.charts.theme import FAINT, INK, MAIN, SAME
from cchc.exports.cells import shares, text_of
from cchc.exports.colours import PAPER
from cchc.exports.figures import pages
from cchc.exports.footer import footer, in_short
from cchc.exports.picture import is_picture
from cchc.exports.slide_chart import FONT, add_panels
from cchc.exports.slide_picture import add_picture
from cchc.exports.text import clean
from cchc.exports.view import Drawing, Table, Tiles, View, Words
from cchc.languages import say
from cchc.vietnamese import date_text, number

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.5), Inches(12.33)
TITLE_TOP = Inches(0.52)
TOP, BODY = Inches(1.7), Inches(4.4)
FEW_NOTES, MOST_NOTES = 330, 560  # letters; all of them stand with the speaker's notes
ONE_LINE, MOST_LETTERS = 150, 1500
LONG = 45  # letters of a cell that go into one line
ROWS, TILES, SENTENCES = 12, 12, 10  # on one slide
TITLE_ONLY = 5


def presentation(views: Sequence[View], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """The views in their order; `notes`: a sentence for each view, said under its titles."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = clean(title)
    _cover(deck, views, title)
    for place, view in enumerate(views):
        note = notes[place] if place < len(notes) else ""
        for block, lines in view.told:
            DRAW[type(block)](deck, view, block, (note, *lines) if note else lines)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def _cover(deck, views: Sequence[View], title: str) -> None:
    slide = _slide(deck, title, size=40, top=Inches(2.2))
    lines = [clean(f"{view.title}: {view.scope}", most=95) for view in views[:8]]
    if len(views) > 8:
        lines.append(say("và {n} phần nữa", n=len(views) - 8))
    _text(slide, lines, top=Inches(3.5), height=Inches(2.6), size=18)
    first = views[0]
    made = say("Lập ngày {day}", day=date_text(first.made_on))
    said = [first.caveat, f"{first.as_of}. {made}.", first.link]
    _text(slide, [s for s in said if s], top=Inches(6.4), height=Inches(0.8), size=12, colour=SAME)


def _slide(deck, title: str, *, size: float | None = None, top=TITLE_TOP):
    """A slide with its title in the title's own place, so that outlines and readers find it."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    place, text = slide.shapes.title, clean(title)
    place.left, place.top, place.width, place.height = LEFT, top, ACROSS, Inches(0.85)
    frame = place.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    _write(frame.paragraphs[0], text, size or _fitting(text), colour=MAIN, bold=True)
    return slide


def _fitting(text: str) -> float:
    """Points at which a title keeps to two lines."""
    return next(
        size for most, size in ((56, 28), (128, 24), (160, 20), (9999, 16)) if len(text) <= most
    )


def _block_slide(deck, view: View, block, said: Sequence[str], *, title: str, subtitle: str = ""):
    """Above the title where we are, under it the measure, at the foot what belongs to it."""
    slide = _slide(deck, title)
    where = clean(f"{view.title} · {view.scope}", most=ONE_LINE)
    _text(slide, [where], top=Inches(0.25), height=Inches(0.35), size=12, colour=SAME)
    if subtitle:
        size = 15 if len(subtitle) <= ONE_LINE - 40 else 12
        _text(slide, [subtitle], top=Inches(1.35), height=Inches(0.35), size=size)
    lines = footer(view, block)
    _text(slide, in_short(lines, view), top=Inches(6.62), height=Inches(0.8), size=8.5, colour=SAME)
    notes = [*said, *_notes(block)]
    seen = clean(" ".join(notes), most=MOST_NOTES)
    size = 11 if len(seen) <= FEW_NOTES else 8.5
    _text(slide, [seen], top=Inches(6.12), height=Inches(0.5), size=size)
    slide.notes_slide.notes_text_frame.text = "\n".join([*_spoken(block), *notes, *lines])
    return slide


def _spoken(block) -> list[str]:
    return [block.chart.alt] if isinstance(block, Drawing) else []


def _notes(block) -> Sequence[str]:
    return block.chart.notes if isinstance(block, Drawing) else ()


def _text(slide, lines: Sequence[str], *, top, height, size, colour=INK, left=LEFT, width=ACROSS):
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(0.04)
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _write(paragraph, clean(line, most=MOST_LETTERS), size, colour=colour)
    return frame


def _write(paragraph, text: str, size: float, *, colour: str = INK, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = RGBColor.from_string(PAPER[colour][1:])
    paragraph.alignment = PP_ALIGN.LEFT


def _drawing(deck, view: View, block: Drawing, said: Sequence[str]) -> None:
    """A chart on one slide; one of many rows on as many as its rows need."""
    chart, box, alt = block.chart, (LEFT, TOP, ACROSS, BODY), clean(block.chart.alt)
    if is_picture(chart.figure):
        slide = _block_slide(deck, view, block, said, title=block.title, subtitle=chart.subtitle)
        add_picture(slide, chart.figure, box, alt=alt)
        return
    parts = pages(chart.figure, ROWS)
    for place, page in enumerate(parts):
        part = f" ({place + 1}/{len(parts)})" if len(parts) > 1 else ""
        slide = _block_slide(
            deck, view, block, said, title=block.title + part, subtitle=chart.subtitle
        )
        add_panels(slide, page, box, alt=alt)


def _table(deck, view: View, block: Table, said: Sequence[str]) -> None:
    """The first rows; how many there are in all is said."""
    fields = [field for field in block.columns if field != "source"]
    rows = _first_rows(block, fields)
    rest = len(block.rows) - len(rows)
    more = say("{n} dòng đầu trên {of} dòng; bảng đủ ở tệp Excel.", n=number(len(rows), 0),
               of=number(len(block.rows), 0)) if rest else ""  # fmt: skip
    slide = _block_slide(deck, view, block, said, title=block.title, subtitle=more)
    if not fields:
        return
    frame = slide.shapes.add_table(
        len(rows) + 1, len(fields), LEFT, TOP, ACROSS, Inches(0.36) * (len(rows) + 1)
    )
    for column, share in enumerate(shares(block, rows, fields)):
        frame.table.columns[column].width = int(ACROSS * share)
        name = fields[column]
        is_number = name in block.decimals
        _cell(frame.table.cell(0, column), block.columns[name], is_head=True, is_number=is_number)
    for line, row in enumerate(rows.to_dict("records"), 1):
        for column, field in enumerate(fields):
            text = text_of(row[field], block.decimals.get(field))
            _cell(frame.table.cell(line, column), text, is_number=field in block.decimals)


def _first_rows(block: Table, fields: list[str]):
    """As many rows as stand on a slide; a long text takes two lines."""
    rows, lines = block.rows.head(ROWS), 0
    for place, row in enumerate(rows[fields].itertuples(index=False)):
        lines += 1 + any(len(str(value)) > LONG for value in row)
        if lines > ROWS + 1:
            return rows.head(place)
    return rows


def _cell(cell, text: str, *, is_head: bool = False, is_number: bool = False) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    _write(paragraph, clean(text, most=90), 12, bold=is_head)
    if is_number:
        paragraph.alignment = PP_ALIGN.RIGHT
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(PAPER[FAINT][1:] if is_head else "FFFFFF")


def _tiles(deck, view: View, block: Tiles, said: Sequence[str]) -> None:
    """Numbers as cards, four beside each other."""
    for start in range(0, len(block.tiles), TILES):
        slide = _block_slide(deck, view, block, said, title=block.title or view.title)
        for place, tile in enumerate(block.tiles[start : start + TILES]):
            row, column = divmod(place, 4)
            _card(slide, tile, LEFT + column * Inches(3.11), TOP + row * Inches(1.6))


def _card(slide, tile, left, top) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, Inches(3.0), Inches(1.5))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(255, 255, 255)
    shape.line.color.rgb = RGBColor.from_string(PAPER[FAINT][1:])
    shape.shadow.inherit = False
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(0.1)
    _write(frame.paragraphs[0], clean(tile.label, most=80), 12, colour=SAME)
    _write(frame.add_paragraph(), clean(tile.value, most=40), 24, colour=MAIN, bold=True)
    for line in tile.lines[:3]:
        _write(frame.add_paragraph(), clean(line, most=120), 11)


def _words(deck, view: View, block: Words, said: Sequence[str]) -> None:
    """Sentences, so many on a slide."""
    for start in range(0, len(block.lines), SENTENCES):
        slide = _block_slide(deck, view, block, said, title=block.title or view.title)
        lines = [clean(line, most=300) for line in block.lines[start : start + SENTENCES]]
        _text(slide, lines, top=TOP, height=BODY, size=16)


DRAW = {Drawing: _drawing, Table: _table, Tiles: _tiles, Words: _words}
