"""Nhật ký chỉ tiêu: which targets were changed, from what to what, when, by which document."""

import pandas as pd
import streamlit as st

from cchc.charts.wording import shown
from cchc.indicators.target_log import changed_targets
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.tables import show_table
from cchc.vietnamese import date_text

LOG_COLUMNS = {
    "when": later("Ghi nhận"),
    "whose": later("Đơn vị"),
    "name": later("Tên chỉ tiêu"),
    "year": later("Năm"),
    "old": later("Mức cũ"),
    "new": later("Mức mới"),
    "document": later("Theo văn bản"),
    "old_document": later("Thay văn bản"),
}


def show_log(scope: Scope) -> None:
    """The changes of the scope, the newest first."""
    st.subheader(say("Nhật ký chỉ tiêu thay đổi"), anchor=False)
    log = cached.kept(_log, scope.as_of, as_of=scope.as_of)
    agencies = cached.catalog().agencies
    if scope.agencies:
        within = {one for agency in scope.agencies for one in agencies.series(agency)}
        log = log[log["agency"].isin(within)]
    if log.empty:
        st.caption(say("Chưa chỉ tiêu nào bị thay đổi kể từ khi được giao."))
        return
    indicators = [cached.catalog().indicators.get(code) for code in log["indicator"]]
    rows = log.assign(
        when=[date_text(day) for day in log["day"]],
        whose=[agencies.label(agency) for agency in log["agency"]],
        name=[indicator.name for indicator in indicators],
        year=[str(year) for year in log["year"]],
        old=[shown(value, i) for value, i in zip(log["old"], indicators, strict=True)],
        new=[shown(value, i) for value, i in zip(log["new"], indicators, strict=True)],
    )
    show_table(rows, LOG_COLUMNS, alt=say("Nhật ký chỉ tiêu thay đổi"), key="target-log")


def _log(as_of: int | None) -> pd.DataFrame:
    return changed_targets(cached.store(), cached.catalog(), as_of=as_of)
