"""Reports that wait for a word, and the last ones that came in, each with a way to undo it."""

import streamlit as st

from cchc.errors import CchcError
from cchc.figures import Draft
from cchc.ingest.waiting import stored_draft, waiting_reports
from cchc.languages import say
from cchc.periods import Period
from cchc.store.records import ReportRow
from cchc.store.vouching import two_people_are_needed
from cchc.ui import cached
from cchc.ui.importing.uploads import show_difference, show_figures, show_findings
from cchc.ui.replaying import open_box
from cchc.vietnamese import fold, moment_text, number

RECENT = 8
MOST_WAITING = 20


def show_waiting(who: str) -> None:
    """Drafts, the oldest first: they outlive the browser and the server."""
    waiting = cached.kept(_waiting)
    _show_said()
    if not waiting:
        return
    st.subheader(say("{n} báo cáo chờ xác nhận", n=number(len(waiting), 0)), anchor=False)
    if two_people_are_needed():
        st.caption(say("Đơn vị yêu cầu hai người: người xác nhận không phải là người nhập."))
    for report in waiting[:MOST_WAITING]:
        _show_draft(report, who)
    if len(waiting) > MOST_WAITING:
        st.caption(say("Hiện {most_waiting} báo cáo chờ lâu nhất.", most_waiting=MOST_WAITING))


def _waiting() -> list[ReportRow]:
    return waiting_reports(cached.store())


def _show_draft(report: ReportRow, who: str) -> None:
    agencies = cached.catalog().agencies
    whose = agencies.label(report.agency) if report.agency else say("nhiều đơn vị")
    period = Period(report.start, report.end).name if report.start else say("nhiều kỳ")
    box = open_box(
        st.expander,
        say(
            "**{id} · {file}** · {whose} · {period} · {figures} số liệu, {n} "
            "điểm cần xem · {who} nhập {recorded_at}",
            id=report.id,
            file=report.file,
            whose=whose,
            period=period,
            figures=number(report.figures, 0),
            n=number(report.errors + report.doubts, 0),
            who=report.who,
            recorded_at=moment_text(report.recorded_at),
        ),
        key=f"waiting-{report.id}",
    )
    if box:
        with box:
            draft = cached.kept(_stored, report.id)
            seen = _seen(report)
            show_difference(f"waiting-{report.id}", cached.store().difference(draft))
            show_findings(draft.findings)
            show_figures(f"waiting-{report.id}", draft)
            _ask(report, who, seen)


def _stored(report_id: int) -> Draft:
    return stored_draft(cached.store(), report_id)


def _seen(report: ReportRow) -> int:
    """The version that the person compared the draft with."""
    known = st.session_state.setdefault("_seen", {})
    before = known.get(report.id, cached.version())
    known[report.id] = cached.version()
    return before


def _ask(report: ReportRow, who: str, seen: int) -> None:
    """Release or drop; the same person may not do both where the office wants two."""
    if not cached.store().is_writable:
        return
    is_second = not two_people_are_needed() or fold(who) != fold(report.who)
    if not who:
        st.caption(say("Ghi tên người nhập ở đầu trang để xác nhận hoặc bỏ."))
    elif not is_second:
        st.caption(say("{who} đã nhập báo cáo này; cần người khác xác nhận.", who=report.who))
    with st.container(horizontal=True):
        if st.button(
            say("Xác nhận"), key=f"confirm-{report.id}", type="primary",
            disabled=not (who and is_second),
        ):  # fmt: skip
            _confirm(report, who, seen)
        _ask_undo(report, who, say("Bỏ bản nháp"))


def _confirm(report: ReportRow, who: str, seen: int) -> None:
    """Makes the draft current; who was overtaken is told and sees the new difference."""
    try:
        cached.store().confirm(report.id, who, seen=seen)
    except CchcError as error:
        _say(str(error), is_good=False)
    else:
        _say(
            say(
                "Đã xác nhận báo cáo số {id}, bản số liệu {version}.",
                id=report.id,
                version=cached.store().version,
            )
        )
    st.rerun()


def _say(text: str, *, is_good: bool = True) -> None:
    st.session_state["_said"] = text, is_good


def _show_said() -> None:
    text, is_good = st.session_state.pop("_said", ("", True))
    if text:
        (st.success if is_good else st.warning)(text)


def show_recent(who: str) -> None:
    """The last imports in use, each with a way to undo it; later ones stay."""
    reports = [report for report in cached.reports()[::-1] if report.status == "confirmed"]
    if not reports:
        return
    st.subheader(say("Các lần nhập gần đây"), anchor=False)
    with st.container(key="recent", border=True, gap="xsmall"):
        for report in reports[:RECENT]:
            _show_recent(report, who)


def _show_recent(report: ReportRow, who: str) -> None:
    """One import in a line."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            say(
                "**{file}** · {figures} số liệu · {who} · báo cáo số {id}",
                id=report.id,
                file=report.file,
                figures=number(report.figures, 0),
                who=_who(report),
            ),
            width="stretch",
        )
        _ask_undo(report, who, say("Hoàn tác"))


def _who(report: ReportRow) -> str:
    """Who brought it in, and who vouched for it if that was another."""
    said = f"{report.who}, {moment_text(report.recorded_at)}"
    by_other = report.confirmed_by and fold(report.confirmed_by) != fold(report.who)
    return (
        say("{said}; {confirmed_by} xác nhận", said=said, confirmed_by=report.confirmed_by)
        if by_other
        else said
    )


def _ask_undo(report: ReportRow, who: str, label: str) -> None:
    """A reason is asked for: it stands in the log of corrections."""
    if not cached.store().is_writable:
        return
    with st.popover(label):
        why = st.text_input(say("Lý do rút báo cáo"), key=f"why-{report.id}")
        if not who:
            st.caption(say("Ghi tên người nhập ở đầu trang trước."))
        if st.button(say("Rút báo cáo này"), key=f"undo-{report.id}", disabled=not (why and who)):
            cached.store().withdraw(report.id, why, who)
            st.session_state.pop("_kept", None)
            _say(say("Đã rút báo cáo số {id}; số liệu trước nó được dùng lại.", id=report.id))
            st.rerun()
