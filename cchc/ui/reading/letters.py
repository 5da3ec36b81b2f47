"""How large a reader set the letters: what the browser keeps, charts are drawn for."""

import streamlit as st

from cchc.charts.large import LETTERS

KEY = "reading"  # of the component that tells


def letters() -> int:
    """How often A+ was pressed: 0, 1 or 2."""
    told = st.session_state.get(KEY)
    pressed = int(told.get("letters") or 0) if told else 0
    return min(max(pressed, 0), len(LETTERS) - 1)
