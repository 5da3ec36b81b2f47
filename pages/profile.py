"""Đơn vị: one unit over all indicators and years, with what it came from and became."""

import streamlit as st

from cchc.languages import say
from cchc.ui import heirs, profile
from cchc.ui.cached import catalog, drawn_once, kept
from cchc.ui.choices import current_scope, offer_units
from cchc.ui.notices import stop_if_store_is_empty
from cchc.ui.prose import remarks

stop_if_store_is_empty()
scope = current_scope()
shown = scope.agencies
if not shown:
    units = kept(profile.fullest_units, scope, as_of=scope.as_of)
    st.markdown(
        say("Chọn một đơn vị ở thanh bên (gõ tên, không dấu cũng được), hoặc một trong số này:")
    )
    offer_units(units)
    shown = tuple(filter(None, [profile.one_unit(units)]))

for agency in shown:
    st.subheader(catalog().agencies.label(agency), anchor=False)
    drawn_once(profile.show_identity, agency)
    drawn_once(heirs.show_heirs, agency, scope)
    drawn_once(profile.show_numbers, agency, scope)
    remarks.show_remarks(agency)
    drawn_once(profile.show_history, agency, scope)
