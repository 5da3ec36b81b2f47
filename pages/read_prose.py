"""Đọc báo cáo chữ: a text with its figures marked, what they are read as, and a person's word."""

import streamlit as st

from cchc.ui.prose import adding, reading, table

work = reading.ask_report()
if work is None:
    st.stop()

reading.show_head(work)
left, right = st.columns([9, 20], gap="medium")
with right:
    edited = table.ask_rows(work)
    adding.show_adding(work, edited)
    reading.show_doubts(work)
    reading.show_unread(work)
    reading.show_saving(work, edited)
    reading.show_remarks(work)
with left:
    reading.show_report(work, edited)
