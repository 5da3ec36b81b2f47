"""The rows of a table below its headings: which are data, which head, add up or explain others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.files.grid import Grid, Value
from cchc.ingest.forms.headings import is_numbering
from cchc.ingest.forms.matching import Match
from cchc.ingest.tables.table_words import load_table_words
from cchc.vietnamese import fold, nfc

Kind = Literal["data", "total", "section", "subset"]
_STYLES = (
    ("roman", re.compile(r"[IVX]+")),
    ("letter", re.compile(r"[A-Z]")),
    ("dotted", re.compile(r"\d+(\.\d+)+")),
    ("number", re.compile(r"\d+")),
)
_PREFIX = re.compile(r"(?:[IVX]+|[A-H]|\d+(?:\.\d+)*)[.)]\s+|[-+*•]\s*")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row that belongs to the table.

    `sections` are the rows it stands under, outermost first; `parent` is the row that it is a
    part of, which has numbers of its own.
    """

    row: int  # index into the sheet's cells
    number: str
    name: str
    kind: Kind
    cells: Mapping[int, Value]  # by column; blanks and "KPS" left out
    sections: tuple["Row", ...] = ()
    parent: "Row | None" = None
    code: str | None = None  # of the agency, where a column gives it

    @property
    def style(self) -> str | None:
        """How the row is numbered: roman, letter, dotted, number, or not at all."""
        mark = self.number.strip(" .)(")
        return next((name for name, form in _STYLES if form.fullmatch(mark)), None)

    @property
    def has_numbers(self) -> bool:
        """Whether any cell holds a number."""
        return any(_has_digit(value) for value in self.cells.values())


def _has_digit(value: Value) -> bool:
    return bool(re.search(r"\d", value)) if isinstance(value, str) else value is not None


@dataclass(frozen=True, kw_only=True)
class RowReader:
    """Reads the rows of one table."""

    grid: Grid
    match: Match
    words: Vocabulary

    def rows(self, first: int, last: int) -> list[Row]:
        """The rows from `first` to before `last` that belong to the table, in order."""
        raw = [row for n in range(first, last) if (row := self._raw(n))]
        return list(self._placed(self._judged(raw)))

    def remarks(self, rows: list[Row], first: int, last: int) -> Iterator[tuple[int, str]]:
        """Texts among and below the rows that are no rows: what they count, who signed."""
        taken = {row.row for row in rows}
        for n in range(first, last):
            for value in () if n in taken else self.grid.cells[n]:
                if isinstance(value, str) and len(value.split()) > 3:
                    yield n, " ".join(value.split())

    def _column(self, *roles: str) -> int | None:
        found = self.match.of_role(*roles)
        return found.heading.column if found else None

    def _raw(self, n: int) -> Row | None:
        """One row with its number, name and filled cells; None where it cannot be of the table."""
        cells = self.grid.cells[n]
        if is_numbering(cells) or self._repeats_header(n):
            return None
        number = self._text(n, self._column("number"))
        name = self._text(n, self._column("agency", "sector", "indicator"))
        values = {
            p.heading.column: v
            for p in self.match.values
            if p.is_read and not self._is_blank(v := cells[p.heading.column])
        }
        if not name and not _is_mark(number):
            number, name = "", number
        if not name:
            return None
        code = self._text(n, self._column("identifier")) or None
        return Row(row=n, number=number, name=name, kind="data", cells=values, code=code)

    def _text(self, n: int, column: int | None) -> str:
        value = None if column is None else self.grid.cells[n][column]
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else nfc(" ".join(str(value).split()))

    def _is_blank(self, value: Value) -> bool:
        """Whether a cell says that there is no number: empty, a dash, KPS."""
        if value is None:
            return True
        return isinstance(value, str) and load_table_words().is_one_of(value, "missing")

    def _repeats_header(self, n: int) -> bool:
        """Whether a row prints the headings again, as on a new page."""
        texts = [fold(v) for v in self.grid.cells[n] if isinstance(v, str) and v.strip()]
        headed = {fold(level) for h in self.match.header.headings for level in h.levels}
        return len(texts) > 2 and all(text in headed for text in texts)

    def _judged(self, raw: list[Row]) -> Iterator[Row]:
        """The rows with their kinds; those that only carry text are left out."""
        in_subset = False
        for row, after in zip(raw, [*raw, None][1:], strict=True):
            in_subset = self._is_subset(row, in_subset)
            if self.words.starts(row.name, "remarks") or self._is_beside(row):
                continue
            if in_subset:
                yield replace(row, kind="subset")
            elif self._is_total(row):
                yield replace(row, kind="total")
            elif self._is_section(row, after):
                yield replace(row, kind="section")
            elif row.has_numbers or (row.number and row.style and self._is_reported(row)):
                yield row

    def _is_beside(self, row: Row) -> bool:
        """Whether a row repeats or describes others: carried over to a page, the mean of all."""
        by_unit = self.match.form.rows == "agency"
        is_statistic = by_unit and self.words.names(row.name, "statistics")
        return self.words.names(row.name, "carried") or is_statistic

    def _is_subset(self, row: Row, before: bool) -> bool:
        """Whether a row repeats a part of others: "Trong đó: …", and what is listed under it."""
        if self.words.starts(row.name, "subsets"):
            return True
        return before and not row.number and row.name[:1] in "-+*•"

    def _is_total(self, row: Row) -> bool:
        phrase = self.words.starts(_PREFIX.sub("", row.name), "totals")
        if phrase is None or not row.has_numbers or self.match.form.rows == "indicator":
            return False
        return self.words.names(row.name, "totals") or (" " in phrase and row.style != "number")

    def _is_section(self, row: Row, after: Row | None) -> bool:
        """Whether a row heads those below it, with their subtotal or without numbers."""
        group = self.words.section_level(row.name)
        if row.has_numbers:
            authority = self.words.authority_level(row.name)
            return bool(group or authority) and self._heads(row, after)
        if row.cells:
            return False
        authority = self.words.authority_level(row.name)
        below = after is not None and _is_below(after, row)
        return bool(group or authority or below or row.style in ("roman", "letter"))

    def _heads(self, row: Row, after: Row | None) -> bool:
        """Whether rows of another kind follow: a group alone ("Cấp xã") is a row of its own."""
        if after is None or self._is_total(after) or self.words.section_level(after.name):
            return False
        if self.words.authority_level(after.name) and not _is_below(after, row):
            return False
        return row.style in ("roman", "letter", None) or _is_below(after, row)

    def _is_reported(self, row: Row) -> bool:
        """Whether a numbered row without numbers stands in the list of those who report."""
        cells = self.grid.cells[row.row]
        strange = [v for v in row.cells.values() if not _has_digit(v)]
        return not strange and any(v is not None for v in cells)

    def _placed(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows under their sections and parents."""
        sections: list[Row] = []
        parents: dict[str, Row] = {}
        for row in rows:
            if row.kind == "section":
                sections = [*_outer(sections, row), row]
                parents = {}
                yield replace(row, sections=tuple(sections[:-1]))
                continue
            mark = row.number.strip(" .")
            parent = parents.get(mark.rpartition(".")[0])
            row = replace(row, sections=tuple(sections), parent=parent)
            if row.kind == "data" and mark and row.has_numbers:
                parents[mark] = row
            yield row


def _is_mark(text: str) -> bool:
    """Whether a text only numbers a row: 1, 2.3, IV, A."""
    return not text or any(form.fullmatch(text.strip(" .)(")) for _, form in _STYLES)


def _is_below(row: Row, head: Row) -> bool:
    """Whether the numbering of a row goes deeper than that of the row above: 1 and 1.1."""
    mark = head.number.strip(" .")
    return bool(mark) and row.number.strip(" .").startswith(mark + ".")


def _outer(sections: list[Row], row: Row) -> list[Row]:
    """The sections that stay open around a new one: those numbered in another way."""
    styles = [section.style for section in sections]
    return sections[: styles.index(row.style)] if row.style in styles else sections
