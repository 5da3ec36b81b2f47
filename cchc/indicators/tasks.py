"""Tasks given from above by how they stand: early, on time, late, still in time, overdue."""

from dataclasses import replace

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.indicators import counts
from cchc.indicators.comparison import widest
from cchc.indicators.question import Question
from cchc.indicators.values import values
from cchc.store.versions import Store

TOTAL = "tasks_assigned"
PARTS = {
    "overdue": "tasks_overdue",
    "late": "tasks_done_late",
    "waiting": "tasks_in_progress",
    "kept": "tasks_done_on_time",
    "on_time": "tasks_done_exactly_on_time",
    "early": "tasks_done_early",
}
KEY = ["agency", "level", "from", "to"]


def task_states(store: Store, catalog: Catalog, question: Question) -> pd.DataFrame:
    """Each unit's latest report: VALUE_COLUMNS, `total` and a column per state of PARTS.

    A state nobody reported is NaN; `kept` (early or on time) only where the two are not told apart.
    """
    rows = widest(values(store, catalog, replace(question, indicator=TOTAL)))
    rows = rows.rename(columns={"value": "total"}).drop(columns="reports")
    own = counts.printed(store, TOTAL, question)  # the reports of tasks alone
    rows = rows.merge(own[[*KEY, "reports"]].drop_duplicates(KEY), how="left", on=KEY)
    rows = rows[rows["reports"].notna()]
    for state, code in PARTS.items():
        part = values(store, catalog, replace(question, indicator=code))
        part = part[part["breakdown"].isna()].rename(columns={"value": state})
        rows = rows.merge(part[[*KEY, state]].drop_duplicates(KEY), how="left", on=KEY)
    is_apart = rows["on_time"].notna() | rows["early"].notna()
    rows["kept"] = rows["kept"].where(~is_apart)
    latest = rows[rows["total"].notna()].sort_values(["to", "from"])
    return latest.groupby("series", sort=False).tail(1).reset_index(drop=True)
