"""What was corrected, figure by figure: whose, for when, from what to what, why, by which report.

A later report that says another number, an answer that promised a correction, a cell mended while
importing, a report withdrawn. Drafts correct nothing, and a correction withdrawn is none.
"""

from collections.abc import Iterator

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.indicators.holdings import with_days
from cchc.languages import later, say
from cchc.store.records import FindingRow, ReportRow
from cchc.store.versions import Store

COLUMNS = ("id", "moment", "sort", "agency", "indicator", "from", "to", "old", "new", "why",
           "report_id", "old_report", "file", "old_file", "who")  # fmt: skip
SORTS = {
    "revised": later("Báo cáo sau thay số"),
    "withdrawn": later("Rút báo cáo"),
    "answered": later("Nhận đính chính khi được hỏi"),
    "edited": later("Sửa ô khi nhập"),
}
MOST = 5000  # the newest; a log of more is asked for by unit
REVISED = """
WITH vintage AS (
    SELECT f.agency, f.level, f."from", f."to", f.indicator, f.breakdown, f.value, f.report_id,
           r.file, r.form, r.confirmed_at, r.confirmed_by, r.confirmed_seq,
           lag(f.value) OVER key AS old, lag(f.report_id) OVER key AS old_report
    FROM all_figure f JOIN report r ON r.id = f.report_id
    WHERE f.contested AND f.kind <> 'target'
      AND r.confirmed_seq <= $seq AND (r.withdrawn_seq IS NULL OR r.withdrawn_seq > $seq)
      AND (len($agencies) = 0 OR list_contains($agencies, f.agency))
    WINDOW key AS (PARTITION BY f.series, f."from", f."to" ORDER BY r.confirmed_seq, f.ordinal DESC)
)
SELECT v.*, o.file AS old_file, o.form AS old_form
FROM vintage v JOIN report o ON o.id = v.old_report
WHERE v.old <> v.value AND v.old_report <> v.report_id
ORDER BY v.confirmed_seq DESC, v.agency, v.indicator LIMIT $most
"""
LAST = 2**31 - 1


def amendments(
    store: Store, catalog: Catalog, *, agencies: tuple[str, ...] = (), as_of: int | None = None
) -> pd.DataFrame:
    """One row per correction, the newest first: COLUMNS; `moment` is UTC.

    `old` and `new` are numbers in the indicator's unit or, of a mended cell, texts; of a withdrawn
    report `old` is how many figures it had. `id` names the entry for ever: the journal never
    changes a report's number.
    """
    if not store.version:
        return pd.DataFrame(columns=COLUMNS)
    series = tuple(one for agency in agencies for one in catalog.agencies.series(agency))
    reports = {report.id: report for report in store.reports(as_of=as_of)}
    findings = [f for f in store.findings() if f.report_id in reports]
    rows = [
        *_revised(store, series, findings, as_of or LAST),
        *(_of_series(_withdrawn(reports.values()), series)),
        *(_of_series(_answered(findings, reports), series)),
        *(_of_series(_edited(findings, reports), series)),
    ]
    found = pd.DataFrame(rows, columns=COLUMNS)
    found["moment"] = pd.to_datetime(found["moment"], utc=True)
    return found.sort_values("moment", ascending=False, kind="stable", ignore_index=True)


def _of_series(rows: Iterator[tuple], series: tuple[str, ...]) -> list[tuple]:
    return [row for row in rows if not series or row[COLUMNS.index("agency")] in series]


def _revised(
    store: Store, series: tuple[str, ...], findings: list[FindingRow], seq: int
) -> Iterator[tuple]:
    """Figures that a later report says otherwise; the reason that somebody gave, where one did."""
    reasons = {
        (f.report_id, f.agency, f.indicator): f.reason
        for f in findings
        if f.rule == "revised" and f.reason
    }
    asked = dict(seq=seq, agencies=list(series), most=MOST)
    for row in with_days(store.query(REVISED, **asked), "from", "to").to_dict("records"):
        given = reasons.get((row["report_id"], row["agency"], row["indicator"]))
        is_same_form = row["form"] == row["old_form"]
        why = say("gửi lại cùng một biểu") if is_same_form else say("báo cáo khác nêu số khác")
        key = (row["report_id"], row["agency"], row["level"], row["indicator"], row["breakdown"],
               row["from"], row["to"])  # fmt: skip
        yield (
            _id(*key), row["confirmed_at"], "revised", row["agency"], row["indicator"],
            row["from"], row["to"], row["old"], row["value"], given or why, row["report_id"],
            row["old_report"], row["file"], row["old_file"], row["confirmed_by"],
        )  # fmt: skip


def _id(*parts) -> str:
    """A name for an entry that stands in an address: "188;99001;dossiers_resolved;2026-01-01…"."""
    return ";".join("" if part is None or part != part else str(part) for part in parts)


def _withdrawn(reports) -> Iterator[tuple]:
    for report in reports:
        if report.status == "withdrawn" and report.confirmed_at:
            yield (
                f"rut-{report.id}", report.withdrawn_at, "withdrawn", report.agency, None,
                report.start, report.end, report.figures, None, report.withdrawn_why, report.id,
                None, report.file, None, report.withdrawn_by,
            )  # fmt: skip


def _answered(findings: list[FindingRow], reports: dict[int, ReportRow]) -> Iterator[tuple]:
    for finding in findings:
        if finding.answer == "corrected":
            report = reports[finding.report_id]
            yield _of_finding("tra-loi", "answered", finding, report)[:-1] + (finding.answered_by,)


def _edited(findings: list[FindingRow], reports: dict[int, ReportRow]) -> Iterator[tuple]:
    for finding in findings:
        report = reports[finding.report_id]
        if finding.rule == "edited" and report.status == "confirmed":
            yield _of_finding("sua", "edited", finding, report)


def _of_finding(prefix: str, sort: str, finding: FindingRow, report: ReportRow) -> tuple:
    """What a finding tells of; of a mended cell the file's own text is the old one."""
    is_edit = sort == "edited"
    old, new = (finding.expected, finding.stated) if is_edit else (finding.stated, finding.expected)
    return (
        f"{prefix}-{report.id}-{finding.n}",
        report.confirmed_at if is_edit else finding.answered_at,
        sort, finding.agency or report.agency, finding.indicator, report.start, report.end,
        old, new, finding.message if is_edit else finding.reason, report.id, None, report.file,
        None, report.confirmed_by,
    )  # fmt: skip
