"""Kiểm tra: contradictions in what was reported, corrections, and who has reported until when."""

from cchc.ui import quality
from cchc.ui.cached import drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty

stop_if_store_is_empty()
drawn_once(quality.show_summary)
choice = quality.ask_severity()
drawn_once(quality.show_findings, choice)
drawn_once(quality.show_last_reported, current_scope())
drawn_once(quality.show_corrections)
