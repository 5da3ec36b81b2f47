"""Columns of a large text whose cells hardly repeat but look alike: numbers of dossiers, times.

A million of them one by one would need more time and memory than a file may have. What a cell is
(a code, a day) is seen from its shape, its digits aside; so one cell of each shape speaks for all,
and the cells themselves are converted at once. Where a shape or its cells give reason to say
anything, the column is read cell by cell like any other.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cchc.ingest.tables.cells import DATE, TEXT
from cchc.ingest.tables.columns import Source, Word, kind_of_column
from cchc.ingest.tables.dates import is_plausible, printed_date
from cchc.ingest.tables.values import is_faultless_text, today

MANY_WORDS = 50_000
MOST_SHAPES = 1_000
_NINE, _ZERO = ord("9"), ord("0")
_DAY_FIRST = r"^(\d\d)[/.-](\d\d)[/.-](\d{4})(.*)$"


def by_shape(source: Source, column: pa.DictionaryArray) -> Source | None:
    """The column as its shapes, with `cells` for what stands in them; None where it has to be read.

    `source` lacks only its words and codes.
    """
    words = column.dictionary
    if len(words) <= MANY_WORDS or source.is_headed("agency") or source.is_headed("period"):
        return None
    shapes = _shapes(words) if _is_tidy(words) else None
    if shapes is None or len(shapes.dictionary) > MOST_SHAPES:
        return None
    firsts = np.unique(shapes.indices.to_numpy(), return_index=True)[1]
    shaped = _shaped(source, words.take(pa.array(firsts)).to_pylist(), column, shapes)
    cells = _converted(shaped, words)
    if cells is None:
        return None
    return replace(shaped, cells=pa.DictionaryArray.from_arrays(column.indices, cells))


def _is_tidy(words: pa.StringArray) -> bool:
    """Whether tidying would change no cell: plain letters, single spaces, none at the ends."""
    letters = _letters(words)
    if len(letters) and (letters.max() > ord("~") or letters.min() < ord(" ")):
        return False
    return not pc.any(pc.match_substring_regex(words, "^ |  | $")).as_py()


def _shapes(words: pa.StringArray) -> pa.DictionaryArray:
    """Each word with its digits made alike; a zero in front stays, for codes have such."""
    letters, offsets = _letters(words).copy(), _offsets(words)
    is_digit = (letters >= _ZERO) & (letters <= _NINE)
    starts = offsets[:-1][np.diff(offsets) > 0]
    zeros = starts[letters[starts] == _ZERO]
    letters[is_digit] = _NINE
    letters[zeros] = _ZERO
    places = [None, pa.py_buffer(offsets), pa.py_buffer(letters)]
    return pa.StringArray.from_buffers(len(words), *places[1:]).dictionary_encode()


def _offsets(words: pa.StringArray) -> np.ndarray:
    """Where each word begins within `_letters`, and where the last one ends."""
    all_of = np.frombuffer(words.buffers()[1], np.int32)
    mine = all_of[words.offset : words.offset + len(words) + 1]
    return mine - mine[0]


def _letters(words: pa.StringArray) -> np.ndarray:
    """The bytes of all words."""
    ends = np.frombuffer(words.buffers()[1], np.int32)
    first, last = ends[words.offset], ends[words.offset + len(words)]
    return np.frombuffer(words.buffers()[2], np.uint8)[first:last]


def _shaped(
    source: Source, examples: list[str], column: pa.DictionaryArray, shapes: pa.DictionaryArray
) -> Source:
    """The column with a word for each shape, and none for empty cells."""
    shape_of = np.append(shapes.indices.to_numpy(), np.int32(len(examples)))
    rows = column.indices.fill_null(len(column.dictionary)).to_numpy(zero_copy_only=False)
    return replace(source, words=[*map(Word, examples), Word(None)], codes=shape_of[rows])


def _converted(source: Source, words: pa.StringArray) -> pa.Array | None:
    """The value of each word; None where one of them has to be looked at."""
    kind, examples = kind_of_column(source), source.values[:-1]
    if kind == TEXT:
        return words if all(map(is_faultless_text, examples)) else None
    return _times(examples, words) if kind == DATE else None


def _times(examples: list[str], words: pa.StringArray) -> pa.Array | None:
    """Days and times printed in one style; None where one is impossible, or unlikely."""
    styles = {printed.style if (printed := printed_date(text)) else None for text in examples}
    if styles == {"day first"}:
        words = pc.replace_substring_regex(words, _DAY_FIRST, r"\3-\2-\1\4")
    elif styles != {"year first"}:
        return None
    try:
        times = words.cast(pa.timestamp("s"))
    except pa.ArrowInvalid:
        return None
    ends = pc.min_max(times).as_py().values()
    return times if all(is_plausible(time.date(), today()) for time in ends) else None
