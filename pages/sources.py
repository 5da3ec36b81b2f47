"""Nguồn số liệu: any number's report, place and original; every report with its figures."""

from cchc.ui import sources
from cchc.ui.cached import drawn_once
from cchc.ui.notices import stop_if_store_is_empty

stop_if_store_is_empty()

asked = sources.asked_number()
if asked:
    sources.show_number(asked)

report_id = sources.ask_report()
if report_id:
    drawn_once(sources.show_report, report_id)
    sources.show_original(report_id, key="original")
drawn_once(sources.show_reports)
