"""What stands on a page besides the report: menus, counters, captions, other headlines."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cchc.errors import BadReferenceError
from cchc.vietnamese import fold

FILE = Path(__file__).parents[3] / "data" / "reference" / "phrases_pages.toml"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
_FILE_NAME = re.compile(r"[\w .()-]+\.(?:jpe?g|png|gif|pdf|docx?|mp4)", re.I)
_NOT_LETTERS = re.compile(r"[^\w]+")
_HEADLINE = 160  # a line of other headlines is shorter than this and ends in no full stop


@dataclass(frozen=True)
class PageWords:
    """Words of page furniture, folded, and the blocks of HTML that hold it."""

    lines: frozenset[str]
    counters: tuple[str, ...]
    tails: tuple[str, ...]
    sources: tuple[str, ...]
    html: dict


@cache
def page_words(file: Path = FILE) -> PageWords:
    """The words of data/reference/phrases_pages.toml."""
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        lists = {name: tuple(fold(text) for text in data[name])
                 for name in ("lines", "counters", "tails", "sources")}  # fmt: skip
        lines = frozenset(_bare(line) for line in lists["lines"])
        return PageWords(lines, lists["counters"], lists["tails"], lists["sources"], data["html"])
    except (OSError, tomllib.TOMLDecodeError, KeyError) as wrong:
        remedy = "khôi phục danh sách bị thiếu"
        raise BadReferenceError(file.name, None, f"không dùng được ({wrong})", remedy) from None


def without_furniture(lines: list[str]) -> list[str]:
    """The lines of the report itself, in order."""
    words = page_words()
    kept, is_tail = [], False
    for line in lines:
        folded = fold(line)
        if any(
            folded.rstrip(":. ") == tail or folded.startswith(tail + ":") for tail in words.tails
        ):
            is_tail = True
        if is_tail and not _is_text(line):
            continue
        is_tail = False
        if not _is_furniture(line, folded, words):
            kept.append(line)
    return kept


def _is_text(line: str) -> bool:
    """Whether a line is a paragraph of its own and no headline."""
    return len(line) > _HEADLINE and line.rstrip().endswith((".", "…", "!", '"', "”", "/."))


def _is_furniture(line: str, folded: str, words: PageWords) -> bool:
    if not line.strip() or _ADDRESS.fullmatch(line.strip()) or _FILE_NAME.fullmatch(line.strip()):
        return True
    if folded.startswith(words.sources) and (len(line) < 120 or _ADDRESS.search(line)):
        return True
    if _is_counter(folded, words):
        return True
    return _is_made_of(_bare(folded), words.lines)


def _is_counter(folded: str, words: PageWords) -> bool:
    """«Hôm nay : 80», «Tổng số lượt truy cập: 51773186»."""
    return any(
        re.fullmatch(rf"{re.escape(name)}\s*[:\-–]?\s*[\d., ]+", folded) for name in words.counters
    )


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text).strip()


def _is_made_of(text: str, parts: frozenset[str]) -> bool:
    """Whether a line is nothing but such parts, one after the other."""
    if not text or len(text) > _HEADLINE:
        return not text
    while text:
        part = next(
            (p for p in sorted(parts, key=len, reverse=True) if f"{text} ".startswith(f"{p} ")),
            None,
        )
        if part is None:
            return False
        text = text[len(part) :].strip()
    return True
