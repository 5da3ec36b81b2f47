"""The text of documents made plain: composed letters, plain spaces, whole paragraphs."""

import re
from unicodedata import normalize

from cchc.figures import Finding
from cchc.ingest.files.decode import legacy_finding
from cchc.ingest.files.legacy_fonts import CONVERTERS, legacy_font_of
from cchc.ingest.files.vietnamese_syllables import share_of_syllables

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
    + [*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF]
)
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 9], " ")
_WIDE = str.maketrans("％：；，（）０１２３４５６７８９", "%:;,()0123456789")
_MARKS = _INVISIBLE | _SPACES | _WIDE
_STARTS_ANEW = re.compile(
    r"\s*(?:[-+*•●▪–]|\d{1,2}(?:\.\d+)*[.)]\s|[IVX]{1,4}[.)]\s|[a-zđ][.)]\s|\("
    r"|https?://|www\.|[a-z]+: ?http)"
)
_ENDS = (".", ":", ";", "!", "?", "…", "/.", '."', ".”")
_FULL = 0.6  # of the widest line: a shorter one ends its paragraph


def clean(text: str) -> str:
    """Composed letters, plain spaces and line ends, nothing invisible."""
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n"))
    text = text.translate(_MARKS)
    return re.sub(r" {2,}", " ", re.sub(r" *\n *", "\n", text)).strip()


def in_unicode(texts: list[str]) -> tuple[list[str], tuple[Finding, ...]]:
    """Texts typed for a font of the 1990s (.VnTime, VNI-Times) in Unicode, and a word about it.

    A text that reads as Vietnamese already is left alone: a document may be of both kinds.
    """
    strange = [text for text in texts if not text.isascii() and max(map(ord, text)) <= 0xFF]
    font = legacy_font_of("\n".join(strange))
    if font is None:
        return texts, ()
    convert = CONVERTERS[font]
    told = legacy_finding(font, before=strange[0], after=convert(strange[0]), sure=False)
    return [_better(text, convert(text)) for text in texts], (told,)


def _better(text: str, converted: str) -> str:
    return converted if share_of_syllables(converted) > share_of_syllables(text) else text


def rejoined(lines: list[str], *, wrapped: bool = False) -> list[str]:
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
    return wrapped and len(last) > width * _FULL or before.endswith((",", "-"))
