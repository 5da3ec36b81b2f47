"""Nhập báo cáo: drop files, see what was recognised and what would change, confirm, undo."""

import streamlit as st

from cchc.ui.importing import log, templates, uploads
from cchc.ui.signing import may_write

who = ""
if may_write():
    left, right = st.columns([3, 2], gap="large")
    with left:
        files = uploads.ask_files()
    with right:
        who = uploads.ask_who()
        options = uploads.ask_options(who)
        templates.ask_template()
    if files:
        uploads.show_files(files, options)
log.show_waiting(who)
log.show_recent(who)
