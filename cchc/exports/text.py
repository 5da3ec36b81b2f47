"""Text that leaves the house: without markup, control characters or anything that would run."""

import re

from cchc.vietnamese import nfc, unaccented

MOST_LETTERS = 500  # of one cell or label
LONGEST_NAME = 80  # letters of a file's name
_MARKUP = re.compile(r":[a-z]+(?:-badge|-background)?\[([^\]]*)\]|\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|`|^#{1,6}\s+|^[-*]\s+", re.MULTILINE)
_TAGS = re.compile(r"<br\s*/?>|</?[a-zA-Z][^<>]*>")
# XML 1.0 allows no other control characters; marks of direction could turn a text around.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def clean(text: object, *, most: int = MOST_LETTERS) -> str:
    """The text as a document can hold it: valid letters only, and no longer than `most`."""
    kept = _HARMFUL.sub("", nfc(str(text)))
    return kept if len(kept) <= most else kept[: most - 1] + "…"


def plain(markdown: str) -> str:
    """What a reader sees of markdown: "**▲ 2 bậc**" and ":blue[▲ 2 bậc]" as "▲ 2 bậc"."""
    bare = _MARKUP.sub(lambda found: found[1] or found[2] or "", markdown)
    return clean(_MARKS.sub("", bare).strip(), most=4 * MOST_LETTERS)


def untagged(html: str) -> list[str]:
    """The lines of a chart's text: "<b>Huế</b><br>98 %" as ["Huế", "98 %"]."""
    lines = re.split(r"<br\s*/?>", html)
    return [clean(_TAGS.sub("", line)) for line in lines]


def inert(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula, wherever it is pasted."""
    cleaned = clean(text)
    return f"'{cleaned}" if cleaned.startswith(_STARTS_A_FORMULA) else cleaned


def file_name(*parts: str, ending: str) -> str:
    """ "xep-hang-pci-2013.pptx" from what the parts say; without ending the name alone."""
    words = re.findall(r"[a-z0-9]+", unaccented(" ".join(parts)))
    name = "-".join(words)[:LONGEST_NAME].rstrip("-") or "cchc"
    return f"{name}.{ending}" if ending else name
