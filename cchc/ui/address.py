"""Choices in the address by code, so that a link survives renaming and shows the same view.

Streamlit binds a widget to the address by what it displays. So each coded choice is carried by a
text input that is bound and not shown, and the visible widget mirrors it.
"""

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import get_session_state
from streamlit.runtime.state.query_params import QueryParams

from cchc.languages import say
from cchc.ui.held import held, hold
from cchc.ui.reading.terms import explained
from cchc.ui.replaying import draw_or_replay
from cchc.ui.taking.collection import collecting

SEPARATOR = ";"  # between codes of one choice; a department's id may hold a comma
FRAME_YEARS = ("tu", "den")  # the frame's only choices whose widgets hold no text
OF_THE_READER = {"nn"}  # how somebody reads, not what is seen: no part of a view
MEETING = "hop"  # which slide of which agenda is on the screen: no part of a view either


@dataclass(kw_only=True)
class Way:
    """Where a reader is and comes from; one plain object, read often in every run."""

    page: str = ""
    address: dict[str, str] = field(default_factory=dict)  # its choices, when this run began
    has_arrived: bool = False  # this run opens another page than the last one
    leading: tuple[str, Mapping[str, str]] | None = None  # where a callback pointed to
    bound_for: Mapping[str, str] | None = None  # with which choices the reader was sent there
    arriving: Mapping[str, str] | None = None  # the same, in the run that gets there
    asked: dict[str, str] = field(default_factory=dict)  # what this run was asked for
    kept: dict[str, str] = field(default_factory=dict)  # the last choice of each name
    again: dict[str, str] = field(default_factory=dict)  # to be set in the next run
    refused: dict[str, str] = field(default_factory=dict)  # what the address asks in vain

    @property
    def is_asking(self) -> bool:
        """Whether this run's choices are an address's, and not yet the reader's own."""
        return self.has_arrived or self.arriving is not None


_ways: ContextVar[tuple[object, Way] | None] = ContextVar("way", default=None)


def way() -> Way:
    """This reader's; looked up once by a thread for as long as it runs for one session."""
    session, known = get_session_state(), _ways.get()
    if known is None or known[0] is not session:
        known = session, st.session_state.setdefault("_way", Way())
        _ways.set(known)
    return known[1]


def carried(name: str, *, is_kept: bool = True) -> str:
    """What the address says for `name`, "" where it says nothing. Once per run and name.

    Streamlit drops a page's choices from the address when the page is left; a choice that is kept
    comes back with its page.
    """
    reader = way()
    came = reader.arriving
    kept = _returning(name, reader) if is_kept and came is None else ""
    if kept or came is not None:
        st.session_state[name] = kept or came.get(name, "")
    code = _carrier(name, reader)
    if kept and not code:  # the browser's back button overrules what was set: once more without it
        reader.again[name] = kept
        st.rerun()
    reader.kept[name] = reader.asked[name] = code
    return code


def _carrier(name: str, reader: Way) -> str:
    """The hidden input that the address is bound to; what nobody has chosen needs none."""
    if not held(name) and name not in reader.address:
        return ""
    with st.container(key=f"address-{name}"):
        return st.text_input(name, key=name, bind="query-params", label_visibility="collapsed")


def _returning(name: str, reader: Way) -> str:
    """The choice to bring back: where its page was just opened and its address says nothing."""
    again = reader.again.pop(name, "")
    is_new_here = reader.has_arrived and name not in reader.address
    return again or (reader.kept.get(name, "") if is_new_here else "")


def arrive(page: str) -> None:
    """Notes whether this run opens another page than the last one; the frame says so first."""
    reader = way()
    reader.has_arrived = reader.page != page
    reader.page = page
    reader.address = st.query_params.to_dict()
    reader.asked = {}
    if reader.has_arrived:
        reader.refused = {}
    reader.arriving, reader.bound_for = reader.bound_for, None


def go_to(page: str, choices: Mapping[str, str]) -> None:
    """Leads to a page with these choices and no others; only from a callback.

    A link would not do: Streamlit lets what the frame's widgets hold overrule a link's choices.
    """
    kept = {name: st.session_state.get(name) for name in OF_THE_READER}
    all_choices = kept | dict(choices)
    way().leading = (page, {name: c for name, c in all_choices.items() if c})


def follow(pages: Mapping[str, object]) -> None:
    """Goes where a callback pointed to; `pages` by address. The frame does so first."""
    reader = way()
    page, choices = reader.leading or ("", {})
    reader.leading = None
    if not page or page not in pages:
        return
    reader.bound_for = choices
    # What was chosen there before does not come back.
    reader.kept = {name: code for name, code in reader.kept.items() if name in OF_THE_READER}
    _let_go(choices)
    st.switch_page(pages[page], query_params=choices)


def _let_go(choices: Mapping[str, str]) -> None:
    """Frees the address from the widgets of the page that is left, which would hold it fast."""
    with get_script_run_ctx().session_state.query_params() as address:
        _unbind(address, choices)
        address.set_initial_query_params(urlencode(choices))  # what widgets begin with


def _unbind(address: QueryParams, names: Iterable[str]) -> None:
    for name in names:
        bound = address.get_binding_for_param(name)
        if bound:
            address.unbind_widget(bound.widget_id)


def arrived() -> None:
    """The run is over: from now on the reader chooses."""
    way().arriving = None


def expected(name: str) -> str:
    """What a page's choice will be, for who speaks before the page asks."""
    reader = way()
    if reader.arriving is not None:
        return reader.arriving.get(name, "")
    asked = held(name) or reader.address.get(name)
    return asked or (reader.kept.get(name, "") if reader.has_arrived else "")


def note(name: str, code: object) -> None:
    """What this run was asked for, as it stands in the address."""
    way().asked[name] = "" if code is None else str(code)


def view_on_screen() -> tuple[str, dict[str, str]]:
    """The page and the choices that make what is seen, without those of reader and meeting."""
    reader = way()
    of_others = {*OF_THE_READER, MEETING}
    seen = {n: code for n, code in reader.asked.items() if code and n not in of_others}
    return reader.page, seen


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
        with get_script_run_ctx().session_state.query_params() as address:
            _unbind(address, [name])  # one that was emptied just now, and is still there
            address[name] = code  # an input that is drawn anew does not tell the address
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
    hold(f"_{name}", code)

    def draw() -> None:
        widget(
            label,
            list(options),
            format_func=lambda one: say(options.get(one, one)),
            key=f"_{name}",
            on_change=_picked,
            args=(name, default),
            **({"help": explained(label)} | more),
        )

    draw_or_replay(f"{widget.__name__} {name} {label} {options} {default} {code} {more}", draw)
    return code


def _is_left_over(name: str, options: Mapping[str, str]) -> bool:
    """Whether another choice has ended this one, as an index its years; no link asks for it."""
    code = held(name)
    if not code or code in options:
        return False
    reader = way()
    return code != reader.refused.get(name) and not reader.is_asking


def _note_refused(name: str, code: str) -> None:
    """Keeps what a link asks in vain; a choice that another choice has ended is nobody's error."""
    reader = way()
    if not code or (code != reader.refused.get(name) and not reader.is_asking):
        reader.refused.pop(name, None)
    else:
        reader.refused[name] = code


def _picked(name: str, default: str) -> None:
    code = st.session_state[f"_{name}"]
    carry(name, "" if code in (None, default) else code)


def codes(text: str) -> tuple[str, ...]:
    """The codes of a choice of several, each once."""
    return tuple(dict.fromkeys(code for code in text.split(SEPARATOR) if code))
