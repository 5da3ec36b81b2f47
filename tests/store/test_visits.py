"""Visits: a day begins at one, all days add up, and many dashboards may count at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from cchc.store.visits import NONE, count_visit, visits_so_far

MONDAY, TUESDAY = date(2025, 6, 2), date(2025, 6, 3)


def test_a_day_begins_at_one_and_all_days_add_up(tmp_path):
    count_visit(tmp_path, MONDAY)
    count_visit(tmp_path, MONDAY)
    counted = count_visit(tmp_path, TUESDAY)
    assert (counted.today, counted.in_all) == (1, 3)
    assert visits_so_far(tmp_path) == counted


def test_visits_at_the_same_time_are_all_counted(tmp_path):
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda _: count_visit(tmp_path, MONDAY), range(40)))
    assert visits_so_far(tmp_path).today == 40


def test_a_file_that_is_no_count_begins_anew(tmp_path):
    (tmp_path / "visits.json").write_text('{"day": 1', "utf-8")
    assert visits_so_far(tmp_path) == NONE
