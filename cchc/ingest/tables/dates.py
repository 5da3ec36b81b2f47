"""Dates as they are printed, day first: 5/3/2026 · 05-03-26 · 2026.03.05 · ngày 5 tháng 3 năm 2026.

A date that does not exist stays apart from text that is no date: it is wrong, not unknown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from cchc.vietnamese import fold

FIRST_YEAR = 1990  # reform programmes begin in 1995; older years are slips
YEARS_AHEAD = 1  # a report may name a deadline of next year, hardly a later one
_SERIALS = range(32_874, 73_416)  # 1/1/1990 to 31/12/2100, as Excel counts days
_CENTURY = 2000
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_TIME = (
    r"(?:[ t]+(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?:z|[+-]\d\d:?\d\d)?)?"
)
_DAY, _MONTH, _NAME = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<name>[a-z]{3,9})"
_ANY_YEAR, _LONG_YEAR = r"(?P<y>\d{2}|\d{4,5})", r"(?P<y>\d{4,5})"
_STYLES = {
    "day first": rf"{_DAY}(?P<mark>[/.-]){_MONTH}(?P=mark){_ANY_YEAR}{_TIME}",
    "year first": rf"{_LONG_YEAR}(?P<mark>[/.-]){_MONTH}(?P=mark){_DAY}{_TIME}",
    "words": (
        rf"(?:\D{{0,40}}\bngày\s+)?{_DAY}\s*(?:tháng|thg)\s*{_MONTH}\s*,?\s*(?:năm\s*)?{_LONG_YEAR}"
    ),
    "name of month": rf"{_DAY}[ -]{_NAME}\.?,?[ -]{_ANY_YEAR}",
    "month first": rf"{_NAME}\.? {_DAY},? {_LONG_YEAR}",
    "eight digits": r"(?P<y>19\d\d|20\d\d)(?P<m>\d\d)(?P<d>\d\d)",
}
_IN_DIGITS = re.compile(r"[\d/.: -]+")  # nothing to fold
_PATTERNS = {style: re.compile(pattern) for style, pattern in _STYLES.items()}


@dataclass(frozen=True, kw_only=True)
class PrintedDate:
    """The parts of a date as printed; nothing says yet that there is such a day."""

    style: str
    day: int
    month: int
    year: int
    hour: time | None = None

    def value(self, *, month_first: bool = False) -> date | datetime | None:
        """The day it names, or None where there is no such day."""
        day, month = (self.month, self.day) if month_first else (self.day, self.month)
        try:
            found = date(self.year, month, day)
        except ValueError:
            return None
        return datetime.combine(found, self.hour) if self.hour else found


@lru_cache(maxsize=65536)
def printed_date(text: str) -> PrintedDate | None:
    """The date a text prints in any of the styles, possible or not; None where it has none."""
    if not any(map(str.isdecimal, text)):
        return None
    folded = text if _IN_DIGITS.fullmatch(text) else fold(text)
    for style, pattern in _PATTERNS.items():
        found = pattern.fullmatch(folded)
        if found and (month := _month(found.groupdict())):
            parts = found.groupdict()
            year = int(parts["y"]) + (_CENTURY if len(parts["y"]) == 2 else 0)
            day = int(parts["d"])
            return PrintedDate(style=style, day=day, month=month[0], year=year, hour=_hour(parts))
    return None


def _month(parts: dict) -> tuple[int] | None:
    """The month in a tuple, for 0 is a month that was printed too; None where no month is named."""
    if parts.get("m") is not None:
        return (int(parts["m"]),)
    number = _MONTHS.get(parts.get("name") or "")
    return (number,) if number else None


def _hour(parts: dict) -> time | None:
    if not parts.get("hour"):
        return None
    try:
        hour = time(int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0))
    except ValueError:
        return None
    return hour if hour != time() else None


def is_month_first(dates: Iterable[PrintedDate]) -> bool:
    """Whether a column is written month first: all dates exist so, and one not day first."""
    slashed = [d for d in dates if d.style == "day first"]
    if not any(d.value() is None for d in slashed):
        return False
    return all(d.value(month_first=True) is not None for d in slashed)


def is_plausible(day: date, today: date) -> bool:
    """Whether a report may name this day."""
    return FIRST_YEAR <= day.year <= today.year + YEARS_AHEAD


def is_day_number(value: object) -> bool:
    """Whether a whole number may be a day as Excel counts them (46086 is 5/3/2026)."""
    return isinstance(value, int) and not isinstance(value, bool) and value in _SERIALS
