"""Sections of the page Xếp hạng: who moved, the field of the year, the table."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.bump import bump_chart
from cchc.charts.movers import by_places_moved, movers_chart
from cchc.charts.names import with_short_names
from cchc.charts.scores import score_chart
from cchc.charts.wording import places_shown
from cchc.indicators.standings import Scope as Standing
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table, with_sources

LEVELS = {
    "province": "Tỉnh, thành phố",
    "district": "Huyện",
    "commune": "Xã, phường",
    "department": "Sở, ban, ngành",
}
DEFAULT_INDEX = "pci"
HIGHLIGHTED = 4
COLUMNS = {
    "rank": "Hạng",
    "short": "Đơn vị",
    "score": "Điểm",
    "gap": "Kém hạng trên",
    "rank_before": "Hạng trước",
    "moved": "Đổi hạng",
    "score_before": "Điểm trước",
    "score_change": "Đổi điểm",
    "source": "Nguồn",
    "note": "Ghi chú",
}


def ranked_indicators(scope: Scope) -> Mapping[str, Indicator]:
    """The indices that the store can rank, fullest first."""
    return cached.kept(_ranked_indicators, scope.as_of, as_of=scope.as_of)


def _ranked_indicators(as_of: int | None) -> Mapping[str, Indicator]:
    held = cached.holdings(as_of=as_of).groupby("indicator")["figures"].sum()
    known = cached.catalog().indicators
    codes = [c for c in held.sort_values(ascending=False).index if c in known]
    found = [known.get(code) for code in codes]
    scores = {i.score for i in found if i.kind == "rank" and i.score}
    return {i.code: i for i in [*found, *map(known.get, scores)] if i.kind == "score" and i.rank}


def ask_index(scope: Scope) -> Indicator:
    """Which index, by code in the address."""
    found = ranked_indicators(scope)
    labels = {code: indicator.short for code, indicator in found.items()}
    default = DEFAULT_INDEX if DEFAULT_INDEX in labels else next(iter(labels), DEFAULT_INDEX)
    return cached.catalog().indicators.get(ask_code("chi_so", "Chỉ số", labels, default=default))


def ask_level(code: str, scope: Scope) -> str:
    """Units of which level stand against each other, of those that the index has figures of."""
    held = levels_held(code, scope) or LEVELS
    labels = {level: label for level, label in LEVELS.items() if level in held}
    return ask_code("cap", "Cấp", labels, default=default_level(code, scope))


def levels_held(code: str, scope: Scope) -> Mapping[str, int]:
    """The levels that have scores or ranks of an index, and of how many units."""
    return cached.kept(_levels_held, code, scope.as_of, as_of=scope.as_of)


def _levels_held(code: str, as_of: int | None) -> Mapping[str, int]:
    agencies, index = cached.catalog().agencies, cached.catalog().indicators.get(code)
    held = cached.holdings(as_of=as_of)
    units = held["agency"][held["indicator"].isin({code, index.rank})].unique()
    levels = Counter(agencies.get(unit).level for unit in units)
    return {level: levels[level] for level in LEVELS if levels[level]}


def default_level(code: str, scope: Scope) -> str:
    """Provinces where they are ranked, else the level ranked last, that with an earlier year."""
    return cached.kept(_default_level, code, scope, as_of=scope.as_of)


def _default_level(code: str, scope: Scope) -> str:
    held = levels_held(code, scope)

    def fullness(level: str) -> tuple:
        history = cached.rank_history(code, standing=Standing(level=level, as_of=scope.as_of))
        year, before = default_years(history)
        several = held[level] > 1
        return several, level == "province", before is not None, year or 0, held[level]

    return max(held, key=fullness, default="province")


def years_ranked(code: str, standing: Standing) -> tuple[list[int], int | None]:
    """The years that have ranks, latest first, and the one to begin with."""
    return cached.kept(_years_ranked, code, standing, as_of=standing.as_of)


def _years_ranked(code: str, standing: Standing) -> tuple[list[int], int | None]:
    history = cached.rank_history(code, standing=standing)
    history = history[history["rank"].notna()]
    years = sorted({int(year) for year in history["year"]}, reverse=True)
    return years, default_years(history)[0]


def ask_years(years: list[int], default: int) -> tuple[int, int | None]:
    """The year and the one it is held against, from the years there are."""
    names = {str(year): str(year) for year in years}
    year = int(ask_code("nam", "Năm", names, default=str(default)))
    earlier = {str(y): str(y) for y in years if y < year}
    if not earlier:
        return year, None
    return year, int(ask_code("so_voi", "So với", earlier, default=next(iter(earlier))))


def default_years(history: pd.DataFrame) -> tuple[int | None, int | None]:
    """The last year that is not a handful of facts beside fuller ones, and the one before it."""
    if history.empty:
        return None, None
    sizes = history.groupby("year").size()
    full = sorted(int(year) for year in sizes.index if sizes[year] >= 0.5 * sizes.max())
    return full[-1], full[-2] if len(full) > 1 else None


def chosen_series(scope: Scope, history: pd.DataFrame) -> tuple[str, ...]:
    """The series of the scope's units that stand in the history."""
    agencies, there = cached.catalog().agencies, set(history["series"])
    chosen = dict.fromkeys(agencies.series(agency)[-1] for agency in scope.agencies)
    return tuple(series for series in chosen if series in there)[:HIGHLIGHTED]


def highlighted(compared: pd.DataFrame, history: pd.DataFrame, scope: Scope) -> tuple[str, ...]:
    """The series in colour: those of the scope, else those that moved most, else the first."""
    moved = tuple(by_places_moved(compared)["series"].head(HIGHLIGHTED))
    first = tuple(compared["series"].head(HIGHLIGHTED))
    return chosen_series(scope, history) or moved or first


def show_ranks(code: str, standing: Standing, scope: Scope, year: int, against: int | None):
    """The whole page beneath its choices, as one replayed section."""
    agencies, indicator = cached.catalog().agencies, cached.catalog().indicators.get(code)
    history = with_short_names(cached.rank_history(code, standing=standing), agencies)
    compared = cached.ranking(code, year, against=against, standing=standing)
    compared = with_short_names(compared, agencies)
    chosen = highlighted(compared, history, scope)
    years = (against, year) if against else None
    show_chart(
        bump_chart(history, indicator, highlight=chosen, years=years),
        key="bump",
        source=source_words(compared),
    )
    left, right = st.columns(2, gap="large")
    with left:
        show_chart(
            score_chart(compared, indicator, year=year, highlight=chosen, against=against),
            key="scores",
        )
    if against and compared["rank_change"].notna().any():
        with right:
            chart = movers_chart(compared, indicator, year=year, against=against)
            show_chart(chart, key="movers")
    _show_table(compared, indicator, year, against)


def _show_table(compared: pd.DataFrame, indicator: Indicator, year: int, against: int | None):
    st.subheader(f"Bảng xếp hạng {indicator.short} năm {year}", anchor=False)
    rows = with_sources(compared, indicator)
    rows = rows.assign(moved=[places_shown(change) for change in rows["rank_change"]])
    hidden = set() if against else {"rank_before", "moved", "score_before", "score_change"}
    hidden |= {"note"} if not rows["note"].any() else set()
    columns = {field: heading for field, heading in COLUMNS.items() if field not in hidden}
    decimals = dict.fromkeys(("score", "gap", "score_before", "score_change"), indicator.decimals)
    decimals |= {"rank": 0, "rank_before": 0}
    show_table(
        rows,
        columns,
        decimals=decimals,
        alt=f"Bảng xếp hạng {indicator.name} năm {year}",
        key="ranking",
    )
