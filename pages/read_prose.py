"""Đọc báo cáo chữ: a text with its figures marked, what they are read as, and a person's word."""

import streamlit as st

from cchc.ui import prose_adding, prose_reading, prose_table

work = prose_reading.ask_report()
if work is None:
    st.stop()

prose_reading.show_head(work)
left, right = st.columns([9, 20], gap="medium")
with right:
    edited = prose_table.ask_rows(work)
    prose_adding.show_adding(work, edited)
    prose_reading.show_doubts(work)
    prose_reading.show_unread(work)
    prose_reading.show_saving(work, edited)
    prose_reading.show_remarks(work)
with left:
    prose_reading.show_report(work, edited)
