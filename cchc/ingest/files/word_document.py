"""A Word document (.docx): its paragraphs in order, its tables apart."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from cchc.figures import Finding
from cchc.ingest.files.document_text import clean, in_unicode
from cchc.ingest.files.grid import Grid
from cchc.ingest.files.limits import UPLOAD_BYTES
from cchc.ingest.files.refusal import refuse

_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, SyntaxError, ValueError, LookupError,
    AttributeError, TypeError, AssertionError, RuntimeError,
)  # fmt: skip
_LINES_ABOVE = 8  # as many as a letterhead and a title have
_MOST_UNPACKED = 20 * UPLOAD_BYTES


@dataclass(frozen=True, kw_only=True)
class WordText:
    """What stands in a Word document."""

    lines: list[str]
    tables: tuple[Grid, ...]
    findings: tuple[Finding, ...] = ()


def read_word(data: bytes, name: str) -> WordText:
    """The text and the tables of a .docx; RefusedError where it is none or is broken."""
    from docx.table import Table

    _check_archive(data)
    try:
        blocks = list(_opened(data).iter_inner_content())
        texts = [block.text for block in blocks if not isinstance(block, Table)]
        grids = [
            (*_cells(block), _above(blocks[:place]))
            for place, block in enumerate(blocks) if isinstance(block, Table)
        ]  # fmt: skip
    except _BROKEN as wrong:
        raise _broken(name, wrong) from None
    lines, findings = in_unicode(texts)
    return WordText(
        lines=[line for text in lines for line in clean(text).split("\n") if line],
        tables=tuple(_grid(n, *grid) for n, grid in enumerate(grids, 1)),
        findings=findings,
    )


def _opened(data: bytes):
    from docx import Document as WordDocument
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return WordDocument(io.BytesIO(data))
    except PackageNotFoundError as wrong:
        raise ValueError(type(wrong).__name__) from None


def _broken(name: str, wrong: Exception):
    message = f"Tệp Word «{name}» hỏng ({type(wrong).__name__}): hãy mở và lưu lại."
    return refuse("E_BAD_DOCUMENT", message)


def _check_archive(data: bytes) -> None:
    """A .docx that unpacks to too much, or is no document at all."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except _BROKEN:
        raise refuse("E_BAD_DOCUMENT", "Tệp nén hỏng: hãy mở bằng Word và lưu lại.") from None
    if not any(part.filename.startswith("word/") for part in parts):
        raise refuse("E_NOT_A_DOCUMENT", "Tệp không phải văn bản Word (.docx).")
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise refuse("E_TOO_BIG", "Tệp Word mở ra quá lớn: hãy bỏ bớt ảnh và lưu lại.")


def _cells(table) -> tuple[list[list[str | None]], tuple]:
    """The texts of a table; cells that merge several places keep their text at the first."""
    first: dict = {}  # by the cells themselves: an id would be used again once one is dropped
    last: dict = {}
    rows = []
    for r, row in enumerate(table.rows):
        texts = []
        for c, cell in enumerate(row.cells):
            is_new = cell._tc not in first
            first.setdefault(cell._tc, (r, c))
            last[cell._tc] = (r, c)
            texts.append(cell.text if is_new else None)
        rows.append(texts)
    merged = tuple((*first[key], *end) for key, end in last.items() if first[key] != end)
    return rows, merged


def _above(blocks: list) -> tuple[str, ...]:
    """The last paragraphs before a table, after the table before it: whose it is and when."""
    lines: list[str] = []
    for block in reversed(blocks):
        if not hasattr(block, "text") or len(lines) == _LINES_ABOVE:
            break
        lines += [clean(block.text)] if block.text.strip() else []
    return tuple(reversed(in_unicode(lines)[0]))


def _grid(number: int, rows: list[list[str | None]], merged: tuple, above: tuple) -> Grid:
    width = max((len(row) for row in rows), default=0)
    texts, _ = in_unicode([text or "" for row in rows for text in row])
    plain = iter(clean(text).replace("\n", " ") or None for text in texts)
    cells = [[next(plain) for _ in row] + [None] * (width - len(row)) for row in rows]
    return Grid(name=f"Bảng {number}", cells=cells, merged=merged, above=above)
