"""How a printed heading fits a column of a form: same words, same meaning, or part of it."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from cchc.catalog.form import Column
from cchc.catalog.vocabulary import Vocabulary
from cchc.vietnamese import fold, unaccented

How = Literal["exact", "meaning", "similar", "borrowed", "corrected", "none"]
LOOSE = frozenset({"total", "new"})  # concepts a heading may leave unsaid
SAME_MEANING, LOOSE_MEANING, SIMILAR = 0.95, 0.9, 0.85  # SIMILAR × share of concepts in common
_YEAR = re.compile(r"\{year(-1)?\}")


def likeness(text: str, column: Column, words: Vocabulary) -> tuple[How, float]:
    """How a heading fits a column, and how well, from 0 to 1."""
    return max(
        (_alike(text, wording, words) for wording in (column.heading, *column.synonyms)),
        key=lambda found: found[1],
    )


@lru_cache(maxsize=65536)
def _alike(text: str, wording: str, words: Vocabulary) -> tuple[How, float]:
    if letters(text) == letters(wording):
        return "exact", 1.0
    if text.isascii() and letters(text) == unaccented(letters(wording)):
        return "meaning", SAME_MEANING
    if words.names(text, "notes") and words.names(wording, "notes"):
        return "exact", 1.0
    one, two = words.meaning(text), words.meaning(wording)
    if one == two and one:
        return "meaning", SAME_MEANING
    if one - LOOSE == two - LOOSE and one - LOOSE:
        return "meaning", LOOSE_MEANING
    common = len(one & two) / max(len(one | two), 1)
    return "similar", SIMILAR * common


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Only what is read aloud, and the levels: punctuation does not tell headings apart."""
    return " ".join(re.findall(r"\w+|[%>]", fold(text)))


@lru_cache(maxsize=4096)
def spelled(column: Column, year: int | None) -> Column:
    """The column with the year written out in its headings."""
    if not any("{" in heading for heading in (column.heading, *column.synonyms)):
        return column

    def write(heading: str) -> str:
        named = _YEAR.sub(lambda mark: str(year - bool(mark[1])) if year else "", heading)
        return " ".join(named.split())

    return replace(
        column, heading=write(column.heading), synonyms=tuple(map(write, column.synonyms))
    )
