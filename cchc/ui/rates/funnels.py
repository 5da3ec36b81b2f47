"""Who stands apart in one period: the funnel of the units of a block, and those outside it."""

import numpy as np
import pandas as pd
import streamlit as st

from cchc.charts.funnel import bad_side, funnel_chart
from cchc.charts.wording import counts_shown, shown
from cchc.indicators.blocks import Block
from cchc.indicators.comparison import shared_period
from cchc.indicators.funnel import ENOUGH, placed
from cchc.languages import later, say
from cchc.periods import Period
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.rates import rate
from cchc.ui.rates.blocks import rows_of
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table, with_sources

COLUMNS = {
    "short": later("Đơn vị"),
    "place": later("So với phễu"),
    "said": later("Tỷ lệ"),
    "counts": later("Tử số / mẫu số"),
    "source": later("Nguồn"),
}


def show_funnel(
    code: str, scope: Scope, denominator: str | None, block: Block, period: tuple | None
):
    """The units of a block in the period, else in the latest one that most of them share; nothing
    where they are too few.
    """
    indicator = rate.measure(code)
    rows = rows_of(block, code, scope, denominator)
    here = _of_period(rows, period)
    here = here if len(here) >= ENOUGH else _of_period(rows, shared_period(rows))
    if len(here) < ENOUGH:
        return
    judged, curves, found = placed(here, factor=indicator.factor)
    chart = funnel_chart(
        judged,
        curves,
        indicator,
        block=block.name,
        period=Period(here["from"].iloc[0], here["to"].iloc[0]).name,
        denominator=rate.base_name(indicator, denominator, judged),
        widened=float(found.widening(np.array([judged["denominator"].median()]))[0]),
        mine=_mine(scope, judged),
    )
    show_chart(chart, key=f"funnel-{code}", source=source_words(judged))
    _show_outside(judged, code)


def _of_period(rows: pd.DataFrame, period: tuple | None) -> pd.DataFrame:
    """Each unit's row of a period that has counts."""
    if period is None:
        return rows.iloc[0:0]
    here = rows[(rows["from"] == period[0]) & (rows["to"] == period[1])]
    counted = here[here["numerator"].notna() & (here["denominator"] > 0)]
    return counted.drop_duplicates("series")


def _mine(scope: Scope, judged: pd.DataFrame) -> str | None:
    """The first unit of the scope that is one of them."""
    known = cached.catalog().agencies
    series = [known.series(agency)[-1] for agency in scope.agencies]
    return next((one for one in series if one in set(judged["series"])), None)


def _show_outside(judged: pd.DataFrame, code: str) -> None:
    """A table of those outside the limits, the worse ones first."""
    indicator = rate.measure(code)
    outside = judged[judged["outside"] != 0]
    if outside.empty:
        return
    words = {bad_side(indicator): say("▼ kém hẳn"), -bad_side(indicator): say("▲ tốt hẳn")}
    outside = outside.assign(
        place=outside["outside"].map(words),
        said=[shown(value, indicator) for value in outside["value"]],
        counts=[
            counts_shown(n, d)
            for n, d in zip(outside["numerator"], outside["denominator"], strict=True)
        ],
    ).sort_values(["outside", "value"], ascending=indicator.better != "lower")
    with st.expander(say("{n} đơn vị ngoài phễu", n=len(outside))):
        show_table(
            with_sources(outside, indicator),
            {field: say(heading) for field, heading in COLUMNS.items()},
            alt=say("Các đơn vị ngoài phễu"),
            key=f"outside-{code}",
        )
