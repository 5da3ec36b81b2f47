"""Rows that add up or repeat other rows: told from data, never counted twice, checked.

A total names itself ("Tổng cộng", "Toàn tỉnh"), heads its parts by its ordinal (II over 1, 2, 3;
3 over 3.1, 3.2), or is broken down below "Trong đó". Its figures are held against its parts.
"""

import re
from dataclasses import dataclass, field
from itertools import islice, takewhile

from cchc.ingest.files.grid import Grid
from cchc.ingest.tables.cells import NUMBER, TEXT, kind_of, plain_text
from cchc.ingest.tables.table_words import load_table_words

_GROUP = re.compile(r"[IVXLC]{1,6}|[A-H]")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_PART_MARKS = ("-", "+", "•", "–", "*")
NAMES_SEARCHED = 3  # the name of a row is among its first texts


@dataclass
class Roles:
    """Of the rows of a table: which are data, which are totals and of what, which are parts."""

    data: list[int] = field(default_factory=list)
    totals: dict[int, str] = field(default_factory=dict)  # row → its name
    groups: dict[int, list[int]] = field(default_factory=dict)  # total that heads parts → parts
    subsets: list[int] = field(default_factory=list)  # rows below "Trong đó"
    sections: list[int] = field(default_factory=list)  # heads without figures

    def renumbered(self, numbers: dict[int, int]) -> "Roles":
        """The same roles with other numbers for the rows."""
        return Roles(
            data=[numbers[row] for row in self.data],
            totals={numbers[row]: name for row, name in self.totals.items()},
            groups={numbers[h]: [numbers[r] for r in parts] for h, parts in self.groups.items()},
            subsets=[numbers[row] for row in self.subsets],
        )


def roles_of(
    grid: Grid,
    rows: list[int],
    *,
    columns: list[int],
    counting: list[int],
    sections: list[int],
) -> Roles:
    """What each row of a table is.

    `counting` are the columns of ordinals, `sections` the rows of words put aside before.
    """
    roles = Roles()
    ordinals = _ordinals(grid, rows, counting)
    subsets = _subsets(grid, rows, columns, sections)
    for row in rows:
        name = _total_name(grid, row, columns)
        if row in subsets:
            roles.subsets.append(row)
        elif name:
            roles.totals[row] = name
        else:
            roles.data.append(row)
    for head, parts in parts_of_groups(ordinals, roles.data).items():
        roles.data.remove(head)
        if _has_figures(grid, head, columns, counting):
            roles.totals[head] = name_of(grid, head, columns)
            roles.groups[head] = parts
        else:
            roles.sections.append(head)
    return roles


def _has_figures(grid: Grid, row: int, columns: list[int], counting: list[int]) -> bool:
    """Whether a row holds a number besides its ordinal."""
    return any(kind_of(grid.cells[row][c]) == NUMBER for c in columns if c not in counting)


def _texts(grid: Grid, row: int, columns: list[int]) -> list[str]:
    """The first texts of a row, numbers and ordinals left out."""
    cells = grid.cells[row]
    texts = (plain_text(cells[c]) for c in columns if kind_of(cells[c]) == TEXT)
    return list(islice((text for text in texts if not _GROUP.fullmatch(text)), NAMES_SEARCHED))


def name_of(grid: Grid, row: int, columns: list[int]) -> str:
    """What a row calls itself."""
    return next(iter(_texts(grid, row, columns)), "")


def _total_name(grid: Grid, row: int, columns: list[int]) -> str | None:
    """The name by which a row shows itself a total, if it does."""
    words = load_table_words()
    carried = words.vocabulary.phrases["carried"]
    for text in _texts(grid, row, columns):
        if words.is_total(text) or any(phrase in text.casefold() for phrase in carried):
            return text
    return None


def is_part(name: str) -> bool:
    """Whether a row is set out by a dash as part of one above it."""
    return name.startswith(_PART_MARKS)


def _subsets(grid: Grid, rows: list[int], columns: list[int], sections: list[int]) -> set[int]:
    """Rows that break down the row above "Trong đó", by their dashes until these end."""
    words = load_table_words()
    found: set[int] = set()
    within = False
    for row in sorted([*rows, *sections]):
        name = name_of(grid, row, columns)
        if words.vocabulary.starts(name, "subsets"):
            within = True
        elif not is_part(name):
            within = False
            continue
        if within:
            found.add(row)
    return found & set(rows)


def _ordinals(grid: Grid, rows: list[int], counting: list[int]) -> dict[int, str]:
    """Row → its ordinal, where a column counts the rows."""
    for column in counting:
        texts = {row: (plain_text(grid.cells[row][column]) or "").strip(" .)") for row in rows}
        filled = {row: text for row, text in texts.items() if text}
        counted = [
            text for text in filled.values() if _GROUP.fullmatch(text) or _NUMBER.fullmatch(text)
        ]
        if counted and len(counted) * 10 >= len(filled) * 9:
            return filled
    return {}


def parts_of_groups(ordinals: dict[int, str], data: list[int]) -> dict[int, list[int]]:
    """Row that heads others by its ordinal → those others: II over 1, 2; 3 over 3.1, 3.2."""
    found: dict[int, list[int]] = {}
    for position, row in enumerate(data if ordinals else ()):
        ordinal = ordinals.get(row, "")
        later = islice(data, position + 1, None)
        parts = list(takewhile(lambda r: _is_under(ordinals.get(r, ""), ordinal), later))  # noqa: B023
        if parts:
            found[row] = parts
    return {head: _own_parts(parts, found) for head, parts in found.items()}


def _own_parts(parts: list[int], groups: dict[int, list[int]]) -> list[int]:
    """The parts of a group that are not parts of a group within it."""
    nested = {row for part in parts for row in groups.get(part, ())}
    return [part for part in parts if part not in nested]


def _is_under(ordinal: str, head: str) -> bool:
    """Whether an ordinal counts within another: 1 within II, 3.1 within 3, I within A."""
    if _GROUP.fullmatch(head):
        is_letter = not re.fullmatch("[IVXLC]+", head)
        within_letter = is_letter and re.fullmatch("[IVXLC]+", ordinal)
        return bool(_NUMBER.fullmatch(ordinal) or within_letter)
    return bool(head) and ordinal.startswith(f"{head}.")
