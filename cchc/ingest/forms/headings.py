"""Where a table's headings stand in a sheet, and what each column is headed by, level by level."""

import re
from dataclasses import dataclass
from functools import cached_property

from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.files.grid import Grid, Value
from cchc.ingest.tables.header import paths

LEVELS = 5  # of headings at most
FEWEST = 2  # headings: a name and a score
_NAMES = {"agency", "sector", "code", "item"}  # concepts that head the names of rows
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}")
_FORMULA = re.compile(r"[\[(]?\d{1,2}[\])]?\s*=\s*[\[(]?\d[\d()\[\]\s=+\-/*%,]*$")
_NUMBERING = re.compile(r"[\[(]?\s*(\d{1,2}|[a-h])\s*[\])]?(\s*=.*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """What one column is headed by; `notes` say what its numbers include."""

    column: int
    levels: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The levels joined by " > "."""
        return " > ".join(self.levels)


@dataclass(frozen=True, kw_only=True)
class Header:
    """The rows of a sheet that head a table, from `first` to `last`, and what they say."""

    first: int
    last: int  # numbering row (1) (2) … included
    headings: tuple[Heading, ...]


def header_at(grid: Grid, row: int, words: Vocabulary) -> Header | None:
    """The headings that begin in a row, if it can be the first of a header."""
    return _header_at(grid, row, words) if _may_begin(grid, row, words) else None


def is_number(value: Value) -> bool:
    """Whether a cell is a number, as such or as text: 12, "1.234", "98,5%"."""
    if isinstance(value, str):
        return bool(re.fullmatch(r"[-+−]?\d[\d.,\s]*%?", value.strip()))
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _texts(grid: Grid, row: int) -> dict[int, str]:
    """The texts of a row by column, blank ones left out; a year alone is a heading too."""
    cells = enumerate(grid.cells[row])
    texts = ((c, str(int(v)) if _is_year(v) else v) for c, v in cells)
    return {c: " ".join(v.split()) for c, v in texts if isinstance(v, str) and v.strip()}


def _is_year(value: Value) -> bool:
    """Whether a number can only be a year: 2024 above a column of ranks."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return float(value).is_integer() and 2000 <= value <= 2100


def _has_numbers(grid: Grid, row: int) -> bool:
    """Whether a row holds a number that is no year: then it heads nothing."""
    return any(is_number(v) and not _is_year(v) and not _is_year_text(v) for v in grid.cells[row])


def _is_year_text(value: Value) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"20\d\d", value.strip()))


def _may_begin(grid: Grid, row: int, words: Vocabulary) -> bool:
    """Whether a row may be the first of a header: one of its first texts names what rows are."""
    texts = _texts(grid, row)
    if len(texts) < FEWEST or _has_numbers(grid, row):
        return False
    first = list(texts.values())[:3]
    return any(
        words.names(t, "number") or words.names(t, "places") or words.meaning(t) & _NAMES
        for t in first
    )


def _header_at(grid: Grid, first: int, words: Vocabulary) -> Header | None:
    last = _last_row(grid, first, words)
    levels = [_filled(grid, row, last) for row in range(first, last + 1)]
    headings = _headings(_under_one_parent(levels), words)
    while last + 1 < grid.height and is_numbering(grid.cells[last + 1]):
        last += 1
    return Header(first=first, last=last, headings=headings) if len(headings) >= FEWEST else None


def _last_row(grid: Grid, first: int, words: Vocabulary) -> int:
    """The last row of headings: where the leading cells are merged to, or texts alone go on."""
    leads = _leads(grid, first, words)
    last = max([first, *(b for top, left, b, _ in grid.merged if top == first and left in leads)])
    while last + 1 < grid.height and last - first < LEVELS and _goes_on(grid, last + 1, leads):
        last += 1
    return last


def _leads(grid: Grid, first: int, words: Vocabulary) -> set[int]:
    """The first columns, which number and name the rows."""
    leads = set()
    for column, text in _texts(grid, first).items():
        meant = words.meaning(text)
        is_name = words.names(text, "places") or (meant and meant <= _NAMES)
        if leads and not (words.names(text, "number") or is_name):
            break
        leads.add(column)
    return leads


def _goes_on(grid: Grid, row: int, leads: set[int]) -> bool:
    """Whether a row still heads columns: only texts, none in the columns that name rows."""
    texts = _texts(grid, row)
    if not texts or leads & texts.keys() or _has_numbers(grid, row):
        return False
    return not is_numbering(grid.cells[row])


def is_numbering(cells: list[Value]) -> bool:
    """Whether a row numbers the columns: (1) (2) (3)=(4)+(5) …, A B 1 2 3 …"""
    marks = [_NUMBERING.fullmatch(str(v).strip()) for v in _plain(cells)]
    if len(marks) < 3 or not all(marks):
        return False
    numbers = [int(m[1]) for m in marks if m[1].isdigit()]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))


def _plain(cells: list[Value]) -> list[Value]:
    """The cells that hold something, whole floats as integers."""
    filled = [v for v in cells if v is not None and str(v).strip()]
    return [int(v) if isinstance(v, float) and v.is_integer() else v for v in filled]


def _filled(grid: Grid, row: int, last: int) -> dict[int, str]:
    """The texts of a heading row by column, merged ones under every column they cover."""
    texts = _texts(grid, row)
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom and top <= last:
            text = _texts(grid, top).get(left)
            texts |= dict.fromkeys(range(left, right + 1), text) if text else {}
    return texts


def _under_one_parent(levels: list[dict[int, str]]) -> list[dict[int, str]]:
    """Headings filled to the right where merging was lost: blank above a text of a lower row."""
    for depth, level in enumerate(levels[:-1]):
        below = set().union(*levels[depth + 1 :])
        for column in sorted(below - level.keys()):
            same_parent = all(up.get(column) == up.get(column - 1) for up in levels[:depth])
            if column - 1 in level and same_parent:
                level[column] = level[column - 1]
    return levels


def _headings(levels: list[dict[int, str]], words: Vocabulary) -> tuple[Heading, ...]:
    return tuple(heading(column, path, words) for column, path in paths(levels).items())


def heading(column: int, path: list[str], words: Vocabulary) -> Heading:
    """The heading of a column, what its numbers include told apart from what they are."""
    notes: list[str] = []
    levels = []
    for text in path:
        level, found = _without_notes(text, words)
        notes += found
        levels += [level] if level else []
    return Heading(column, tuple(levels), tuple(notes))


def _without_notes(text: str, words: Vocabulary) -> tuple[str, list[str]]:
    """A text without its formula, its dates and its definition notes, and those notes."""
    text = _FORMULA.sub("", text).strip()
    notes = []
    for inner in _BRACKETS.findall(text):
        if words.starts(inner, "definitions") or _DATE.search(inner):
            notes.append(inner)
        if notes[-1:] == [inner] or _NUMBERING.fullmatch(inner):
            text = text.replace(f"({inner})", " ")
    text, *trailing = _split_trailing(text, words)
    return " ".join(text.split()).strip(" ,;:-"), notes + trailing


def _split_trailing(text: str, words: Vocabulary) -> list[str]:
    """A text and the definition note that follows a comma or a dash in it, if one does."""
    for mark in re.finditer(r"[,;:]\s+|\s[-–]\s", text):
        rest = text[mark.end() :]
        if mark.start() and words.starts(rest, "definitions"):
            return [text[: mark.start()], rest]
    return [text]
