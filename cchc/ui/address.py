"""Choices in the address by code, so that a link survives renaming and shows the same view.

Streamlit binds a widget to the address by what it displays. So each coded choice is carried by a
text input that is bound and not shown, and the visible widget mirrors it.
"""

from collections.abc import Callable, Mapping

import streamlit as st

SEPARATOR = ";"  # between codes of one choice; a department's id may hold a comma


def carried(name: str) -> str:
    """What the address says for `name`, "" where it says nothing. Once per run and name."""
    with st.container(key=f"address-{name}"):
        return st.text_input(name, key=name, bind="query-params", label_visibility="collapsed")


def carry(name: str, code: str) -> None:
    """Puts a code into the address; only from a callback, before the widgets are drawn."""
    st.session_state[name] = code


def ask_code(
    name: str,
    label: str,
    options: Mapping[str, str],
    *,
    default: str,
    widget: Callable = st.selectbox,
    **more,
) -> str:
    """One of `options` (code → what is shown); the address carries the code unless the default."""
    code = carried(name)
    code = code if code in options else default
    st.session_state[f"_{name}"] = code
    widget(
        label,
        list(options),
        format_func=lambda one: options.get(one, one),
        key=f"_{name}",
        on_change=_picked,
        args=(name, default),
        **more,
    )
    return code


def _picked(name: str, default: str) -> None:
    code = st.session_state[f"_{name}"]
    carry(name, "" if code in (None, default) else code)


def codes(text: str) -> tuple[str, ...]:
    """The codes of a choice of several, each once."""
    return tuple(dict.fromkeys(code for code in text.split(SEPARATOR) if code))
