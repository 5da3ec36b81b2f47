"""Dates as printed, day first; Excel's two calendars."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.files.serials import from_serial, is_date_format
from cchc.ingest.tables.dates import is_day_number, is_month_first, is_plausible, printed_date

STYLES = (
    "{d.day}/{d.month}/{d.year}",
    "{d:%d/%m/%Y}",
    "{d:%d-%m-%y}",
    "{d:%d.%m.%Y}",
    "{d:%Y-%m-%d}",
    "{d:%Y.%m.%d}",
    "{d:%Y/%m/%d}",
    "ngày {d.day} tháng {d.month} năm {d.year}",
    "Lạng Sơn, ngày {d:%d} tháng {d:%m} năm {d.year}",
    "{d:%d-%b-%Y}",
    "{d:%B} {d.day}, {d.year}",
    "{d:%Y%m%d}",
    "{d:%Y-%m-%d}T00:00:00",
)


@pytest.mark.parametrize("style", STYLES)
@given(day=st.dates(date(2000, 1, 1), date(2068, 12, 31)))
def test_every_style_comes_back(style, day):
    assert printed_date(style.format(d=day)).value() == day


@pytest.mark.parametrize(
    "text", ["31/02/2026", "29/02/2026", "00/03/2026", "32/03/2026", "05/13/2026"]
)
def test_an_impossible_date_is_a_date_all_the_same(text):
    assert printed_date(text).value() is None


@pytest.mark.parametrize(
    "text", ["", "2026-03", "1.234.567", "12/2026", "Quý I/2026", "17-6", "99.2"]
)
def test_what_is_no_date(text):
    assert printed_date(text) is None


def test_an_hour_is_kept_unless_it_is_midnight():
    assert printed_date("05/03/2026 14:20").value() == datetime.fromisoformat("2026-03-05T14:20")
    assert printed_date("2026-03-05 00:00").value() == date(2026, 3, 5)


def test_month_first_only_where_the_whole_column_says_so():
    american = [printed_date(text) for text in ("03/05/2026", "03/14/2026")]
    assert is_month_first(american)
    wrong = [printed_date(text) for text in ("31/02/2026", "05/13/2026")]
    assert not is_month_first(wrong)
    assert not is_month_first([printed_date("03/05/2026")])


@pytest.mark.parametrize(
    "day", [date(1899, 3, 5), date(1026, 3, 5), date(2062, 3, 5), date(9999, 3, 5)]
)
def test_years_no_report_has(day):
    assert not is_plausible(day, today=date(2026, 11, 22))
    assert is_plausible(date(2026, 3, 5), today=date(2026, 11, 22))


def test_day_numbers():
    assert is_day_number(46086)
    assert not is_day_number(1200)
    assert not is_day_number(True)


@pytest.mark.parametrize(
    ("serial", "from_1904", "expected"),
    [
        (46086, False, date(2026, 3, 5)),
        (44624, True, date(2026, 3, 5)),
        (1, False, date(1900, 1, 1)),  # before the 29 February 1900 that never was
        (59, False, date(1900, 2, 28)),
        (61, False, date(1900, 3, 1)),
        (46086.5, False, datetime.fromisoformat("2026-03-05T12:00")),
        (0.75, False, time(18)),
        (-1, False, None),
        (3_000_000, False, None),
    ],
)
def test_serials_of_both_calendars(serial, from_1904, expected):
    assert from_serial(serial, from_1904=from_1904) == expected


@pytest.mark.parametrize(
    ("shown", "is_date"),
    [
        ("dd/mm/yyyy", True),
        ("[$-42A]d mmmm yyyy;@", True),
        ("mmm-yy", True),
        ("General", False),
        ("#,##0", False),
        ("0.00%", False),
        ("[h]:mm:ss", False),
        ('0 "hồ sơ"', False),
        ("0.00E+00", False),
        ("@", False),
    ],
)
def test_which_number_formats_show_a_date(shown, is_date):
    assert is_date_format(shown) is is_date
