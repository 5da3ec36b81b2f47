"""From the bytes of a file to drafts of its reports, whatever the file is.

A file is told by its content: a form known by its headings, a tidy table, sentences. What cannot
be read becomes a draft that is refused, with the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Form
from cchc.catalog.vocabulary import load_vocabulary
from cchc.figures import Draft, Finding
from cchc.ingest.as_before import headings_as_before, index_as_before
from cchc.ingest.dossiers import case_level
from cchc.ingest.edits import Edit, with_edits
from cchc.ingest.files.documents import Document
from cchc.ingest.files.grid import Workbook
from cchc.ingest.files.isolation import isolated_document, isolated_grid
from cchc.ingest.files.refusal import RefusedError
from cchc.ingest.forms.index_context import unknown_index
from cchc.ingest.forms.matching import IS_FORM
from cchc.ingest.forms.reading import TableReading
from cchc.ingest.forms.report_tables import ReportTable, report_tables
from cchc.ingest.remembered import RememberedHeadings
from cchc.ingest.tidy import reading as tidy
from cchc.periods import Period

NAMED_FLOOR = 0.2  # how little a table may fit a form that somebody has named
PROSE = "prose"  # the form of a report in sentences


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What somebody chose instead of what the file says."""

    agency: str | None = None  # id
    period: Period | None = None
    form: str | None = None  # id
    index: str | None = None  # code of the index units are ranked by
    mapping: Mapping[str, str] | None = None
    edits: tuple[Edit, ...] = ()


def read_report(
    data: bytes,
    name: str,
    catalog: Catalog,
    *,
    agency: str | None = None,
    period: Period | None = None,
    form: str | None = None,
    index: str | None = None,
    mapping: Mapping[str, str] | None = None,
    edits: tuple[Edit, ...] = (),
    remembered: RememberedHeadings | None = None,
) -> list[Draft]:
    """The reports of a file: one, or one for each table of a workbook.

    `agency` (id), `period` and `form` (id) are what somebody chose instead of what the file says;
    `mapping` explains headings: text -> indicator code, code/breakdown, a role, or "" to leave out.
    Without it, what is remembered of the sender explains them. `edits` are corrected cells.
    """
    choices = Choices(
        agency=agency, period=period, form=form, index=index, mapping=mapping, edits=edits
    )
    reading = FileReading(data=data, name=name, catalog=catalog, choices=choices)
    if remembered and mapping is None and (known := remembered.recall(reading.sender)):
        reading = replace(reading, choices=replace(choices, mapping=known))
        drafts = reading.as_explained_before()
    else:
        drafts = reading.drafts()
    return reading.with_indices(drafts, remembered) if remembered else drafts


@dataclass(frozen=True, kw_only=True)
class FileReading:
    """One file on its way to drafts; the import screen shows what was understood how."""

    data: bytes
    name: str
    catalog: Catalog
    choices: Choices = Choices()

    @cached_property
    def sha256(self) -> str:
        """Of the file as it came."""
        return sha256(self.data).hexdigest()

    @cached_property
    def workbook(self) -> Workbook:
        """The file as grids of raw cells; of a document, its tables."""
        workbook = isolated_grid(self.data, self.name)
        is_document = workbook.refused and not case_level(self.data, self.name, workbook)
        if is_document and self._document is not None:
            workbook = Workbook(kind=self._document.kind, sheets=self._document.tables)
        return with_edits(workbook, self.choices.edits)

    @cached_property
    def tables(self) -> list[TableReading]:
        """The tables that are a form, each with its match, its origin and its rows."""
        return self._readings(IS_FORM)

    @property
    def sender(self) -> str | None:
        """Id of the agency that reports, even in a table that is no form yet."""
        if self.choices.agency:
            return self.choices.agency
        origins = [reading.origin for reading in self.nearest]
        return next((origin.agency.id for origin in origins if origin.agency), None)

    def drafts(self) -> list[Draft]:
        """What the file reports."""
        if self.choices.form == PROSE:
            return self._prose() or [self._refused(self._no_sentences())]
        if self.workbook.refused:
            return [self._refused(*self._why_refused)]
        is_page = self.workbook.kind in ("docx", "pdf", "html")
        if self._is_tidy:
            return [self._tidy_draft(), *(self._prose() if is_page else [])]
        said = self._prose() if is_page or not self.tables else []
        return self._table_drafts(said) + said or [self._unknown()]

    def as_explained_before(self) -> list[Draft]:
        """What the file reports, with a word on headings read as explained for an earlier one."""
        drafts, told = self.drafts(), {}
        for table in self.tables:
            told[table.table.grid.name] = [
                p.heading.text for p in table.match.proposals if p.how == "corrected"
            ]
        for draft in drafts:
            if known := told.get(draft.sheet):
                draft.findings.append(headings_as_before(known))
        return drafts

    def with_indices(self, drafts: list[Draft], remembered: RememberedHeadings) -> list[Draft]:
        """The drafts, rankings read by the index that was chosen for an earlier one like them."""
        return [self._with_index(draft, remembered) for draft in drafts]

    def _with_index(self, draft: Draft, remembered: RememberedHeadings) -> Draft:
        if not any(finding.rule == "unknown_index" for finding in draft.findings):
            return draft
        code = remembered.recall_index(draft.agency, draft.file, draft.sheet)
        if code is None:
            return draft
        chosen = replace(self, choices=replace(self.choices, index=code)).drafts()
        same = next((one for one in chosen if one.sheet == draft.sheet), draft)
        same.findings.append(index_as_before(self.catalog.indicators.get(code).name, same.agency))
        return same

    # --- tables

    @property
    def nearest(self) -> list[TableReading]:
        """The tables that are a form, else those that come near enough to be explained."""
        return [] if self.workbook.refused else self.tables or self._readings(NAMED_FLOOR)

    @property
    def _forms(self) -> tuple[Form, ...]:
        named = self.catalog.form(self.choices.form) if self.choices.form else None
        return (named,) if named else self.catalog.forms

    def _report_tables(self, floor: float) -> list[ReportTable]:
        return report_tables(
            self.workbook,
            self._forms,
            load_vocabulary(),
            catalog=self.catalog,
            corrections=self.choices.mapping,
            index=self.choices.index,
            file=self.name,
            floor=NAMED_FLOOR if self.choices.form else floor,
        )

    def _readings(self, floor: float) -> list[TableReading]:
        words = load_vocabulary()
        return [
            TableReading(
                table=table,
                file=self.name,
                catalog=self.catalog,
                words=words,
                agency=self.choices.agency,
                corrected_period=self.choices.period,
            )
            for table in self._report_tables(floor)
        ]

    def _table_drafts(self, said: list[Draft]) -> list[Draft]:
        """A draft a table; in a document sentences say whose and when, where the table does not."""
        drafts = []
        for table in self.tables:
            for text in said:
                agency = table.agency or (None if table.origin.agency else text.agency)
                period = table.corrected_period or (None if table.origin.period else text.period)
                table = replace(table, agency=agency, corrected_period=period)
            draft = table.draft(self.sha256)
            draft.findings[:0] = self.workbook.findings
            drafts.append(draft)
        return drafts

    @cached_property
    def _is_tidy(self) -> bool:
        """Whether the file fits a tidy table better than any form."""
        if self.choices.form:
            return self._forms[0].kind == "tidy"
        likeness = tidy.match(
            self.workbook, self.catalog, self.choices.mapping,
            file=self.name, index=self.choices.index,
        )  # fmt: skip
        scores = [reading.table.match.score for reading in self.tables]
        return likeness > max(scores, default=0)

    def _tidy_draft(self) -> Draft:
        return tidy.read(
            self.workbook, self.catalog, file=self.name, sha256=self.sha256,
            agency=self.choices.agency, period=self.choices.period, explained=self.choices.mapping,
            index=self.choices.index,
        )  # fmt: skip

    # --- sentences

    @cached_property
    def _read_document(self) -> Document | RefusedError:
        try:
            return isolated_document(self.data, self.name)
        except RefusedError as refusal:
            return refusal

    @property
    def _document(self) -> Document | None:
        read = self._read_document
        return None if isinstance(read, RefusedError) else read

    def _prose(self) -> list[Draft]:
        """The draft of the sentences, if they speak of figures."""
        from cchc.ingest.prose.reading import is_prose, read_prose

        document = self._document
        if document is None or not (self.choices.form == PROSE or is_prose(document)):
            return []
        return [
            read_prose(
                document, self.catalog, file=self.name, sha256=self.sha256,
                agency=self.choices.agency, period=self.choices.period,
            )
        ]  # fmt: skip

    # --- what cannot be read

    @property
    def _why_refused(self) -> tuple[Finding, ...]:
        """The reasons of the reader that knows the kind of file: a scan is refused as a PDF."""
        if self.data.startswith(b"%PDF") and isinstance(self._read_document, RefusedError):
            return self._read_document.findings
        of_cases = case_level(self.data, self.name, self.workbook)
        too_big = {"E_TOO_BIG"} if of_cases else set()  # and smaller is not what it should be
        kept = [found for found in self.workbook.findings if found.rule not in too_big]
        return (*kept, *filter(None, [of_cases]))

    def _unknown(self) -> Draft:
        """No form, no tidy table, no sentences: which form comes nearest."""
        if not self.data.strip():
            return self._refused(*self.workbook.findings, self._empty())
        if of_cases := case_level(self.data, self.name, self.workbook):
            return self._refused(*self.workbook.findings, of_cases)
        if tidy.asks_index(self.workbook, self.catalog, self.choices.mapping):
            return self._refused(*self.workbook.findings, unknown_index())
        near = self._report_tables(NAMED_FLOOR)
        nearest = [f"{t.match.form.id} ({', '.join(t.match.reasons[:3])})" for t in near[:2]]
        hint = f"; gần nhất là biểu {'; '.join(nearest)}" if near else ""
        return self._refused(
            *self.workbook.findings,
            Finding(
                rule="unknown_form",
                severity="error",
                message=f"Không nhận ra biểu nào trong «{self.name}»{hint}. Hãy chọn biểu và cách "
                "hiểu từng cột, hoặc tải mẫu của biểu, điền rồi nhập lại.",
            ),
        )

    def _empty(self) -> Finding:
        message = f"«{self.name}» trống, không có dòng nào: hãy xuất lại bảng số liệu."
        return Finding(rule="E_EMPTY", severity="error", message=message)

    def _no_sentences(self) -> Finding:
        return Finding(
            rule="no_text",
            severity="error",
            message=f"«{self.name}» không có văn bản để đọc. Hãy chọn biểu khác.",
        )

    def _refused(self, *findings: Finding) -> Draft:
        return Draft(file=self.name, sha256=self.sha256, findings=list(findings), refused=True)
