"""Vietnamese text, numbers and dates: how they are compared, sorted and shown.

Numbers and dates are written for the reader: "1.234,5" and 31/12/2025, or "1,234.5" and
31 Dec 2025.

Two spellings are the same word when `fold` gives the same text. Dropping accents is another thing:
`unaccented` is for searching, never for deciding that two names are one.
"""

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from unicodedata import combining, normalize

from cchc.languages import is_english

NOTHING = "–"  # shown where there is no value
MINUS = "−"
_DECIMAL_COMMA = str.maketrans(",.", ".,")
_ENGLISH_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
VIETNAM = timezone(timedelta(hours=7))

# Invisible characters that copying from web pages and Word leaves inside names.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
    + [*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF]
)
_ALIKE = _INVISIBLE | str.maketrans(
    {"ð": "đ", "Ð": "Đ", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-"}
    | {"–": "-", "—": "-", "−": "-"}
)
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
# "hòa" and "hoà", "thúy" and "thuý", "qúa" and "quá": the tone moves to the second vowel.
_EARLY_TONE = {
    normalize("NFC", first + tone) + second: first + normalize("NFC", second + tone)
    for tone in _TONES
    for first, second in ("oa", "oe", "uy")
}
_EARLY_TONE_PATTERN = re.compile("|".join(_EARLY_TONE))
_BASE_OF = str.maketrans(
    {
        normalize("NFC", letter + tone): normalize("NFD", letter)[0].replace("đ", "d")
        for letter in "aăâeêioôơuưyđ"
        for tone in ("", *_TONES)
        if len(normalize("NFC", letter + tone)) == 1
    }
)
_SORTABLE = re.compile(r"\d+|[^\W\d_]+")


def nfc(text: str) -> str:
    """The text with composed letters, as keyboards write them; macOS hands over decomposed ones."""
    return normalize("NFC", text)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text as it is compared: case, composition, tone placement, spaces and dashes unified."""
    folded = normalize("NFD", normalize("NFD", text).translate(_ALIKE).casefold())
    composed = normalize("NFC", folded.translate(_ALIKE))
    placed = _EARLY_TONE_PATTERN.sub(lambda found: _EARLY_TONE[found[0]], composed)
    return " ".join(placed.split())


@lru_cache(maxsize=65536)
def unaccented(text: str) -> str:
    """The folded text without tones and hats, đ as d: what people type into a search box."""
    bare = fold(text).translate(_BASE_OF)
    if bare.isascii():
        return bare
    letters = normalize("NFD", bare).replace("đ", "d")
    return normalize("NFC", "".join(letter for letter in letters if not combining(letter)))


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple:
    """Key of the Vietnamese alphabet, syllable by syllable, letters before tones, 2 before 10."""
    return tuple(_syllable_key(word) for word in _SORTABLE.findall(fold(text))), text


def _syllable_key(word: str) -> tuple:
    """One syllable or number as (kind, value, tones); numbers come before words."""
    if word.isdecimal():
        return 0, (int(word),), ()
    letters, tones = [], []
    for letter in word:
        base, tone = _toneless(letter)
        letters.append(_LETTER_RANK.get(base, len(_ALPHABET) + ord(base[0])))
        tones.append(tone)
    return 1, tuple(letters), tuple(tones)


def _toneless(letter: str) -> tuple[str, int]:
    """A letter without its tone, and the tone's place in the order (0 for none)."""
    marks = normalize("NFD", letter)
    tone = next((rank for rank, mark in enumerate(_TONES, 1) if mark in marks[1:]), 0)
    base = marks[0] + "".join(mark for mark in marks[1:] if mark not in _TONES)
    return normalize("NFC", base), tone


def number(value: float | None, decimals: int | None = None) -> str:
    """1234.5 as "1.234,5", halves rounded up; without `decimals` as many as the number has."""
    if value is None or not math.isfinite(value):
        return NOTHING
    exact = Decimal(repr(float(value)) if isinstance(value, float) else str(value))
    if decimals is None:
        exact = exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
    else:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,f}"
    text = text if is_english() else text.translate(_DECIMAL_COMMA)
    return MINUS + text if exact < 0 else text


def signed(value: float | None, decimals: int | None = None) -> str:
    """A change with its sign: "+1,2", "−3", "0"."""
    text = number(value, decimals)
    is_gain = text not in (NOTHING, MINUS) and value > 0 and text.strip("0,.") != ""
    return f"+{text}" if is_gain else text


def percent(value: float | None, decimals: int | None = 1) -> str:
    """12.34 as "12,3 %"."""
    text = number(value, decimals)
    return text if text == NOTHING else f"{text}%" if is_english() else f"{text} %"


def points(value: float | None, decimals: int | None = 1) -> str:
    """A change of percentages: "+1,2 điểm %", which is not 1,2 %."""
    text = signed(value, decimals)
    return text if text == NOTHING else f"{text} {'pp' if is_english() else 'điểm %'}"


def date_text(day: date | None) -> str:
    """A day as "31/12/2025"."""
    if day is None:
        return NOTHING
    if is_english():
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year:04d}"
    return f"{day:%d/%m}/{day.year:04d}"


def today() -> date:
    """The day it is in Vietnam, wherever the machine is."""
    return datetime.now(VIETNAM).date()


def moment_text(moment: datetime | None) -> str:
    """A time as "22/11/2025 13:05" in Vietnam, wherever the machine is; one without zone is UTC."""
    if moment is None:
        return ""
    local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(VIETNAM)
    return f"{date_text(local.date())} {local:%H:%M}"
