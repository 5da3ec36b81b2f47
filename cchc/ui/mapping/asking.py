"""The page Bản đồ: which indicator, whose, at which time, and the rows that are mapped."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.indicators import mapping
from cchc.indicators.comparison import periods_known, shared_period, widest
from cchc.indicators.holdings import holdings_of
from cchc.indicators.late import OF, is_near_all, late_indicator, seen_as_late
from cchc.indicators.mapping import Layout
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.vietnamese import number

LEVELS = {
    "province": later("Tỉnh, thành phố"),
    "district": later("Huyện"),
    "commune": later("Xã, phường"),
}
KINDS = ("rate", "score")
FEWEST = 2  # units that make a map


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is mapped: hashable, part of every key."""

    code: str
    level: str
    within: str | None
    span: tuple[date, date]
    is_late: bool


def ask_map(scope: Scope) -> Asked | None:
    """Indicator, level, province below it and period; None where nothing can be mapped."""
    codes = cached.kept(_codes, scope, as_of=scope.as_of)
    if not codes:
        return None
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        known = cached.catalog().indicators
        names = {code: known.get(code).name for code in codes}
        code = ask_code("chi_so", say("Chỉ số"), names, default=next(iter(codes)), width=330)
        levels = {level: say(LEVELS[level]) for level in codes[code]}
        level = ask_code("cap", say("Cấp"), levels, default=next(iter(levels)), width=170)
        within = _ask_within(code, level, scope)
        rows = rows_of(code, level, within, scope)
        span = _ask_period(rows)
        at_span = rows[(rows["from"] == span[0]) & (rows["to"] == span[1])]
        is_late = _ask_late(code, at_span)
    return Asked(code=code, level=level, within=within, span=span, is_late=is_late)


def _codes(scope: Scope) -> dict[str, list[str]]:
    """Indicators with two units or more at some level, and those levels, the fullest first;
    before it the on-time rate, unless it would leave most of the map empty."""
    agencies, held = cached.catalog().agencies, cached.holdings(as_of=scope.as_of)
    level_of = {agency: agencies.get(agency).level for agency in set(held["agency"])}
    found = {}
    for indicator in cached.catalog().indicators:
        if indicator.kind not in KINDS:
            continue
        units = set(holdings_of(held, cached.catalog(), indicator.code)["agency"])
        counts = pd.Series([level_of[unit] for unit in units], dtype=object).value_counts()
        levels = [level for level in counts.index if level in LEVELS and counts[level] >= FEWEST]
        if levels:
            found[indicator.code] = (int(counts[levels[0]]), levels)
    most = max((units for units, _ in found.values()), default=0)
    fullest = sorted(
        found, key=lambda code: (code != OF or 2 * found[OF][0] < most, -found[code][0])
    )
    return {code: found[code][1] for code in fullest}


def _ask_within(code: str, level: str, scope: Scope) -> str | None:
    """Below provinces one of them is mapped: that of the scope, else one that is chosen."""
    if level == "province":
        return None
    agencies = cached.catalog().agencies
    counts = cached.kept(_provinces, code, level, scope, as_of=scope.as_of)
    chosen = [_province(agency) for agency in scope.agencies]
    first = next((a for a in chosen if a in counts), next(iter(counts)))
    if len(counts) == 1:
        return first
    names = {one: agencies.get(one).name for one in counts}
    return ask_code("trong", say("Trong"), names, default=first, width=240)


def _provinces(code: str, level: str, scope: Scope) -> dict[str, int]:
    """Provinces by how many of their units have values, the fullest first."""
    rows = _values(code, level, scope)
    provinces = pd.Series(rows["agency"].unique()).map(_province)
    return {str(province): int(n) for province, n in provinces.value_counts().items()}


def _province(agency: str) -> str | None:
    """The province a unit lies in, under its latest id."""
    agencies = cached.catalog().agencies
    province = agencies.province_of(agency)
    return agencies.series(province)[-1] if province else None


def rows_of(code: str, level: str, within: str | None, scope: Scope) -> pd.DataFrame:
    """Every value of the units of a level, each at its widest."""
    return cached.kept(_rows, code, level, within, scope, as_of=scope.as_of)


def _rows(code: str, level: str, within: str | None, scope: Scope) -> pd.DataFrame:
    rows = _values(code, level, scope)
    if within:
        agencies = cached.catalog().agencies
        same = set(agencies.series(within))
        rows = rows[[agencies.province_of(agency) in same for agency in rows["agency"]]]
    return rows.reset_index(drop=True)


def _values(code: str, level: str, scope: Scope) -> pd.DataFrame:
    agencies = cached.catalog().agencies
    rows = cached.values(scope.question(code, agencies=()))
    rows = rows[rows["value"].notna()]
    rows = rows[[agencies.get(agency).level == level for agency in rows["agency"]]]
    if scope.way != "luc-do":  # under the name the same territory bears today
        rows = rows.assign(agency=[agencies.series(agency)[-1] for agency in rows["agency"]])
    return widest(rows)


def _ask_period(rows: pd.DataFrame) -> tuple[date, date]:
    """One period for all units; the latest that most of them share to begin with."""
    known = periods_known(rows).to_dict("records")
    spans = {row["label"]: (row["from"], row["to"]) for row in known}
    labels = {
        row["label"]: say("{period} ({n} đơn vị)", period=row["period"],
                          n=number(row["agencies"], 0))
        for row in known
    }  # fmt: skip
    most = max(row["agencies"] for row in known)
    fullest = next((row["from"], row["to"]) for row in known if row["agencies"] == most)
    wanted = shared_period(rows) or fullest
    default = next(label for label in spans if spans[label] == wanted)
    return spans[ask_code("ky", say("Kỳ"), labels, default=default, width=220)]


def _ask_late(code: str, rows: pd.DataFrame) -> bool:
    """Near 100 % only the late dossiers tell units apart: the other side of the rate."""
    if code != OF or rows["denominator"].isna().all():
        return False
    labels = {"ty-le": say("Tỷ lệ đúng hạn"), "tre": say("Số trễ trên 1.000")}
    return (
        ask_code(
            "do", say("Đo bằng"), labels, default="tre" if is_near_all(rows) else "ty-le", width=170
        )
        == "tre"
    )


def drawn_rows(asked: Asked, scope: Scope) -> tuple[pd.DataFrame, Indicator, Layout]:
    """The rows of the period with short names, as what they are measured, and how they lie."""
    return cached.kept(_drawn_rows, asked, scope, as_of=scope.as_of)


def _drawn_rows(asked: Asked, scope: Scope) -> tuple[pd.DataFrame, Indicator, Layout]:
    agencies, indicator = cached.catalog().agencies, cached.catalog().indicators.get(asked.code)
    rows = rows_of(asked.code, asked.level, asked.within, scope)
    rows = rows[(rows["from"] == asked.span[0]) & (rows["to"] == asked.span[1])]
    rows = rows.drop_duplicates("agency")
    if asked.is_late:
        rows, indicator = seen_as_late(rows), late_indicator(indicator)
    day = asked.span[1] if scope.way == "luc-do" else date.max
    within = agencies.at(asked.within, day) if asked.within else None
    layout = mapping.layout_of(agencies, asked.level, day, within)
    rows = rows.assign(short=[agencies.get(agency).short for agency in rows["agency"]])
    return rows.sort_values("value", ignore_index=True), indicator, layout
