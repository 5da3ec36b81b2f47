"""Xếp hạng: who moved over the years, by how much in points, and how close the field is."""

import streamlit as st

from cchc.indicators.standings import Scope as Standing
from cchc.ui import ranks
from cchc.ui.cached import drawn_once
from cchc.ui.choices import current_scope
from cchc.ui.notices import stop_if_store_is_empty, stop_if_unranked

stop_if_store_is_empty()
scope = current_scope()

with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
    index = ranks.ask_index(scope)
    standing = Standing(level=ranks.ask_level(index.code, scope), as_of=scope.as_of)
    years, default = ranks.years_ranked(index.code, standing)
    stop_if_unranked(years, index, scope)
    year, against = ranks.ask_years(years, default)

drawn_once(ranks.show_ranks, index.code, standing, scope, year, against)
