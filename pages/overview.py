"""Tổng quan: the few numbers that matter, what changed, and what came in, as of when."""

import streamlit as st

from cchc.ui import overview
from cchc.ui.cached import drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty
from cchc.ui.replaying import open_room
from cchc.ui.targets import progress

stop_if_store_is_empty()
scope = current_scope()

drawn_once(overview.show_numbers, scope)
drawn_once(progress.show_summary, scope)
left, right = open_room(st.columns, 2, gap="large")
with left:
    drawn_once(overview.show_lowest, scope)
with right:
    drawn_once(overview.show_movers, scope)
drawn_once(overview.show_reports, scope)
