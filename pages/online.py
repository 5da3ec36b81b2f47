"""Trực tuyến: the measures of going on line, each by its own name, never on one axis."""

import streamlit as st

from cchc.ui.cached import catalog, drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty, stop_unless
from cchc.ui.rates import funnels, online, signals
from cchc.ui.rates.blocks import ask_block
from cchc.ui.replaying import open_room

stop_if_store_is_empty()
scope = current_scope()
found = online.measures(scope)
stop_unless(found, catalog().indicators.get("online_rate"), scope)

with open_room(st.container, horizontal=True, key="controls"):
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

drawn_once(online.show_others, measure.code, scope)
drawn_once(online.show_tables, scope)
