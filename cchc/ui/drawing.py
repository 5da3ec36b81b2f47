"""Puts a chart on the screen with what belongs to it: finding, measure, notes, source."""

import streamlit as st

from cchc.charts.chart import Chart
from cchc.charts.theme import CONFIG
from cchc.exports.view import Drawing
from cchc.ui.collection import collecting


def show_chart(chart: Chart, *, key: str, source: str = "", within: bool = False) -> None:
    """The finding as heading, the measure beneath, the figure, then notes and source.

    `within` a card that has its own heading the finding is a bold sentence.
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
        st.plotly_chart(chart.figure, key=key, config=CONFIG, alt=chart.alt)
        said = [*chart.notes, source]
        text = " ".join(note for note in said if note)
        if text:
            st.caption(text)
