"""Kiểm tra: contradictions to answer, who has not reported until when, the log of corrections."""

from cchc.ui.cached import drawn_once, reports
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty
from cchc.ui.quality import cards, findings, reporting

if not reports():  # a report whose every row is wrong is something to look at
    stop_if_store_is_empty()
scope = current_scope()
drawn_once(findings.show_summary)
cards.show_cards(cards.ask_filter(scope))
reporting.show_board(scope)
drawn_once(findings.show_corrections)
