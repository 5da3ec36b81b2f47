"""Which rows of a large text are data: the rules of small tables, over all rows at once.

Large tables are written by machines. What may still stand between their rows are blank lines,
headers repeated, totals, groups, parts under "Trong đó"; below them remarks or a second table.
Anything else is data.
"""

from dataclasses import dataclass, field

import numpy as np

from cchc.ingest.tables.body import names_group
from cchc.ingest.tables.cells import DATE, EMPTY, MISSING, NUMBER, TEXT, plain_text
from cchc.ingest.tables.columns import Source
from cchc.ingest.tables.header import is_group_ordinal
from cchc.ingest.tables.table_words import load_table_words
from cchc.ingest.tables.totals import NAMES_SEARCHED, Roles, is_part, parts_of_groups

MOST_LOOKED_AT = 10_000  # rows without figures, one by one; a table has few
GAP_ROWS = 3  # above a second table's headings: a blank line, its title


@dataclass
class LargeRows:
    """Roles of the rows of a large text, and rows put aside by what they are."""

    roles: Roles = field(default_factory=Roles)
    repeated: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)
    second: list[int] = field(default_factory=list)


def rows_of_text(sources: list[Source]) -> LargeRows:
    """What every row of a text is; `data` of the columns is set to match."""
    return _Sorter(sources).sort()


class _Sorter:
    """The rows of a text by what their cells are, and what they are in turn."""

    def __init__(self, sources: list[Source]):
        self.sources, self.found = sources, LargeRows()
        self.kinds = [np.array(source.kinds, "U7") for source in sources]
        self.filled = len(sources) - self._count(EMPTY)
        self.numbers = self._count(NUMBER)
        self.figures = self.numbers + self._count(DATE) + self._dashes()
        self.is_data = np.zeros(len(self.filled), bool)
        with_numbers = self.filled[self.numbers > 0]
        self.usual = int(np.bincount(with_numbers).argmax()) if len(with_numbers) else 0

    def sort(self) -> LargeRows:
        """Tells all rows apart."""
        repeated, totals = self._repeated_headers(), self._totals()
        is_filled = self.filled > 0
        self.is_data = is_filled & (self.figures > 0) & ~repeated & ~totals
        self.found.repeated = np.flatnonzero(repeated).tolist()
        wordy = np.flatnonzero(is_filled & ~self.is_data & ~totals & ~repeated)
        self._cut_second_table(wordy)
        self._sort_words(wordy)
        self._take_subsets(wordy)
        self._take_totals(np.flatnonzero(totals))
        self._take_groups()
        self.found.roles.data = np.flatnonzero(self.is_data).tolist()
        self.sources[0].data[:] = self.is_data
        return self.found

    def _count(self, kind: str) -> np.ndarray:
        """In how many columns each row has a cell of a kind."""
        pairs = zip(self.sources, self.kinds, strict=True)
        return sum((kinds == kind)[source.codes].astype(np.int16) for source, kinds in pairs)

    def _dashes(self) -> np.ndarray:
        """In how many columns each row has a sign, not a word, for a missing figure."""
        total = np.zeros(len(self.sources[0].codes), np.int16)
        for source, kinds in zip(self.sources, self.kinds, strict=True):
            signs = [k == MISSING and not any(map(str.isalpha, str(v)))
                     for k, v in zip(kinds, source.values, strict=True)]  # fmt: skip
            total += np.array(signs, bool)[source.codes]
        return total

    def _repeated_headers(self) -> np.ndarray:
        """Rows that say again what the columns are called."""
        same = np.ones(len(self.filled), bool)
        for source in self.sources:
            same &= np.array([value == source.name for value in source.values], bool)[source.codes]
        return same

    def _totals(self) -> np.ndarray:
        """Rows whose name says that they add up others."""
        words = load_table_words()
        found = np.zeros(len(self.filled), bool)
        pairs = zip(self.sources, self.kinds, strict=True)
        named = [source for source, kinds in pairs if (kinds == TEXT).any()]
        for source in named[:NAMES_SEARCHED]:
            is_total = [isinstance(v, str) and words.is_total(v) for v in source.values]
            found |= np.array(is_total, bool)[source.codes]
        return found

    def _texts(self, row: int) -> list[str]:
        values = (source.values[source.codes[row]] for source in self.sources)
        return [text for value in values if (text := plain_text(value))]

    def _cut_second_table(self, wordy: np.ndarray) -> None:
        """Leaves out everything from where, below a gap, other headings stand over numbers."""
        for row in wordy[:MOST_LOOKED_AT].tolist():
            above = self.filled[max(0, row - GAP_ROWS) : row]
            if row and (above == 0).any() and self.is_data[:row].any() and self._heads(row):
                self.found.second = list(range(row, len(self.filled)))
                self.is_data[row:] = False
                return

    def _heads(self, row: int) -> bool:
        """Whether words of a row stand over numbers of the row below."""
        if row + 1 >= len(self.filled) or self.filled[row] < 2:
            return False
        return any(
            kinds[source.codes[row]] == TEXT and kinds[source.codes[row + 1]] == NUMBER
            for source, kinds in zip(self.sources, self.kinds, strict=True)
        )

    def _sort_words(self, wordy: np.ndarray) -> None:
        """Tells rows of words apart: remarks below, names of groups, units without figures."""
        last = int(np.flatnonzero(self.is_data).max(initial=-1))
        cut = self.found.second[0] if self.found.second else len(self.filled)
        for row in wordy[wordy < cut][:MOST_LOOKED_AT].tolist():
            is_wide = self.filled[row] * 2 > self.usual
            if row > last >= 0 and not (row == last + 1 and is_wide):
                self.found.remarks.append(row)
            elif is_wide or not (names_group(self._texts(row)) or self._is_apart(row)):
                self.is_data[row] = True
                last = max(last, row)
            else:
                self.found.sections.append(row)
        self.is_data[wordy[MOST_LOOKED_AT:]] = True

    def _is_apart(self, row: int) -> bool:
        """Whether a lone text stands below a gap or over a repeated header, as a page's title."""
        is_over_header = row + 1 in self.found.repeated
        is_below_gap = row > 0 and self.filled[row - 1] == 0
        return self.filled[row] == 1 and bool(is_over_header or is_below_gap)

    def _take_subsets(self, wordy: np.ndarray) -> None:
        """Leaves out rows with dashes below "Trong đó": they repeat part of the row above it."""
        words = load_table_words().vocabulary
        for head in wordy[:MOST_LOOKED_AT].tolist():
            if not words.starts(self._texts(head)[0], "subsets"):
                continue
            row = head + 1
            while row < len(self.filled) and self.filled[row] and is_part(self._texts(row)[0]):
                self.found.roles.subsets.append(row)
                self.is_data[row] = False
                row += 1

    def _take_totals(self, rows: np.ndarray) -> None:
        words = load_table_words()
        for row in rows.tolist():
            name = next((text for text in self._texts(row) if words.is_total(text)), "")
            self.found.roles.totals[row] = name

    def _take_groups(self) -> None:
        """Makes totals of rows that head others by their ordinal: II over 1, 2, 3."""
        roles = self.found.roles
        for source in self.sources:
            groups = [isinstance(v, str) and is_group_ordinal(v) for v in source.values]
            if not source.is_headed("order") or not any(groups):
                continue
            texts = ["" if value is None else str(value) for value in source.values]
            data = np.flatnonzero(self.is_data).tolist()
            ordinals = {row: texts[source.codes[row]] for row in data}
            for head, parts in parts_of_groups(ordinals, data).items():
                self.is_data[head] = False
                if self.numbers[head] > source.kinds[source.codes[head]].count(NUMBER):
                    roles.totals[head] = max(self._texts(head), key=len)
                    roles.groups[head] = parts
                else:
                    self.found.sections.append(head)
