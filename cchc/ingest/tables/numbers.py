"""Numbers as they are printed: 1.234.567,8 · 12,5 · 98.75% · (12) · 1.200 hồ sơ · 1,53e4.

A lone mark before three digits says nothing by itself: 1.234 may be a thousand or one and a bit.
That is decided for a whole column, with the proof, and asked where there is none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from cchc.ingest.tables.spelled import spelled
from cchc.ingest.tables.table_words import load_table_words
from cchc.vietnamese import fold

_SPACE = "[ \u00a0\u2000-\u200a\u202f\u205f'’]"
_SPACED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)")
_SHAPE = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[+\-−–])?\s*"
    r"(?P<body>\d[\d.,]*|[.,]\d+)(?P<power>[eE][+-]?\d{1,3})?\s*(?P<percent>%)?"
    r"\s*(?(open)\))\s*(?P<unit>[^\W\d][^\d]*|\*{1,3}|\(\*{1,3}\)|[¹²³⁴⁵])?"
)
_GROUPS = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}
_OPEN = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})")  # 1.234: grouped thousands or decimals
_OTHER = {".": ",", ",": "."}
LONGEST_EXACT = 15  # digits that a number keeps; longer ones are codes


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A number as printed, taken apart but not yet understood."""

    text: str
    body: str  # digits and marks
    negative: bool = False
    power: str = ""
    percent: bool = False
    unit: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether its one mark may group thousands or begin decimals."""
        surely_decimal = self.percent or self.power or self.body.startswith("0")
        return bool(_OPEN.fullmatch(self.body)) and not surely_decimal and not self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether its unit can only be counted: there is no 1,2 hồ sơ."""
        return self.unit is not None and fold(self.unit) in load_table_words().units["whole"]


@lru_cache(maxsize=65536)
def printed(text: str) -> Printed | None:
    """The number a text prints, or None where it prints none or something else besides."""
    text = text.strip().removeprefix("'")  # by which Excel is told that a number is text
    closed = _SPACED.sub(lambda found: re.sub(_SPACE, "", found[0]), text)
    found = _SHAPE.fullmatch(closed)
    if not found or not _is_well_formed(found["body"]):
        return None
    unit = (found["unit"] or "").strip(" .") or None
    if unit and unit[0].isalpha() and fold(unit) not in _units():
        return None
    return Printed(
        text=text,
        body=found["body"],
        negative=bool(found["open"]) or (found["sign"] or "+") in "-−–",
        power=found["power"] or "",
        percent=bool(found["percent"]),
        unit=unit,
    )


@cache
def _units() -> frozenset[str]:
    return frozenset().union(*load_table_words().units.values())


def _is_well_formed(body: str) -> bool:
    """Whether marks stand where a number may have them: not 1.2.3, not 12.3456,7, not 5."""
    if not body[-1].isdigit():
        return False
    marks = re.findall("[.,]", body)
    if len(marks) <= 1:
        return True
    last = marks[-1]
    if marks.count(last) == 1:  # the last mark begins decimals, all before it group
        whole = body.rpartition(last)[0]
        return bool(_GROUPS[marks[0]].fullmatch(whole))
    return len(set(marks)) == 1 and bool(_GROUPS[last].fullmatch(body))


def sure_decimal(number: Printed) -> str | None:
    """The mark that certainly begins decimals in this number, if one does."""
    marks = re.findall("[.,]", number.body)
    if not marks or number.is_open:
        return None
    if len(marks) == 1:
        is_grouped = number.is_whole and _GROUPS[marks[0]].fullmatch(number.body)
        return None if is_grouped else marks[0]
    return marks[-1] if marks.count(marks[-1]) == 1 else None


def sure_group(number: Printed) -> str | None:
    """The mark that certainly groups thousands in this number, if one does."""
    marks = re.findall("[.,]", number.body)
    if not marks or number.is_open:
        return None
    return marks[0] if len(marks) > 1 or sure_decimal(number) is None else None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How the numbers of a column are read: the mark of decimals, and why."""

    decimal: str | None = None  # for open numbers; sure ones speak for themselves
    example: str | None = None  # "1.234 là 1234", where open numbers were decided
    why: str | None = None  # "cả cột là số nguyên"
    ambiguous: tuple[str, ...] = ()  # texts that cannot be decided


@dataclass
class Evidence:
    """What the numbers of one column prove about their marks."""

    decimals: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    open: dict[str, str] = field(default_factory=dict)  # mark → first text that leaves it open
    long_plain: str | None = None  # 1234, written without a mark

    @classmethod
    def of(cls, numbers: Iterable[Printed]) -> "Evidence":
        """The evidence of a column."""
        evidence = cls()
        for number in numbers:
            if number.is_open:
                evidence.open.setdefault(_OPEN.fullmatch(number.body)[2], number.text)
            elif number.body.isdigit() and len(number.body) > 3:
                evidence.long_plain = evidence.long_plain or number.text
            evidence.decimals |= {sure_decimal(number)} - {None}
            evidence.groups |= {sure_group(number)} - {None}
        return evidence


def decide(evidence: Evidence, *, whole: bool | None, file_decimal: str | None) -> Reading:
    """How to read the open numbers of a column.

    `whole` says whether its heading counts things (True), measures rates or scores (False) or
    neither (None); `file_decimal` is the decimal mark that other columns of the file prove.
    """
    if not evidence.open:
        return Reading()
    sure = _by_own_evidence(evidence)
    if sure:
        return _decided(evidence, sure, "các số khác trong cột viết như vậy")
    if len(evidence.open) > 1:
        return Reading(ambiguous=tuple(evidence.open.values()))
    mark, text = next(iter(evidence.open.items()))
    if whole is None:
        return _by_file(evidence, mark, text, file_decimal)
    if whole:
        return _decided(evidence, _OTHER[mark], "cả cột là số nguyên")
    return _decided(evidence, mark, "cột là tỷ lệ hoặc điểm")


def _by_own_evidence(evidence: Evidence) -> str | None:
    """The decimal mark that surely written numbers of the column prove without contradiction."""
    proven = {mark for mark in ".," if mark in evidence.decimals or _OTHER[mark] in evidence.groups}
    return proven.pop() if len(proven) == 1 else None


def _by_file(evidence: Evidence, mark: str, text: str, file_decimal: str | None) -> Reading:
    """Reads open numbers of a column whose heading says nothing."""
    if file_decimal == _OTHER[mark]:
        return _decided(evidence, file_decimal, f"dấu «{file_decimal}» là dấu thập phân của tệp")
    if mark == "." and file_decimal is None and evidence.long_plain is None:
        return _decided(evidence, ",", "cả cột viết nhóm ba chữ số như số nguyên của Việt Nam")
    return Reading(ambiguous=(text,) + ((evidence.long_plain,) if evidence.long_plain else ()))


def _decided(evidence: Evidence, decimal: str, why: str) -> Reading:
    """A reading with its proof: 1.234 là 1234, vì cả cột là số nguyên."""
    mark, text = next(iter(evidence.open.items()))
    plain = re.sub(r"[^\d.,]", "", text)
    if mark == decimal:
        return Reading(decimal=decimal, example=f"{text} là {plain.replace(mark, ',')}", why=why)
    value = spelled(int(plain.replace(mark, "")))
    return Reading(decimal=decimal, example=f"{text} là {value}", why=why)


def value_of(number: Printed, decimal: str | None) -> int | float:
    """The value of a printed number; `decimal` decides it where its mark is open."""
    mark = decimal if number.is_open else sure_decimal(number)
    digits = number.body
    for other in {".", ","} - {mark}:
        digits = digits.replace(other, "")
    digits = digits.replace(mark, ".") if mark else digits
    sign = "-" if number.negative else ""
    if "." in digits or number.power:
        return float(f"{sign}{digits}{number.power}")
    return int(f"{sign}{digits}")
