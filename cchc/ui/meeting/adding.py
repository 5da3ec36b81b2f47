"""A view into an agenda: one click from the page on the screen, or from the kept views."""

from collections.abc import Mapping

import streamlit as st

from cchc.languages import say
from cchc.store.records import AgendaRow, Slide
from cchc.ui import cached
from cchc.ui.address import address_of, parsed
from cchc.ui.meeting.changes import change, create
from cchc.ui.meeting.mode import PIN
from cchc.ui.signing import show_refusal
from cchc.vietnamese import date_text, today

NEW = 0


def agenda_name(agenda: AgendaRow) -> str:
    """ "Giao ban tháng 10 (07/10/2025)"."""
    return f"{agenda.title} ({date_text(agenda.date)})"


def ask_agenda(title: str, address: str) -> None:
    """Which meeting the view on the screen goes to, and the button that puts it there."""
    agendas = {agenda.id: agenda for agenda in cached.store().meetings.agendas()}
    names = {number: agenda_name(agenda) for number, agenda in agendas.items()}
    st.selectbox(
        say("Thêm vào cuộc họp"), [*names, NEW], key="share-agenda",
        format_func=lambda number: names.get(number) or say("Cuộc họp mới, hôm nay"),
    )  # fmt: skip
    st.button(
        say("Thêm trang này vào cuộc họp"), key="share-add", on_click=_add,
        args=(agendas, Slide(title=title, address=without_pin(address))),
    )  # fmt: skip
    of, said = st.session_state.get("share-said", ("", ""))
    if of == without_pin(address):
        st.caption(said)
    show_refusal()


def without_pin(address: str) -> str:
    """An agenda has one version for all its slides."""
    page, choices = parsed(address)
    return address_of(page, {n: code for n, code in choices.items() if n != PIN})


def _add(agendas: Mapping[int, AgendaRow], slide: Slide) -> None:
    """To the meeting that is chosen by now: a click may come before its list was drawn again."""
    agenda = agendas.get(st.session_state["share-agenda"])
    day = today()
    title = agenda.title if agenda else say("Họp ngày {day}", day=date_text(day))
    if agenda:
        done = change(agenda, slides=(*agenda.slides, slide))
    else:
        done = st.session_state["share-agenda"] = create(title, day, (slide,)) or NEW
    if done:
        said = say("Đã thêm vào «{name}». Xem ở trang Họp.", name=title)
        st.session_state["share-said"] = (slide.address, said)
