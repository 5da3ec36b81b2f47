"""Which rows of a large text are data: the rules of small tables, over all rows at once.

Large tables are written by machines. What may still stand between their rows are blank lines,
headers repeated, totals and groups; below them remarks. Anything else is data.
"""

from dataclasses import dataclass, field

import numpy as np

from cchc.ingest.cells import DATE, EMPTY, NUMBER, TEXT
from cchc.ingest.columns import Source
from cchc.ingest.header import is_group_ordinal
from cchc.ingest.table_words import load_table_words
from cchc.ingest.totals import NAMES_SEARCHED, Roles, parts_of_groups

MOST_LOOKED_AT = 10_000  # rows without figures, one by one; a table has few


@dataclass
class LargeRows:
    """Roles of the rows of a large text, and rows put aside by what they are."""

    roles: Roles
    repeated: np.ndarray
    sections: list[int] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)


def rows_of_text(sources: list[Source]) -> LargeRows:
    """What every row of a text is; `data` of the columns is set to match."""
    kinds = {id(source): np.array(source.kinds, "U7") for source in sources}
    by_kind = {kind: _count(sources, kinds, kind) for kind in (EMPTY, NUMBER, DATE, TEXT)}
    filled = len(sources) - by_kind[EMPTY]
    repeated = _repeated_headers(sources)
    totals = _totals(sources, kinds) & (filled > 0) & ~repeated
    has_figures = (by_kind[NUMBER] + by_kind[DATE] > 0) & ~repeated & ~totals
    found = LargeRows(roles=Roles(), repeated=np.flatnonzero(repeated))
    wordy = np.flatnonzero((filled > 0) & ~has_figures & ~totals & ~repeated)
    is_data = has_figures.copy()
    _sort_words(found, wordy, filled, has_figures, is_data)
    found.roles.totals = {int(row): _name(sources, row) for row in np.flatnonzero(totals)}
    _take_groups(found.roles, sources, is_data)
    found.roles.data = np.flatnonzero(is_data).tolist()
    for source in sources:
        source.data[:] = is_data
    return found


def _count(sources: list[Source], kinds: dict[int, np.ndarray], kind: str) -> np.ndarray:
    """In how many columns each row has a cell of a kind."""
    return sum((kinds[id(s)] == kind)[s.codes].astype(np.int16) for s in sources)


def _repeated_headers(sources: list[Source]) -> np.ndarray:
    """Rows that say again what the columns are called."""
    same = np.ones(len(sources[0].codes), bool)
    for source in sources:
        is_name = np.array([value == source.name for value in source.values], bool)
        same &= is_name[source.codes]
    return same


def _totals(sources: list[Source], kinds: dict[int, np.ndarray]) -> np.ndarray:
    """Rows whose name says that they add up others."""
    words = load_table_words()
    found = np.zeros(len(sources[0].codes), bool)
    named = [source for source in sources if (kinds[id(source)] == TEXT).any()]
    for source in named[:NAMES_SEARCHED]:
        is_total = [isinstance(v, str) and words.is_total(v) for v in source.values]
        found |= np.array(is_total, bool)[source.codes]
    return found


def _sort_words(
    found: LargeRows,
    wordy: np.ndarray,
    filled: np.ndarray,
    has_figures: np.ndarray,
    is_data: np.ndarray,
) -> None:
    """Tells rows without figures apart: remarks below, names of groups, units without figures."""
    last = int(np.flatnonzero(has_figures).max(initial=-1))
    usual = int(np.bincount(filled[has_figures]).argmax()) if has_figures.any() else 0
    for row in wordy[:MOST_LOOKED_AT].tolist():
        if row > last >= 0:
            found.remarks.append(row)
        elif filled[row] * 2 >= usual:
            is_data[row] = True
        else:
            found.sections.append(row)
    is_data[wordy[MOST_LOOKED_AT:]] = True


def _name(sources: list[Source], row: int) -> str:
    values = (source.values[source.codes[row]] for source in sources)
    return next((value for value in values if isinstance(value, str)), "")


def _take_groups(roles: Roles, sources: list[Source], is_data: np.ndarray) -> None:
    """Makes totals of rows that head others by their ordinal: II over 1, 2, 3."""
    for source in sources:
        groups = [isinstance(v, str) and is_group_ordinal(v) for v in source.values]
        if not source.is_headed("order") or not any(groups):
            continue
        texts = ["" if value is None else str(value) for value in source.values]
        data = np.flatnonzero(is_data).tolist()
        ordinals = {row: texts[source.codes[row]] for row in data}
        for head, parts in parts_of_groups(ordinals, data).items():
            roles.totals[head] = _name(sources, head)
            roles.groups[head] = parts
            is_data[head] = False
