"""Đơn vị: one unit over all indicators and years, with what it came from and became."""

from functools import partial

import streamlit as st

from cchc.languages import say
from cchc.ui import heirs, profile
from cchc.ui.cached import catalog, drawn_once, kept
from cchc.ui.choices import current_scope, offer_units
from cchc.ui.notices import stop_if_store_is_empty
from cchc.ui.prose import remarks
from cchc.ui.replaying import draw_or_replay

stop_if_store_is_empty()
scope = current_scope()
shown = scope.agencies
if not shown:
    units = kept(profile.fullest_units, scope, as_of=scope.as_of)
    said = say("Chọn một đơn vị ở thanh bên (gõ tên, không dấu cũng được), hoặc một trong số này:")
    draw_or_replay(f"choose {said}", lambda: st.markdown(said))
    offer_units(units)
    shown = tuple(filter(None, [profile.one_unit(units)]))

for agency in shown:
    label = catalog().agencies.label(agency)
    draw_or_replay(f"unit {label}", partial(st.subheader, label, anchor=False))
    drawn_once(profile.show_identity, agency)
    drawn_once(heirs.show_heirs, agency, scope)
    drawn_once(profile.show_numbers, agency, scope)
    remarks.show_remarks(agency)
    drawn_once(profile.show_history, agency, scope)
