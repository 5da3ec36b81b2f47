"""Puts a chart on the screen with what belongs to it: finding, measure, notes, source."""

from collections.abc import Callable
from html import escape

import streamlit as st

from cchc.charts.chart import Chart
from cchc.charts.large import LETTERS, PROJECTOR, large
from cchc.charts.theme import CONFIG
from cchc.exports.view import Drawing
from cchc.languages import say
from cchc.ui.meeting import mode
from cchc.ui.reading import printing
from cchc.ui.reading.letters import letters
from cchc.ui.taking.collection import collecting


def show_chart(
    chart: Chart,
    *,
    key: str,
    source: str = "",
    within: bool = False,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """The finding as heading, the measure beneath, the figure, then notes and source.

    `within` a card that has its own heading the finding is a bold sentence. `on_pick` is called,
    before the next run, with what the mark that somebody clicks carries as its custom data.
    """
    collection = collecting()
    if collection:
        collection.add(Drawing(chart=chart, source=source))
        return
    with st.container(key=f"chart-{key}"):
        if within:
            st.markdown(f"**{chart.title}**")
        else:
            st.subheader(chart.title, anchor=False)
        st.caption(chart.subtitle)
        if chart.figure["data"]:
            picking = _picking(key, on_pick) if on_pick else {}
            st.plotly_chart(_sized(chart.figure), key=key, config=CONFIG, alt=chart.alt, **picking)
        said = [note for note in (*chart.notes, source) if note and note not in chart.folded]
        if said:
            st.caption(" ".join(said))
        if chart.folded:
            _show_folded(chart.folded)


def _sized(figure: dict) -> dict:
    """In a meeting for the last row, else as large as the reader set the letters."""
    times = PROJECTOR if mode.presenting() else LETTERS[letters()]
    return figure if times == 1 else large(figure, times)


def _show_folded(notes: tuple[str, ...]) -> None:
    """What the numbers at the top of a time axis stand for; open on paper."""
    state = " open" if printing.is_printing() else ""
    text = escape(" ".join(notes))
    st.html(
        f"<details class='folded'{state}><summary>{say('Các mốc trên hình')}</summary>"
        f"<p>{text}</p></details>"
    )


def _picking(key: str, on_pick: Callable[[str], None]) -> dict:
    def picked() -> None:
        points = st.session_state[key].selection.points
        if points:
            on_pick(points[0]["customdata"])

    return {"on_select": picked, "selection_mode": "points"}
