"""Sections of the page Tổng quan: the few numbers, who moved, who is lowest, what came in."""

import streamlit as st

from cchc.agencies import AGENCY_LEVELS
from cchc.charts.bump import bump_chart
from cchc.charts.movers import movers_chart
from cchc.charts.rank_periods import period_named
from cchc.indicators.overview import COUNTRY, HEADLINES
from cchc.indicators.standings import Scope as Standing
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.happened import events_of
from cchc.ui.notices import IMPORT_PAGE
from cchc.ui.ranking import asking, rankable
from cchc.ui.ranking.field import block_history
from cchc.ui.ranking.why import in_block
from cchc.ui.rates import rate
from cchc.ui.rates.blocks import usual_block
from cchc.ui.rates.comparing import show_comparison
from cchc.ui.reports import report_rows
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table
from cchc.ui.tiles import show_headlines
from cchc.vietnamese import number

ON_TIME = "on_time_rate"
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
            show_headlines(headlines, as_of=scope.as_of)
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
    """Who changed places most in the ranking that Xếp hạng opens on; or the scope's units."""
    code = rankable.default_index(scope)
    if code not in rankable.all_ranked(scope):
        return
    standing = rankable.standing_for(code, rankable.default_level(code, scope), scope)
    periods, label = asking.periods_ranked(code, standing, scope)
    earlier = periods[periods.index(label) + 1 :] if label in periods else []
    if earlier:
        _show_movers(code, standing, scope, (earlier[0], label))


def _show_movers(code: str, standing: Standing, scope: Scope, labels: tuple[str, str]):
    """`labels`: before, now. Where nobody's places can be told apart the years are drawn."""
    index = cached.catalog().indicators.get(code)
    block = asking.usual_block(code, standing, labels, scope)
    compared = in_block(rankable.with_both(code, standing, labels[1], labels[0]), block)
    history = block_history(code, standing, block, compared)
    chosen = asking.chosen_series(scope, history)
    if scope.agencies and not chosen and standing.level in rankable.levels_of(scope):
        return  # the scope's unit stands in no ranking of late
    if chosen or not compared["rank_change"].any():
        chart = bump_chart(
            history, index, highlight=asking.highlighted(compared, history, scope), years=labels,
            events=events_of(index, scope.agencies),
        )  # fmt: skip
    else:
        then, now = (period_named(one) for one in labels)
        chart = movers_chart(compared, index, year=now, against=then)
    show_chart(chart, key="overview-movers", source=source_words(compared))


def show_lowest(scope: Scope):
    """The on-time rate as Đúng hạn opens on it, exceptions first; of one unit its history."""
    base = cached.catalog().indicators.get(ON_TIME).denominators[0]
    if rate.rate_rows(ON_TIME, scope, base).empty:
        return
    code = rate.telling(scope, base)
    if len(scope.agencies) == 1:
        rate.show_trend(code, scope, base)
        return
    period, block = rate.usual_period(ON_TIME, scope, base), usual_block(ON_TIME, scope, base)
    show_comparison(code, scope, base, period, block, most=LOWEST)


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
