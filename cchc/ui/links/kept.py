"""The kept views: opened by code, renamed, revoked; and why a code leads nowhere."""

import streamlit as st

from cchc.errors import CchcError
from cchc.languages import say
from cchc.store.records import ViewRow
from cchc.ui import cached
from cchc.ui.address import carried, go_to, parsed
from cchc.ui.links.sharing import CODE, ask_code_to_open, live_views, view_of
from cchc.ui.signing import ask_name, decide, may_write, name_or_none, show_refusal
from cchc.ui.typed import as_typed
from cchc.vietnamese import moment_text


def show_views() -> None:
    """A box for a code, then every view somebody kept, the latest first."""
    _show_asked(carried(CODE, is_kept=False))
    ask_code_to_open("page")
    show_refusal()
    views = live_views()[::-1]
    if not views:
        st.info(
            say("Mở một trang số liệu, bấm «Chia sẻ» rồi «Tạo mã để đọc»."),
            title=say("Chưa có góc nhìn nào được lưu"),
        )
        return
    is_open = may_write()
    if is_open:
        ask_name("views")
    for view in views:
        _show_view(view, is_open)
    _show_revoked()


def _show_asked(code: str) -> None:
    """Why the code of the address was not opened."""
    if not code:
        return
    try:
        view_of(code)
    except CchcError as error:
        st.warning(
            say("{why} Hãy hỏi người đã đọc mã, hoặc chọn ở danh sách dưới đây.", why=str(error))
        )


def _show_view(view: ViewRow, is_open: bool) -> None:
    with st.container(border=True, key=f"view-{view.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{view.code}**", width="content")
            st.button(as_typed(view.title), key=f"view-open-{view.id}", type="tertiary",
                      on_click=go_to, args=parsed(view.address))  # fmt: skip
            st.space("stretch")
            if is_open:
                _show_actions(view)
        st.caption(_facts(view))


def _facts(view: ViewRow) -> str:
    """Who kept it, when, and which figures it shows."""
    _, choices = parsed(view.address)
    is_pinned = "luc" in choices
    figures = say("ghim bản {n}", n=choices["luc"]) if is_pinned else say("luôn mới nhất")
    return say(
        "{figures} · {who} lưu {when}",
        figures=figures,
        who=as_typed(view.who),
        when=moment_text(view.kept_at),
    )


def _show_actions(view: ViewRow) -> None:
    with st.popover(say("Đổi tên")):
        box = f"view-title-{view.id}"
        st.text_input(say("Tên góc nhìn"), view.title, key=box)
        st.button(say("Lưu"), key=f"view-rename-{view.id}", on_click=_rename, args=(view.id, box))
    with st.popover(say("Thu hồi")):
        st.markdown(say("Ai mở mã này về sau sẽ được báo là đã thu hồi, ai thu hồi, lúc nào."))
        st.button(say("Thu hồi mã {code}", code=view.code), key=f"view-drop-{view.id}",
                  on_click=_drop, args=(view.id,))  # fmt: skip


def _rename(view: int, box: str) -> None:
    decide(cached.store().views.rename, view, st.session_state[box], name_or_none())


def _drop(view: int) -> None:
    decide(cached.store().views.drop, view, name_or_none())


def _show_revoked() -> None:
    gone = [view for view in cached.store().views.all() if view.dropped_at and view.code]
    if gone:
        with st.expander(say("{n} mã đã thu hồi", n=len(gone))):
            for view in gone[::-1]:
                st.markdown(
                    say(
                        "{code} «{title}»: {who} thu hồi {when}",
                        code=view.code,
                        title=as_typed(view.title),
                        who=as_typed(view.dropped_by or ""),
                        when=moment_text(view.dropped_at),
                    )
                )
