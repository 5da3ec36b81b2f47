"""The words and numbers people write periods with, Vietnamese and English, cut into pieces.

A piece is a part of a period (a day, a quarter, a year …) or a mark: what stands between parts.
What they mean together is decided in periods.py.
"""

import re
import unicodedata
from typing import NamedTuple

from cchc.errors import UnreadablePeriodError


class Part(NamedTuple):
    """A piece of a period as printed; `year` is None where the text leaves it out."""

    grain: str  # day, week, month, quarter, months, year, open (từ đầu năm) or lone (a number)
    year: int | None
    first: int = 1  # month; of a week or a lone number, the number itself
    last: int = 12
    day: int = 0


class Mark(NamedTuple):
    """joint (đến), dash, bracket, now (đến nay), undated, or a word that is not of time."""

    sort: str


FILLERS = {
    "ky", "bao", "cao", "so", "lieu", "tu", "ngay", "thang", "nam", "trong", "cua", "het", "cuoi",
    "luy", "ke", "tinh", "giai", "doan", "ca", "tong", "hop", "from", "of", "the", "year",
    "period", "month", "ended", "ending", "for", "in", "within", "va", "and", "as", "at",
}  # fmt: skip
NUMBERS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "six": 6, "nine": 9, "first": 1,
    "second": 2, "third": 3, "fourth": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "dau": 1, "cuoi": 2,
}  # fmt: skip
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = r"muoi mot|muoi hai|muoi|mot|hai|ba|bon|sau|bay|tam|chin"
_PIECES = {
    "Y": r"(?P<y>(?:19|20)\d\d)(?!\d)",
    # The year after a name: năm 2024, /2024, of 2024, -2024, /24; or none.
    "TAIL": r"(?:\s?[/.-]?\s?(?:cua |of )?(?:nam |the year )?(?P<y>(?:19|20)\d\d)(?![\d])"
    r"|/(?P<yy>\d\d)(?![\d/.-]))?",
    "MON": rf"(?P<mon>{'|'.join(ENGLISH)})[a-z]*\.?",
    "M": r"(?P<n>\d{1,2})(?!\d)",
    "D": r"(?P<d>\d{1,2})",
    "Q": r"(?P<n>0?[1-4](?!\d)|iv\b|i{1,3}\b|(?:mot|nhat|hai|ba|bon|tu(?! ngay| ?\d))\b)",
    "N": rf"(?P<n>\d{{1,2}}|{_WORD}|six|nine)",
    "WORD": rf"(?P<n>{_WORD}|tu(?! ngay| ?\d))\b",
}
# In the order they are tried at each word; the first that fits wins.
_PATTERNS = tuple(
    (sort, re.compile(re.sub(r"<([A-Z]+)>", lambda piece: _PIECES[piece[1]], pattern)))
    for sort, pattern in (
        ("day", r"<Y>(?P<s>[-/.])<M>(?P=s)<D>(?!\d)"),
        ("day", r"<D>(?P<s>[-/.])<M>(?P=s)(?:<Y>|(?P<yy>\d\d)(?![\d/.-]))"),
        ("day", r"<D> thang <M>(?! ?thang)<TAIL>"),
        ("day", r"<D>(?:st|nd|rd|th)?[ -]<MON>(?:[ -]?<Y>)?"),
        ("day", r"<MON> <D>(?:st|nd|rd|th)? <Y>"),
        ("months", r"first <N> months?\b<TAIL>"),
        ("last_months", r"last <N> months?\b<TAIL>"),
        ("last_months", r"<N> ?(?:thang|t) cuoi(?: cua)? nam<TAIL>"),
        ("months", r"<N> ?(?:thang|months?|t|m)(?![a-z])(?: dau(?: cua)? nam)?<TAIL>"),
        ("months", r"<Y>[-/ ]?<N>[mt]\b"),
        ("half", r"(?P<n>first|second) half<TAIL>"),
        ("half", r"nua (?P<n>dau|cuoi) nam<TAIL>"),
        ("half", r"h(?P<n>[12])(?!\d)<TAIL>"),
        ("half", r"<Y>[-/ ]?h(?P<n>[12])\b"),
        ("quarter", r"<Y>[-/ ]?q(?P<n>[1-4])\b"),
        ("quarter", r"(?:qu[yi]|quarter|q) ?<Q><TAIL>"),
        ("quarter", r"(?P<n>first|second|third|fourth) quarter<TAIL>"),
        ("quarter", r"(?P<n>[1-4])q<TAIL>"),
        ("week", r"<Y>-?w(?P<n>\d{1,2})\b"),
        ("week", r"(?:tuan|week|w)(?: thu)? ?(?P<n>\d{1,2})(?!\d)<TAIL>"),
        ("month", r"thg ?<M>-(?P<yy>\d\d)(?!\d)"),
        ("month", r"(?:thang|thg|t|month) ?<M><TAIL>"),
        ("month", r"thang <WORD><TAIL>"),
        ("month", r"<MON>[-/ ']?(?:<Y>|(?P<yy>\d\d)(?!\d))"),
        ("month", rf"<MON>(?= ?(?:-|to|until) ?(?:{'|'.join(ENGLISH)}))"),
        ("month", r"<Y>[-/.](?P<n>0?[1-9]|1[0-2])(?!\d)"),
        ("month", r"(?P<n>0?[1-9]|1[0-2])[-/.]<Y>"),
        ("day", rf"<D>[-/]<M>(?! ?(?:thang|{'|'.join(ENGLISH)}|[/.]))"),
        ("open", r"(?:dau nam|beginning of the year|ytd\b)<TAIL>"),
        ("now", r"(?:nay|now|date)\b"),
        ("undated", r"(?:undated|khong ro ngay|khong ghi ngay)\b"),
        ("year", r"(?:nam |year )?<Y>"),
        ("year", r"ca nam\b|(?<!\w )nam(?: bao cao)?$"),
        ("joint", r"(?:den|toi|to|until|till)\b"),
        ("dash", r"[-/]"),
        ("bracket", r"[()\[\]]"),
        ("lone", r"(?P<n>\d{1,2}|iv|i{1,3})\b"),
        ("word", r"\w+|\S"),
    )
)  # fmt: skip
_MARKS = {"joint", "dash", "bracket", "now", "undated", "word"}
_JOINTS = (Mark("joint"), Mark("dash"))
_SPANNING = ("day", "week", "month", "quarter", "year")
# How many months one of them has.
_LENGTHS = {"half": 6, "quarter": 3, "month": 1}


def plain(text: str) -> str:
    """Lower case without accents; one kind of dash, no times of day, no dotted lines."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    text = "".join(c for c in letters if not unicodedata.combining(c))
    text = re.sub(r"(?<=\d)[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?", " ", text)
    text = re.sub(r"[‐‑‒–—―−~]|->", "-", text)
    text = re.sub(r"\.{2,}|…|[,:;_\"'“”«»*|]", " ", text)
    text = re.sub(r"(?<=\d)\s*/\s*(?=\d)", "/", text)
    return " ".join(text.split())


def pieces_of(text: str) -> list[Part | Mark]:
    """The parts and marks of a text in order; fillers are left out, brackets of other words too."""
    return _cut(re.sub(r"\(([^()]*)\)", _without_remarks, plain(text)))


def _without_remarks(bracket: re.Match) -> str:
    """A bracket that holds other words and no day is a remark: (week 5 of lead), (tiếp theo)."""
    inner = _cut(bracket[1])
    has_day = any(isinstance(piece, Part) and piece.grain == "day" for piece in inner)
    return bracket[0] if has_day or Mark("word") not in inner else " "


def _cut(text: str) -> list[Part | Mark]:
    found, place, text = [], 0, text.strip(" .")
    while place < len(text):
        sort, match = next((s, m) for s, p in _PATTERNS if (m := p.match(text, place)))
        place = match.end()
        while place < len(text) and text[place] in " .":
            place += 1
        if sort != "word" or match[0] not in FILLERS:
            found.append(Mark(sort) if sort in _MARKS else _part(sort, match))
    return found


def _part(sort: str, match: re.Match) -> Part:
    said = {name: value for name, value in match.groupdict().items() if value}
    year = int(said["y"]) if "y" in said else 2000 + int(said["yy"]) if "yy" in said else None
    if sort in ("year", "open"):
        return Part(sort, year)
    n = ENGLISH.index(said["mon"]) + 1 if "mon" in said else _number(said["n"])
    if sort == "day":
        return Part("day", year, _month(n, match), n, day=int(said["d"]))
    if sort in ("week", "lone"):
        return Part(sort, year, n, n)
    if sort == "months":
        return Part("months", year, 1, _month(n, match))
    if sort == "last_months":
        return Part("months", year, 13 - _month(n, match), 12)
    length = _LENGTHS[sort]
    return Part(sort, year, _month(n * length, match) - length + 1, n * length)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS[word]


def _month(n: int, match: re.Match) -> int:
    if 1 <= n <= 12:
        return n
    raise UnreadablePeriodError(f"«{match[0].strip()}» không phải là một tháng trong năm.")


class Groups(NamedTuple):
    """Pairs around a joint, parts that stand alone, an end without a beginning beside it."""

    spans: list[tuple[Part, Part]]
    singles: list[Part]
    end: Part | Mark | None


def grouped(pieces: list[Part | Mark]) -> Groups:
    """Which parts belong together."""
    spans, singles, end, place = [], [], None, 0
    while place < len(pieces):
        piece, after, beyond = (*pieces[place : place + 3], None, None)[:3]
        if after in _JOINTS and (pair := _pair(piece, beyond)):
            spans.append(pair)
            place += 3
        elif piece == Mark("joint") and _can_end(after):
            end = after
            place += 2
        else:
            singles += [piece] if isinstance(piece, Part) else []
            place += 1
    return Groups(spans, singles, end)


def _can_end(piece: Part | Mark | None) -> bool:
    """Whether a piece can stand after "đến" alone."""
    is_part = isinstance(piece, Part) and piece.grain not in ("lone", "open")
    return is_part or piece == Mark("now")


def _pair(first: Part | Mark, last: Part | Mark | None) -> tuple[Part, Part] | None:
    """Two parts of one grain; a bare number takes the grain of the other: 1–14/7, quý I–III."""
    if not (isinstance(first, Part) and isinstance(last, Part)):
        return None
    if first.grain == "lone":
        first = _like(last, first.first)
    elif last.grain == "lone":
        last = _like(first, last.first)
    is_pair = first and last and first.grain == last.grain in _SPANNING
    return (first, last) if is_pair else None


def _like(model: Part, n: int) -> Part | None:
    """The n-th day, month, week or quarter, where the model is one."""
    if model.grain == "day":
        return model._replace(day=n, year=None)
    if model.grain == "week" or (model.grain == "month" and 1 <= n <= 12):
        return model._replace(first=n, last=n, year=None)
    if model.grain == "quarter" and 1 <= n <= 4:
        return model._replace(first=3 * n - 2, last=3 * n, year=None)
    return None
