"""From the rows of a matched table to figures: a row is an agency or a field, a column a code."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Column
from cchc.catalog.vocabulary import Vocabulary
from cchc.figures import Figure
from cchc.ingest.checks.wording import column_mark
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.cell_numbers import numbers_at
from cchc.ingest.forms.columns import ValueColumn
from cchc.ingest.forms.entries import Entry
from cchc.ingest.forms.matching import Match
from cchc.ingest.forms.row_agencies import RowAgencies
from cchc.ingest.forms.row_findings import RowFindings
from cchc.ingest.forms.rows import Row
from cchc.ingest.forms.table_numbers import TableNumbers

RANKED_NATIONWIDE = ("country", "ministry", "region", "province", "province_total")
FULL = 100.5  # percent, with what rounding adds


@dataclass(frozen=True, kw_only=True)
class FormReader:
    """Reads the figures of one matched table."""

    grid: Grid
    match: Match
    columns: list[ValueColumn]
    rows: list[Row]
    owners: RowAgencies
    catalog: Catalog
    words: Vocabulary

    def entries(self) -> list[Entry]:
        """Every row that holds data, a total or a subtotal, in order."""
        read = {"total": self._total, "section": self._subtotal, "data": self._data}
        return [
            read[row.kind](row)
            for row in self.rows
            if row.kind in read and (row.kind != "section" or row.has_numbers)
        ]

    @cached_property
    def by_agency(self) -> bool:
        """Whether rows are agencies; a heading that says "field" may stand above agencies."""
        named = self.match.of_role("agency", "sector")
        if named and named.column.role == "agency":
            return True
        return self.owners.are_agencies(self.rows)

    @cached_property
    def _numbers(self) -> TableNumbers:
        return TableNumbers(
            grid=self.grid, columns=self.columns, rows=self.rows,
            identities=self.match.form.checks, indicators=self.catalog.indicators,
        )  # fmt: skip

    @cached_property
    def _findings(self) -> RowFindings:
        return RowFindings(grid=self.grid, match=self.match, agencies=self.catalog.agencies)

    def _data(self, row: Row) -> Entry:
        return self._of_agency(row) if self.by_agency else self._of_sector(row)

    def _subtotal(self, row: Row) -> Entry:
        """A section with numbers: held against its rows, and not stored."""
        return Entry(row=row, figures=list(self._figures(row)), inherits=True)

    # --- rows of agencies

    def _of_agency(self, row: Row) -> Entry:
        found = self.owners.resolve(row, within=self._within(row))
        agency = found.agency or self.owners.new_department(row)
        owner = agency.id if agency else row.name
        level = found.scope or (agency.level if agency else "")
        figures = list(self._figures(row, agency=owner, level=level))
        entry = Entry(row=row, figures=figures, agency=owner)
        if agency is None:
            on = self.owners.period.end
            entry.problems.append(self._findings.not_found(row, found, on))
        elif found.agency is None:
            entry.notes.append(self._findings.new_department(row))
        elif found.reason:
            entry.notes.append(self._findings.understood(row, found))
        elif _is_other_code(row.code, agency.code):
            entry.notes.append(self._findings.other_code(row, agency))
        return self._checked(entry)

    def _within(self, row: Row) -> str | None:
        """The agency of the row that a row is a part of: communes listed below their district."""
        heads = [*row.sections, *([row.parent] if row.parent else [])]
        for head in reversed(heads):
            if self.words.section_level(head.name) is None:
                found = self.owners.resolve(head)
                if found.agency and found.agency.level in ("province", "district"):
                    return found.agency.id
        return None

    # --- rows of fields

    def _of_sector(self, row: Row) -> Entry:
        agency = self._reporting
        level = self._sector_level(self._authority(row))
        figures = self._figures(row, agency=agency, level=level, breakdown=self._breakdown(row))
        return self._checked(Entry(row=row, figures=list(figures), agency=agency or None))

    @property
    def _reporting(self) -> str:
        return self.owners.reporting.id if self.owners.reporting else ""

    def _authority(self, row: Row) -> str | None:
        levels = [self.words.authority_level(section.name) for section in row.sections]
        return next((level for level in reversed(levels) if level), None)

    @cached_property
    def _has_communes(self) -> bool:
        sections = [row for row in self.rows if row.kind == "section"]
        return any(self.words.authority_level(s.name) == "Cấp xã" for s in sections)

    def _sector_level(self, authority: str | None) -> str:
        own = self.match.form.scope == "own"
        return self.owners.sector_level(authority, own=own, has_communes=self._has_communes)

    def _breakdown(self, row: Row) -> str:
        """ "Cấp xã / Hộ tịch": the levels a field stands under, and the field itself."""
        heads = [*row.sections, *([row.parent] if row.parent else [])]
        names = [self.words.authority_level(head.name) or field_name(head.name) for head in heads]
        return " / ".join([*names, field_name(row.name)])

    # --- totals

    def _total(self, row: Row) -> Entry:
        level = self._total_level() if self.by_agency else self._sector_level(None)
        figures = list(self._figures(row, agency=self._reporting, level=level))
        return self._checked(Entry(row=row, figures=figures, agency=self._reporting or None))

    def _total_level(self) -> str:
        rows = [row for row in self.rows if row.kind == "data"]
        found = [self.owners.resolve(row, within=self._within(row)).agency for row in rows]
        return self.owners.total_level({agency.level for agency in found if agency})

    # --- cells

    def _checked(self, entry: Entry) -> Entry:
        """The entry, with an error for every cell that should hold a number and does not."""
        for place, reason in self._numbers.no_numbers(entry.row):
            found = self._findings.no_number(entry.row, place, reason, entry.agency)
            entry.problems.append(found)
        for figure in entry.figures:
            indicator = self.catalog.indicators.get(figure.indicator)
            if indicator.kind == "rate" and indicator.unit == "%" and figure.value > FULL:
                entry.notes.append(self._findings.over_full(entry.row, figure))
        return entry

    def _figures(
        self, row: Row, *, agency: str = "", level: str = "", breakdown: str | None = None
    ) -> Iterator[Figure]:
        for column in self.columns:
            value = self._numbers.values.get((row.row, column.index))
            if value is not None:
                yield Figure(
                    agency=agency,
                    level=level,
                    start=column.period.start,
                    end=column.period.end,
                    indicator=_indicator(column.column, level),
                    kind=column.column.kind,
                    value=value,
                    breakdown=column.column.breakdown or breakdown,
                    of=self._of(row, column),
                    row=self.grid.row_number(row.row),
                    place=column_mark(self.grid, column.index),
                )

    def _of(self, row: Row, column: ValueColumn) -> int | None:
        """Of how many a rank is: as its own cell says, else a column of its own beside it."""
        if self.catalog.indicators.get(column.column.indicator).kind != "rank":
            return None
        said = self._numbers.totals.get((row.row, column.index))
        return said or self._totals.get(row.row)

    @cached_property
    def _totals(self) -> dict[int, int]:
        """How many were ranked, by row, where a column says it."""
        named = self.match.of_role("of")
        if named is None:
            return {}
        at = named.heading.column
        read = numbers_at(self.grid, [(r.row, at) for r in self.rows], whole=True, ranks=True)
        return {row: int(value) for (row, _), value in read.values.items()}


def _indicator(column: Column, level: str) -> str | None:
    """What a column is for a row of this level."""
    is_national = column.of_provinces and level in RANKED_NATIONWIDE
    return column.of_provinces if is_national else column.indicator


def _is_other_code(printed: str | None, code: str | None) -> bool:
    """Whether a printed code is a GSO code, but of another agency; zeros may have been lost."""
    if not printed or not printed.isdigit() or not code or len(printed) > len(code):
        return False
    return printed.zfill(len(code)) != code


def field_name(text: str) -> str:
    """A field as it is called everywhere: without numbering and "Lĩnh vực", first letter large."""
    words = text.strip(" .:;-+*").split()
    if [word.casefold().strip(":") for word in words[:2]] == ["lĩnh", "vực"]:
        words = words[2:]
    name = " ".join(words) or text
    return name[:1].upper() + name[1:]
