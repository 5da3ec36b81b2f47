"""From the bytes of a file to drafts of its reports, whatever the file is.

A file is told by its content: sentences, a form known by its headings, a tidy table. What cannot
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
from cchc.ingest import tidy
from cchc.ingest.form_reading import TableReading
from cchc.ingest.grid import Workbook, read_grid
from cchc.ingest.matching import IS_FORM
from cchc.ingest.remembered import RememberedHeadings
from cchc.ingest.report_tables import ReportTable, report_tables
from cchc.periods import Period

NAMED_FLOOR = 0.2  # how little a table may fit a form that somebody has named


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What somebody chose instead of what the file says."""

    agency: str | None = None  # id
    period: Period | None = None
    form: str | None = None  # id
    mapping: Mapping[str, str] | None = None


def read_report(
    data: bytes,
    name: str,
    catalog: Catalog,
    *,
    agency: str | None = None,
    period: Period | None = None,
    form: str | None = None,
    mapping: Mapping[str, str] | None = None,
    remembered: RememberedHeadings | None = None,
) -> list[Draft]:
    """The reports of a file: one, or one for each table of a workbook.

    `agency` (id), `period` and `form` (id) are what somebody chose instead of what the file says;
    `mapping` explains headings: text -> indicator code, code/breakdown, a role, or "" to leave out.
    Without it, what is remembered of the sender explains them.
    """
    choices = Choices(agency=agency, period=period, form=form, mapping=mapping)
    reading = FileReading(data=data, name=name, catalog=catalog, choices=choices)
    if remembered and mapping is None and (known := remembered.recall(reading.sender)):
        reading = replace(reading, choices=replace(choices, mapping=known))
    return reading.drafts()


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
        """The file as grids of raw cells."""
        return read_grid(self.data, self.name)

    @cached_property
    def tables(self) -> list[TableReading]:
        """The tables that are a form, each with its match, its origin and its rows."""
        return self._readings(IS_FORM)

    @property
    def sender(self) -> str | None:
        """Id of the agency that reports, even in a table that is no form yet."""
        if self.choices.agency or self.workbook.refused:
            return self.choices.agency
        origins = [reading.origin for reading in self.tables or self._readings(NAMED_FLOOR)]
        return next((origin.agency.id for origin in origins if origin.agency), None)

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

    def drafts(self) -> list[Draft]:
        """What the file reports."""
        if self.workbook.refused:
            return [self._refused(*self.workbook.findings)]
        if self._is_tidy:
            return [self._tidy_draft()]
        drafts = [table.draft(self.sha256) for table in self.tables]
        for draft in drafts:
            draft.findings[:0] = self.workbook.findings
        return drafts or [self._refused(*self.workbook.findings, self._no_form())]

    @property
    def _forms(self) -> tuple[Form, ...]:
        named = self.catalog.form(self.choices.form) if self.choices.form else None
        return (named,) if named else self.catalog.forms

    def _report_tables(self, floor: float) -> list[ReportTable]:
        return report_tables(
            self.workbook,
            self._forms,
            load_vocabulary(),
            corrections=self.choices.mapping,
            floor=NAMED_FLOOR if self.choices.form else floor,
        )

    @cached_property
    def _is_tidy(self) -> bool:
        """Whether the file fits a tidy table better than any form."""
        if self.choices.form:
            return self._forms[0].kind == "tidy"
        likeness = tidy.match(self.workbook, self.catalog)
        scores = [reading.table.match.score for reading in self.tables]
        return likeness > max(scores, default=0)

    def _tidy_draft(self) -> Draft:
        return tidy.read(
            self.workbook, self.catalog, file=self.name, sha256=self.sha256,
            agency=self.choices.agency, period=self.choices.period,
        )  # fmt: skip

    def _refused(self, *findings: Finding) -> Draft:
        return Draft(file=self.name, sha256=self.sha256, findings=list(findings), refused=True)

    def _no_form(self) -> Finding:
        """That no form fits, and which comes nearest."""
        near = self._report_tables(NAMED_FLOOR)
        hint = "; gần nhất là " + "; ".join(
            f"biểu {table.match.form.id} ({', '.join(table.match.reasons[:3])})"
            for table in near[:2]
        )
        return Finding(
            rule="unknown_form",
            severity="error",
            message=f"Không nhận ra biểu nào trong «{self.name}»{hint if near else ''}. Hãy chọn "
            "biểu và cách hiểu từng cột, hoặc tải mẫu của biểu, điền rồi nhập lại.",
        )
