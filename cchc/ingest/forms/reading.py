"""From a matched table to a draft: figures, what contradicts itself, what was understood how."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cchc.agencies import Agency
from cchc.catalog.catalog import Catalog
from cchc.catalog.vocabulary import Vocabulary
from cchc.figures import Draft, Figure, Finding, figure_table
from cchc.ingest.checks.ranks import rank_findings, with_ranked
from cchc.ingest.checks.scales import scale_doubt
from cchc.ingest.checks.wording import figure_place
from cchc.ingest.forms.columns import ValueColumn, value_columns
from cchc.ingest.forms.entries import Entry
from cchc.ingest.forms.figures import FormReader
from cchc.ingest.forms.header_block import Origin, read_origin
from cchc.ingest.forms.index_context import unknown_index
from cchc.ingest.forms.indicator_rows import IndicatorReader
from cchc.ingest.forms.matching import Match
from cchc.ingest.forms.ranking_years import with_years, years_apart
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
        found = self._printed
        if self.agency:
            return replace(found, agency=self.catalog.agencies.get(self.agency), agency_where=None)
        if self._is_national:
            return replace(found, agency=self.catalog.agencies.country, agency_where=None)
        if found.agency is None and found.period and self.match.form.rows == "agency":
            return self._placed_by_rows(found)
        return found

    @cached_property
    def _printed(self) -> Origin:
        """The origin as sheet, cover, headings and file name it."""
        found = read_origin(
            list(self.table.head), list(self.table.cover), self.table.grid.name, self.file,
            catalog=self.catalog, words=self.words, calendar=self.match.form.calendar,
            period=self.corrected_period,
        )  # fmt: skip
        return with_years(found, self.match, corrected=self.corrected_period is not None)

    @cached_property
    def _is_national(self) -> bool:
        """Whether units of the whole country are ranked, whoever sends it."""
        columns = (p.column for p in self.match.proposals if p.column)
        is_ranking = self.match.form.of_index or any(c.of_provinces for c in columns)
        if not (is_ranking and self._printed.period):
            return False
        return self._owners(None, self._printed.period).are_national(self.rows)

    def _owners(self, reporting: Agency | None, period: Period) -> RowAgencies:
        return RowAgencies(
            agencies=self.catalog.agencies, reporting=reporting, period=period, words=self.words
        )

    def _placed_by_rows(self, found: Origin) -> Origin:
        """The origin with the one province where all the rows' names exist."""
        province = self._owners(None, found.period).guessed_province(self.rows)
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
        """The report as read; a ranking whose index nobody names is refused, and asked about."""
        if self.match.asks_index:
            return self._asking(sha256)
        origin, match = self.origin, self.match
        entries, findings = self._entries() if origin.period else ([], [])
        data = [e for e in entries if e.row.kind == "data"]
        sound = [e for e in entries if e.is_sound and e.row.kind != "section"]
        figures = [figure for entry in sound for figure in entry.figures if figure.agency]
        rejected = {e.row.row for e in data if not e.is_sound}
        told = [f for e in entries for f in (*e.problems, *e.notes)]
        return Draft(
            file=self.file,
            sha256=sha256,
            form=match.form.id,
            agency=origin.agency.id if origin.agency else None,
            period=origin.period,
            sheet=self.table.grid.name,
            rows_read=len({e.row.row for e in data}),
            rows_accepted=len({e.row.row for e in data} - rejected),
            rows_rejected=len(rejected),
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
        entries: list[Entry] = []
        findings: list[Finding] = []
        for period, columns in years_apart(self.match, self.columns, self.origin.period):
            read, found = self._entries_of(period, columns)
            entries += read
            findings += found
        return entries, findings

    def _entries_of(
        self, period: Period, columns: list[ValueColumn]
    ) -> tuple[list[Entry], list[Finding]]:
        """The rows with the figures of some columns, whose units are those of a period."""
        reader = self._form_reader(period, columns)
        entries = with_ranked(reader.entries(), self.catalog)
        checks = RowChecks(
            entries=entries,
            catalog=self.catalog,
            identities=self.match.form.checks,
            given=frozenset(c.column.indicator for c in columns if c.column.indicator),
            reporting=self.origin.agency.id if self.origin.agency else None,
        )
        found = [*checks.run(), *rank_findings(entries, self.catalog)]
        return entries, [*found, *self._scales(entries)]

    def _scales(self, entries: list[Entry]) -> Iterator[Finding]:
        """Columns of scores on a scale that is not the index's."""
        scores: dict[str, list[Figure]] = defaultdict(list)
        for figure in (f for entry in entries for f in entry.figures if f.kind == "actual"):
            scores[figure.indicator].append(figure)
        for code, figures in scores.items():
            values = [figure.value for figure in figures]
            odd = scale_doubt(self.catalog.indicators.get(code), min(values), max(values))
            if odd:
                where = figure_place(figures[0].row, figures[0].place)
                yield Finding(
                    rule="scale_differs", severity=odd[0], where=where, indicator=code,
                    message=f"{odd[1]}.",
                )  # fmt: skip

    def _form_reader(self, period: Period, columns: list[ValueColumn]) -> FormReader:
        reporting = None if self._is_national else self.origin.agency
        return FormReader(
            grid=self.table.grid, match=self.match, rows=self.rows,
            columns=[column for column in columns if column.column.indicator],
            owners=self._owners(reporting, period), catalog=self.catalog, words=self.words,
        )  # fmt: skip

    def _asking(self, sha256: str) -> Draft:
        """What is refused because nobody says by which index units are ranked."""
        finding = unknown_index(self.table.grid.row_place(self.match.header.first))
        return Draft(
            file=self.file, sha256=sha256, form=self.match.form.id, sheet=self.table.grid.name,
            agency=self.origin.agency.id if self.origin.agency else None, period=self.origin.period,
            findings=[finding, *self._told.about_origin()], refused=True,
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
