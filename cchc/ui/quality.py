"""Sections of the page Kiểm tra: contradictions, corrections, who has reported until when."""

from collections.abc import Iterable
from itertools import groupby

import pandas as pd
import streamlit as st

from cchc.figures import Finding
from cchc.store.records import FindingRow, ReportRow
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.frame import moment_text
from cchc.ui.tables import show_table
from cchc.vietnamese import date_text, number

SEVERITIES = {"error": "Sai", "doubt": "Nghi vấn", "note": "Ghi chú"}
CHOICES = {"can-xem": "Sai và nghi vấn", "tat-ca": "Tất cả"}
TINTS = {"error": "red", "doubt": "orange", "note": "gray"}
MOST_FINDINGS = 100
REPORTED = ("dossiers_resolved", "dossiers_received", "dossiers_on_time", "on_time_rate")


def show_summary() -> None:
    """How many contradictions of each kind stand in reports that count."""
    found = open_findings()
    tally = pd.Series([finding.severity for finding in found]).value_counts()
    with st.grid(3, min_column_width=100):
        for severity, name in SEVERITIES.items():
            with st.container(border=True, key=f"tile-{severity}"):
                st.metric(name, number(int(tally.get(severity, 0)), 0))


def open_findings() -> list[FindingRow]:
    """Findings of reports that were not withdrawn."""
    standing = {report.id for report in cached.reports() if report.status != "withdrawn"}
    return [finding for finding in cached.findings() if finding.report_id in standing]


def ask_severity() -> str:
    """All findings, or only what a person must look at."""
    return ask_code("muc", "Hiện", CHOICES, default="can-xem", width=420)


def show_findings(choice: str) -> None:
    """Every contradiction under its report, newest first: what, where, and what to do."""
    wanted = set(SEVERITIES) if choice == "tat-ca" else {"error", "doubt"}
    found = [finding for finding in open_findings() if finding.severity in wanted]
    if not found:
        st.success("Không có mâu thuẫn nào cần xem trong các báo cáo của kho.")
        return
    files = {report.id: report.file for report in cached.reports()}
    for report_id, group in groupby(ranked(found)[:MOST_FINDINGS], key=lambda f: f.report_id):
        with st.container(border=True, key=f"findings-{report_id}"):
            st.markdown(f"**{files[report_id]}** · báo cáo số {report_id}")
            for finding in group:
                show_finding(finding)
    if len(found) > MOST_FINDINGS:
        st.caption(f"Hiện {MOST_FINDINGS} trên {number(len(found), 0)} điểm; xem lệnh reports.")


def ranked(found: Iterable[FindingRow]) -> list[FindingRow]:
    """Newest reports first, errors first within each."""
    order = list(SEVERITIES)
    return sorted(found, key=lambda f: (-f.report_id, order.index(f.severity), f.n))


def show_finding(finding: Finding | FindingRow) -> None:
    """One finding: its severity as a word and a colour, and the sentence to act on."""
    st.markdown(
        f":{TINTS[finding.severity]}-badge[{SEVERITIES[finding.severity]}] {finding.message}"
    )


def show_corrections() -> None:
    """Reports that were withdrawn: who, when and why."""
    withdrawn = [report for report in cached.reports() if report.status == "withdrawn"]
    st.subheader("Sổ đính chính", anchor=False)
    if not withdrawn:
        st.caption("Chưa báo cáo nào bị rút.")
        return
    show_table(
        pd.DataFrame([_correction(report) for report in withdrawn[::-1]]),
        {"when": "Lúc", "file": "Tệp", "figures": "Số liệu", "why": "Lý do", "who": "Người rút"},
        decimals={"figures": 0},
        alt="Các báo cáo đã rút",
        key="corrections",
    )


def _correction(report: ReportRow) -> dict:
    return {
        "when": moment_text(report.withdrawn_at),
        "file": report.file,
        "figures": report.figures,
        "why": report.withdrawn_why or "",
        "who": report.withdrawn_by or "",
    }


def show_last_reported(scope: Scope) -> None:
    """Until when each unit has reported dossiers, the longest silent first."""
    held = cached.holdings(as_of=scope.as_of)
    held = held[held["indicator"].isin(REPORTED)]
    st.subheader("Ai báo cáo đến đâu", anchor=False)
    if held.empty:
        st.caption("Chưa đơn vị nào báo cáo số hồ sơ.")
        return
    agencies = cached.catalog().agencies
    last = held.groupby("agency").agg(last=("last", "max"), figures=("figures", "sum"))
    last = last.sort_values("last").reset_index()
    rows = last.assign(
        name=[agencies.label(agency) for agency in last["agency"]],
        until=[date_text(day) for day in last["last"]],
    )
    columns = {"name": "Đơn vị", "until": "Số hồ sơ đến ngày", "figures": "Số liệu"}
    show_table(
        rows, columns, decimals={"figures": 0}, alt="Kỳ báo cáo gần nhất", key="last-reported"
    )
