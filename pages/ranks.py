"""Xếp hạng: why a unit's rank moved, what the next place takes, and where everybody stands."""

import streamlit as st

from cchc.ui.cached import drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty, stop_if_unranked, stop_without_ranking
from cchc.ui.ranking import asking, field, rankable, why
from cchc.ui.replaying import open_room

stop_if_store_is_empty()
scope = current_scope()
if not rankable.all_ranked(scope):
    stop_without_ranking()

with open_room(st.container, horizontal=True, key="controls", vertical_alignment="bottom"):
    index = asking.ask_index(scope)
    level = asking.ask_level(index.code, scope)
    standing = rankable.standing_for(index.code, level, scope)
    periods, default = asking.periods_ranked(index.code, standing, scope)
    stop_if_unranked(periods, index, scope)
    label, against = asking.ask_periods(periods, default)
    labels = (against, label)
    block = asking.ask_block(index.code, standing, labels, scope)
    unit = why.ask_unit(index.code, standing, block, labels, scope)

if against is None:
    asking.offer_rates(index, label, level, scope)
if unit:
    drawn_once(why.show_why, index.code, standing, block, labels, unit)
drawn_once(field.show_field, index.code, standing, scope, block, labels, unit)
