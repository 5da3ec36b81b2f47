"""Periods: two dates, the label and the name they have, and every way people write them."""

import csv
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.errors import UnreadablePeriodError
from cchc.periods import FIRST_DAY, Period, find_period, months_of, of_kind, parse_period

SHARED = Path(__file__).parents[2] / "shared"
OFFICIAL_Q1 = Period(date(2023, 12, 15), date(2024, 3, 14))


def days(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("period", "kind", "label", "full_name"),
    [
        (days("2024-01-01", "2024-12-31"), "year", "2024", "Năm 2024"),
        (days("2023-12-15", "2024-12-14"), "year", "2024", "Năm 2024 (15/12/2023–14/12/2024)"),
        (days("2024-01-01", "2024-03-31"), "quarter", "2024-Q1", "Quý I/2024"),
        (OFFICIAL_Q1, "quarter", "2024-Q1", "Quý I/2024 (15/12/2023–14/3/2024)"),
        (days("2024-06-15", "2024-12-14"), "half", "2024-H2",
         "6 tháng cuối năm 2024 (15/6–14/12/2024)"),
        (days("2023-12-15", "2024-09-14"), "nine_months", "2024-9M",
         "9 tháng đầu năm 2024 (15/12/2023–14/9/2024)"),
        (days("2021-07-21", "2021-08-20"), "month", "2021-08", "Tháng 8/2021 (21/7–20/8/2021)"),
        (days("2025-08-04", "2025-08-10"), "week", "2025-08-04/2025-08-10",
         "Tuần 32/2025 (4/8–10/8/2025)"),
        (days("2024-05-20", "2024-05-20"), "day", "2024-05-20", "20/5/2024"),
        (days("2024-01-01", "2024-10-31"), "span", "2024-01-01/2024-10-31",
         "10 tháng đầu năm 2024"),
        (days("2018-01-22", "2018-12-10"), "span", "2018-01-22/2018-12-10", "22/1–10/12/2018"),
    ],
)  # fmt: skip
def test_label_and_name_follow_from_the_two_dates(period, kind, label, full_name):
    assert (period.kind, period.label, period.full_name) == (kind, label, full_name)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Quý III/2025", "2025-Q3"),
        ("quý 1 năm 2021", "2021-Q1"),
        ("QUÝ IV NĂM 2024", "2024-Q4"),
        ("Qúy 01/2024", "2024-Q1"),
        ("quý tư năm 2024", "2024-Q4"),
        ("Quý I/24", "2024-Q1"),
        ("Q1/2024", "2024-Q1"),
        ("1Q2024", "2024-Q1"),
        ("first quarter of 2024", "2024-Q1"),
        ("06 tháng đầu năm 2018", "2018-H1"),
        ("sáu tháng đầu năm 2018", "2018-H1"),
        ("6T/2024", "2024-H1"),
        ("6T2024", "2024-H1"),
        ("nửa đầu năm 2024", "2024-H1"),
        ("6 tháng cuối năm 2024", "2024-H2"),
        ("H1 2024", "2024-H1"),
        ("first six months of 2024", "2024-H1"),
        ("9 tháng năm 2024", "2024-9M"),
        ("9M/2024", "2024-9M"),
        ("3 tháng đầu năm 2024", "2024-Q1"),
        ("12 tháng năm 2024", "2024"),
        ("tháng 08 năm 2024", "2024-08"),
        ("T8/2024", "2024-08"),
        ("Thg8-24", "2024-08"),
        ("Aug-24", "2024-08"),
        ("August 2024", "2024-08"),
        ("5-2024", "2024-05"),
        ("tháng mười hai năm 2024", "2024-12"),
        ("Cả năm 2024", "2024"),
        ("2024", "2024"),
        ("Tuần 32/2025", "2025-08-04/2025-08-10"),
        ("2025-W32", "2025-08-04/2025-08-10"),
        ("ngày 17 tháng 6 năm 2024", "2024-06-17"),
        ("20.5.2024", "2024-05-20"),
        ("2024-08-01 00:00:00", "2024-08-01"),
        ("T1-T6/2024", "2024-H1"),
        ("tháng 8-10 năm 2024", "2024-08-01/2024-10-31"),
        ("quý I - quý III/2024", "2024-9M"),
        ("giai đoạn 2021–2025", "2021-01-01/2025-12-31"),
        ("2021-08 (21 Jul - 20 Aug 2021)", "2021-08"),
        ("2020 (to Oct 2020)", "2020-01-01/2020-10-31"),
        ("2021 (5 months)", "2021-01-01/2021-05-31"),
        ("2025-07 (1-31 Jul 2025)", "2025-07"),
        ("2025-07 (1-14 Jul 2025)", "2025-07-01/2025-07-14"),
        ("2025-10 (week 5 of lead)", "2025-10"),
        ("từ đầu năm đến ngày 17/6/2024", "2024-01-01/2024-06-17"),
        ("từ ngày 1-7 đến ngày 30-9 năm 2025", "2025-Q3"),
        ("từ ngày 01 đến ngày 14 tháng 7 năm 2025", "2025-07-01/2025-07-14"),
    ],
)
def test_every_way_of_writing_a_period(text, label):
    assert parse_period(text).label == label


@pytest.mark.parametrize(
    "text",
    [
        "Từ ngày 15/12/2023 đến ngày 14/3/2024",
        "Kỳ báo cáo: Quý I năm 2024\n(Từ ngày 15/12/2023 đến ngày 14/3/2024)",
        "Quý I/2024. Từ ngày ....15/12/2023.... đến ngày ....14/03/2024....",
        "Quý I năm 2024 (Từ ngày 15 tháng 12 năm 2023 đến ngày 14 tháng 3 năm 2024)",
        "15/12 đến 14/3/2024",
        "15/12/2023–14/3",
        "2023-12-15/2024-03-14",
        "Quý I năm 2024 (số liệu đến ngày 14/3/2024)",
    ],
)
def test_dates_beside_a_name_win(text):
    assert parse_period(text) == OFFICIAL_Q1


def test_dates_that_are_no_official_window_win_too():
    got = parse_period("2020-Q1 (1 Dec 2019 - 29 Feb 2020)")
    assert (got, got.kind) == (days("2019-12-01", "2020-02-29"), "span")


@pytest.mark.parametrize(
    ("calendar", "start", "end"),
    [
        ("calendar", "2024-01-01", "2024-03-31"),
        ("official", "2023-12-15", "2024-03-14"),
        ("day21", "2023-12-21", "2024-03-20"),
    ],
)
def test_the_calendar_says_what_a_name_means(calendar, start, end):
    assert parse_period("Quý I/2024", calendar=calendar) == days(start, end)


def test_what_the_text_leaves_out_is_given_beside_it():
    assert parse_period("6T", year=2024).label == "2024-H1"
    assert parse_period("năm", year=2024).label == "2024"
    assert parse_period("1-7 đến 31-7", year=2025).label == "2025-07"
    until = date(2024, 6, 17)
    assert parse_period("từ đầu năm đến nay", until=until) == Period(date(2024, 1, 1), until)


def test_values_of_cells_are_read_too():
    assert parse_period(2024).label == "2024"
    assert parse_period(2024.0).label == "2024"
    assert parse_period(datetime(2024, 8, 1, 7, 30)).label == "2024-08-01"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("undated portal snapshot", "không ghi ngày"),
        ("Quý I", "không nêu năm"),
        ("từ đầu năm 2024 đến nay", "ngày cuối"),
        ("31/6/2024", "Không có ngày 31/6/2024"),
        ("31/13/2024", "không phải là một tháng"),
        ("tuần 60/2024", "không có kỳ"),
        ("14/3/2024 đến 15/12/2023", "trước ngày đầu"),
        ("quý II và 6 tháng đầu năm 2024", "nhiều kỳ"),
        ("wards", "Không hiểu"),
        ("213/250", "Không hiểu"),
        ("Phường 2024", "Không hiểu"),
        ("", "Không hiểu"),
    ],
)
def test_what_is_no_period_is_refused_in_vietnamese(text, says):
    with pytest.raises(UnreadablePeriodError, match=says):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("BÁO CÁO kết quả cải cách hành chính quý I năm 2021", "2021-Q1"),
        ("Quý IV/2025 - Số liệu từ ngày 01-10-2025 đến ngày 31-12-2025", "2025-Q4"),
        ("THEO TUẦN Tuần 32 (từ 4/8 đến 10/8/2025)", "2025-08-04/2025-08-10"),
        ("Xã Quý Hoà", None),
        ("Phường Nhị Quý", None),
        ("(Thống kê hàng tháng, quý, 6 tháng, 9 tháng, năm, hàng năm)", None),
        ("(tiếp theo) Năm 2024", "2024"),
        ("Quý II/2024 so với quý II/2023", None),
    ],
)
def test_a_period_is_found_in_a_title(text, label):
    found = find_period(text)
    assert (found and found.label) == label


def test_before_and_the_same_time_last_year():
    assert OFFICIAL_Q1.previous() == days("2023-09-15", "2023-12-14")
    assert OFFICIAL_Q1.same_last_year() == days("2022-12-15", "2023-03-14")
    assert parse_period("9 tháng năm 2024").previous().label == "2023-9M"
    assert parse_period("6 tháng đầu năm 2024").previous().label == "2023-H2"
    assert days("2024-02-29", "2024-02-29").same_last_year().label == "2023-02-28"
    assert days("2024-03-10", "2024-03-19").previous() == days("2024-02-29", "2024-03-09")
    assert parse_period("Tuần 1/2026").previous().name == "Tuần 52/2025"


def test_contains_and_overlaps_count_both_ends():
    june, half = of_kind("month", 2024, 6), of_kind("half", 2024, 1)
    assert half.contains(june)
    assert not june.contains(half)
    assert june.contains(date(2024, 6, 30))
    assert not june.contains(date(2024, 7, 1))
    assert june.overlaps(days("2024-06-30", "2024-07-31"))
    assert not june.overlaps(of_kind("month", 2024, 7))


NUMBERED = [("year", 1), ("nine_months", 1), *[("half", n) for n in (1, 2)]]
NUMBERED += [("quarter", n) for n in range(1, 5)] + [("month", n) for n in range(1, 13)]
numbered_periods = st.builds(
    lambda numbered, year, calendar: of_kind(*numbered[:1], year, numbered[1], calendar),
    st.sampled_from(NUMBERED),
    st.integers(1990, 2090),
    st.sampled_from(sorted(FIRST_DAY)),
)
some_days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
any_periods = st.one_of(
    numbered_periods,
    st.builds(lambda a, b: Period(min(a, b), max(a, b)), some_days, some_days),
    st.builds(lambda a: Period(a, a), some_days),
    st.builds(lambda y, n: of_kind("week", y, n), st.integers(1990, 2090), st.integers(1, 52)),
    st.builds(
        lambda y, n, c: months_of(y, 1, n, c),
        st.integers(1990, 2090),
        st.integers(1, 12),
        st.sampled_from(sorted(FIRST_DAY)),
    ),
)


@given(any_periods)
def test_label_and_name_are_read_back_by_their_calendar(period):
    assert parse_period(period.label, calendar=period.calendar) == period
    assert parse_period(period.name, calendar=period.calendar) == period
    assert parse_period(period.name_en, calendar=period.calendar) == period


@given(any_periods, st.sampled_from(sorted(FIRST_DAY)))
def test_the_full_name_says_it_all(period, calendar):
    if period.calendar == "calendar" and period.kind != "day":
        calendar = "calendar"
    assert parse_period(period.full_name, calendar=calendar) == period


@given(numbered_periods)
def test_the_one_before_ends_before_and_keeps_the_kind(period):
    before = period.previous()
    assert before.kind == period.kind
    assert before.calendar == period.calendar
    assert before.end < period.start or period.kind == "nine_months"
    assert period.same_last_year().year == period.year - 1


WORDS = (
    "quý tháng năm từ đến ngày tuần 6T đầu cuối nay I IV 2024 2023 31 8 / - ( ) Q1 Aug to sáu tư"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join) | st.text(max_size=40))
def test_any_text_is_a_period_or_is_refused(text):
    with suppress(UnreadablePeriodError):
        assert isinstance(parse_period(text), Period)


def published_periods() -> list[str]:
    path = SHARED / "data" / "published" / "dossier_on_time_online_rates.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig") as file:
        return sorted({row["period"] for row in csv.DictReader(file)})


@pytest.mark.skipif(not published_periods(), reason="các tệp số liệu đã công bố không có ở đây")
def test_every_published_period_is_read_but_the_undated_one():
    unread = []
    for text in published_periods():
        try:
            parse_period(text)
        except UnreadablePeriodError:
            unread.append(text)
    assert unread == ["undated portal snapshot"]
