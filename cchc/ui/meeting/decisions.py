"""Decisions: noted at a slide, followed until they are done."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cchc.languages import say
from cchc.store.records import DecisionRow, Slide
from cchc.ui import cached
from cchc.ui.address import go_to, parsed
from cchc.ui.meeting.mode import Presenting
from cchc.ui.signing import ask_name, decide, may_write, name_or_none, show_refusal
from cchc.ui.typed import as_typed
from cchc.vietnamese import date_text, moment_text, number, today

DATE_FORMAT = "DD/MM/YYYY"
IN_BAR = "bar"


@st.fragment
def ask_decision(shown: Presenting) -> None:
    """What was decided here, by whom and until when; then what is open from before."""
    if may_write():
        st.text_area(say("Kết luận, việc cần làm"), key="decision-text", height=90)
        st.text_input(say("Đơn vị, người chủ trì"), key="decision-owner")
        st.date_input(say("Hạn"), None, key="decision-due", format=DATE_FORMAT)
        ask_name("decision")
        st.button(say("Ghi kết luận"), key="decision-keep", on_click=_keep, args=(shown,))
    show_refusal()
    of_series = cached.store().meetings.decisions(shown.agenda.series)
    show_decisions([d for d in of_series if d.done_at is None], key=IN_BAR)


def _keep(shown: Presenting) -> None:
    state = st.session_state
    slide = shown.slide or Slide(title=shown.title, address="")
    kept = decide(
        cached.store().meetings.decide, shown.agenda.id, slide, state["decision-text"],
        name_or_none(), owner=state["decision-owner"], due=state["decision-due"],
    )  # fmt: skip
    if kept:
        state["decision-text"] = state["decision-owner"] = ""
        state["decision-due"] = None


def show_decisions(decisions: Sequence[DecisionRow], *, key: str) -> None:
    """Each with owner, day and meeting; open ones with a box for how they came out."""
    for decision in decisions:
        with st.container(border=True, key=f"decision-{key}-{decision.id}", gap="xsmall"):
            st.markdown(f"**{as_typed(decision.text)}**")
            st.markdown(_owner_words(decision, today()))
            st.caption(_origin_words(decision))
            if decision.address and key != IN_BAR:
                st.button(
                    say("Xem trang này hiện nay"), key=f"see-{key}-{decision.id}",
                    type="tertiary", on_click=go_to, args=parsed(decision.address),
                )  # fmt: skip
            if decision.done_at is None and cached.store().is_writable:
                _ask_outcome(decision, key)


def _owner_words(decision: DecisionRow, day: date) -> str:
    said = as_typed(decision.owner)
    if decision.due:
        said = say("{owner} · hạn {day}", owner=said, day=date_text(decision.due))
    if decision.is_overdue(day):
        late = number((day - decision.due).days, 0)
        said = f"{said} · :orange-badge[{say('quá hạn {n} ngày', n=late)}]"
    if decision.done_at:
        done = say(
            "{who} ghi xong {when}",
            who=as_typed(decision.done_by),
            when=moment_text(decision.done_at),
        )
        said = f"{said} · :green-badge[{say('Xong')}] {done}: {as_typed(decision.outcome)}"
    return said


def _origin_words(decision: DecisionRow) -> str:
    return say(
        "{meeting}, {day} · trang «{slide}» · {who} ghi",
        meeting=as_typed(decision.meeting),
        day=date_text(decision.decided_on),
        slide=as_typed(decision.slide),
        who=as_typed(decision.who),
    )


def _ask_outcome(decision: DecisionRow, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        box = f"outcome-{key}-{decision.id}"
        st.text_input(say("Kết quả"), key=box)
        st.button(say("Xong"), key=f"done-{key}-{decision.id}", on_click=_settle,
                  args=(decision.id, box))  # fmt: skip


def _settle(decision: int, box: str) -> None:
    outcome = st.session_state[box] or say("đã xong")
    decide(cached.store().meetings.settle, decision, outcome, name_or_none())


def in_order(decisions: Sequence[DecisionRow]) -> list[DecisionRow]:
    """Open ones first, the earliest day before; then what is done, the latest before."""
    opened = [d for d in decisions if d.done_at is None]
    done = [d for d in decisions if d.done_at is not None]
    opened.sort(key=lambda d: (d.due is None, d.due or date.max, d.id))
    return [*opened, *sorted(done, key=lambda d: d.done_at, reverse=True)]
