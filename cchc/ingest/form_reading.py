"""From a matched table to a draft: figures, what contradicts itself, what was understood how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cchc.catalog.catalog import Catalog
from cchc.catalog.vocabulary import Vocabulary
from cchc.figures import Draft, Figure, Finding, figure_table
from cchc.ingest.entries import Entry
from cchc.ingest.form_columns import ValueColumn, value_columns
from cchc.ingest.form_figures import FormReader
from cchc.ingest.header_block import Origin, read_origin
from cchc.ingest.indicator_rows import IndicatorReader
from cchc.ingest.matching import Match
from cchc.ingest.rank_checks import rank_findings, with_ranked
from cchc.ingest.report_tables import ReportTable
from cchc.ingest.row_agencies import RowAgencies
from cchc.ingest.row_checks import RowChecks
from cchc.ingest.rows import Row, RowReader
from cchc.periods import Period

BY_ROWS = "tên các đơn vị trong biểu"


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
            rows_read=len(data) if origin.period else len(self.rows),
            rows_accepted=sum(e.is_sound for e in data),
            rows_rejected=sum(not e.is_sound for e in data),
            figures=figure_table(_once(figures)),
            findings=_each_once([*self._about_origin(), *self._about_form(), *told, *findings]),
        )

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

    # --- what to tell the analyst

    def _about_origin(self) -> Iterator[Finding]:
        origin = self.origin
        if origin.period is None:
            yield _finding(
                "missing_period", "error",
                "Không thấy kỳ báo cáo ở đầu biểu, tên trang hay tên tệp; hãy chọn kỳ.",
            )  # fmt: skip
        elif origin.period_text and not origin.is_period_dated:
            yield self._named_period(origin)
        if origin.agency is None:
            yield _finding(
                "missing_agency", "error" if self._needs_agency else "doubt",
                "Không thấy đơn vị báo cáo ở đầu biểu, tên trang hay tên tệp; hãy chọn đơn vị.",
            )  # fmt: skip
        elif origin.agency_where and origin.agency_where.startswith("tên"):
            yield _finding(
                "agency_from_name", "doubt",
                f"Đơn vị báo cáo {origin.agency.name} lấy từ {origin.agency_where}; hãy xác nhận.",
            )  # fmt: skip

    @property
    def _needs_agency(self) -> bool:
        """Whether no figure of the form says by itself whose it is."""
        return self.match.form.rows != "agency"

    def _named_period(self, origin: Origin) -> Finding:
        is_plain = self.match.form.calendar == "calendar"
        return _finding(
            "period_by_name", "note" if is_plain else "doubt",
            f"Biểu chỉ ghi «{origin.period_text}», không ghi ngày; hiểu là {origin.period.dates}. "
            "Hãy chọn lại nếu đơn vị chốt số liệu vào ngày khác.",
            where=origin.period_where,
        )  # fmt: skip

    def _about_form(self) -> Iterator[Finding]:
        match = self.match
        if self.table.grid.hidden:
            yield _finding(
                "hidden_sheet", "doubt",
                f"Số liệu chỉ có ở trang ẩn «{self.table.grid.name}»; hãy xác nhận đúng trang.",
            )  # fmt: skip
        yield _finding(
            "form_matched", "note" if match.is_sure else "doubt",
            f"Nhận là biểu {match.form.id} ({match.form.name}): {'; '.join(match.reasons)}.",
            where=match.header.headings and self.table.grid.row_place(match.header.first),
        )  # fmt: skip
        for line in self.table.head:
            if self.words.names(line.text.partition(":")[0], "units") and self.words.holds(
                line.text, "scaled"
            ):
                yield _finding(
                    "scaled_unit", "doubt",
                    f"Biểu ghi «{line.text}»: số liệu được giữ như trong biểu, chưa nhân lên; hãy "
                    "sửa đơn vị tính trong tệp rồi nhập lại.", where=line.where,
                )  # fmt: skip
        yield from self._about_columns()
        yield from self._definitions()

    def _about_columns(self) -> Iterator[Finding]:
        for proposal in self.match.values:
            where = self.table.grid.place(self.match.header.first, proposal.heading.column)
            text = proposal.heading.text
            if proposal.how in ("similar", "borrowed") and proposal.is_read:
                name = self._indicator_name(proposal.column.indicator)
                yield _finding(
                    "heading_guessed", "doubt" if proposal.how == "similar" else "note",
                    f"Cột «{text}» được hiểu là {name}; hãy xác nhận hoặc chọn lại.", where=where,
                )  # fmt: skip
            elif not proposal.is_read:
                yield _finding(
                    "unknown_heading", "doubt",
                    f"Chưa hiểu cột «{text}», số liệu của cột không được lấy; hãy chọn chỉ tiêu "
                    "cho cột hoặc bỏ qua.", where=where,
                )  # fmt: skip

    def _indicator_name(self, code: str | None) -> str:
        return f"«{self.catalog.indicators.get(code).name}»" if code else "cột của biểu"

    def _definitions(self) -> Iterator[Finding]:
        """What headings and remarks say that a number includes or leaves out."""
        for heading in self.match.header.headings:
            for note in heading.notes:
                if self.words.starts(note, "definitions"):
                    where = self.table.grid.place(self.match.header.first, heading.column)
                    yield _definition(f"«{heading.text}» {note}", where)
        for row, text in self._row_reader.remarks(self.rows, self._first, self.table.end):
            if self.words.defines(text):
                yield _definition(f"«{text}»", self.table.grid.row_place(row))


def _definition(said: str, where: str) -> Finding:
    return _finding(
        "definition_note", "note",
        f"Biểu định nghĩa riêng: {said}. Không so sánh thẳng với đơn vị tính theo cách khác.",
        where=where,
    )  # fmt: skip


def _finding(rule: str, severity, message: str, *, where: str | None = None) -> Finding:
    return Finding(rule=rule, severity=severity, message=message, where=where)


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Each figure once: a total printed on top and at the bottom is one figure."""
    by_key = {}
    for f in figures:
        key = (f.agency, f.level, f.start, f.end, f.indicator, f.kind, f.breakdown)
        by_key.setdefault(key, f)
    return list(by_key.values())


def _each_once(findings: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
