"""Quarters out of months and out of cumulative reports, by sums a person can do by head."""

from datetime import date

from cchc.indicators.windows import flow_over, stock_at, windows_of_kind

Q1 = (date(2024, 1, 1), date(2024, 3, 31))
Q2 = (date(2024, 4, 1), date(2024, 6, 30))
H1 = (date(2024, 1, 1), date(2024, 6, 30))
JAN = (date(2024, 1, 1), date(2024, 1, 31))
FEB = (date(2024, 2, 1), date(2024, 2, 29))
MAR = (date(2024, 3, 1), date(2024, 3, 31))
OFFICIAL_Q1 = (date(2023, 12, 15), date(2024, 3, 14))


def test_the_window_s_own_report_is_not_derived():
    got = flow_over(Q1, {Q1: 10, JAN: 1, FEB: 2, MAR: 3})
    assert (got.value, got.derived, got.spans) == (10, False, (Q1,))


def test_months_that_tile_a_quarter_add_up():
    got = flow_over(Q1, {JAN: 1, FEB: 2, MAR: 4})
    assert (got.value, got.derived, got.spans) == (7, True, (JAN, FEB, MAR))


def test_a_missing_month_leaves_the_quarter_unknown():
    assert flow_over(Q1, {JAN: 1, MAR: 4}) is None


def test_a_second_quarter_from_cumulative_reports():
    got = flow_over(Q2, {H1: 100, Q1: 40})
    assert (got.value, got.derived, got.spans) == (60, True, (H1, Q1))


def test_cut_offs_that_disagree_are_not_differenced():
    assert flow_over(Q2, {H1: 100, OFFICIAL_Q1: 40}) is None


def test_a_negative_flow_is_not_a_flow():
    got = flow_over(Q2, {H1: 30, Q1: 40})
    assert got.value is None
    assert "âm" in got.note


def test_stocks_are_taken_at_an_edge_and_never_added():
    pending = {JAN: 5, FEB: 6, MAR: 7}
    assert stock_at(Q1, pending, opening=False).value == 7
    assert stock_at(Q1, pending, opening=True).value == 5
    assert stock_at(Q2, pending, opening=False) is None


def test_windows_follow_the_calendars_in_use():
    assert windows_of_kind("quarter", [H1]) == [Q1, Q2]
    official_half = (date(2023, 12, 15), date(2024, 6, 14))
    assert windows_of_kind("quarter", [official_half])[0] == OFFICIAL_Q1
    assert windows_of_kind("year", [H1]) == []
