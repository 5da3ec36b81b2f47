"""Sections of the page Trực tuyến: every measure of going on line by its own name and axis."""

import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.ui import cached, rates
from cchc.ui.choices import Scope

TOPICS = ("Dịch vụ công trực tuyến", "Thanh toán", "Số hóa")
FEW = 2  # measures drawn beside each other


def measures(scope: Scope) -> list[Indicator]:
    """The rates of going on line that the scope has values of, the core ones first."""
    return cached.kept(_measures, scope, as_of=scope.as_of)


def _measures(scope: Scope) -> list[Indicator]:
    found = [
        indicator
        for indicator in cached.catalog().indicators
        if indicator.kind == "rate" and indicator.topic in TOPICS
    ]
    known = [one for one in found if len(rates.rate_rows(one.code, scope))]
    return sorted(known, key=lambda one: one.tier != "core")


def show_measure(code: str, scope: Scope):
    """One measure: what it is a share of, units side by side, history where there is one."""
    indicator = cached.catalog().indicators.get(code)
    rows = rates.rate_rows(code, scope)
    with st.container(border=True, key=f"measure-{code}"):
        st.subheader(indicator.name, anchor=False)
        st.caption(definition(indicator))
        rates.show_comparison(code, scope, None, None, within=True)
        if len(rates.with_history(rows)):
            rates.show_trend(code, scope, None, within=True)


def definition(indicator: Indicator) -> str:
    """Numerator over denominator in words, else the note of the registry."""
    known = cached.catalog().indicators
    if not indicator.numerator:
        return indicator.note or "Chỉ có như nơi báo cáo nêu, không tính lại được."
    bases = " hoặc ".join(known.get(code).name.lower() for code in indicator.denominators)
    return f"{known.get(indicator.numerator).name} trên {bases}."
