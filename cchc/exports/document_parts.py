"""Parts of an official document: head, tables with returning headings, place to sign."""

from datetime import date

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from cchc.exports.cells import shares, text_of
from cchc.exports.text import clean
from cchc.exports.view import Table

FONT = "Times New Roman"
SMALL, CELL = Pt(12), Pt(12)
BLANK = "…………"
# The words of the form are Vietnamese whatever language the reader reads: it is the law's form.
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
ABOVE, ISSUER = "TÊN CƠ QUAN CHỦ QUẢN", "TÊN CƠ QUAN BAN HÀNH"


def say_in(paragraph, text: str, *, size=None, is_bold=False, is_italic=False, is_lined=False):
    """Adds the text to a paragraph in the font of official documents; gives the paragraph back."""
    run = paragraph.add_run(text)
    run.font.name, run.bold, run.italic = FONT, is_bold, is_italic
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    run.underline = is_lined
    if size:
        run.font.size = size
    return paragraph


def add_head(paper, *, title: str, made_on: date) -> None:
    """Agency at the left, country and motto at the right, then the annex and what it is of."""
    table = paper.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    table.autofit, left.width, right.width = False, Mm(65), Mm(100)
    table.columns[0].width, table.columns[1].width = Mm(65), Mm(100)
    _lines(left, (ABOVE, Pt(12), False, False), (ISSUER, Pt(12), True, True))
    _lines(right, (COUNTRY, Pt(12), True, False), (MOTTO, Pt(13), True, True))
    day = f"{BLANK}, ngày {made_on.day:02d} tháng {made_on.month:02d} năm {made_on.year}"
    say_in(_centred(right.add_paragraph()), day, size=Pt(13), is_italic=True)
    say_in(_centred(left.add_paragraph()), "Số: ……/……", size=Pt(13))
    say_in(_centred(paper.add_paragraph()), "PHỤ LỤC", size=Pt(14), is_bold=True)
    say_in(_centred(paper.add_paragraph()), title.upper(), size=Pt(14), is_bold=True)
    belongs = f"(Kèm theo Văn bản số ……/…… ngày … tháng … năm …… của {BLANK})"
    say_in(_centred(paper.add_paragraph()), belongs, size=Pt(13), is_italic=True)


def _lines(cell, *lines) -> None:
    for place, (text, size, is_bold, is_lined) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        say_in(_centred(paragraph), text, size=size, is_bold=is_bold, is_lined=is_lined)


def _centred(paragraph):
    paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(2)
    return paragraph


def add_grid(paper, block: Table, *, most: int) -> None:
    """The rows with numbers at the right; the headings return on each page, no row is parted."""
    fields = [field for field in block.columns if field != "source"]
    rows = block.rows.head(most)
    grid = paper.add_table(rows=1, cols=len(fields), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    section = paper.sections[-1]
    across = section.page_width - section.left_margin - section.right_margin
    widths = [int(across * share) for share in shares(block, rows, fields)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for cell, field in zip(grid.rows[0].cells, fields, strict=True):
        say_in(_centred(cell.paragraphs[0]), clean(block.columns[field]), size=CELL, is_bold=True)
    _mark(grid.rows[0], "w:tblHeader")
    for values in rows[fields].itertuples(index=False):
        row = grid.add_row()
        _mark(row, "w:cantSplit")
        for cell, field, value, width in zip(row.cells, fields, values, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            say_in(paragraph, text_of(value, block.decimals.get(field)), size=CELL)
            if field in block.decimals:
                paragraph.alignment = ALIGN.RIGHT


def _mark(row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def add_signature(paper) -> None:
    """Who made the table at the left, who signs at the right."""
    table = paper.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    _lines(left, ("NGƯỜI LẬP BIỂU", Pt(13), True, False))
    _lines(right, ("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", Pt(13), True, False))
    for cell in (left, right):
        say_in(_centred(cell.add_paragraph()), "(Ký, ghi rõ họ tên)", size=Pt(12), is_italic=True)
        cell.add_paragraph().paragraph_format.space_after = Mm(20)
    _mark(table.rows[0], "w:cantSplit")


def number_pages(section) -> None:
    """The page's number in the middle of the upper margin, from the second page on."""
    section.different_first_page_header_footer = True
    run = _centred(section.header.paragraphs[0]).add_run()
    run.font.name, run.font.size = FONT, Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
