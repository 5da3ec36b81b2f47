"""Trực tuyến: the measures of going on line, each by its own name, never on one axis."""

import streamlit as st

from cchc.languages import say
from cchc.ui.cached import catalog, drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty, stop_unless
from cchc.ui.rates import funnels, online, rate, signals
from cchc.ui.rates.blocks import ask_block

stop_if_store_is_empty()
scope = current_scope()
found = online.measures(scope)
stop_unless(found, catalog().indicators.get("online_rate"), scope)

with st.container(horizontal=True, key="controls"):
    measure = online.ask_measure(found)
    block = ask_block(measure.code, scope, None)
    unit = signals.ask_unit(measure.code, scope, None)
    method = signals.ask_method(unit)
if unit:
    drawn_once(signals.show_verdict, measure.code, scope, None, unit, method)
else:
    signals.show_too_few()
if block:
    drawn_once(signals.show_verdicts, measure.code, scope, None, block)
    drawn_once(funnels.show_funnel, measure.code, scope, None, block, None)

drawn_once(online.show_units, measure.code, scope, block)
if not unit or len(scope.agencies) > 1:  # of one unit its chart above is the history
    drawn_once(online.show_history, measure.code, scope)

others = [one for one in found if one != measure]
if others:
    st.caption(say("Mỗi khung dưới đây là một số đo khác: không cộng, không so với nhau."))
for start in range(0, len(others), online.FEW):
    beside = others[start : start + online.FEW]
    for column, indicator in zip(st.columns(len(beside), gap="large"), beside, strict=True):
        with column:
            drawn_once(online.show_measure, indicator.code, scope)

st.subheader(say("Bảng số liệu"), anchor=False)
for indicator in found:
    with st.expander(indicator.name):
        drawn_once(rate.show_rate_table, indicator.code, scope, None)
