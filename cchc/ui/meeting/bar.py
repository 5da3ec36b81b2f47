"""The bar over a slide: where the meeting is, what the speaker says, ways on, and decisions."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from cchc.languages import say
from cchc.ui import cached
from cchc.ui.address import address_of
from cchc.ui.choices import current_scope
from cchc.ui.files import style_of
from cchc.ui.links.news import news_lines
from cchc.ui.meeting import decisions, keys, recording
from cchc.ui.meeting.mode import Presenting, end, look_at, turn, version_words
from cchc.ui.replaying import open_box
from cchc.ui.signing import name_or_none
from cchc.ui.typed import as_typed
from cchc.vietnamese import number, unaccented

STYLE = Path(__file__).parent / "bar.css"
FOUND = 6  # slides and units that are offered


def show_bar(shown: Presenting) -> None:
    """The whole bar, on top of whatever page the slide is."""
    st.html(style_of(STYLE))
    page, choices = shown.view(shown.place)
    recording.note(shown.agenda.id, shown.title, address_of(page, choices))
    with st.container(key="meeting-bar"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _show_turning(shown)
            _show_tools(shown)
        if shown.slide and shown.slide.note:
            with st.container(key="meeting-note"):
                st.markdown(as_typed(shown.slide.note))
        _show_version(shown)


def _show_turning(shown: Presenting) -> None:
    """Back and on, and where that is."""
    place = shown.place
    st.button("←", key="meeting-back", on_click=turn, args=(shown, place - 1), disabled=place == 0,
              help=say("Trang trước"))  # fmt: skip
    st.button("→", key="meeting-next", on_click=turn, args=(shown, place + 1),
              disabled=place == shown.last, help=say("Trang sau"))  # fmt: skip
    with st.container(key="meeting-title", width="stretch"):
        at = f"{number(place, 0)}/{number(shown.last - 1, 0)} · " if shown.slide else ""
        st.markdown(f"{at}{as_typed(shown.title)}")


def _show_tools(shown: Presenting) -> None:
    st.session_state["way back"] = st.empty()  # the page has to say first what it shows
    with st.container(key="meeting-finder", width="content"):
        _show_find(shown)
    with st.popover(say("Kết luận"), key="meeting-decide"):
        decisions.ask_decision(shown)
    keys.listen()
    st.button(say("Kết thúc"), key="meeting-end", on_click=_end, args=(shown,))


def show_way_back(shown: Presenting) -> None:
    """After the page: the way back to the slide, where the screen shows something else."""
    if shown.has_strayed:
        back = st.session_state["way back"]
        back.button(say("Về trang đã định"), key="meeting-return", on_click=turn,
                    args=(shown, shown.place))  # fmt: skip


def _end(shown: Presenting) -> None:
    end(shown, name_or_none())


def _show_version(shown: Presenting) -> None:
    """Which figures all slides are answered from, and what newer ones would say of this one."""
    said = version_words(shown.agenda)
    if shown.slide and cached.version() > shown.agenda.version:
        lines = news_lines(shown.view(shown.place)[0], current_scope())
        said = f"{said} {' · '.join(lines) or say('Các số chính của trang này không đổi.')}"
    st.caption(said)


@st.fragment
def _show_find(shown: Presenting) -> None:
    """A name jumps to a slide, or shows a unit on this slide; accents need not be typed."""
    popover = open_box(st.popover, say("Tìm"), key="meeting-find")
    if popover:
        with popover:
            _ask_where(shown)


def _ask_where(shown: Presenting) -> None:
    text = st.text_input(
        say("Tên đơn vị hoặc tên trang"), key="meeting-find-text", type="search", live="250ms",
        placeholder=say("Gõ tên, không dấu cũng được"),
    )  # fmt: skip
    with st.container(key="meeting-found", gap="xsmall"):
        found = [*_slides(shown, text), *_units(shown, text)][:FOUND] if text.strip() else []
        for n, (label, lead, *given) in enumerate(found):
            st.button(label, key=f"meeting-hit-{n}", on_click=_lead, args=(lead, shown, *given),
                      type="tertiary")  # fmt: skip
    if text.strip() and not found:
        st.caption(say("Không tìm thấy «{text}».", text=as_typed(text)))


def _lead(lead: Callable, *given) -> None:
    lead(*given)
    st.session_state["meeting-find-text"] = ""
    st.session_state["meeting-find"] = False
    st.rerun()


def _slides(shown: Presenting, text: str) -> list[tuple]:
    wanted = unaccented(text)
    return [
        (f"{number(n, 0)}. {as_typed(slide.title)}", turn, n)
        for n, slide in enumerate(shown.agenda.slides, 1)
        if wanted in unaccented(slide.title)
    ]


def _units(shown: Presenting, text: str) -> list[tuple]:
    """One for each territory, those that have figures first."""
    agencies = cached.catalog().agencies
    held = set(cached.holdings(as_of=shown.agenda.version)["agency"])
    found = list(dict.fromkeys(agencies.series(a.id) for a in agencies.find(text, limit=60)))
    found.sort(key=lambda series: not held & set(series))
    return [(agencies.label(series[-1]), look_at, series[-1]) for series in found]
