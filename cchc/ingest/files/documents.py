"""From bytes to the text of a document: plain text, web page, Word, PDF.

A document is its paragraphs without page furniture, its tables for the table reader, and all of
its text for what only addresses and datelines tell. A scan without text is refused.
"""

import re
from dataclasses import dataclass

from cchc.figures import Finding
from cchc.ingest.files.decode import decode
from cchc.ingest.files.document_text import clean, in_unicode, rejoined
from cchc.ingest.files.grid import Grid
from cchc.ingest.files.limits import UPLOAD_BYTES
from cchc.ingest.files.refusal import note, refuse
from cchc.ingest.prose.furniture import without_furniture

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|div|p|article|table)\b", re.I | re.S
)
_PDF_MARK_WITHIN = 1024  # bytes; some writers put a few lines before it


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report as text. `text` is all of it, `paragraphs` only the report without furniture."""

    name: str
    kind: str  # text, html, docx or pdf
    text: str
    paragraphs: tuple[str, ...]
    tables: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_document(data: bytes, name: str) -> Document:
    """The document in a file, recognised by its content; RefusedError where it has no text."""
    if len(data) > UPLOAD_BYTES:
        raise refuse("E_TOO_BIG", f"Tệp dài {len(data) / 1e6:.0f} MB, vượt giới hạn.")
    if b"%PDF-" in data[:_PDF_MARK_WITHIN]:
        return _pdf_document(data, name)
    if data.startswith(b"PK\x03\x04"):
        return _word_document(data, name)
    decoded = decode(data)
    if _HTML.match(decoded.text):
        return _page_document(decoded.text, name, decoded.findings)
    return document_of_text(decoded.text, name=name, findings=decoded.findings)


def document_of_text(
    text: str, *, name: str = "văn bản dán", findings: tuple[Finding, ...] = ()
) -> Document:
    """Plain or pasted text as a document; lines that were broken inside sentences are joined."""
    (text,), told = in_unicode([text])
    lines = clean(text).split("\n")
    return Document(
        name=name, kind="text", text="\n".join(lines),
        paragraphs=tuple(without_furniture(rejoined(lines))), findings=(*findings, *told),
    )  # fmt: skip


def _page_document(text: str, name: str, findings: tuple[Finding, ...]) -> Document:
    """A web page as its article, without menus and counters."""
    from cchc.ingest.files.webpage import read_webpage
    from cchc.ingest.prose.web_article import article_of

    article = article_of(text)
    lines = [line for line in clean("\n".join(article.lines)).split("\n") if line]
    tables = read_webpage(article.html).sheets if article.has_tables else ()
    heads = "\n".join([clean(head) for head in article.heads])
    return Document(
        name=name, kind="html", text=heads + "\n" + "\n".join(lines),
        paragraphs=tuple(without_furniture(lines)), tables=tuple(tables), findings=findings,
    )  # fmt: skip


def _word_document(data: bytes, name: str) -> Document:
    from cchc.ingest.files.word_document import read_word

    word = read_word(data, name)
    return Document(
        name=name, kind="docx", text="\n".join(word.lines),
        paragraphs=tuple(without_furniture(word.lines)), tables=word.tables,
        findings=(*word.findings, *_about_tables(len(word.tables))),
    )  # fmt: skip


def _about_tables(count: int) -> tuple[Finding, ...]:
    if not count:
        return ()
    message = f"Văn bản có {count} bảng: bảng được đọc riêng như bảng tính, không đọc như câu văn."
    return (note("N_TABLES_APART", message),)


def _pdf_document(data: bytes, name: str) -> Document:
    from cchc.ingest.files.pdf_document import read_pdf

    lines, findings = read_pdf(data, name)
    return Document(
        name=name, kind="pdf", text="\n".join(lines),
        paragraphs=tuple(without_furniture(rejoined(lines, wrapped=True))), findings=findings,
    )  # fmt: skip
