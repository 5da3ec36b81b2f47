"""Paragraphs cut into sentences; abbreviations, list numbers and decimals do not end one."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from cchc.ingest.prose.tokens import Token, tokens_of

_END = re.compile(r"(?:[.!?…]+[\"”'’)]*|\./\.)(?=\s+|$)")
# What stands before a full stop that ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|Th\.?S|ThS|TS|PGS|GS|Q|P|H|TX|Tx|TT|BS|KS|Đ/c|đ/c|ĐC|St|No|Tr|tr|v\.v|vv"
    r"|[A-ZĐ]|\d{1,2}|[IVX]{1,4})$"
)
_ONLY_NUMBER = re.compile(r"(?:^|\n)\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[a-zA-Z])\s?$")


@dataclass(frozen=True)
class Sentence:
    """One sentence; `number` counts from 1 through the document, `paragraph` from 0."""

    number: int
    paragraph: int
    text: str
    tokens: tuple[Token, ...] = field(repr=False, compare=False)

    @cached_property
    def has_digit(self) -> bool:
        """Whether a digit stands in it."""
        return any(token.is_number for token in self.tokens)


def sentences_of(paragraphs: tuple[str, ...]) -> list[Sentence]:
    """All sentences of the paragraphs, in order."""
    found = []
    for place, paragraph in enumerate(paragraphs):
        for text in split(paragraph):
            found.append(Sentence(len(found) + 1, place, text, tokens_of(text)))
    return found


def split(paragraph: str) -> list[str]:
    """The sentences of one paragraph as printed."""
    found, start = [], 0
    for end in _END.finditer(paragraph):
        if not _is_end(paragraph, start, end):
            continue
        found.append(paragraph[start : end.end()].strip())
        start = end.end()
    found.append(paragraph[start:].strip())
    return [text for text in found if text]


def _is_end(paragraph: str, start: int, end: re.Match) -> bool:
    before, after = paragraph[start : end.start()], paragraph[end.end() :].lstrip()
    if not after:
        return True
    if not before.strip():
        return False  # a dot as the mark of an item: «. Trước hạn: 1.090 hồ sơ»
    if end[0] == "." and (_ONLY_NUMBER.search(before) or _is_abbreviation(before)):
        return False
    if end[0] == "." and _is_spaced_number(before, after):
        return False
    return not after[0].islower()


def _is_abbreviation(before: str) -> bool:
    """Whether the word before the stop is cut short; a bare number ends a sentence."""
    found = _ABBREVIATED.search(before)
    return bool(found) and not found[0].strip(" (").isdigit()


def _is_spaced_number(before: str, after: str) -> bool:
    """«14. 607 hồ sơ»: one number that a scanner tore apart."""
    has_digits = re.search(r"(?<![\d.,/])\d{1,3}$", before)
    return bool(has_digits) and bool(re.match(r"\d{3}(?!\d)\s+(?:[^\W\dA-ZĐ]|[A-ZĐ]{2})", after))
