"""Keys and full screen of a presentation: the one thing of it that only a browser can do."""

from pathlib import Path

import streamlit as st

from cchc.languages import say

_draw = st.components.v2.component(
    "cchc_meeting_keys",
    html='<button class="meeting-full" type="button"></button>',
    css="""
    .meeting-full { min-height: 2.4rem; padding: 0 0.75rem; cursor: pointer; font: inherit;
      font-size: 0.875rem; color: #eaf1f8; background: #1b4063; border: 1px solid #5a7d9d;
      border-radius: 6px; }
    .meeting-full:hover, .meeting-full:focus-visible { background: #2c8c86; }
    .meeting-full[hidden] { display: none; }
    """,
    js=(Path(__file__).parent / "keys.js").read_text("utf-8"),
)


def listen() -> None:
    """→ ← PageDown PageUp turn the slides, Esc ends, / finds; and a button for the full screen."""
    _draw(key="meeting-keys", data={"label": say("Toàn màn hình")}, width="content")
