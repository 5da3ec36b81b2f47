"""Choices in the address by code, so that a link survives renaming and shows the same view.

Streamlit binds a widget to the address by what it displays. So each coded choice is carried by a
text input that is bound and not shown, and the visible widget mirrors it.
"""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cchc.languages import say
from cchc.ui.reading.terms import explained
from cchc.ui.taking.collection import collecting

SEPARATOR = ";"  # between codes of one choice; a department's id may hold a comma
FRAME_YEARS = ("tu", "den")  # the frame's only choices whose widgets hold no text
OF_THE_READER = {"nn"}  # how somebody reads, not what is seen: no part of a view
MEETING = "hop"  # which slide of which agenda is on the screen: no part of a view either


def carried(name: str, *, is_kept: bool = True) -> str:
    """What the address says for `name`, "" where it says nothing. Once per run and name.

    Streamlit drops a page's choices from the address when the page is left; a choice that is kept
    comes back with its page.
    """
    came = arriving()
    kept = _returning(name) if is_kept and came is None else ""
    if kept or came is not None:
        st.session_state[name] = kept or came.get(name, "")
    code = _carrier(name)
    if kept and not code:  # the browser's back button overrules what was set: once more without it
        st.session_state[f"again-{name}"] = kept
        st.rerun()
    st.session_state[f"kept-{name}"] = code
    note(name, code)
    return code


def _carrier(name: str) -> str:
    """The hidden input that the address is bound to; what nobody has chosen needs none."""
    if not st.session_state.get(name) and name not in st.query_params:
        return ""
    with st.container(key=f"address-{name}"):
        return st.text_input(name, key=name, bind="query-params", label_visibility="collapsed")


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
    state["asked"] = {}
    if state["arrived"]:
        state["refused choices"] = {}
    state["arriving"] = state.pop("bound for", None)


def go_to(page: str, choices: Mapping[str, str]) -> None:
    """Leads to a page with these choices and no others; only from a callback.

    A link would not do: Streamlit lets what the frame's widgets hold overrule a link's choices.
    """
    kept = {name: st.session_state.get(name) for name in OF_THE_READER}
    all_choices = kept | dict(choices)
    st.session_state["going"] = (page, {name: c for name, c in all_choices.items() if c})


def follow(pages: Mapping[str, object]) -> None:
    """Goes where a callback pointed to; `pages` by address. The frame does so first."""
    state = st.session_state
    page, choices = state.pop("going", None) or ("", {})
    if not page or page not in pages:
        return
    state["bound for"] = choices
    for name in [name for name in state if name.startswith("kept-")]:
        if name.removeprefix("kept-") not in OF_THE_READER:
            state[name] = ""  # what was chosen there before does not come back
    _let_go(choices)
    st.switch_page(pages[page], query_params=choices)


def _let_go(choices: Mapping[str, str]) -> None:
    """Frees the address from the widgets of the page that is left, which would hold it fast."""
    with get_script_run_ctx().session_state.query_params() as address:
        for name in choices:
            bound = address.get_binding_for_param(name)
            if bound:
                address.unbind_widget(bound.widget_id)
        address.set_initial_query_params(urlencode(choices))  # what widgets begin with


def arriving() -> Mapping[str, str] | None:
    """The choices that were led to in this run, all others being empty; None where nobody led."""
    return st.session_state.get("arriving")


def arrived() -> None:
    """The run is over: from now on the reader chooses."""
    st.session_state["arriving"] = None


def expected(name: str) -> str:
    """What a page's choice will be, for who speaks before the page asks."""
    state = st.session_state
    if arriving() is not None:
        return arriving().get(name, "")
    held = state.get(name) or st.query_params.get(name)
    return held or (state.get(f"kept-{name}", "") if state.get("arrived") else "")


def note(name: str, code: object) -> None:
    """What this run was asked for, as it stands in the address."""
    st.session_state.setdefault("asked", {})[name] = "" if code is None else str(code)


def view_on_screen() -> tuple[str, dict[str, str]]:
    """The page and the choices that make what is seen, without those of reader and meeting."""
    asked = st.session_state.get("asked", {})
    seen = {n: code for n, code in asked.items() if code and n not in {*OF_THE_READER, MEETING}}
    return st.session_state.get("page", ""), seen


def address_of(page: str, choices: Mapping[str, str]) -> str:
    """ "xep-hang?nam=2013&dv=48"."""
    query = urlencode({name: code for name, code in choices.items() if code}, safe=";,/")
    return f"{page}?{query}" if query else page


def parsed(address: str) -> tuple[str, dict[str, str]]:
    """Page and choices of an address."""
    parts = urlsplit(address)
    return parts.path.strip("/"), dict(parse_qsl(parts.query))


def carry(name: str, code: str) -> None:
    """Puts a code into the address; only from a callback, before the widgets are drawn."""
    if code and not st.session_state.get(name):
        st.query_params[name] = code  # an input that is drawn anew does not tell the address
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
    if _is_left_over(name, options):
        st.session_state[name] = ""
    code = carried(name)
    _note_refused(name, "" if code in options else code)
    code = code if code in options else default
    collection = collecting()
    if collection and collection.title:  # what the frame asks is in its words for the scope
        collection.choices.append(f"{label}: {options[code]}")
    st.session_state[f"_{name}"] = code
    more.setdefault("help", explained(label))
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


def _is_left_over(name: str, options: Mapping[str, str]) -> bool:
    """Whether another choice has ended this one, as an index its years; no link asks for it."""
    held = st.session_state.get(name)
    is_asked = st.session_state.get("arrived") or arriving() is not None
    refused = st.session_state.get("refused choices", {})
    return bool(held) and held not in options and not is_asked and held != refused.get(name)


def _note_refused(name: str, code: str) -> None:
    """Keeps what a link asks in vain; a choice that another choice has ended is nobody's error."""
    refused = st.session_state.setdefault("refused choices", {})
    is_asked = st.session_state.get("arrived") or arriving() is not None
    if not code or (code != refused.get(name) and not is_asked):
        refused.pop(name, None)
    else:
        refused[name] = code


def _picked(name: str, default: str) -> None:
    code = st.session_state[f"_{name}"]
    carry(name, "" if code in (None, default) else code)


def codes(text: str) -> tuple[str, ...]:
    """The codes of a choice of several, each once."""
    return tuple(dict.fromkeys(code for code in text.split(SEPARATOR) if code))
