"""Họp: agendas frozen at a version, decisions with owner and day, kept views with their codes."""

from cchc.ui import links_list, meeting, meeting_agenda, meeting_page

shown = meeting.presenting()
part = "" if shown else meeting_page.ask_part()
if shown and shown.place == 0:
    meeting_page.show_opening(shown)
elif shown:
    meeting_page.show_closing(shown)
elif part == "viec":
    meeting_page.show_all_decisions()
elif part == "goc-nhin":
    links_list.show_views()
else:
    agenda = meeting_agenda.ask_agenda()
    if agenda:
        meeting_agenda.show_agenda(agenda)
        meeting_page.show_series(agenda)
    meeting_agenda.ask_new()
