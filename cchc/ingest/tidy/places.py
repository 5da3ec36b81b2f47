"""Cells that print a place among others: "9/34", "hạng 3", "12 (↑3)", "thứ nhất", "63 tỉnh"."""

import re
from dataclasses import dataclass

import pyarrow as pa

from cchc.ingest.prose.number_words import ordinal
from cchc.vietnamese import fold

_MOVED = r"\((?:[↑↓▲▼△▽+\-−–=]|tăng|giảm|giữ|không đổi|mới|up|down|new)[^()]*\)|[↑↓▲▼△▽][^()/]*"
_PLACE = re.compile(
    r"(?:xếp )?(?:thứ|hạng|vị trí|=)?\s*(?:thứ )?(?P<rank>\d+)(?:st|nd|rd|th| ?=)?"
    rf"(?:\s*/\s*(?P<of>\d+)(?: [^\W\d][^\d()]*)?)?\s*(?P<moved>{_MOVED})?"
)
_SPELLED = re.compile(r"(?:xếp )?(?:thứ|hạng) (?P<place>\w+)(?:\s*/\s*(?P<of>\d+))?")
_FIELD = re.compile(r"/?\s*(\d+)(?:\s+[^\d\s].*)?")


@dataclass(frozen=True, kw_only=True)
class PlaceCells:
    """A column of places taken apart: ranks, how many were ranked, what tells of a move."""

    ranks: pa.DictionaryArray
    totals: pa.DictionaryArray
    moved: pa.DictionaryArray


def place_cells(column: pa.Array) -> PlaceCells | None:
    """The parts of cells that say more than a number; None where the column has plain numbers."""
    if not pa.types.is_dictionary(column.type):
        return None
    words = column.dictionary.to_pylist()
    parts = [_parts(word) for word in words]
    if all(part == (word, None, None) for part, word in zip(parts, words, strict=True)):
        return None
    ranks, totals, moved = (_renamed(column, texts) for texts in zip(*parts, strict=True))
    return PlaceCells(ranks=ranks, totals=totals, moved=moved)


def plain_totals(column: pa.Array) -> pa.Array:
    """How many were ranked, of a column that may print "/63" or "63 tỉnh, thành phố"."""
    if not pa.types.is_dictionary(column.type):
        return column
    words = column.dictionary.to_pylist()
    found = [_FIELD.fullmatch(word.strip()) for word in words]
    if all(match is None or match[0].isdigit() for match in found):
        return column
    return _renamed(column, [m[1] if m else w for m, w in zip(found, words, strict=True)])


def _parts(word: str) -> tuple[str, str | None, str | None]:
    """Rank, total and move of a cell; a cell that is no place stays as it is."""
    text = fold(word)
    if found := _PLACE.fullmatch(text):
        return found["rank"], found["of"], found["moved"] or None
    spelled = _SPELLED.fullmatch(text)
    if spelled and (place := ordinal(spelled["place"])):
        return str(place), spelled["of"], None
    return word, None, None


def _renamed(column: pa.DictionaryArray, words: list[str | None]) -> pa.DictionaryArray:
    """The column with other words in the same rows."""
    return pa.array(words, pa.string()).take(column.indices).dictionary_encode()
