"""A worksheet's head and its table: numbers as numbers, texts as texts, the way to the source."""

from dataclasses import dataclass
from typing import Any

from cchc.charts.theme import CONTEXT, FAINT, MAIN
from cchc.charts.wording import is_missing
from cchc.exports.cells import text_of
from cchc.exports.colours import PAPER
from cchc.exports.text import clean
from cchc.exports.view import Block, Drawing, Table, View
from cchc.languages import say

HEAD_ROW = 4  # above it title, measure, scope
WIDEST, NARROWEST = 48, 9  # characters of a column
LONGEST_LINK = 2000  # characters that Excel takes


@dataclass(frozen=True, kw_only=True)
class Looks:
    """The formats of one workbook."""

    title: Any
    head: Any
    foot: Any
    wrapped: Any
    numbers: dict[int, Any]  # by decimals
    day: Any


def looks(book) -> Looks:
    """Made once per workbook."""
    head = {
        "bold": True,
        "bg_color": PAPER[FAINT],
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
    }
    return Looks(
        title=book.add_format({"bold": True, "font_size": 14, "font_color": PAPER[MAIN]}),
        head=book.add_format(head | {"border": 1, "border_color": PAPER[CONTEXT]}),
        foot=book.add_format({"italic": True, "font_size": 9, "font_color": "#555555"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        numbers={d: book.add_format({"num_format": _format(d)}) for d in range(7)},
        day=book.add_format({"num_format": "dd/mm/yyyy"}),
    )


def _format(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def write_head(sheet, style: Looks, view: View, block: Block) -> None:
    """The finding, its measure, whose figures; and on paper the heading on each page."""
    sheet.write_string(0, 0, clean(block.title or view.title), style.title)
    measure = block.chart.subtitle if isinstance(block, Drawing) else ""
    sheet.write_string(1, 0, clean(measure or view.caveat))
    sheet.write_string(2, 0, clean(f"{view.scope}. {view.as_of}"), style.foot)
    set_paper(sheet)


def set_paper(sheet) -> None:
    """A4 on its side, as wide as the sheet."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def write_table(sheet, style: Looks, block: Table, *, site: str, column: int = 0) -> int:
    """The rows under filtered, frozen headings; gives the last row."""
    fields = list(block.columns)
    for place, field in enumerate(fields):
        sheet.write_string(HEAD_ROW, column + place, clean(block.columns[field]), style.head)
        sheet.set_column(column + place, column + place, _width(block, field))
        for row, value in enumerate(block.rows[field], HEAD_ROW + 1):
            where = (sheet, row, column + place)
            if field == "source":
                _write_link(*where, value, site)
            else:
                _write(*where, value, block.decimals.get(field), style)
    last = HEAD_ROW + len(block.rows)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.autofilter(HEAD_ROW, column, max(last, HEAD_ROW + 1), column + len(fields) - 1)
    sheet.repeat_rows(HEAD_ROW)
    return last


def _write(sheet, row: int, column: int, value, decimals: int | None, style: Looks) -> None:
    """One cell; where there is no value it stays empty, for it is not 0."""
    if not isinstance(value, list | tuple) and is_missing(value):
        return
    if decimals is None:
        sheet.write_string(row, column, text_of(value))
    else:
        sheet.write_number(row, column, float(value), style.numbers[min(decimals, 6)])


def _write_link(sheet, row: int, column: int, value, site: str) -> None:
    """The way to the source; an address that Excel would not take is left out."""
    if not is_missing(value) and len(site + str(value)) < LONGEST_LINK:
        sheet.write_url(row, column, _link(site, str(value)), string=say("Xem nguồn"))


def _link(site: str, address: str) -> str:
    """An address of this dashboard or of the web; anything else is no link."""
    if address.startswith(("http://", "https://")):
        return address
    return f"{site.rstrip('/') or 'http://localhost:8501'}/{address.lstrip('/')}"


def _width(block: Table, field: str) -> int:
    if field == "source":
        return 12
    texts = [text_of(value, block.decimals.get(field)) for value in block.rows[field].head(200)]
    longest = max(map(len, [*texts, block.columns[field]]), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)
