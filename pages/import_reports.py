"""Nhập báo cáo: drop files, see what was recognised and what would change, confirm, undo."""

import streamlit as st

from cchc.ui import import_log, import_templates, importing

left, right = st.columns([3, 2], gap="large")
with left:
    files = importing.ask_files()
with right:
    who = importing.ask_who()
    options = importing.ask_options(who)
    import_templates.ask_template()
if files:
    importing.show_files(files, options)
import_log.show_waiting(who)
import_log.show_recent(who)
