"""The proposals of a report as a table that a person corrects cell by cell."""

import pandas as pd
import streamlit as st

from cchc.languages import say
from cchc.ui import cached
from cchc.ui.levels import LEVEL_NAMES, level_name
from cchc.ui.prose import desk
from cchc.ui.prose.desk import Work
from cchc.ui.prose.rows import COLUMNS, KIND_NAMES, kind_name

# What every row needs; what is the same in all of them is told once above the table.
ALWAYS = ("number", "accepted", "value", "indicator", "level", "sureness")
WHERE_IT_DIFFERS = ("period", "agency", "kind")
TABLE = "prose-table"
HEIGHTS = {"row_height": 40, "header_height": 36}  # pixels
HIGHEST = 560


def ask_rows(work: Work) -> pd.DataFrame:
    """The proposals as the person corrects them; what is edited survives another page."""
    key = f"prose-editor-{work.turn}"
    if key not in st.session_state and work.edited is not None:
        work.rows = work.edited  # back from another page
    st.markdown(say("**Số liệu đọc được** · nhấn đúp vào ô để sửa"))
    shown = _ask_shown(work)
    with st.container(key=TABLE):
        edited = st.data_editor(
            work.rows, key=key, hide_index=True, column_config=_columns(work), column_order=shown,
            disabled=["number", "sureness", "others", "quote"],
            row_height=HEIGHTS["row_height"], height=_height(len(work.rows)),
            alt=say("Số liệu đọc được, sửa được từng ô"),
        )  # fmt: skip
    work.edited = edited
    with st.container(horizontal=True):
        tick = st.button(say("Nhận tất cả"), key=f"all-{key}")
        untick = st.button(say("Bỏ tất cả"), key=f"none-{key}")
    if tick or untick:
        desk.accept_all(work, edited, accepted=tick)
        st.rerun()
    return edited


def _ask_shown(work: Work) -> tuple[str, ...]:
    """The columns: those that tell rows apart, or all of them."""
    said, choice = st.columns([3, 1], vertical_alignment="center")
    differs = [name for name in WHERE_IT_DIFFERS if work.rows[name].nunique(dropna=False) > 1]
    said.caption(_said_once(work, differs))
    if choice.toggle(say("Mọi cột"), key=f"prose-all-columns-{work.turn}"):
        return COLUMNS
    return (*ALWAYS, *differs)


def _said_once(work: Work, differs: list[str]) -> str:
    """What holds for every row: whose, when and which kind."""
    if work.rows.empty:
        return ""
    first = work.rows.iloc[0]
    names = {"agency": agency_label, "kind": kind_name}
    same = [
        names.get(name, str)(first[name]) for name in ("agency", "period", "kind")
        if name not in differs and pd.notna(first[name]) and first[name]
    ]  # fmt: skip
    return say("Mọi dòng: {what}", what=" · ".join(same)) if same else ""


def _height(rows: int) -> int:
    needed = HEIGHTS["header_height"] + rows * HEIGHTS["row_height"] + 12
    return min(HIGHEST, needed)


def _columns(work: Work) -> dict:
    config, indicators = st.column_config, cached.catalog().indicators
    names = {indicator.code: indicator.name for indicator in indicators}
    used = {p.figure.agency for p in work.proposals} | set(work.rows["agency"].dropna())
    agencies = list(dict.fromkeys([*agencies_offered(work), *filter(None, used)]))
    return {
        "number": config.NumberColumn(say("Số"), width=34, pinned=True),
        "accepted": config.CheckboxColumn(say("Nhận"), width=68, pinned=True),
        "value": config.TextColumn(say("Giá trị"), width=84, required=True),
        "indicator": config.SelectboxColumn(
            say("Tên chỉ tiêu"),
            options=sorted(names, key=names.get),
            format_func=names.get,
            width=130,
            required=True,
        ),
        "level": config.SelectboxColumn(
            say("Phạm vi"), options=list(LEVEL_NAMES), format_func=level_name, width=82
        ),
        "sureness": config.TextColumn(say("Chắc"), width=44),
        "others": config.TextColumn(say("Cách đọc khác"), width=170),
        "agency": config.SelectboxColumn(
            say("Đơn vị"), options=agencies, format_func=agency_label, width=90
        ),
        "period": config.TextColumn(say("Kỳ"), width=88),
        "kind": config.SelectboxColumn(
            say("Loại"),
            options=list(KIND_NAMES),
            format_func=kind_name,
            width=72,
            required=True,
        ),
        "quote": config.TextColumn(say("Nguyên văn"), width=420),
    }  # fmt: skip


def agencies_offered(work: Work) -> list[str]:
    """Those the text names, the report's own, its province and its parts."""
    agencies, reading = cached.catalog().agencies, work.reading
    on = reading.period and reading.period.end
    named = [p.figure.agency for p in work.proposals if p.figure.agency]
    around = [work.whose, reading.province, *named]
    for one in filter(None, dict.fromkeys([work.whose, reading.province])):
        around += [child.id for child in agencies.children(one, on)]
    return list(dict.fromkeys([one for one in around if one] + ["VN"]))


def agency_label(agency: str) -> str:
    """The name of an agency of the list; what somebody typed as it stands."""
    agencies = cached.catalog().agencies
    return agencies.label(agency) if agency in agencies or "/" in agency else agency
