"""Tasks by state, each unit at its latest report."""

import pandas as pd

from cchc.indicators.question import Question
from cchc.indicators.tasks import task_states
from tests.indicators.conftest import Q1, Q2, figure, keep

ASKED = Question(indicator="tasks_assigned")


def said(agency, span, **states):
    return [figure(agency, code, value, span, level="province") for code, value in states.items()]


def test_the_latest_report_counts_and_a_state_nobody_reported_is_not_none(store, catalog):
    keep(store, *said("20", Q1, tasks_assigned=9, tasks_overdue=4))
    keep(store, *said("20", Q2, tasks_assigned=10, tasks_overdue=2, tasks_done_late=1,
                      tasks_done_early=3, tasks_done_exactly_on_time=4), name="b.xlsx")  # fmt: skip
    (row,) = task_states(store, catalog, ASKED).to_dict("records")
    states = (row["total"], row["overdue"], row["late"], row["early"], row["on_time"])
    assert states == (10, 2, 1, 3, 4)
    assert pd.isna(row["waiting"])
    assert pd.isna(row["kept"])  # told apart, so not also together


def test_early_and_on_time_in_one_number_stay_one(store, catalog):
    keep(store, *said("20", Q1, tasks_assigned=9, tasks_done_on_time=8, tasks_in_progress=1))
    (row,) = task_states(store, catalog, ASKED).to_dict("records")
    assert (row["kept"], row["waiting"]) == (8, 1)


def test_a_report_of_dossiers_for_the_same_time_is_no_source_of_tasks(store, catalog):
    tasks = keep(store, *said("20", Q1, tasks_assigned=9))
    keep(store, figure("20", "dossiers_resolved", 5, Q1, level="province"), name="b.xlsx")
    (row,) = task_states(store, catalog, ASKED).to_dict("records")
    assert row["reports"] == (tasks,)
