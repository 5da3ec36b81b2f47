"""Đính chính: a public log of what was corrected, for whom and when, from what to what, and why."""

from cchc.ui import amendments
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty

stop_if_store_is_empty()
scope = current_scope()
log = amendments.log_of(scope)
asked = amendments.asked_entry()
if asked:
    amendments.show_entry(log, asked)
left = amendments.ask_filters(log) if len(log) else log
amendments.show_log(left, scope)
