"""What a single cell says by itself: clean text, a number or date, a missing mark, a trap."""

import re
from functools import lru_cache

from cchc.ingest.files.grid import Value
from cchc.ingest.tables.dates import printed_date
from cchc.ingest.tables.numbers import printed
from cchc.ingest.tables.table_words import load_table_words
from cchc.vietnamese import fold, nfc

# Zero-width, direction-changing and other characters that show nothing and hide much.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_ERRORS = {
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#N/A",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#ERROR!",
}
_OPEN_OFFICE_ERROR = re.compile(r"Err:\d{3}")
_FORMULA = re.compile(r"\s*(?:=|@\w|[+\-](?=[\d(=@]).*[(|!]|[+\-]\d+[+\-*/])")
_MARKUP = re.compile(
    r"<\s*/?[a-z!][^>]*>|\]\(|!\[|\*\*[^*]+\*\*|`[^`]+`|:[a-z]+\[|:[a-z]+/[a-z_]+:|\$[^$\s{][^$]*\$"
    r"|^\s*#{1,6} |javascript:|&#?\w+;|~~[^~]+~~|__[^_]+__|\|\|[^|]+\|\|",
    re.IGNORECASE,
)
NUMBER, DATE, MISSING, TEXT, EMPTY = "number", "date", "missing", "text", "empty"


@lru_cache(maxsize=65536)
def tidy(text: str) -> str:
    """The text composed (NFC), without unseen characters, every run of spaces one space."""
    if text.isascii() and text.isalnum():
        return text
    return " ".join(_UNSEEN.sub("", nfc(text)).split())


def kind_of(value: Value) -> str:
    """number, date, missing, text or empty: what a cell is before its column is known."""
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return _kind_of_text(value)
    return NUMBER if isinstance(value, (bool, int, float)) else DATE


@lru_cache(maxsize=65536)
def _kind_of_text(text: str) -> str:
    clean = tidy(text)
    if not clean:
        return EMPTY
    if printed(clean) or is_not_finite(clean) or is_error(clean):
        return NUMBER
    if printed_date(clean):
        return DATE
    return MISSING if load_table_words().is_one_of(clean, "missing") else TEXT


def is_error(text: str) -> bool:
    """Whether a cell holds what a spreadsheet shows where a formula failed."""
    return text.upper() in _ERRORS or bool(_OPEN_OFFICE_ERROR.fullmatch(text))


def is_not_finite(text: str) -> bool:
    """Whether a cell holds NaN, infinity or a number too big to be one."""
    if load_table_words().is_one_of(text, "not_finite"):
        return True
    number = printed(text)
    return bool(number and number.power and abs(float(f"1{number.power}")) == float("inf"))


def is_formula_text(text: str) -> bool:
    """Whether a text would be run as a formula once exported to a spreadsheet."""
    first = text.lstrip("\ufeff ")[:1]
    if first in ("\t", "\r") and tidy(text)[:1] in "=+-@":
        return True
    clean = tidy(text)
    return bool(_FORMULA.match(clean)) and not printed(clean)


def has_markup(text: str) -> bool:
    """Whether a text would turn into markup, a link or a picture on a page."""
    return bool(_MARKUP.search(text))


def spells_number(text: str) -> bool:
    """Whether a text writes a number in words: "một nghìn", "hai trăm ba mươi"."""
    words = re.findall(r"\w+", fold(text))
    spelled = load_table_words().lists["spelled_numbers"]
    return bool(words) and sum(word in spelled for word in words) * 2 > len(words)


def plain_text(value: Value) -> str | None:
    """A cell as tidied text; None when it is empty."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return tidy(str(value)) or None
