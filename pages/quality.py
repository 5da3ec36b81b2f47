"""Kiểm tra: contradictions to answer, who has not reported until when, the log of corrections."""

from cchc.ui import quality, quality_cards, quality_reporting
from cchc.ui.cached import drawn_once, reports
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty

if not reports():  # a report whose every row is wrong is something to look at
    stop_if_store_is_empty()
scope = current_scope()
drawn_once(quality.show_summary)
quality_cards.show_cards(quality_cards.ask_filter(scope))
quality_reporting.show_board(scope)
drawn_once(quality.show_corrections)
