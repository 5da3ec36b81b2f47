"""Day numbers of spreadsheets: Excel's two calendars, and which number formats show a date."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache

# Excel's 1900 calendar holds a 29 February 1900 that never was; before it days are off by one.
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LAST_SERIAL = 2_958_465  # 31/12/9999
FALSE_LEAP_DAY = 60

_LITERALS = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*.', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_PARTS = re.compile(r"[dmyhs]", re.IGNORECASE)


@cache
def is_date_format(number_format: str) -> bool:
    """Whether a number format shows a day or a time of day; elapsed hours are numbers."""
    plain = _LITERALS.sub("", number_format.split(";")[0])
    if plain.lower() == "general" or _ELAPSED.search(plain) or "e+" in plain.lower():
        return False
    return bool(_DATE_PARTS.search(plain)) and not re.search("[0#?]", plain.replace(".0", ""))


def from_serial(serial: float, *, from_1904: bool = False) -> date | datetime | time | None:
    """The day (with its hour, if it has one) of a serial number; None when there is no such day."""
    if not 0 <= serial <= LAST_SERIAL:
        return None
    if 0 < serial < 1:
        return (EPOCH_1900 + timedelta(days=serial)).time()
    if not from_1904 and serial < FALSE_LEAP_DAY:
        serial += 1
    moment = (EPOCH_1904 if from_1904 else EPOCH_1900) + timedelta(days=serial)
    moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return moment.date() if moment.time() == time() else moment
