"""Chỉ tiêu: what was promised, what came of it, when it will be reached, tasks from above."""

import streamlit as st

from cchc.ui.cached import drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty
from cchc.ui.replaying import open_room
from cchc.ui.targets import foresight, log, progress, tasks

stop_if_store_is_empty()
scope = current_scope()

with open_room(st.container, horizontal=True, key="controls"):
    year = progress.ask_year(scope)
    code = progress.ask_indicator(year, scope)
drawn_once(progress.show_targets, year, code, scope)

asked = foresight.ask_level(scope, code, lambda one: progress.usual_level(year, one, scope))
if asked:
    indicator, wanted = asked
    drawn_once(foresight.show_foresight, indicator.code, wanted, scope)

drawn_once(tasks.show_tasks, scope)
drawn_once(log.show_log, scope)
