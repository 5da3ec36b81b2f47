"""Reports as rows of a table, in words."""

from collections.abc import Iterable

import pandas as pd

from cchc.languages import later, say
from cchc.periods import Period
from cchc.store.records import ReportRow
from cchc.ui import cached
from cchc.vietnamese import moment_text

STATUS = {"confirmed": later("đã xác nhận"), "draft": later("nháp"), "withdrawn": later("đã rút")}
FIELDS = (
    "id", "file", "agency", "period", "form", "status", "figures", "doubts", "when", "who",
)  # fmt: skip


def report_rows(reports: Iterable[ReportRow]) -> pd.DataFrame:
    """One row per report; `doubts` counts errors too."""
    return pd.DataFrame([_row(report) for report in reports], columns=FIELDS)


def _row(report: ReportRow) -> dict:
    agencies = cached.catalog().agencies
    return {
        "id": report.id,
        "file": report.file,
        "agency": agencies.label(report.agency) if report.agency else say("nhiều đơn vị"),
        "period": Period(report.start, report.end).name if report.start else say("nhiều kỳ"),
        "form": cached.catalog().form_name(report.form) if report.form else "",
        "status": say(STATUS[report.status]),
        "figures": report.figures,
        "doubts": report.errors + report.doubts,
        "when": moment_text(report.recorded_at),
        "who": report.who,
    }
