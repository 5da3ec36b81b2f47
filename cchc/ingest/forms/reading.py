"""From a matched table to a draft: figures, what contradicts itself, what was understood how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cchc.catalog.catalog import Catalog
from cchc.catalog.vocabulary import Vocabulary
from cchc.figures import Draft, Figure, Finding, figure_table
from cchc.ingest.checks.ranks import rank_findings, with_ranked
from cchc.ingest.forms.columns import ValueColumn, value_columns
from cchc.ingest.forms.entries import Entry
from cchc.ingest.forms.figures import FormReader
from cchc.ingest.forms.header_block import Origin, read_origin
from cchc.ingest.forms.indicator_rows import IndicatorReader
from cchc.ingest.forms.matching import Match
from cchc.ingest.forms.report_tables import ReportTable
from cchc.ingest.forms.row_agencies import RowAgencies
from cchc.ingest.forms.row_checks import RowChecks
from cchc.ingest.forms.rows import Row, RowReader
from cchc.ingest.forms.table_findings import BY_ROWS, TableFindings, definition
from cchc.periods import Period


@dataclass(frozen=True, kw_only=True)
class TableReading:
    """One table on its way to a draft; `agency` and `period` are what somebody corrected."""

    table: ReportTable
    file: str
    catalog: Catalog
    words: Vocabulary
    agency: str | None = None
    corrected_period: Period | None = None

    @property
    def match(self) -> Match:
        """The form the table was taken for, column by column, with the reasons."""
        return self.table.match

    @cached_property
    def origin(self) -> Origin:
        """Whose report it is and for when, corrected where somebody did."""
        found = read_origin(
            list(self.table.head), list(self.table.cover), self.table.grid.name, self.file,
            catalog=self.catalog, words=self.words, calendar=self.match.form.calendar,
            period=self.corrected_period,
        )  # fmt: skip
        if self.agency:
            return replace(found, agency=self.catalog.agencies.get(self.agency), agency_where=None)
        if found.agency is None and found.period and self.match.form.rows == "agency":
            return self._placed_by_rows(found)
        return found

    def _placed_by_rows(self, found: Origin) -> Origin:
        """The origin with the one province where all the rows' names exist."""
        owners = RowAgencies(
            agencies=self.catalog.agencies, reporting=None, period=found.period, words=self.words
        )
        province = owners.guessed_province(self.rows)
        return replace(found, agency=province, agency_where=BY_ROWS) if province else found

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the table."""
        return self._row_reader.rows(self._first, self.table.end)

    @property
    def _first(self) -> int:
        return self.match.header.last + 1

    @property
    def _row_reader(self) -> RowReader:
        return RowReader(grid=self.table.grid, match=self.match, words=self.words)

    @cached_property
    def columns(self) -> list[ValueColumn]:
        """The columns of numbers; none while the period is not known."""
        period = self.origin.period
        return value_columns(self.match, period) if period else []

    def draft(self, sha256: str) -> Draft:
        """The report as read."""
        origin, match = self.origin, self.match
        entries, findings = self._entries() if origin.period else ([], [])
        data = [e for e in entries if e.row.kind == "data"]
        sound = [e for e in entries if e.is_sound and e.row.kind != "section"]
        figures = [figure for entry in sound for figure in entry.figures if figure.agency]
        told = [f for e in entries for f in (*e.problems, *e.notes)]
        return Draft(
            file=self.file,
            sha256=sha256,
            form=match.form.id,
            agency=origin.agency.id if origin.agency else None,
            period=origin.period,
            sheet=self.table.grid.name,
            rows_read=len(data),
            rows_accepted=sum(e.is_sound for e in data),
            rows_rejected=sum(not e.is_sound for e in data),
            figures=figure_table(_once(figures)),
            findings=_each_once(
                [*self._told.about_origin(), *self._told.about_form(), *self._definitions()]
                + [*told, *findings, *self._told.about_silent_rows(data)]
            ),
        )

    @cached_property
    def _told(self) -> TableFindings:
        return TableFindings(
            table=self.table, origin=self.origin, words=self.words,
            indicators=self.catalog.indicators,
        )  # fmt: skip

    def _definitions(self) -> Iterator[Finding]:
        """What headings and remarks say that a number includes or leaves out."""
        yield from self._told.about_headings()
        for row, text in self._row_reader.remarks(self.rows, self._first, self.table.end):
            if self.words.defines(text):
                yield definition(f"«{text}»", self.table.grid.row_place(row))

    def _entries(self) -> tuple[list[Entry], list[Finding]]:
        """The rows with their figures, held against each other; findings on the whole table."""
        if self.match.form.rows == "indicator":
            return self._indicator_entries()
        reader = self._form_reader
        entries = with_ranked(reader.entries(), self.catalog.indicators)
        checks = RowChecks(
            entries=entries,
            catalog=self.catalog,
            identities=self.match.form.checks,
            given=frozenset(c.column.indicator for c in self.columns if c.column.indicator),
            reporting=self.origin.agency.id if self.origin.agency else None,
        )
        return entries, [*checks.run(), *rank_findings(entries, self.catalog)]

    @cached_property
    def _form_reader(self) -> FormReader:
        return FormReader(
            grid=self.table.grid, match=self.match, rows=self.rows,
            columns=[column for column in self.columns if column.column.indicator],
            owners=self._owners, catalog=self.catalog, words=self.words,
        )  # fmt: skip

    @cached_property
    def _owners(self) -> RowAgencies:
        return RowAgencies(
            agencies=self.catalog.agencies, reporting=self.origin.agency,
            period=self.origin.period, words=self.words,
        )  # fmt: skip

    def _indicator_entries(self) -> tuple[list[Entry], list[Finding]]:
        reader = IndicatorReader(
            grid=self.table.grid, match=self.match, columns=self.columns, rows=self.rows,
            reporting=self.origin.agency, catalog=self.catalog, words=self.words,
        )  # fmt: skip
        return reader.entries()


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Each figure once: a total printed on top and at the bottom is one figure."""
    by_key = {}
    for f in figures:
        key = (f.agency, f.level, f.start, f.end, f.indicator, f.kind, f.breakdown)
        by_key.setdefault(key, f)
    return list(by_key.values())


def _each_once(findings: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
