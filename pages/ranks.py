"""Xếp hạng: why a unit's rank moved, what the next place takes, and where everybody stands."""

import streamlit as st

from cchc.ui import ranks, ranks_field, ranks_held, ranks_why
from cchc.ui.cached import drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty, stop_if_unranked

stop_if_store_is_empty()
scope = current_scope()

with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
    index = ranks.ask_index(scope)
    level = ranks.ask_level(index.code, scope)
    standing = ranks_held.standing_for(index.code, level, scope)
    periods, default = ranks.periods_ranked(index.code, standing, scope)
    stop_if_unranked(periods, index, scope)
    label, against = ranks.ask_periods(periods, default)
    labels = (against, label)
    block = ranks.ask_block(index.code, standing, labels, scope)
    unit = ranks_why.ask_unit(index.code, standing, block, labels, scope)

if against is None:
    ranks.offer_rates(index, label, level, scope)
if unit:
    drawn_once(ranks_why.show_why, index.code, standing, block, labels, unit)
drawn_once(ranks_field.show_field, index.code, standing, scope, block, labels, unit)
