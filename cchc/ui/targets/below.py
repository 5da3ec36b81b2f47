"""Which units below fall short of the level that was set for the whole, by how many dossiers."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from cchc.charts.names import with_short_names
from cchc.charts.wording import counts_shown
from cchc.indicators.holdings import holdings_of
from cchc.indicators.progress import Progress, progress
from cchc.indicators.targets import Target
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.tables import show_table, source_address
from cchc.ui.targets import words
from cchc.vietnamese import number

FEW_NAMES = 5
BELOW = {"country": "province", "province": "commune", "district": "commune"}
UNIT_COLUMNS = {
    "short": later("Đơn vị"),
    "value": later("Kết quả"),
    "counts": later("Tử số / mẫu số"),
    "gap": later("Còn thiếu"),
    "missing": later("Hồ sơ còn thiếu"),
    "source": later("Nguồn"),
}


def units_with_figures(
    code: str, level: str, within: str, target: Target, scope: Scope
) -> list[str]:
    """Units of a level within another, in force at the target's end, that report the indicator."""
    agencies = cached.catalog().agencies
    held = holdings_of(cached.holdings(as_of=scope.as_of), cached.catalog(), code)
    there = {
        a for a, last in zip(held["agency"], held["last"], strict=True) if last >= target.start
    }
    return [
        a.id
        for a in agencies.valid_on(target.end, level=level, within=within)
        if a.id in there and a.id != within
    ]


def show_units_below(found: list[Progress], scope: Scope) -> None:
    """Which units within the one target's unit lack the same level, most dossiers first."""
    own = [one for one in found if one.now and one.target.each is None]
    if len(own) != 1:
        return
    target = own[0].target
    level = BELOW.get(cached.catalog().agencies.get(target.agency).level)
    if level is None:
        return
    below = cached.kept(_progress_below, target, level, scope, as_of=scope.as_of)
    short = [one for one in below if one.gap]
    if not below:
        return
    st.subheader(_below_title(short, below, target), anchor=False)
    st.caption(say("Cùng mức {wanted} áp cho từng đơn vị, thiếu nhiều hồ sơ nhất trước.",
                   wanted=words.wanted(target)))  # fmt: skip
    if short:
        _show_short(short)


def _progress_below(target: Target, level: str, scope: Scope) -> list[Progress]:
    units = units_with_figures(target.indicator, level, target.agency, target, scope)
    asked = [replace(target, agency=unit, each=level, level=None) for unit in units]
    found = progress(cached.store(), cached.catalog(), asked, as_of=scope.as_of)
    return sorted(found, key=lambda p: (-(p.missing or 0), -(p.gap or 0)))


def _below_title(short: list[Progress], below: list[Progress], target: Target) -> str:
    said = dict(n=number(len(short), 0), all=number(len(below), 0))
    if not short:
        return say("Cả {all} đơn vị bên dưới đều đạt mức này", all=said["all"])
    missing = sum(one.missing or 0 for one in short)
    if not missing:
        return say("{n} trên {all} đơn vị bên dưới chưa đạt mức này", **said)
    most = sum(one.missing or 0 for one in short[:FEW_NAMES])
    return say(
        "{n} trên {all} đơn vị bên dưới chưa đạt, thiếu {missing} hồ sơ; riêng {few} đơn vị đầu "
        "thiếu {most}",
        **said, missing=number(missing, 0), few=number(min(FEW_NAMES, len(short)), 0),
        most=number(most, 0),
    )  # fmt: skip


def _show_short(short: list[Progress]) -> None:
    rows = pd.DataFrame(
        {
            "agency": [one.target.agency for one in short],
            "series": [one.target.agency for one in short],
            "value": [words.value_cell(one) for one in short],
            "counts": [counts_shown(one.now.numerator, one.now.denominator) for one in short],
            "gap": [words.distance(one.gap, words.indicator_of(one.target)) for one in short],
            "missing": [one.missing for one in short],
            "source": [
                source_address(one.target.agency, one.target.indicator, one.now.start.isoformat(),
                               one.now.end.isoformat())
                for one in short
            ],
        }
    )  # fmt: skip
    rows = with_short_names(rows, cached.catalog().agencies)
    show_table(rows, UNIT_COLUMNS, decimals={"missing": 0}, alt=say("Đơn vị chưa đạt"), key="short")
