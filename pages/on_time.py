"""Đúng hạn: what changed, who stands apart, what is open; the rate on a denominator one names."""

import streamlit as st

from cchc.languages import say
from cchc.ui.cached import catalog, drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty, stop_unless
from cchc.ui.rates import comparing, funnels, pending, rate, signals
from cchc.ui.rates.blocks import ask_block
from cchc.ui.replaying import draw_or_replay, open_room

CODE = "on_time_rate"

stop_if_store_is_empty()
scope, indicator = current_scope(), catalog().indicators.get(CODE)

with open_room(st.container, horizontal=True, key="controls"):
    base = rate.ask_denominator(indicator)
    code = rate.ask_measure(scope, base)
    period = rate.ask_period(CODE, scope, base)
    block = ask_block(CODE, scope, base)
    unit = signals.ask_unit(code, scope, base)
    method = signals.ask_method(unit)

stop_unless(len(rate.rate_rows(CODE, scope, base)), indicator, scope)
if unit:
    drawn_once(signals.show_verdict, code, scope, base, unit, method)
else:
    signals.show_too_few()
if block:
    drawn_once(signals.show_verdicts, code, scope, base, block)
    drawn_once(funnels.show_funnel, code, scope, base, block, period)
left, right = open_room(st.columns, [3, 2], gap="large")
with left:
    drawn_once(comparing.show_comparison, code, scope, base, period, block)
with right:
    drawn_once(pending.show_pending, scope, block)
if not unit or len(scope.agencies) > 1:  # of one unit its chart above is the history
    drawn_once(rate.show_trend, code, scope, base)
rate.offer_histories(CODE, scope, base)
draw_or_replay("table", lambda: st.subheader(say("Bảng số liệu"), anchor=False))
drawn_once(rate.show_other_bases, CODE, scope, base)
drawn_once(rate.show_rate_table, code, scope, base)
