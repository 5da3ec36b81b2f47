"""Đúng hạn: the rate over time and side by side, what is open apart, on a denominator one names."""

import streamlit as st

from cchc.ui import rates
from cchc.ui.cached import catalog, drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty, stop_unless

CODE = "on_time_rate"

stop_if_store_is_empty()
scope, indicator = current_scope(), catalog().indicators.get(CODE)

with st.container(horizontal=True, key="controls"):
    base = rates.ask_denominator(indicator)
    period = rates.ask_period(CODE, scope, base)

drawn_once(rates.show_other_bases, CODE, scope, base)
stop_unless(len(rates.rate_rows(CODE, scope, base)), indicator, scope)
left, right = st.columns([3, 2], gap="large")
with left:
    drawn_once(rates.show_comparison, CODE, scope, base, period)
with right:
    drawn_once(rates.show_pending, scope)
drawn_once(rates.show_trend, CODE, scope, base)
rates.offer_histories(CODE, scope, base)
st.subheader("Bảng số liệu", anchor=False)
drawn_once(rates.show_rate_table, CODE, scope, base)
