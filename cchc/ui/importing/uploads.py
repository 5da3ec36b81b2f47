"""The page Nhập báo cáo: what was recognised, what is wrong, what would change."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pandas as pd
import streamlit as st

from cchc.errors import CchcError
from cchc.figures import Draft, Finding
from cchc.ingest.importing import ImportOptions, ImportOutcome
from cchc.languages import later, say
from cchc.store.records import Difference
from cchc.ui import cached
from cchc.ui.importing.corrections import Correction, ask_correction, correction_of
from cchc.ui.importing.decisions import Read, show_confirm_all, show_decision
from cchc.ui.importing.indices import ask_index
from cchc.ui.quality.findings import SEVERITIES, show_finding
from cchc.ui.replaying import open_box
from cchc.ui.sources import FIGURE_COLUMNS, figure_rows
from cchc.ui.tables import show_table
from cchc.vietnamese import number

MOST_FINDINGS = 8  # read at once; the rest one click away
FEW = 3  # reports that stand open beneath each other
MOST_ROWS = 200  # of figures and changes, on the screen
CHANGE_COLUMNS = {
    "agency_name": later("Đơn vị"),
    "period": later("Kỳ"),
    "indicator_name": later("Tên chỉ tiêu"),
    "old": later("Đang có"),
    "said": later("Báo cáo này"),
}
TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "html", "htm", "xml", "docx", "pdf"]


def ask_who() -> str:
    """Who vouches for what is imported; kept for the session."""
    return st.text_input(
        say("Người nhập"), key="who", persist_state="session", placeholder=say("Họ tên, phòng")
    ).strip()


def ask_files() -> Sequence:
    """The files, several at a time."""
    with st.container(key="upload"):
        return st.file_uploader(
            say("Tệp báo cáo (Excel, CSV, HTML, Word, PDF, văn bản), chọn nhiều tệp một lần"),
            type=TYPES,
            accept_multiple_files=True,
            key="files",
        )


def ask_options(who: str) -> ImportOptions:
    """What the person says instead of the file; empty means as the file says."""
    with st.expander(say("Chỉ định đơn vị, kỳ, biểu")):
        agency = st.text_input(say("Đơn vị báo cáo"), placeholder=say("Huyện Cao Lộc, hoặc mã"))
        period = st.text_input(
            say("Kỳ báo cáo"), placeholder=say("Quý I/2024, 6 tháng đầu năm 2025 …")
        )
        forms = {"": say("Tự nhận ra")} | {form.id: form.name for form in cached.reference().forms}
        form = st.selectbox(say("Biểu"), list(forms), format_func=forms.get)
        index = ask_index("index")
    return ImportOptions(
        agency=agency.strip() or None, period=period.strip() or None, form=form or None,
        index=index, who=who,
    )  # fmt: skip


def show_files(files: Sequence, options: ImportOptions) -> None:
    """Reads each file, with progress, and shows a card for each of its reports."""
    progress = st.progress(0.0, text=say("Đang đọc…"))
    read = []
    for place, file in enumerate(files):
        progress.progress(place / len(files), text=say("Đang đọc {name}…", name=file.name))
        read += _read(file, options)
    progress.empty()
    show_confirm_all(read)
    is_many = len(read) > FEW
    calm = [one for one in read if is_many and one.outcome.draft.is_clean]
    for one in read:
        if one not in calm:
            _show_report(one, is_many=is_many)
    if not calm:
        return
    title = say("{n} báo cáo không có gì phải xem lại", n=number(len(calm), 0))
    box = open_box(st.expander, title, key="calm")
    if box:
        with box:
            for one in calm:
                _show_report(one, is_many=True)


def _read(file, options: ImportOptions) -> list[Read]:
    """The reports of one file, each as somebody corrected it; what cannot be read is said."""
    data = file.getvalue()
    try:
        outcomes = _outcomes(data, file.name, options)
    except CchcError as error:
        st.error(f"**{file.name}**: {error}")
        return []
    keys = [f"{sha256(data).hexdigest()[:12]}-{place}" for place in range(len(outcomes))]
    return [
        _corrected(Read(key=key, data=data, outcome=outcome, options=options), place)
        for place, (key, outcome) in enumerate(zip(keys, outcomes, strict=True))
    ]


def _outcomes(data: bytes, name: str, options: ImportOptions) -> list[ImportOutcome]:
    return cached.read_upload(data, sha256(data).hexdigest(), name, options)


def _corrected(read: Read, place: int) -> Read:
    """The report read again with what was said about it; as it was where that cannot be done."""
    said, sheet = correction_of(read.key), read.outcome.draft.sheet
    if said == Correction():
        return read
    options = said.over(read.options)
    try:
        again = _outcomes(read.data, read.outcome.draft.file, options)
    except CchcError as error:
        st.error(f"**{read.outcome.draft.file}**: {error}")
        return read
    same = [one for one in again if one.draft.sheet == sheet] or again
    chosen = again[place] if place < len(again) and again[place] in same else same[0]
    return replace(read, outcome=chosen, options=options)


def _show_report(read: Read, *, is_many: bool) -> None:
    """One report: what it is, what it would change, what is wrong, and the decision.

    Among many a panel opens where somebody opens it.
    """
    key, outcome, draft = read.key, read.outcome, read.outcome.draft
    with st.container(border=True, key=f"report-{key}"):
        st.subheader(draft.file + (f" · {draft.sheet}" if draft.sheet else ""), anchor=False)
        if draft.refused:
            st.markdown(recognised(draft))
        else:
            show_difference(key, outcome.difference, said=recognised(draft))
        show_findings(draft.findings)
        ask_correction(key, read.data, draft, read.options, opens=draft.refused and not is_many)
        if not draft.refused:
            with st.expander(say("Xem {n} số liệu đọc được", n=number(len(draft.figures), 0))):
                show_figures(key, draft)
        show_decision(read)


def recognised(draft: Draft) -> str:
    """What the file was taken for: form, agency, period, rows."""
    catalog = cached.reference()
    if draft.refused:
        return say("**Không nhập được.** Lý do và cách xử lý ở dưới.")
    form = catalog.form(draft.form) if draft.form else None
    whose = catalog.agencies.label(draft.agency) if draft.agency else say("nhiều đơn vị")
    period = draft.period.full_name if draft.period else say("nhiều kỳ")
    rows = say(
        "đọc {rows_read} dòng, nhận {rows_accepted}, bỏ {rows_rejected}",
        rows_read=number(draft.rows_read, 0),
        rows_accepted=number(draft.rows_accepted, 0),
        rows_rejected=number(draft.rows_rejected, 0),
    )
    name = form.name if form else say("báo cáo bằng chữ")
    return say(
        "Nhận ra: **{name}** · {whose} · {period} · {rows}",
        name=name,
        whose=whose,
        period=period,
        rows=rows,
    )


def show_difference(key: str, found: Difference, *, said: str = "") -> None:
    """New, changed, same and rejected against the store, beneath what is `said` of the report;
    the changed ones old beside new.
    """
    tallies = {
        say("mới"): found.new,
        say("đổi"): found.changed,
        say("như cũ"): found.same,
        say("bỏ"): found.rejected,
    }
    told = (f"**{number(count, 0)}** {name}" for name, count in tallies.items())
    against = say("So với kho: {tallies}", tallies=" · ".join(told))
    st.markdown(f"{said}  \n{against}" if said else against)
    if found.changed:
        with st.expander(
            say("Xem {changed} số liệu bị đổi", changed=number(found.changed, 0)), expanded=True
        ):
            rows = change_rows(found.changes.slice(0, MOST_ROWS).to_pandas())
            show_table(rows, CHANGE_COLUMNS, alt=say("Số liệu bị đổi"), key=f"changes-{key}")


def change_rows(changes: pd.DataFrame) -> pd.DataFrame:
    """Changed figures in words, old beside new."""
    plain = changes.assign(approx=None, place="", row=None)
    old = figure_rows(plain.assign(value=plain["old_value"]))["said"]
    return figure_rows(plain.assign(value=plain["new_value"])).assign(old=old)


def show_findings(findings: list[Finding]) -> None:
    """Errors first; each says the place, the value, the reason and the remedy. Notes are folded."""
    ranked = sorted(findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    serious = [finding for finding in ranked if finding.severity != "note"][:MOST_FINDINGS]
    for finding in serious:
        show_finding(finding)
    rest = ranked[len(serious) :]
    if not rest:
        return
    are_notes = all(finding.severity == "note" for finding in rest)
    title = say("Xem {n} ghi chú") if are_notes else say("Xem {n} điểm nữa")
    with st.expander(title.format(n=number(len(rest), 0))):
        for finding in rest[:MOST_ROWS]:
            show_finding(finding)


def show_figures(key: str, draft: Draft) -> None:
    rows = figure_rows(draft.figures.slice(0, MOST_ROWS).to_pandas())
    show_table(
        rows,
        FIGURE_COLUMNS,
        alt=say("Số liệu đọc được từ {file}", file=draft.file),
        key=f"figures-{key}",
        link_text=say("Mở nơi công bố"),
    )
