"""Names of worksheets: short, without what Excel forbids, each once."""

import re

from cchc.exports.text import clean

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_names(titles: list[str]) -> list[str]:
    """A number and the beginning of each title; the number keeps them apart."""
    return [_named(place, title) for place, title in enumerate(titles, 1)]


def _named(place: int, title: str) -> str:
    words = " ".join(_FORBIDDEN.sub(" ", clean(title)).split())
    return f"{place}. {words}"[:LONGEST].strip()
