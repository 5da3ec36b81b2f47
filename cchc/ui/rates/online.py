"""Sections of the page Trực tuyến: every measure of going on line by its own name and axis."""

import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.indicators.blocks import Block
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.rates import rate
from cchc.ui.rates.blocks import usual_block
from cchc.ui.rates.comparing import show_comparison

TOPICS = (later("Dịch vụ công trực tuyến"), later("Thanh toán"), later("Số hóa"))
FEW = 2  # measures drawn beside each other
LOWEST = 6  # units drawn of each, the table has all


def measures(scope: Scope) -> list[Indicator]:
    """The rates of going on line that the scope has values of, the core ones first."""
    return cached.kept(_measures, scope, as_of=scope.as_of)


def _measures(scope: Scope) -> list[Indicator]:
    found = [
        indicator
        for indicator in cached.catalog().indicators
        if indicator.kind == "rate" and indicator.topic in TOPICS
    ]
    known = [one for one in found if len(rate.rate_rows(one.code, scope))]
    return sorted(known, key=lambda one: one.tier != "core")


def ask_measure(found: list[Indicator]) -> Indicator:
    """The measure whose changes and exceptions are looked at, by code in the address."""
    labels = {indicator.code: indicator.name for indicator in found}
    code = ask_code("so_do", say("Số đo xem kỹ"), labels, default=found[0].code, width=420)
    return cached.catalog().indicators.get(code)


def show_units(code: str, scope: Scope, block: Block | None):
    """The measure that is looked at: units side by side."""
    show_comparison(code, scope, None, None, block)


def show_history(code: str, scope: Scope, *, within: bool = False):
    """The history of a measure, where there is one."""
    if len(rate.with_history(rate.rate_rows(code, scope))):
        rate.show_trend(code, scope, None, within=within)


def show_others(code: str, scope: Scope):
    """Every other measure beside the one that is looked at."""
    others = [one for one in measures(scope) if one.code != code]
    if others:
        st.caption(say("Mỗi khung dưới đây là một số đo khác: không cộng, không so với nhau."))
    for start in range(0, len(others), FEW):
        beside = others[start : start + FEW]
        for column, indicator in zip(st.columns(len(beside), gap="large"), beside, strict=True):
            with column:
                show_measure(indicator.code, scope)


def show_tables(scope: Scope):
    """The figures of each measure, folded."""
    st.subheader(say("Bảng số liệu"), anchor=False)
    for indicator in measures(scope):
        with st.expander(indicator.name):
            rate.show_rate_table(indicator.code, scope, None)


def show_measure(code: str, scope: Scope):
    """Another measure, in a card of its own: units side by side, history where there is one."""
    indicator = cached.catalog().indicators.get(code)
    with st.container(border=True, key=f"measure-{code}"):
        st.subheader(indicator.name, anchor=False)
        if not indicator.numerator:
            st.caption(indicator.note or say("Chỉ có như nơi báo cáo nêu, không tính lại được."))
        block = usual_block(code, scope, None)
        show_comparison(code, scope, None, None, block, within=True, most=LOWEST)
        show_history(code, scope, within=True)
