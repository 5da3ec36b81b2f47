"""Choices in the address by code, so that a link survives renaming and shows the same view.

Streamlit binds a widget to the address by what it displays. So each coded choice is carried by a
text input that is bound and not shown, and the visible widget mirrors it.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from cchc.languages import say
from cchc.ui.collection import collecting

SEPARATOR = ";"  # between codes of one choice; a department's id may hold a comma


def carried(name: str, *, is_kept: bool = True) -> str:
    """What the address says for `name`, "" where it says nothing. Once per run and name.

    Streamlit drops a page's choices from the address when the page is left; a choice that is kept
    comes back with its page.
    """
    kept = _returning(name) if is_kept else ""
    if kept:
        st.session_state[name] = kept
    with st.container(key=f"address-{name}"):
        code = st.text_input(name, key=name, bind="query-params", label_visibility="collapsed")
    if kept and not code:  # the browser's back button overrules what was set: once more without it
        st.session_state[f"again-{name}"] = kept
        st.rerun()
    st.session_state[f"kept-{name}"] = code
    return code


def _returning(name: str) -> str:
    """The choice to bring back: where its page was just opened and its address says nothing."""
    state = st.session_state
    again = state.pop(f"again-{name}", "")
    is_new_here = state.get("arrived") and name not in st.query_params
    return again or (state.get(f"kept-{name}", "") if is_new_here else "")


def arrive(page: str) -> None:
    """Notes whether this run opens another page than the last one; the frame says so first."""
    state = st.session_state
    state["arrived"] = state.get("page") != page
    state["page"] = page


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
    collection = collecting()
    if collection and collection.title:  # what the frame asks is in its words for the scope
        collection.choices.append(f"{label}: {options[code]}")
    st.session_state[f"_{name}"] = code
    widget(
        label,
        list(options),
        format_func=lambda one: say(options.get(one, one)),
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
