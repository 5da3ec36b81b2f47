"""From bytes to the text of a document: plain text, web page, Word, PDF.

A document is its paragraphs without page furniture, its tables for the table reader, and all of
its text for what only addresses and datelines tell. A scan without text is refused.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from unicodedata import normalize

from cchc.figures import Finding
from cchc.ingest.decode import decode
from cchc.ingest.grid import Grid
from cchc.ingest.limits import UPLOAD_BYTES
from cchc.ingest.prose.furniture import without_furniture
from cchc.ingest.refusal import note, refuse

_MOST_UNPACKED = 20 * UPLOAD_BYTES
_LETTERS_PER_PAGE = 40  # a page of a scan has fewer; a page of text has a thousand
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
    + [*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF]
)
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 9], " ")
_WIDE = str.maketrans("％：；，（）０１２３４５６７８９", "%:;,()0123456789")
_MARKS = _INVISIBLE | _SPACES | _WIDE
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|div|p|article|table)\b", re.I | re.S
)
_STARTS_ANEW = re.compile(
    r"\s*(?:[-+*•●▪–]|\d{1,2}(?:\.\d+)*[.)]\s|[IVX]{1,4}[.)]\s|[a-zđ][.)]\s|\()"
)
_ENDS = (".", ":", ";", "!", "?", "…", "/.", '."', ".”")


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report as text. `text` is all of it, `paragraphs` only the report without furniture."""

    name: str
    kind: str  # text, html, docx or pdf
    text: str
    paragraphs: tuple[str, ...]
    tables: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def read_document(data: bytes, name: str) -> Document:
    """The document in a file, recognised by its content; RefusedError where it has no text."""
    if len(data) > UPLOAD_BYTES:
        raise refuse("E_TOO_BIG", f"Tệp dài {len(data) / 1e6:.0f} MB, vượt giới hạn.")
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return _read_pdf(data, name)
    if data.startswith(b"PK"):
        return _read_word(data, name)
    decoded = decode(data)
    if _HTML.match(decoded.text):
        return _read_page(decoded.text, name, decoded.findings)
    return document_of_text(decoded.text, name=name, findings=decoded.findings)


def document_of_text(
    text: str, *, name: str = "văn bản dán", findings: tuple[Finding, ...] = ()
) -> Document:
    """Plain or pasted text as a document; lines that were broken inside sentences are joined."""
    lines = _clean(text).split("\n")
    return Document(
        name=name, kind="text", text="\n".join(lines),
        paragraphs=tuple(without_furniture(_rejoined(lines))), findings=findings,
    )  # fmt: skip


def _clean(text: str) -> str:
    """Composed letters, plain spaces and line ends, nothing invisible."""
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n"))
    text = text.translate(_MARKS)
    return re.sub(r" {2,}", " ", re.sub(r" *\n *", "\n", text)).strip()


def _rejoined(lines: list[str], *, wrapped: bool = False) -> list[str]:
    """Paragraphs from lines; `wrapped` text breaks at the margin and not at the paragraph."""
    found: list[str] = []
    width = max((len(line) for line in lines), default=0)
    is_open = False
    for line in lines:
        if not line.strip():
            is_open = False
            continue
        if found and is_open and _continues(found[-1], line, wrapped=wrapped, width=width):
            found[-1] = f"{found[-1]} {line.strip()}"
        else:
            found.append(line.strip())
        is_open = True
    return found


def _continues(before: str, line: str, *, wrapped: bool, width: int) -> bool:
    """Whether a line goes on with the sentence of the one before."""
    first = line.lstrip()[0]
    if before.endswith(_ENDS) or _STARTS_ANEW.match(line):
        return False
    if first.islower():
        return True
    last = before.rsplit("\n", 1)[-1]
    return wrapped and len(last) > width * 0.6 or before.endswith((",", "-"))


# --- web pages


def _read_page(text: str, name: str, findings: tuple[Finding, ...]) -> Document:
    from cchc.ingest.prose.web_article import article_of
    from cchc.ingest.webpage import read_webpage

    article = article_of(text)
    lines = [line for line in _clean("\n".join(article.lines)).split("\n") if line]
    tables = read_webpage(article.html).sheets if article.has_tables else ()
    heads = "\n".join([_clean(head) for head in article.heads])
    return Document(
        name=name, kind="html", text=heads + "\n" + "\n".join(lines),
        paragraphs=tuple(without_furniture(lines)), tables=tuple(tables), findings=findings,
    )  # fmt: skip


# --- Word


def _read_word(data: bytes, name: str) -> Document:
    """Paragraphs and tables of a .docx in the order of the page; tables are kept apart."""
    from docx import Document as WordDocument
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    _check_archive(data)
    try:
        word = WordDocument(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as wrong:
        message = f"Tệp Word «{name}» hỏng ({type(wrong).__name__}): hãy mở và lưu lại."
        raise refuse("E_BAD_DOCUMENT", message) from None
    lines, tables = [], []
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            tables.append(_grid(block, len(tables) + 1))
        else:
            lines += _clean(block.text).split("\n")
    lines = [line for line in lines if line]
    return Document(
        name=name, kind="docx", text="\n".join(lines),
        paragraphs=tuple(without_furniture(lines)), tables=tuple(tables),
        findings=_about_tables(len(tables)),
    )  # fmt: skip


def _check_archive(data: bytes) -> None:
    """A .docx that unpacks to too much, or is no document at all."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise refuse("E_BAD_DOCUMENT", "Tệp nén hỏng: hãy mở bằng Word và lưu lại.") from None
    if not any(part.filename.startswith("word/") for part in parts):
        raise refuse("E_NOT_A_DOCUMENT", "Tệp không phải văn bản Word (.docx).")
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise refuse("E_TOO_BIG", "Tệp Word mở ra quá lớn: hãy bỏ bớt ảnh và lưu lại.")


def _grid(table, number: int) -> Grid:
    """A Word table as a grid; cells that merge several places keep their text at the first."""
    rows, merged = [], []
    seen: dict = {}  # the cells themselves: an id would be used again once one is dropped
    for r, row in enumerate(table.rows):
        cells = []
        for c, cell in enumerate(row.cells):
            is_new = cell._tc not in seen
            seen.setdefault(cell._tc, (r, c))
            cells.append(_clean(cell.text).replace("\n", " ") or None if is_new else None)
        rows.append(cells)
    ends = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            ends[cell._tc] = (r, c)
    merged = [(*seen[key], *end) for key, end in ends.items() if seen[key] != end]
    width = max((len(row) for row in rows), default=0)
    padded = [row + [None] * (width - len(row)) for row in rows]
    return Grid(name=f"Bảng {number}", cells=padded, merged=tuple(merged))


def _about_tables(count: int) -> tuple[Finding, ...]:
    if not count:
        return ()
    message = f"Văn bản có {count} bảng: bảng được đọc riêng như bảng tính, không đọc như câu văn."
    return (note("N_TABLES_APART", message),)


# --- PDF


def _read_pdf(data: bytes, name: str) -> Document:
    """The text of a PDF; a scan is refused because nothing here reads pictures."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refuse("E_LOCKED", f"Tệp PDF «{name}» có mật khẩu: hãy bỏ mật khẩu rồi nộp lại.")
        pages = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, RecursionError) as wrong:
        message = f"Tệp PDF «{name}» hỏng ({type(wrong).__name__}): hãy xuất lại từ bản gốc."
        raise refuse("E_BAD_DOCUMENT", message) from None
    letters = sum(character.isalpha() for page in pages for character in page)
    if letters < _LETTERS_PER_PAGE * max(1, len(pages)):
        message = (
            f"Tệp PDF «{name}» là bản quét ({len(pages)} trang, không có lớp chữ): "
            "hãy nộp bản Word, hoặc bản PDF xuất từ Word."
        )
        raise refuse("E_SCANNED", message)
    lines = _without_running_heads([_clean(page).split("\n") for page in pages])
    return Document(
        name=name, kind="pdf", text="\n".join(lines),
        paragraphs=tuple(without_furniture(_rejoined(lines, wrapped=True))),
    )  # fmt: skip


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines but page numbers and lines repeated at the top or foot of most pages."""
    edges: dict[str, int] = {}
    for page in pages:
        for line in {*page[:2], *page[-2:]}:
            edges[_unnumbered(line)] = edges.get(_unnumbered(line), 0) + 1
    often = {text for text, times in edges.items() if times > max(2, len(pages) / 2)}
    kept = []
    for page in pages:
        last = len(page) - 1
        for place, line in enumerate(page):
            at_edge = place < 2 or place > last - 2
            if at_edge and (_unnumbered(line) in often or line.strip().isdigit()):
                continue
            kept.append(line)
    return kept


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
