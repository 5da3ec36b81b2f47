"""Everybody of a ranking: who moved, the places over the years, the scores, the table."""

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.bump import bump_chart
from cchc.charts.movers import movers_chart
from cchc.charts.rank_periods import period_named, period_shown
from cchc.charts.rank_slope import slope_chart
from cchc.charts.scores import score_chart
from cchc.charts.wording import places_shown
from cchc.indicators.standings import Scope as Standing
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.happened import events_of
from cchc.ui.ranking import asking, rankable
from cchc.ui.ranking.why import headed, in_block, precise
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table, with_sources

COLUMNS = {
    "rank": later("Hạng"),
    "short": later("Đơn vị"),
    "score": later("Điểm"),
    "numerator": later("Tử số"),
    "denominator": later("Mẫu số"),
    "moved": later("Đổi hạng"),
    "score_change": later("Đổi điểm"),
    "gap": later("Kém hạng trên"),
    "range": later("Có thể"),
    "group": later("Nhóm"),
    "source": later("Nguồn"),
    "rank_before": later("Hạng trước"),
    "score_before": later("Điểm trước"),
    "note": later("Ghi chú"),
}
NAMED = 2  # units beside their mark on the staircase, where the others leave no room
OF_CHANGE = {"rank_before", "moved", "score_before", "score_change"}
COUNTS = {"numerator", "denominator"}


def show_field(
    code: str,
    standing: Standing,
    scope: Scope,
    block: str,
    labels: tuple[str | None, str],
    explained: str | None,
):
    """The page beneath the explanation, as one replayed section. `labels`: before, now."""
    indicator = cached.catalog().indicators.get(code)
    compared = in_block(rankable.with_both(code, standing, labels[1], labels[0]), block)
    history = block_history(code, standing, block, compared)
    history = asking.within_years(history, scope.first_year, scope.last_year)
    chosen = asking.highlighted(compared, history, scope, explained)
    _show_places(history, compared, indicator, chosen, labels)
    _show_scores(compared, indicator, chosen, labels)
    _show_table(compared, indicator, labels)


def block_history(
    code: str, standing: Standing, block: str, compared: pd.DataFrame
) -> pd.DataFrame:
    """The years of a block; of communes only today's, the others ended with their level."""
    history = cached.rank_history(code, standing=standing)
    history = history[history["block"] == block]
    if standing.level == "commune":
        history = history[history["series"].isin(compared["series"])]
    return asking.named(history)


def _show_places(
    history: pd.DataFrame,
    compared: pd.DataFrame,
    indicator: Indicator,
    chosen: tuple[str, ...],
    labels: tuple[str | None, str],
) -> None:
    """Places over the years beside who moved most; one period has neither."""
    if labels[0] is None or history["at"].nunique() < 2:
        return
    shown = compared[compared["series"].isin(chosen)]["agency"]
    events = events_of(indicator, shown)
    chart = bump_chart(history, indicator, highlight=chosen, years=labels, events=events)
    show_chart(chart, key="bump", source=source_words(compared))


def _show_scores(
    compared: pd.DataFrame,
    indicator: Indicator,
    chosen: tuple[str, ...],
    labels: tuple[str | None, str],
) -> None:
    then, now = (label and period_named(label) for label in labels)
    left, right = st.columns(2, gap="large")
    with left:
        chart = score_chart(compared, indicator, year=now, highlight=chosen[:NAMED], against=then)
        show_chart(chart, key="scores")
    if then is None or not compared["rank_change"].any():
        return
    with right:
        show_chart(movers_chart(compared, indicator, year=now, against=then), key="movers")
    when = (period_shown(labels[0]), period_shown(labels[1]))
    slope = slope_chart(compared, indicator, when=when, highlight=chosen)
    if slope:
        show_chart(slope, key="slope")


def _show_table(
    compared: pd.DataFrame, indicator: Indicator, labels: tuple[str | None, str]
) -> None:
    title = say(
        "Bảng xếp hạng {index} {period}", index=indicator.short, period=period_named(labels[1])
    )
    st.subheader(title, anchor=False)
    rows = with_sources(compared, indicator)
    rows = rows.assign(
        moved=[places_shown(change) for change in rows["rank_change"]],
        range=[_range_shown(row) for _, row in rows.iterrows()],
    )
    unused = _unused(rows, labels)
    columns = {field: heading for field, heading in COLUMNS.items() if field not in unused}
    points = ("score", "gap", "score_before", "score_change")
    decimals = dict.fromkeys(points, precise(indicator))
    decimals |= dict.fromkeys(("rank", "group", "rank_before", *COUNTS), 0)
    show_table(rows, headed(columns, indicator), decimals=decimals, alt=title, key="ranking")


def _range_shown(row: pd.Series) -> str:
    """ "2–6"; empty where no other rank is possible or none is known."""
    if pd.isna(row["rank_low"]) or row["rank_low"] == row["rank_high"]:
        return ""
    return f"{row['rank_low']}–{row['rank_high']}"


def _unused(rows: pd.DataFrame, labels: tuple[str | None, str]) -> set[str]:
    """Columns that would say nothing."""
    unused = set() if labels[0] else set(OF_CHANGE)
    unused |= set() if rows["note"].any() else {"note"}
    unused |= set() if rows["denominator"].notna().any() else set(COUNTS)
    return unused | (set() if rows["range"].any() else {"range", "group"})
