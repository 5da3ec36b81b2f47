"""Nhiệm vụ được giao: how the tasks from above stand at each unit's latest report."""

import pandas as pd
import streamlit as st

from cchc.charts.names import with_short_names
from cchc.charts.tasks import STATES, task_chart
from cchc.indicators.tasks import task_states
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table, source_address

COLUMNS = {
    "short": later("Đơn vị"),
    "period": later("Kỳ"),
    "total": later("Được giao"),
    **{state: words for state, (words, _, _) in STATES.items()},
    "source": later("Nguồn"),
}


def show_tasks(scope: Scope) -> None:
    """The five states of every unit, overdue first, then the table."""
    rows = cached.kept(_rows, scope, as_of=scope.as_of)
    if rows.empty:
        st.subheader(say("Nhiệm vụ được giao"), anchor=False)
        st.caption(
            say(
                "Chưa báo cáo nào trong phạm vi này nêu nhiệm vụ được giao. Mẫu biểu «Theo dõi "
                "nhiệm vụ được giao» tải ở trang Nhập báo cáo."
            )
        )
        return
    show_chart(task_chart(_apart(rows)), key="tasks", source=source_words(rows))
    columns = {f: h for f, h in COLUMNS.items() if f not in STATES or rows[f].notna().any()}
    decimals = dict.fromkeys(("total", *STATES), 0)
    show_table(
        rows.assign(
            source=[
                source_address(agency, "tasks_assigned", start.isoformat(), end.isoformat())
                for agency, start, end in zip(rows["agency"], rows["from"], rows["to"], strict=True)
            ]
        ),
        columns,
        decimals=decimals,
        alt=say("Nhiệm vụ được giao theo tình trạng"),
        key="task-table",
    )


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Without the units that hold others of the rows: a province would dwarf its communes."""
    agencies = cached.catalog().agencies
    holders = {above for agency in rows["agency"] for above in agencies.ancestors(agency)}
    return rows[~rows["agency"].isin(holders)]


def _rows(scope: Scope) -> pd.DataFrame:
    asked = scope.question("tasks_assigned", agencies=())
    rows = task_states(cached.store(), cached.catalog(), asked)
    if scope.agencies:  # those chosen, and what lies in them
        agencies = cached.catalog().agencies
        chosen = {one for agency in scope.agencies for one in agencies.series(agency)}
        inside = [bool(chosen & {a, *agencies.ancestors(a)}) for a in rows["agency"]]
        rows = rows[inside].reset_index(drop=True)
    return with_short_names(rows, cached.catalog().agencies) if len(rows) else rows
