"""Chỉ tiêu: what was promised, what came of it, when it will be reached, tasks from above."""

import streamlit as st

from cchc.ui import foresight, target_log, targets, tasks
from cchc.ui.cached import drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty

stop_if_store_is_empty()
scope = current_scope()

with st.container(horizontal=True, key="controls"):
    year = targets.ask_year(scope)
    code = targets.ask_indicator(year, scope)
drawn_once(targets.show_targets, year, code, scope)

asked = foresight.ask_level(scope, code, targets.usual_level(year, code, scope))
if asked:
    indicator, wanted = asked
    drawn_once(foresight.show_foresight, indicator.code, wanted, scope)

drawn_once(tasks.show_tasks, scope)
drawn_once(target_log.show_log, scope)
