"""Đọc báo cáo chữ: a text with its figures marked, what they are read as, and a person's word."""

import streamlit as st

from cchc.ui.notices import end_page
from cchc.ui.prose import adding, asking, doubts, marked, saving, table
from cchc.ui.signing import may_write

work = asking.ask_report() if may_write() else None
if work is None:
    end_page()

asking.show_head(work)
left, right = st.columns([9, 20], gap="medium")
with right:
    edited = table.ask_rows(work)
    adding.show_adding(work, edited)
    doubts.show_doubts(work)
    doubts.show_unread(work)
    saving.show_saving(work, edited)
    doubts.show_remarks(work)
with left:
    marked.show_report(work, edited)
