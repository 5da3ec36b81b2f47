"""Who decides at the screen, whether the store takes it, and what it said where it refused."""

from collections.abc import Callable

import streamlit as st

from cchc.errors import CchcError
from cchc.languages import say
from cchc.ui import cached


def ask_name(key: str) -> str:
    """The name the journal will tell; asked once in a session."""
    box = f"name-{key}"
    st.text_input(
        say("Tên người ghi"), signer(), key=box, placeholder=say("Họ tên, phòng"),
        on_change=_sign, args=(box,),
    )  # fmt: skip
    return name_or_none()


def _sign(box: str) -> None:
    """Before what is clicked next is done, however soon it is clicked."""
    typed = st.session_state[box].strip()
    if typed:
        st.session_state["name"] = typed


def signer() -> str:
    """The name that was given in this session, here or with an import."""
    return st.session_state.get("name") or st.session_state.get("who") or ""


def name_or_none() -> str:
    """The name as the journal keeps it: a meeting does not wait for one."""
    return signer() or say("không ghi tên")


def may_write() -> bool:
    """Whether the store takes anything; says so where it does not."""
    if cached.store().is_writable:
        return True
    st.caption(say("Kho số liệu ở đây chỉ đọc được, nên không lưu được gì mới."))
    return False


def decide(decision: Callable, *given, **more) -> object:
    """What a decision gives back, else False; what it was refused for is said at `show_refusal`."""
    try:
        return decision(*given, **more) or True
    except CchcError as error:
        st.session_state["refused"] = str(error)
        return False


def show_refusal() -> None:
    """Says once why the last decision was refused."""
    refused = st.session_state.pop("refused", "")
    if refused:
        st.error(refused)
