"""Bản đồ: one indicator where the units lie; what is not on the map is said by name."""

import streamlit as st

from cchc.ui.cached import drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.mapping import drawing
from cchc.ui.mapping.asking import ask_map
from cchc.ui.notices import end_page, stop_if_store_is_empty

stop_if_store_is_empty()
scope = current_scope()
asked = ask_map(scope)
if asked is None:
    drawing.show_nothing()
    end_page()

drawn_once(drawing.show_flat, asked, scope)
left, right = st.columns([3, 2], gap="large")
with left:
    drawing.show_map(asked, scope)
with right:
    drawn_once(drawing.show_table_beside, asked, scope)
    drawn_once(drawing.show_missing, asked, scope)
