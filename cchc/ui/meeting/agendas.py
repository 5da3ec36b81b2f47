"""Agendas on the page Họp: which meeting, its slides in order, and what can be done with it."""

from collections.abc import Mapping
from datetime import timedelta

import streamlit as st

from cchc.languages import say
from cchc.store.records import AgendaRow, Slide, ViewRow
from cchc.ui import cached
from cchc.ui.address import ask_code, carry, go_to, parsed
from cchc.ui.links.sharing import live_views
from cchc.ui.meeting import mode
from cchc.ui.meeting.adding import agenda_name, without_pin
from cchc.ui.meeting.changes import (
    change,
    create,
    drop,
    move,
    remove,
    rewrite,
    take_over,
)
from cchc.ui.meeting.decisions import DATE_FORMAT
from cchc.ui.signing import ask_name, may_write, show_refusal
from cchc.ui.taking import download
from cchc.ui.typed import as_typed
from cchc.vietnamese import date_text, moment_text, number, today

CHOSEN = "cuoc_hop"
AGAIN_AFTER = timedelta(days=7)


def ask_agenda() -> AgendaRow | None:
    """Which meeting, the latest where none was asked for; None where there is none yet."""
    agendas = {str(agenda.id): agenda for agenda in cached.store().meetings.agendas()}
    if not agendas:
        st.info(
            say(
                "Mở một trang số liệu, bấm «Chia sẻ» rồi «Thêm trang này vào cuộc họp»; hoặc lập "
                "một cuộc họp trống ở dưới rồi thêm góc nhìn đã lưu."
            ),
            title=say("Chưa có cuộc họp nào"),
        )
        return None
    names = {number: agenda_name(agenda) for number, agenda in agendas.items()}
    return agendas[ask_code(CHOSEN, say("Cuộc họp"), names, default=next(iter(names)))]


def ask_new() -> None:
    """An empty agenda, for who plans before looking."""
    with st.expander(say("Lập cuộc họp mới")):
        if not may_write():
            return
        left, right = st.columns(2)
        left.text_input(say("Tên cuộc họp"), key="agenda-title")
        right.date_input(say("Ngày họp"), today(), key="agenda-day", format=DATE_FORMAT)
        ask_name("agenda")
        st.button(say("Lập cuộc họp"), key="agenda-create", on_click=_create)


def _create() -> None:
    state = st.session_state
    made = create(state["agenda-title"], state["agenda-day"])
    if made:
        state["agenda-title"] = ""
        carry(CHOSEN, str(made))


def show_agenda(agenda: AgendaRow) -> None:
    """One meeting with all that can be done with it."""
    show_refusal()
    st.subheader(as_typed(agenda.title), anchor=False)
    changed = say(
        "{day} · {version} · sửa lúc {when} ({who})",
        day=date_text(agenda.date),
        version=mode.version_words(agenda),
        who=as_typed(agenda.changed_by),
        when=moment_text(agenda.changed_at),
    )
    st.caption(changed)
    is_open = may_write()
    _show_actions(agenda, is_open)
    if not agenda.slides:
        st.caption(say("Chưa có trang nào. Thêm từ «Chia sẻ» của trang số liệu, hoặc ở dưới."))
    for place, slide in enumerate(agenda.slides):
        _show_slide(agenda, place, slide, is_open)
    if is_open:
        _ask_slide(agenda)


def _show_actions(agenda: AgendaRow, is_open: bool) -> None:
    newest = cached.version()
    with st.container(horizontal=True, key="agenda-actions"):
        st.button(say("Bắt đầu trình bày"), key="agenda-begin", type="primary",
                  on_click=mode.begin, args=(agenda,), disabled=not agenda.slides)  # fmt: skip
        if agenda.slides:
            _offer_files(agenda)
        if not is_open:
            return
        if newest > agenda.version:
            st.button(say("Cập nhật lên bản số liệu {n}", n=newest), key="agenda-update",
                      on_click=_update, args=(agenda, newest))  # fmt: skip
        with st.popover(say("Sửa tên, ngày")):
            _ask_heading(agenda)
        st.button(
            say("Lập cho kỳ sau"), key="agenda-next", on_click=_take_over, args=(agenda,),
            help=say("Cùng các trang, số liệu mới nhất, việc chưa xong còn lại."),
        )  # fmt: skip
        with st.popover(say("Xóa")):
            st.markdown(say("Kết luận và biên bản trình chiếu vẫn được giữ trong nhật ký."))
            st.button(say("Xóa cuộc họp này"), key="agenda-drop", on_click=drop, args=(agenda,))


def _offer_files(agenda: AgendaRow) -> None:
    """The whole agenda as one file of each form, its notes with it."""
    with st.popover(say("Tải về")):
        download.offer(
            [slide.address for slide in agenda.slides],
            version=agenda.version,
            title=agenda.title,
            key=f"agenda-{agenda.id}",
            notes=[slide.note for slide in agenda.slides],
        )


def _ask_heading(agenda: AgendaRow) -> None:
    title = f"heading-title-{agenda.changed_seq}"
    day = f"heading-day-{agenda.changed_seq}"
    st.text_input(say("Tên cuộc họp"), agenda.title, key=title)
    st.date_input(say("Ngày họp"), agenda.date, key=day, format=DATE_FORMAT)
    ask_name("heading")
    st.button(say("Lưu"), key="heading-keep", on_click=_keep_heading, args=(agenda, title, day))


def _keep_heading(agenda: AgendaRow, title: str, day: str) -> None:
    change(agenda, title=st.session_state[title], date=st.session_state[day])


def _update(agenda: AgendaRow, version: int) -> None:
    change(agenda, version=version)


def _take_over(agenda: AgendaRow) -> None:
    made = take_over(agenda, max(today(), agenda.date + AGAIN_AFTER))
    if made:
        carry(CHOSEN, str(made))


def _show_slide(agenda: AgendaRow, place: int, slide: Slide, is_open: bool) -> None:
    with st.container(border=True, key=f"slide-{place}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(f"{number(place + 1, 0)}. {as_typed(slide.title)}", key=f"slide-open-{place}",
                      on_click=_open, args=(agenda, slide), type="tertiary")  # fmt: skip
            st.space("stretch")
            if is_open:
                _show_slide_actions(agenda, place, slide)
        if slide.note:
            st.caption(as_typed(slide.note))


def _open(agenda: AgendaRow, slide: Slide) -> None:
    page, choices = parsed(slide.address)
    go_to(page, choices | {mode.PIN: str(agenda.version)})


def _show_slide_actions(agenda: AgendaRow, place: int, slide: Slide) -> None:
    st.button("↑", key=f"slide-up-{place}", on_click=move, args=(agenda, place, -1),
              disabled=place == 0, help=say("Đưa trang này lên trước"))  # fmt: skip
    is_last = place + 1 == len(agenda.slides)
    st.button("↓", key=f"slide-down-{place}", on_click=move, args=(agenda, place, 1),
              disabled=is_last, help=say("Đưa trang này xuống sau"))  # fmt: skip
    with st.popover(say("Sửa")):
        title, note = (f"slide-{field}-{place}-{agenda.changed_seq}" for field in ("title", "note"))
        st.text_input(say("Tên trang"), slide.title, key=title)
        st.text_area(say("Lời người trình bày"), slide.note, key=note)
        st.button(say("Lưu"), key=f"slide-keep-{place}", on_click=_keep_slide,
                  args=(agenda, place, slide, title, note))  # fmt: skip
        st.button(say("Bỏ trang này"), key=f"slide-drop-{place}", on_click=remove,
                  args=(agenda, place))  # fmt: skip


def _keep_slide(agenda: AgendaRow, place: int, slide: Slide, title: str, note: str) -> None:
    state = st.session_state
    written = Slide(
        title=state[title].strip() or slide.title, address=slide.address, note=state[note].strip()
    )
    rewrite(agenda, place, written)


def _ask_slide(agenda: AgendaRow) -> None:
    """A kept view as the next slide."""
    views = {view.id: view for view in live_views()[::-1]}
    if not views:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Góc nhìn đã lưu"), list(views), key="slide-view",
            format_func=lambda number: f"{views[number].title} ({views[number].code})",
        )  # fmt: skip
        st.button(say("Thêm vào cuộc họp"), key="slide-add", on_click=_add, args=(agenda, views))


def _add(agenda: AgendaRow, views: Mapping[int, ViewRow]) -> None:
    """The view that is chosen by now: a click may come before its list was drawn again."""
    view = views[st.session_state["slide-view"]]
    slide = Slide(title=view.title, address=without_pin(view.address))
    change(agenda, slides=(*agenda.slides, slide))
