"""What is still open, apart from the rate of what is done."""

import pandas as pd
import streamlit as st

from cchc.charts.names import with_short_names
from cchc.charts.pending import pending_chart
from cchc.indicators.blocks import Block, with_blocks
from cchc.indicators.comparison import A_YEAR, widest
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.sourcing import source_words

PENDING = {
    "total": "dossiers_in_progress",
    "in_time": "dossiers_in_progress_in_time",
    "overdue": "dossiers_in_progress_overdue",
}


def show_pending(scope: Scope, block: Block | None):
    """Open dossiers of who still reports: the units of the scope, else of a block."""
    frames = {name: cached.values(scope.question(code)) for name, code in PENDING.items()}
    rows = pending_rows(frames, alone=len(scope.agencies) == 1)
    rows = rows[rows["to"] > rows["to"].max() - A_YEAR] if len(rows) else rows
    whole = None
    if block and not scope.agencies:
        rows, whole = _of_block(rows, block)
    if rows.empty:
        st.caption(say("Chưa báo cáo nào trong phạm vi này nêu hồ sơ đang giải quyết."))
        return
    agencies = cached.catalog().agencies
    rows = with_short_names(rows, agencies, by_level=True)
    if whole is not None:
        whole["short"] = agencies.get(whole["agency"]).short
    show_chart(pending_chart(rows, whole=whole), key="pending", source=source_words(rows))


def _of_block(rows: pd.DataFrame, block: Block) -> tuple[pd.DataFrame, pd.Series | None]:
    """The units of a block, and the one province that they lie in; provinces where it has none."""
    blocks = with_blocks(rows, cached.catalog().agencies)["block"]
    own, provinces = rows[blocks == block.code], rows[blocks == "province"]
    if own.empty:
        return provinces, None
    is_within = block.code != "province" and len(provinces) == 1
    return own, provinces.iloc[0].copy() if is_within else None


def pending_rows(frames: dict[str, pd.DataFrame], *, alone: bool) -> pd.DataFrame:
    """One row per unit (and level, for one unit alone) with total, in_time and overdue."""
    rows = frames["total"]
    rows = (rows if alone else widest(rows)).rename(columns={"value": "total"})
    for name in ("in_time", "overdue"):
        part = frames[name].rename(columns={"value": name})
        key = ["agency", "level", "from", "to"]
        rows = rows.merge(part[[*key, name]].drop_duplicates(key), how="left", on=key)
    return rows.sort_values("to").groupby(["series", "level"], sort=False).tail(1)
