"""Views as a workbook: a sheet for each block with numbers as numbers and native charts.

Nothing that comes from data is ever a formula: texts are written as texts, whatever they begin
with. Separators are those of the reader's Excel; the numbers behind them are the same everywhere.
"""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from cchc.exports.cells import text_of
from cchc.exports.footer import footer
from cchc.exports.sheet_chart import DATA, add_drawing
from cchc.exports.sheet_names import sheet_names
from cchc.exports.sheets import HEAD_ROW, Looks, looks, set_paper, write_head, write_table
from cchc.exports.text import clean
from cchc.exports.view import Block, Drawing, Table, Tiles, View, Words
from cchc.languages import say

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
DEFINITION_FIELDS = ("code", "name", "unit", "formula", "nature", "note", "legal_basis")
PLACE_FIELDS = ("agency", "period", "indicator", "value", "report", "place", "quote")


def workbook(views: Sequence[View], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """A first sheet that lists them all, the blocks of the views, the sources, the definitions."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **AS_TEXT})
    book.set_properties({"title": clean(title)})
    style = looks(book)
    blocks = [(view, block) for view in views for block in view.blocks]
    names = sheet_names([block.title or view.title for view, block in blocks])
    _add_contents(book, style, views, names, title, notes)
    for (view, block), name in zip(blocks, names, strict=True):
        sheet = book.add_worksheet(name)
        write_head(sheet, style, view, block)
        WRITE[type(block)](book, sheet, style, view, block)
    _add_sources(book, style, views)
    _add_definitions(book, style, views)
    book.close()
    return file.getvalue()


def _add_contents(book, style: Looks, views, names: list[str], title: str, notes) -> None:
    """What is in the file, each line leading to its sheet."""
    sheet = book.add_worksheet(say("Mục lục"))
    set_paper(sheet)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, clean(title), style.title)
    row, rest = 2, iter(names)
    for place, view in enumerate(views):
        sheet.write_string(row, 0, clean(view.title), style.head)
        said = [view.caveat, notes[place] if place < len(notes) else "", *footer(view)]
        for line in dict.fromkeys(one for one in said if one):
            row += 1
            sheet.write_string(row, 1, line)
        for block in view.blocks:
            row, name = row + 1, next(rest)
            sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
            sheet.write_string(row, 1, clean(block.title))
        row += 2


def _write_drawing(book, sheet, style: Looks, view: View, block: Drawing) -> None:
    end = add_drawing(book, sheet, style, block)
    _write_foot(sheet, style, view, block, end + 2)
    sheet.print_area(0, 0, end + 8, DATA - 2)  # the numbers beside the chart stay on the screen


def _write_table(book, sheet, style: Looks, view: View, block: Table) -> None:
    end = write_table(sheet, style, block, site=view.link.removesuffix(view.address))
    _write_foot(sheet, style, view, block, end + 2)


def _write_tiles(book, sheet, style: Looks, view: View, block: Tiles) -> None:
    sheet.set_column(0, 1, 30)
    sheet.set_column(2, 2, 90)
    for row, tile in enumerate(block.tiles, HEAD_ROW):
        for column, text in enumerate((tile.label, tile.value, "; ".join(tile.lines))):
            sheet.write_string(row, column, clean(text))
    _write_foot(sheet, style, view, block, HEAD_ROW + len(block.tiles) + 1)


def _write_words(book, sheet, style: Looks, view: View, block: Words) -> None:
    for row, line in enumerate(block.lines, HEAD_ROW):
        sheet.write_string(row, 0, clean(line, most=2000))
    _write_foot(sheet, style, view, block, HEAD_ROW + len(block.lines) + 1)


def _write_foot(sheet, style: Looks, view: View, block: Block, row: int) -> None:
    """Scope, definition, source, version and link beneath the sheet and on its paper."""
    lines = footer(view, block)
    for place, line in enumerate(lines):
        sheet.write_string(row + place, 0, line, style.foot)
    sheet.set_footer(f"&L&8{clean(view.as_of, most=120).replace('&', '&&')}&R&8&P/&N")


def _add_sources(book, style: Looks, views: Sequence[View]) -> None:
    """Each number's report, place and words."""
    places = list(dict.fromkeys(place for view in views for place in view.places))
    heads = [say("Đơn vị"), say("Kỳ"), say("Tên chỉ tiêu"), say("Giá trị"), say("Báo cáo"),
             say("Chỗ"), say("Nguyên văn")]  # fmt: skip
    _add_list(book, style, say("Nguồn"), heads, PLACE_FIELDS, places)


def _add_definitions(book, style: Looks, views: Sequence[View]) -> None:
    """How each indicator is computed."""
    found = {one.code: one for view in views for one in view.definitions}
    heads = [say("Mã"), say("Tên chỉ tiêu"), say("Đơn vị tính"), say("Công thức, mẫu số"),
             say("Tính chất"), say("Ghi chú"), say("Căn cứ")]  # fmt: skip
    _add_list(book, style, say("Định nghĩa"), heads, DEFINITION_FIELDS, list(found.values()))


def _add_list(book, style: Looks, name: str, heads: list[str], fields: tuple, rows: list) -> None:
    sheet = book.add_worksheet(name)
    set_paper(sheet)
    sheet.set_column(0, len(heads) - 1, 26, style.wrapped)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, style.head)
    for row, one in enumerate(rows, 1):
        for column, field in enumerate(fields):
            sheet.write_string(row, column, text_of(getattr(one, field)), style.wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)


WRITE = {Drawing: _write_drawing, Table: _write_table, Tiles: _write_tiles, Words: _write_words}
