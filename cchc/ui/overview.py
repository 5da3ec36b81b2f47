"""Sections of the page Tổng quan: the few numbers, who moved, who is lowest, what came in."""

import streamlit as st

from cchc.agencies import AGENCY_LEVELS
from cchc.charts.bump import bump_chart
from cchc.charts.comparison import comparison_chart
from cchc.charts.movers import movers_chart
from cchc.charts.names import with_short_names
from cchc.indicators.comparison import shared_period
from cchc.indicators.overview import COUNTRY, HEADLINES
from cchc.indicators.standings import Scope as Standing
from cchc.languages import later, say
from cchc.ui import cached, ranks, ranks_held, rates
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.happened import events_of
from cchc.ui.notices import IMPORT_PAGE
from cchc.ui.reports import report_rows
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table
from cchc.ui.tiles import show_headlines
from cchc.vietnamese import number

LOWEST = 8  # units shown as exceptions
LATEST_REPORTS = 6
QUALITY_PAGE = "pages/quality.py"
REPORT_COLUMNS = {
    "file": later("Tệp"),
    "agency": later("Đơn vị"),
    "status": later("Tình trạng"),
    "figures": later("Số liệu"),
    "doubts": later("Cần xem"),
    "when": later("Nhập lúc"),
}


def show_numbers(scope: Scope):
    """The headlines of every unit of the scope, of the widest unit where none was chosen."""
    agencies = cached.catalog().agencies
    for agency in scope.agencies or (cached.kept(_widest_unit, scope.as_of, as_of=scope.as_of),):
        headlines = cached.overview(agency, as_of=scope.as_of)
        if len(scope.agencies) != 1:
            st.subheader(agencies.get(agency).name, anchor=False)
        if headlines:
            show_headlines(headlines)
        else:
            st.caption(say("Chưa có chỉ tiêu chính nào của đơn vị này trong kho."))


def _widest_unit(as_of: int | None) -> str:
    """The country where it has headlines, else the widest unit that has, the fullest of those."""
    held = cached.holdings(as_of=as_of)
    codes = [cached.catalog().indicators.get(code) for code in HEADLINES]
    wanted = {code for i in codes for code in (i.numerator, i.code)}  # counted, or stated
    figures = held[held["indicator"].isin(wanted)]
    figures = figures.groupby("agency")["figures"].sum()
    agencies = cached.catalog().agencies
    of_series = figures.groupby([agencies.series(agency)[-1] for agency in figures.index]).sum()
    width = {a: -AGENCY_LEVELS.index(agencies.get(a).level) for a in of_series.index}
    return max(of_series.index, key=lambda a: (width[a], of_series[a]), default=COUNTRY)


def show_movers(scope: Scope):
    """Who changed places most between the last two years of the fullest ranking; or the scope's."""
    index = next(iter(ranks_held.ranked_indicators(scope).values()), None)
    if index is None:
        return
    agencies = cached.catalog().agencies
    standing = Standing(level=ranks_held.default_level(index.code, scope), as_of=scope.as_of)
    history = with_short_names(cached.rank_history(index.code, standing=standing), agencies)
    year, against = ranks_held.default_periods(history)
    if against is None:
        return
    compared = cached.ranking(index.code, year, against=against, standing=standing)
    compared = with_short_names(compared, agencies)
    chosen = ranks.chosen_series(scope, history)
    if chosen or not compared["rank_change"].any():  # nobody's places can be told apart
        highlight = ranks.highlighted(compared, history, scope)
        events = events_of(index, scope.agencies)
        chart = bump_chart(
            history, index, highlight=highlight, years=(against, year), events=events
        )
    else:
        chart = movers_chart(compared, index, year=year, against=against)
    show_chart(chart, key="overview-movers", source=source_words(compared))


def show_lowest(scope: Scope):
    """The units whose on-time rate was lowest in the latest period they share; exceptions first."""
    indicator = cached.catalog().indicators.get("on_time_rate")
    base = indicator.denominators[0]
    rows = rates.rate_rows(indicator.code, scope, base)
    rows = rates.latest_rows(rows, shared_period(rows))
    if rows.empty:
        return
    lowest = rows.nsmallest(LOWEST, "value")
    base = rates.base_name(indicator, base, lowest)
    chart = comparison_chart(lowest, indicator, denominator=base)
    show_chart(chart, key="overview-lowest", source=source_words(lowest))


def show_reports(scope: Scope):
    """What came in last, and how much of it a person still has to look at."""
    reports = cached.reports(as_of=scope.as_of)
    st.subheader(
        say("{n} báo cáo trong kho, mới nhất trước", n=number(len(reports), 0)), anchor=False
    )
    show_table(
        report_rows(reports[::-1][:LATEST_REPORTS]),
        REPORT_COLUMNS,
        decimals={"figures": 0, "doubts": 0},
        alt=say("Các báo cáo mới nhập"),
        key="latest-reports",
    )
    doubts = sum(
        report.errors + report.doubts for report in reports if report.status != "withdrawn"
    )
    if doubts:
        st.page_link(QUALITY_PAGE, label=say("Xem {n} điểm cần kiểm tra", n=number(doubts, 0)))
    st.page_link(IMPORT_PAGE, label=say("Nhập báo cáo mới"))
