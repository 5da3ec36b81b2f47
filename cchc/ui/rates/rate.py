"""One rate: its choices, its values, its history, the table with the counts."""

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.names import with_short_names
from cchc.charts.trend import trend_chart
from cchc.indicators import late
from cchc.indicators.comparison import (
    A_YEAR,
    WIDTH,
    periods_known,
    shared_period,
    widest,
)
from cchc.indicators.statistics import SMALL_NUMBER
from cchc.languages import later, say
from cchc.periods import Period
from cchc.ui import cached
from cchc.ui.address import ask_code, carry
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.happened import events_of
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table, with_sources
from cchc.vietnamese import number

TREND_HEIGHT, FEW_POINTS_HEIGHT = 440, 300  # pixels
MANY_POINTS = 12
FEW_NAMES = 4
LATEST = "moi-nhat"  # each unit's latest period
COLUMNS = {
    "short": later("Đơn vị"),
    "period": later("Kỳ"),
    "value": later("Tỷ lệ ({unit})"),
    "numerator": later("Tử số"),
    "denominator": later("Mẫu số"),
    "source": later("Nguồn"),
    "low": later("Từ (95 %)"),
    "high": later("Đến (95 %)"),
    "stated": later("Báo cáo nêu ({unit})"),
    "basis_text": later("Cơ sở"),
}


def ask_denominator(indicator: Indicator) -> str:
    """What the rate is a share of, by code in the address."""
    known = cached.catalog().indicators
    labels = {code: known.get(code).name for code in indicator.denominators}
    return ask_code("mau", say("Tính trên"), labels, default=indicator.denominators[0], width=190)


def ask_measure(scope: Scope, denominator: str) -> str:
    """Per cent in time, or late per thousand: near 100 % only the late ones tell units apart."""
    if denominator not in late.BASES:
        return late.OF
    labels = {late.OF: say("Tỷ lệ đúng hạn"), late.CODE: say("Số trễ trên 1.000")}
    return ask_code("do", say("Đo bằng"), labels, default=telling(scope, denominator), width=180)


def telling(scope: Scope, denominator: str) -> str:
    """The measure that tells units apart: the rate, or near 100 % the late ones per thousand."""
    near = cached.kept(_is_near_all, scope, denominator, as_of=scope.as_of)
    return late.CODE if near else late.OF


def _is_near_all(scope: Scope, denominator: str) -> bool:
    return late.is_near_all(latest_rows(rate_rows(late.OF, scope, denominator), None))


def ask_period(code: str, scope: Scope, denominator: str | None) -> tuple | None:
    """One period for all units, the latest that most share; or None: each unit's latest."""
    labels, spans, default = cached.kept(_periods, code, scope, denominator, as_of=scope.as_of)
    return spans.get(ask_code("ky", say("So sánh ở kỳ"), labels, default=default))


def usual_period(code: str, scope: Scope, denominator: str | None) -> tuple | None:
    """The period a page opens on, as ask_period gives it."""
    _, spans, default = cached.kept(_periods, code, scope, denominator, as_of=scope.as_of)
    return spans.get(default)


def _periods(code: str, scope: Scope, denominator: str | None) -> tuple[dict, dict, str]:
    """Label → words, and label → days, of the periods there are; the label to begin with."""
    labels, spans = {LATEST: say("Kỳ mới nhất của mỗi đơn vị")}, {}
    rows = rate_rows(code, scope, denominator)
    for row in periods_known(rows).to_dict("records"):
        labels[row["label"]] = say(
            "{period} ({n} đơn vị)", period=row["period"], n=number(row["agencies"], 0)
        )
        spans[row["label"]] = (row["from"], row["to"])
    shared = shared_period(rows)
    return labels, spans, next((label for label in spans if spans[label] == shared), LATEST)


def measure(code: str) -> Indicator:
    """The indicator of a code; late dossiers per thousand are the on-time rate turned over."""
    known = cached.catalog().indicators
    return late.late_indicator(known.get(late.OF)) if code == late.CODE else known.get(code)


def rate_rows(code: str, scope: Scope, denominator: str | None = None) -> pd.DataFrame:
    """Every value of the scope with short names; one unit alone with each of its levels."""
    return cached.kept(_rate_rows, code, scope, denominator, as_of=scope.as_of)


def _rate_rows(code: str, scope: Scope, denominator: str | None) -> pd.DataFrame:
    rows = cached.values(scope.question(measure(code).code, denominator=denominator))
    rows = rows[rows["value"].notna()]
    rows = late.seen_as_late(rows) if code == late.CODE else rows
    rows = rows if len(scope.agencies) == 1 else widest(rows)
    return with_short_names(rows, cached.catalog().agencies, by_level=True)


def latest_rows(rows: pd.DataFrame, period: tuple | None) -> pd.DataFrame:
    """One row per unit and level: of the period, else its latest; `is_small` where too few."""
    if period:
        rows = rows[(rows["from"] == period[0]) & (rows["to"] == period[1])]
    last = rows.sort_values("to").groupby(["series", "level"], sort=False).tail(1)
    small = last["denominator"].notna() & (last["denominator"] < SMALL_NUMBER)
    return last.assign(is_small=small)


def show_trend(code: str, scope: Scope, denominator: str | None, within: bool = False):
    """The history, where at least one line has two points; else a word that there is none."""
    indicator = measure(code)
    rows = rate_rows(code, scope, denominator)
    drawn = with_history(rows)
    if drawn.empty:
        st.caption(say("Chưa đơn vị nào có từ hai kỳ trở lên để vẽ diễn biến."))
        return
    chart = trend_chart(
        drawn,
        indicator,
        highlight=() if scope.agencies else leading(drawn),
        denominator=base_name(indicator, denominator, drawn),
        events=events_of(indicator, scope.agencies),
        height=FEW_POINTS_HEIGHT if len(drawn) < MANY_POINTS else TREND_HEIGHT,
    )
    show_chart(chart, key=f"trend-{code}", source=source_words(drawn), within=within)


def commonest_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Of each line only its periods of one kind, the commonest: months, or quarters, or years.

    A unit that sends months, half-years and years would else be drawn three times over itself.
    """
    kinds = [Period(a, b).kind for a, b in zip(rows["from"], rows["to"], strict=True)]
    sizes = rows.groupby(["series", "level", kinds], sort=False).size()
    commonest = sizes.groupby(level=[0, 1]).idxmax()
    return rows[pd.MultiIndex.from_arrays([rows["series"], rows["level"], kinds]).isin(commonest)]


def with_history(rows: pd.DataFrame) -> pd.DataFrame:
    """Only lines of two values or more, of one kind of period each; the longest unit first."""
    rows = commonest_kind(rows)
    several = rows[rows.groupby(["series", "level"])["value"].transform("size") > 1]
    sizes = several.groupby("series")["value"].transform("size")
    return several.assign(_size=sizes).sort_values(["_size", "to"], ascending=[False, True])


def leading(rows: pd.DataFrame) -> tuple[str, ...]:
    """The widest units that still report: the province before its communes."""
    lately = rows[rows["to"] > rows["to"].max() - A_YEAR]
    width = lately["level"].map(WIDTH)
    return tuple(lately["series"][width == width.min()].unique())


def offer_histories(code: str, scope: Scope, denominator: str) -> None:
    """Where no line can be drawn on this denominator: one click to those on which one can."""
    known = cached.catalog().indicators
    others = cached.kept(_histories, code, scope, denominator, as_of=scope.as_of)
    for base, names in others.items():
        words = say(
            "Xem diễn biến trên {base}: {units}", base=known.get(base).name.lower(), units=names
        )
        st.button(words, key=f"history-{base}", on_click=carry, args=("mau", base))


def _histories(code: str, scope: Scope, denominator: str) -> dict[str, str]:
    """Denominator → names of the units that have two periods or more on it; where none has on
    the one asked about."""
    found: dict[str, str] = {}
    if len(with_history(rate_rows(code, scope, denominator))):
        return found
    for base in cached.catalog().indicators.get(code).denominators:
        names = with_history(rate_rows(code, scope, base))["short"].unique()
        if base != denominator and len(names):
            found[base] = ", ".join(names[:FEW_NAMES]) + ("…" if len(names) > FEW_NAMES else "")
    return found


def base_name(indicator: Indicator, denominator: str | None, rows: pd.DataFrame) -> str | None:
    """The denominator in words, as part of a sentence; those of `rows` where none was asked."""
    used = [code for code in indicator.denominators if code in set(rows["denominator_code"])]
    codes = [denominator] if denominator else used or list(indicator.denominators[:1])
    names = [cached.catalog().indicators.get(code).name for code in codes]
    return say(" hoặc ").join(name[0].lower() + name[1:] for name in names) or None


def show_rate_table(code: str, scope: Scope, denominator: str | None):
    """Every value with its counts, interval, what the report stated, and the way to the source."""
    indicator = measure(code)
    rows = rate_rows(code, scope, denominator).sort_values(["to", "short"], ascending=[False, True])
    decimals = dict.fromkeys(("value", "low", "high", "stated"), 2)
    decimals |= {"numerator": 0, "denominator": 0}
    show_table(
        with_sources(rows, indicator),
        {field: say(words, unit=indicator.unit) for field, words in COLUMNS.items()},
        decimals=decimals,
        alt=say("Bảng số liệu {name}", name=indicator.name),
        key=f"table-{code}",
    )


def show_other_bases(code: str, scope: Scope, denominator: str):
    """Who is left out because their rate stands on another denominator, and on which."""
    indicator, known = cached.catalog().indicators.get(code), cached.catalog().indicators
    there = set(rate_rows(code, scope, denominator)["series"])
    for base in indicator.denominators:
        if base == denominator:
            continue
        rows = rate_rows(code, scope, base)
        missing = rows[~rows["series"].isin(there)].drop_duplicates("series")
        if len(missing):
            names = ", ".join(missing["short"].head(6)) + ("…" if len(missing) > 6 else "")
            st.caption(
                say(
                    "Chỉ tính được trên {base}: {names}. Đổi mẫu số ở trên để xem.",
                    base=known.get(base).name.lower(),
                    names=names,
                )
            )
