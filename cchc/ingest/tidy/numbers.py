"""A column of printed numbers as floats: each distinct cell is read once.

Columns come dictionary-encoded (int32 → string), so a million rows cost as much as their distinct
cells. Plain numbers are converted by Arrow at once; every other way to print one is numbers.py's.
A cell is a number, nothing (empty, "-", "KPS") or unreadable; it is never guessed at.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cchc.ingest.tables.numbers import Evidence, decide, printed, value_of
from cchc.vietnamese import fold


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """One column read: a value a row (nan where there is none) and which rows are unreadable."""

    values: np.ndarray
    unreadable: np.ndarray


def rows_of(column: pa.DictionaryArray) -> np.ndarray:
    """The place of each row's word; the number of words where the cell is empty."""
    return column.indices.fill_null(len(column.dictionary)).to_numpy(zero_copy_only=False)


def read_numbers(
    column: pa.Array, *, whole: bool, nothing: frozenset[str] = frozenset()
) -> Numbers:
    """The numbers of a column; `whole` ones have no decimals, so "1.234" is a thousand and more.

    `nothing` are folded words for "no number". A column that Arrow read as numbers is one already.
    """
    if not pa.types.is_dictionary(column.type):
        values = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        return Numbers(values=values, unreadable=np.zeros(len(column), bool))
    words = column.dictionary
    values, unreadable = _plain(words, whole=whole), np.zeros(len(words), bool)
    if values is None:
        values, unreadable = _each(words.to_pylist(), whole=whole, nothing=nothing)
    rows = rows_of(column)
    return Numbers(
        values=np.append(values, np.nan)[rows], unreadable=np.append(unreadable, False)[rows]
    )


def _plain(words: pa.Array, *, whole: bool) -> np.ndarray | None:
    """Digits with at most one decimal mark, the same in all cells; None where it is not so simple.

    Whole numbers are converted as integers: a mark in them may group thousands.
    """
    if whole:
        return _converted(words, pa.int64())
    values = _converted(words, pa.float64())
    if values is None and not pc.any(pc.match_substring(words, ".")).as_py():
        values = _converted(pc.replace_substring(words, ",", "."), pa.float64())
    return values


def _converted(words: pa.Array, kind: pa.DataType) -> np.ndarray | None:
    try:
        numbers = pc.cast(words, kind)
    except pa.ArrowInvalid:
        return None
    values = pc.cast(numbers, pa.float64()).to_numpy(zero_copy_only=False)
    return values if np.isfinite(values).all() else None


def _each(
    words: list[str], *, whole: bool, nothing: frozenset[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Values and unreadable ones, word by word; open marks are decided for the whole column."""
    numbers = [printed(word) for word in words]
    reading = decide(Evidence.of(n for n in numbers if n), whole=whole, file_decimal=None)
    values, unreadable = np.full(len(words), np.nan), np.zeros(len(words), bool)
    for n, (word, number) in enumerate(zip(words, numbers, strict=True)):
        if fold(word) in nothing or not word.strip():
            continue
        value = None if number is None else value_of(number, reading.decimal)
        is_open = number is not None and number.is_open and reading.decimal is None
        if value is None or is_open or (whole and value != int(value)):
            unreadable[n] = True
        else:
            values[n] = value
    return values, unreadable
