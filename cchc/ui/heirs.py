"""Huyện cũ nay ra sao: the units that a former one became, with their figures of today."""

import pandas as pd
import streamlit as st

from cchc.charts.names import with_short_names
from cchc.charts.wording import counts_shown, in_sentence, shown
from cchc.indicators.comparison import pooled, shared_period, widest
from cchc.indicators.heirs import heirs
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.tables import show_table
from cchc.vietnamese import number

CODES = ("on_time_rate", "online_rate")
MOST_NAMES = 8
COLUMNS = {"short": later("Đơn vị"), "part": later("Phần")}


def show_heirs(agency: str, scope: Scope) -> None:
    """Into what a unit went, how these stand together today, and each of them."""
    agencies = cached.catalog().agencies
    found = heirs(agencies, agency)
    if not found:
        return
    names = [agencies.get(one).name for one in found]
    more = len(names) - MOST_NAMES
    listed = ", ".join(names[:MOST_NAMES]) + (say(" và {n} nữa", n=more) if more > 0 else "")
    st.markdown(
        say("**{old} nay là {n} đơn vị**: {names}.", old=agencies.get(agency).name,
            n=number(len(found), 0), names=listed)
    )  # fmt: skip
    table = pd.DataFrame(
        {"agency": list(found), "series": list(found), "part": [_part(w) for w in found.values()]}
    )
    columns = dict(COLUMNS)
    for code in CODES:
        rows = _rows_of_today(code, tuple(found), scope)
        if len(rows):
            st.markdown(f"- {_sentence(code, rows, agency, scope)}")
            table[code] = table["agency"].map(_said(code, rows))
            columns[code] = cached.catalog().indicators.get(code).short
    table = with_short_names(table, agencies)
    table["source"] = [f"/don-vi?dv={one}" for one in table["agency"]]
    show_table(table, columns | {"source": later("Xem")}, alt=say("Các đơn vị kế tục"),
               key=f"heirs-{agency}", link_text=say("Mở"))  # fmt: skip


def _part(is_whole: bool) -> str:
    return say("trọn trong địa bàn cũ") if is_whole else say("có phần của nơi khác")


def _rows_of_today(code: str, units: tuple[str, ...], scope: Scope) -> pd.DataFrame:
    """One row for each unit at the latest period most of them share."""
    rows = widest(cached.values(scope.question(code, agencies=units)))
    rows = rows[rows["value"].notna()]
    span = shared_period(rows)
    if span is None:
        return rows.head(0)
    return rows[(rows["from"] == span[0]) & (rows["to"] == span[1])]


def _sentence(code: str, rows: pd.DataFrame, agency: str, scope: Scope) -> str:
    """All of them together, sum over sum, beside the last the former unit reported."""
    indicator = cached.catalog().indicators.get(code)
    together = pooled(rows)
    period = in_sentence(rows["period"].iloc[0])
    value = shown(together["value"], indicator) if together else say("không gộp được")
    counts = counts_shown(together["numerator"], together["denominator"]) if together else ""
    said = say(
        "{indicator}, {period}: gộp các đơn vị này {value} ({counts})",
        indicator=indicator.name, period=period, value=value, counts=counts,
    )  # fmt: skip
    before = widest(cached.values(scope.question(code, agencies=(agency,))))
    before = before[before["value"].notna()].sort_values("to")
    if before.empty:
        return said
    last = before.iloc[-1]
    return said + say(
        "; lần cuối của đơn vị cũ ({period}): {value}",
        period=in_sentence(last["period"]), value=shown(last["value"], indicator),
    )  # fmt: skip


def _said(code: str, rows: pd.DataFrame) -> dict[str, str]:
    indicator = cached.catalog().indicators.get(code)
    return {a: shown(v, indicator) for a, v in zip(rows["agency"], rows["value"], strict=True)}
