"""Sections of the page Họp: the opening and closing of a presentation, decisions, records."""

import streamlit as st

from cchc.languages import later, say
from cchc.store.records import AgendaRow
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.meeting.decisions import in_order, show_decisions
from cchc.ui.meeting.mode import Presenting, turn
from cchc.ui.meeting.recording import end_idle
from cchc.ui.signing import show_refusal
from cchc.ui.typed import as_typed
from cchc.vietnamese import date_text, moment_text, number

PARTS = {
    "cuoc-hop": later("Cuộc họp"),
    "viec": later("Việc đã giao"),
    "goc-nhin": later("Góc nhìn đã lưu"),
}


def ask_part() -> str:
    """Meetings, decisions, or kept views."""
    end_idle()
    return ask_code(
        "xem", say("Xem"), PARTS, default="cuoc-hop", widget=st.segmented_control,
        label_visibility="collapsed",
    )  # fmt: skip


def show_opening(shown: Presenting) -> None:
    """What will be shown, and what the last meetings left to do."""
    st.subheader(as_typed(shown.agenda.title), anchor=False)
    day = date_text(shown.agenda.date)
    if day not in shown.agenda.title:
        st.markdown(day)
    for n, slide in enumerate(shown.agenda.slides, 1):
        st.button(f"{number(n, 0)}. {as_typed(slide.title)}", key=f"opening-{n}", type="tertiary",
                  on_click=turn, args=(shown, n))  # fmt: skip
    before = [d for d in _of_series(shown) if d.done_at is None and d.agenda != shown.agenda.id]
    st.subheader(say("Việc kỳ trước chưa xong: {n}", n=number(len(before), 0)), anchor=False)
    show_refusal()
    show_decisions(in_order(before), key="opening")


def show_closing(shown: Presenting) -> None:
    """What this meeting decided."""
    decided = [d for d in _of_series(shown) if d.agenda == shown.agenda.id]
    st.subheader(say("{n} kết luận của cuộc họp", n=number(len(decided), 0)), anchor=False)
    show_refusal()
    show_decisions(decided, key="closing")
    if not decided:
        st.caption(say("Bấm «Kết luận» ở thanh trên để ghi việc cần làm, người chủ trì và hạn."))


def _of_series(shown: Presenting) -> list:
    return cached.store().meetings.decisions(shown.agenda.series)


def show_all_decisions() -> None:
    """Of every meeting: open ones first, by day; then what is done."""
    decisions = in_order(cached.store().meetings.decisions())
    show_refusal()
    if not decisions:
        st.info(
            say("Khi trình bày một cuộc họp, bấm «Kết luận» để ghi việc, người chủ trì và hạn."),
            title=say("Chưa có việc nào được giao"),
        )
    still = sum(decision.done_at is None for decision in decisions)
    if decisions:
        st.markdown(say("{n} việc chưa xong, {done} việc đã xong", n=number(still, 0),
                        done=number(len(decisions) - still, 0)))  # fmt: skip
    show_decisions(decisions, key="all")


def show_series(agenda: AgendaRow) -> None:
    """What the meetings of this series decided, and what was shown in this one."""
    decisions = in_order(cached.store().meetings.decisions(agenda.series))
    if decisions:
        st.subheader(say("Việc đã giao ở các kỳ họp này"), anchor=False)
        show_decisions(decisions, key="series")
    for showing in cached.store().meetings.showings(agenda.id)[::-1]:
        heading = say(
            "Biên bản trình chiếu {when}: {n} trang, bản số liệu {version}",
            when=moment_text(showing.slides[0].at),
            n=number(len(showing.slides), 0),
            version=showing.version,
        )
        with st.expander(heading):
            lines = [f"{moment_text(s.at)} · {as_typed(s.title)}" for s in showing.slides]
            st.markdown("  \n".join(lines))
