"""The foot of every page: how often it was opened, the tour again, and on paper the address."""

import logging
from datetime import datetime
from html import escape

import streamlit as st

from cchc.languages import say
from cchc.store.visits import NONE, Visits, count_visit, visits_so_far
from cchc.ui import cached
from cchc.ui.held import held, hold
from cchc.ui.replaying import draw_or_replay
from cchc.ui.taking.collection import collecting
from cchc.vietnamese import number

COOKIE = "cchc_visit"  # says "was here a moment ago" and nothing else; set by display.js


def show_foot() -> None:
    """One line under the page."""
    if collecting():
        return
    again = f'<button type="button" class="tour-again">{escape(say("Xem lại hướng dẫn"))}</button>'
    said = [part for part in (_counted(), again) if part]
    line = f'<span>{" · ".join(said)}</span><p class="address-line"></p>'
    draw_or_replay(f"foot {line}", lambda: st.html(f'<footer class="foot">{line}</footer>'))


def _counted() -> str:
    """ "Lượt truy cập: hôm nay 12, tất cả 3.456"; empty where nothing is counted."""
    visits: Visits | None = held("visits")
    if visits is None:
        visits = _visit()
        hold("visits", visits)
    if not visits.in_all:
        return ""
    return say(
        "Lượt truy cập: hôm nay {today}, tất cả {in_all}",
        today=number(visits.today, 0),
        in_all=number(visits.in_all, 0),
    )


def _visit() -> Visits:
    """A new session is a visit, unless the browser was here a moment ago: then it reloaded."""
    store = cached.store()
    if not store.version:
        return NONE
    folder, today = store.folder.path, datetime.now().astimezone().date()
    try:
        is_back = COOKIE in st.context.cookies
        return visits_so_far(folder) if is_back else count_visit(folder, today)
    except OSError as reason:  # a folder that cannot be written: the pages matter, not the count
        logging.getLogger("cchc").warning("visits not counted: %s", reason)
        return NONE
