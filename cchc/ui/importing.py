"""The page Nhập báo cáo: what was recognised, what is wrong, what would change; undo."""

from collections.abc import Sequence
from hashlib import sha256

import pandas as pd
import streamlit as st

from cchc.errors import CchcError
from cchc.figures import Draft, Finding
from cchc.ingest.importing import ImportOptions, ImportOutcome, keep
from cchc.store.records import ReportRow
from cchc.ui import cached
from cchc.ui.frame import moment_text
from cchc.ui.quality import SEVERITIES, show_finding
from cchc.ui.reports import STATUS
from cchc.ui.sources import FIGURE_COLUMNS, figure_rows
from cchc.ui.tables import show_table
from cchc.vietnamese import number

MOST_FINDINGS = 8  # read at once; the rest one click away
MOST_ROWS = 200  # of figures and changes, on the screen
RECENT = 8
CHANGE_COLUMNS = {
    "agency_name": "Đơn vị",
    "period": "Kỳ",
    "indicator_name": "Chỉ tiêu",
    "old_value": "Đang có",
    "new_value": "Báo cáo này",
}
TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "html", "htm", "xml", "docx", "pdf"]


def ask_who() -> str:
    """Who vouches for what is imported; kept for the session."""
    return st.text_input(
        "Người nhập", key="who", persist_state="session", placeholder="Họ tên, phòng"
    ).strip()


def ask_files() -> Sequence:
    """The files, several at a time."""
    with st.container(key="upload"):
        return st.file_uploader(
            "Tệp báo cáo (Excel, CSV, HTML, Word, PDF, văn bản), chọn nhiều tệp một lần",
            type=TYPES,
            accept_multiple_files=True,
            key="files",
        )


def ask_options(who: str) -> ImportOptions:
    """What the person says instead of the file; empty means as the file says."""
    with st.expander("Chỉ định đơn vị, kỳ, biểu"):
        agency = st.text_input("Đơn vị báo cáo", placeholder="Huyện Cao Lộc, hoặc mã")
        period = st.text_input("Kỳ báo cáo", placeholder="Quý I/2024, 6 tháng đầu năm 2025 …")
        forms = {"": "Tự nhận ra"} | {form.id: form.name for form in cached.catalog().forms}
        form = st.selectbox("Biểu", list(forms), format_func=forms.get)
    return ImportOptions(
        agency=agency.strip() or None, period=period.strip() or None, form=form or None, who=who
    )


def show_files(files: Sequence, options: ImportOptions) -> None:
    """Reads each file, with progress, and shows a card for each of its reports."""
    progress = st.progress(0.0, text="Đang đọc…")
    read = []
    for place, file in enumerate(files):
        progress.progress(place / len(files), text=f"Đang đọc {file.name}…")
        read += _read(file, options)
    progress.empty()
    _show_confirm_all(read, options)
    for place, (data, outcome) in enumerate(read):
        _show_report(f"{place}-{outcome.draft.sha256[:12]}", data, outcome, options)


def _read(file, options: ImportOptions) -> list[tuple[bytes, ImportOutcome]]:
    """The reports of one file beside its bytes; what cannot be read is said at once."""
    data = file.getvalue()
    try:
        outcomes = cached.read_upload(data, sha256(data).hexdigest(), file.name, options)
    except CchcError as error:
        st.error(f"**{file.name}**: {error}")
        return []
    return [(data, outcome) for outcome in outcomes]


def _show_confirm_all(read: list, options: ImportOptions) -> None:
    """One button for all that need nobody's eye."""
    clean = [(data, o) for data, o in read if o.status == "imported" and o.draft.is_clean]
    waiting = [pair for pair in clean if not _result(pair[1].draft)]
    st.markdown(
        f"**{number(len(read), 0)} báo cáo**, {number(len(clean), 0)} không có gì phải xem lại."
    )
    if len(waiting) > 1 and st.button(
        f"Nhập cả {len(waiting)} báo cáo không vướng mắc", type="primary", disabled=not options.who
    ):
        for data, outcome in waiting:
            _keep(outcome.draft, data, options, accept=False)
        st.rerun()


def _show_report(key: str, data: bytes, outcome: ImportOutcome, options: ImportOptions) -> None:
    """One report: what it is, what it would change, what is wrong, and the decision."""
    draft = outcome.draft
    with st.container(border=True, key=f"report-{key}"):
        st.subheader(draft.file + (f" · {draft.sheet}" if draft.sheet else ""), anchor=False)
        st.markdown(recognised(draft))
        if not draft.refused:
            _show_difference(key, outcome)
        _show_findings(draft.findings)
        if not draft.refused:
            with st.expander(f"Xem {number(len(draft.figures), 0)} số liệu đọc được"):
                _show_figures(key, draft)
        _show_decision(key, data, outcome, options)


def recognised(draft: Draft) -> str:
    """What the file was taken for: form, agency, period, rows."""
    catalog = cached.catalog()
    if draft.refused:
        return "**Không nhập được.** Lý do và cách xử lý ở dưới."
    form = catalog.form(draft.form) if draft.form else None
    whose = catalog.agencies.label(draft.agency) if draft.agency else "nhiều đơn vị"
    period = draft.period.full_name if draft.period else "nhiều kỳ"
    rows = (
        f"đọc {number(draft.rows_read, 0)} dòng, nhận {number(draft.rows_accepted, 0)}, "
        f"bỏ {number(draft.rows_rejected, 0)}"
    )
    name = form.name if form else draft.form or "văn bản"
    return f"Nhận ra: **{name}** · {whose} · {period} · {rows}"


def _show_difference(key: str, outcome: ImportOutcome) -> None:
    """New, changed, same and rejected against the store; the changed ones old beside new."""
    found = outcome.difference
    tallies = {"Mới": found.new, "Đổi": found.changed, "Như cũ": found.same, "Bỏ": found.rejected}
    with st.grid(4, min_column_width=110, gap="small"):
        for name, count in tallies.items():
            st.metric(name, number(count, 0))
    if found.changed:
        with st.expander(f"Xem {number(found.changed, 0)} số liệu bị đổi", expanded=True):
            rows = change_rows(found.changes.slice(0, MOST_ROWS).to_pandas())
            decimals = {"old_value": 2, "new_value": 2}
            show_table(
                rows, CHANGE_COLUMNS, decimals=decimals, alt="Số liệu bị đổi", key=f"changes-{key}"
            )


def change_rows(changes: pd.DataFrame) -> pd.DataFrame:
    """Changed figures in words."""
    empty = changes.assign(approx=None, place="", row=None, value=changes["new_value"])
    return figure_rows(empty)


def _show_findings(findings: list[Finding]) -> None:
    """Errors first; each says the place, the value, the reason and the remedy."""
    ranked = sorted(findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    for finding in ranked[:MOST_FINDINGS]:
        show_finding(finding)
    if len(ranked) > MOST_FINDINGS:
        with st.expander(f"Xem {len(ranked) - MOST_FINDINGS} điểm nữa"):
            for finding in ranked[MOST_FINDINGS:MOST_ROWS]:
                show_finding(finding)


def _show_figures(key: str, draft: Draft) -> None:
    rows = figure_rows(draft.figures.slice(0, MOST_ROWS).to_pandas())
    show_table(
        rows,
        FIGURE_COLUMNS,
        alt=f"Số liệu đọc được từ {draft.file}",
        key=f"figures-{key}",
        link_text="Mở nơi công bố",
    )


def _show_decision(key: str, data: bytes, outcome: ImportOutcome, options: ImportOptions) -> None:
    """Confirm or keep as a draft; what was done, with the way back."""
    draft, done = outcome.draft, _result(outcome.draft)
    if done:
        st.success(f"{done} Xem và hoàn tác ở «Các lần nhập gần đây».")
        return
    if draft.refused:
        return
    if outcome.status == "unchanged":
        st.info("Kho đã có đúng những số liệu này; không cần nhập lại.")
        return
    if not options.who:
        st.caption("Ghi tên người nhập ở trên để xác nhận.")
    doubts = sum(finding.severity != "note" for finding in draft.findings)
    accepted = not doubts or st.checkbox(
        f"Tôi đã xem {doubts} điểm trên; nhập phần đúng, bỏ phần sai", key=f"accept-{key}"
    )
    with st.container(horizontal=True):
        if st.button(
            "Xác nhận nhập", key=f"confirm-{key}", type="primary",
            disabled=not (accepted and options.who),
        ):  # fmt: skip
            _keep(draft, data, options, accept=True)
            st.rerun()
        if doubts and st.button(
            "Lưu nháp để xem sau", key=f"draft-{key}", disabled=not options.who
        ):
            _keep(draft, data, options, accept=False)
            st.rerun()


def _keep(draft: Draft, data: bytes, options: ImportOptions, *, accept: bool) -> None:
    """Stores the reviewed draft and remembers for this session what became of it."""
    chosen = ImportOptions(
        agency=options.agency, period=options.period, form=options.form, who=options.who,
        accept=accept,
    )  # fmt: skip
    done = keep(draft, data, cached.store(), cached.catalog(), chosen)
    words = {"imported": "Đã nhập", "draft": "Đã lưu nháp", "unchanged": "Kho đã có"}
    said = f"{words[done.status]}: báo cáo số {done.report_id}, bản số liệu {cached.version()}."
    st.session_state.setdefault("_kept", {})[_draft_key(draft)] = said


def _result(draft: Draft) -> str | None:
    return st.session_state.get("_kept", {}).get(_draft_key(draft))


def _draft_key(draft: Draft) -> tuple:
    return draft.sha256, draft.sheet, draft.form


def show_recent(who: str) -> None:
    """The last imports, each with a way to undo it; later ones stay."""
    reports = [report for report in cached.reports()[::-1] if report.status != "withdrawn"]
    if not reports:
        return
    st.subheader("Các lần nhập gần đây", anchor=False)
    for report in reports[:RECENT]:
        with st.container(
            key=f"recent-{report.id}", border=True, horizontal=True, vertical_alignment="center"
        ):
            st.markdown(
                f"**{report.id} · {report.file}** · {STATUS[report.status]} · "
                f"{number(report.figures, 0)} số liệu · {report.who}, "
                f"{moment_text(report.recorded_at)}",
                width="stretch",
            )
            if report.status == "draft":
                _show_confirm(report, who)
            _show_undo(report, who)


def _show_confirm(report: ReportRow, who: str) -> None:
    if st.button("Xác nhận", key=f"confirm-{report.id}", disabled=not who):
        cached.store().confirm(report.id, who)
        st.rerun()


def _show_undo(report: ReportRow, who: str) -> None:
    """A reason is asked for: it stands in the log of corrections."""
    with st.popover("Hoàn tác"):
        why = st.text_input("Lý do rút báo cáo", key=f"why-{report.id}")
        if not who:
            st.caption("Ghi tên người nhập ở đầu trang trước.")
        if st.button("Rút báo cáo này", key=f"undo-{report.id}", disabled=not (why and who)):
            cached.store().withdraw(report.id, why, who)
            st.session_state.pop("_kept", None)
            st.rerun()
