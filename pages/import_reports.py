"""Nhập báo cáo: drop files, see what was recognised and what would change, confirm, undo."""

import streamlit as st

from cchc.ui import importing

left, right = st.columns([3, 2], gap="large")
with left:
    files = importing.ask_files()
with right:
    who = importing.ask_who()
    options = importing.ask_options(who)
if files:
    importing.show_files(files, options)
importing.show_recent(who)
