"""Reports that wait for a word: as they were read, and what confirming them would change now."""

from dataclasses import fields

import pyarrow as pa

from cchc.figures import FIGURE_SCHEMA, Draft, Finding
from cchc.periods import Period
from cchc.store.records import ReportRow
from cchc.store.versions import Store

FIGURES = """
SELECT agency, level, "from", "to", indicator, kind, breakdown, denominator, value, "of", approx,
       "row", place, quote, source
FROM figure WHERE report_id = $report
"""
NAMES = [field.name for field in fields(Finding)]


def waiting_reports(store: Store) -> list[ReportRow]:
    """The drafts of the store, the oldest first."""
    return [report for report in store.reports() if report.status == "draft"]


def stored_draft(store: Store, report_id: int) -> Draft:
    """A report of the store as the draft it was."""
    report = store.report(report_id)
    return Draft(
        file=report.file,
        sha256=report.sha256,
        form=report.form,
        agency=report.agency,
        period=Period(report.start, report.end) if report.start and report.end else None,
        sheet=report.sheet,
        rows_read=report.rows_read,
        rows_accepted=report.rows_accepted,
        rows_rejected=report.rows_rejected,
        figures=_figures(store, report_id),
        findings=[
            Finding(**{name: getattr(row, name) for name in NAMES})
            for row in store.findings(report_id)
        ],
    )


def _figures(store: Store, report_id: int) -> pa.Table:
    found = store.query_arrow(FIGURES, report=report_id)
    columns = [found[field.name] for field in FIGURE_SCHEMA]
    cast = [
        column.cast(pa.string()).combine_chunks().dictionary_encode()
        if pa.types.is_dictionary(field.type) and len(column)
        else column.cast(field.type)
        for column, field in zip(columns, FIGURE_SCHEMA, strict=True)
    ]
    return pa.Table.from_arrays(cast, schema=FIGURE_SCHEMA)
