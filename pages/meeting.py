"""Họp: agendas frozen at a version, decisions with owner and day, kept views with their codes."""

from cchc.ui.links import kept
from cchc.ui.meeting import agendas, mode, page

shown = mode.presenting()
part = "" if shown else page.ask_part()
if shown and shown.place == 0:
    page.show_opening(shown)
elif shown:
    page.show_closing(shown)
elif part == "viec":
    page.show_all_decisions()
elif part == "goc-nhin":
    kept.show_views()
else:
    agenda = agendas.ask_agenda()
    if agenda:
        agendas.show_agenda(agenda)
        page.show_series(agenda)
    agendas.ask_new()
