"""HTML tables, which many provincial systems export under the name of an Excel file."""

import re
from dataclasses import replace

from lxml import etree, html

from cchc.ingest.files.content import mismatch
from cchc.ingest.files.grid import Grid, Workbook
from cchc.ingest.files.limits import COLUMNS, SHEETS, UPLOAD_BYTES
from cchc.ingest.files.refusal import refuse
from cchc.ingest.files.sparse import SparseSheet

_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_BLOCKS = {"br", "p", "div", "li", "tr"}
_UNSEEN = {"script", "style", "noscript", "template", "head"}
_MOST_ROWS = 1_048_576
TITLE_LINES = 6


def read_webpage(text: str) -> Workbook:
    """The innermost tables of a page; refuses a page without any."""
    if len(text) > UPLOAD_BYTES:
        raise refuse(
            "E_TOO_BIG", f"Trang HTML dài {len(text) / 1e6:.0f} triệu ký tự, vượt giới hạn."
        )
    tables = [table for table in _parsed(text).iter("table") if table.find(".//table") is None]
    if not tables:
        raise mismatch(
            "tệp XML" if text.lstrip().startswith("<?xml") else "trang web không có bảng"
        )
    if len(tables) > SHEETS:
        raise refuse("E_TOO_BIG", f"Trang có {len(tables)} bảng, quá {SHEETS}.")
    sheets = [_read_table(table, number) for number, table in enumerate(tables, 1)]
    sheets = [
        (replace(grid, above=_before(table)), found)
        for table, (grid, found) in zip(tables, sheets, strict=True)
    ]
    findings = [finding for _, found in sheets for finding in found]
    return Workbook(
        kind="html",
        sheets=tuple(grid for grid, _ in sheets if grid.cells),
        findings=tuple(findings),
    )


def _parsed(text: str) -> etree._Element:
    """The page as a tree; nothing it names is ever fetched."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        return html.document_fromstring(_DECLARATION.sub("", text, count=1), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise mismatch("trang web hỏng") from error


def _before(table) -> tuple[str, ...]:
    """The last lines of text before a table that belong to no table: its title."""
    lines: list[str] = []
    for element in table.itersiblings(preceding=True):
        if element.tag == "table" or not isinstance(element.tag, str):
            break
        text = "" if element.find(".//table") is not None else _text(element)
        lines[:0] = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if len(lines) >= TITLE_LINES:
            break
    return tuple(lines[-TITLE_LINES:])


def _read_table(table, number: int) -> tuple[Grid, list]:
    """One table as a grid named by its place in the page."""
    sheet = SparseSheet(f"Bảng {number}")
    covered: dict[int, int] = {}  # column → first row no longer covered by a cell from above
    for row, line in enumerate(table.iter("tr")):
        if row > _MOST_ROWS:
            raise refuse("E_TOO_BIG", f"{sheet.name} có quá {_MOST_ROWS} dòng.")
        if _HIDDEN.search(line.get("style", "")):
            sheet.hidden_rows.add(row)
        _read_row(sheet, line, row, covered)
    return sheet.grid()


def _read_row(sheet: SparseSheet, line, row: int, covered: dict[int, int]) -> None:
    column = 0
    for cell in line.iterchildren("td", "th"):
        while covered.get(column, 0) > row:
            column += 1
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        value = _text(cell)
        if value:
            sheet.put(row, column, value)
        if down > 1 or across > 1:
            sheet.merged.append((row, column, row + down - 1, column + across - 1))
        for spanned in range(column, column + across):
            covered[spanned] = row + down
        column += across


def _span(cell, name: str) -> int:
    """How far a cell reaches, kept within what a table may have."""
    digits = re.match(r"\s*(\d{1,6})", cell.get(name, ""))
    most = COLUMNS if name == "colspan" else _MOST_ROWS
    return max(1, min(int(digits[1]), most)) if digits else 1


def _text(cell) -> str:
    """Text of a cell as it shows: line breaks between blocks, nothing of what is not shown."""
    return "".join(_pieces(cell)).strip(" \t\r\n")


def _pieces(element):
    if element.tag in _UNSEEN or _HIDDEN.search(element.get("style", "")):
        return
    yield re.sub(r"[ \t\r\n]+", " ", element.text or "")
    for child in element:
        if child.tag in _BLOCKS:
            yield "\n"
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield re.sub(r"[ \t\r\n]+", " ", child.tail or "")
