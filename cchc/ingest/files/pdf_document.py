"""The text of a PDF; a scan is refused because nothing here reads pictures."""

import io
import logging
import re
import zlib

from cchc.figures import Finding
from cchc.ingest.files.document_text import clean, in_unicode
from cchc.ingest.files.refusal import refuse
from cchc.ingest.files.vietnamese_syllables import WORD, is_syllable

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is broken is told as a finding
_TORN = 0.1  # a page set in one font has hardly a word that is no syllable
_LETTERS_PER_PAGE = 40  # a page of a scan has fewer; a page of text has a thousand
_BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, OSError,
    RecursionError, NotImplementedError, zlib.error,
)  # fmt: skip


def read_pdf(data: bytes, name: str) -> tuple[list[str], tuple[Finding, ...]]:
    """Its lines without running heads and page numbers; RefusedError where there is no text."""
    pages = _pages(data, name)
    letters = sum(character.isalpha() for page in pages for character in page)
    if letters < _LETTERS_PER_PAGE * max(1, len(pages)):
        message = (
            f"Tệp PDF «{name}» là bản quét ({len(pages)} trang, không có lớp chữ): "
            "hãy nộp bản Word, hoặc bản PDF xuất từ Word."
        )
        raise refuse("E_SCANNED", message)
    pages, findings = in_unicode(pages)
    return _without_running_heads([clean(page).split("\n") for page in pages]), findings


def _pages(data: bytes, name: str) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if not reader.is_encrypted or reader.decrypt(""):
            return [text_of(page) for page in reader.pages]
    except (PyPdfError, *_BROKEN) as wrong:
        message = f"Tệp PDF «{name}» hỏng ({type(wrong).__name__}): hãy xuất lại từ bản gốc."
        raise refuse("E_BAD_DOCUMENT", message) from None
    raise refuse("E_LOCKED", f"Tệp PDF «{name}» có mật khẩu: hãy bỏ mật khẩu rồi nộp lại.")


def text_of(page) -> str:
    """The text of a page; where its fonts tear the words apart, as it lies on the page."""
    text = page.extract_text() or ""
    if share_of_torn_words(text) < _TORN:
        return text
    return min(text, page.extract_text(extraction_mode="layout"), key=share_of_torn_words)


def share_of_torn_words(text: str) -> float:
    """Share of the words in small letters that are no syllables: «Quy ế t tâm th ự c hi ệ n»."""
    words = [word for word in WORD.findall(text) if word.islower()]
    return sum(not is_syllable(word) for word in words) / len(words) if words else 0.0


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
