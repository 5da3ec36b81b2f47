"""Which reports are owed, and by which day."""

from datetime import date

import pytest

from cchc.catalog.calendars import load_calendars
from cchc.errors import BadReferenceError, UnknownCodeError
from cchc.periods import FIRST_DAY, of_kind

CALENDARS = load_calendars()


def test_there_is_a_table_for_every_calendar_of_the_periods():
    assert {calendar.code for calendar in CALENDARS} == FIRST_DAY.keys()


def test_the_home_ministry_s_four_reports_and_their_deadlines():
    official = CALENDARS.get("official")
    due = [(period.label, official.deadline(period)) for period in official.due_in(2024)]
    assert due == [
        ("2024-Q1", date(2024, 3, 20)),
        ("2024-H1", date(2024, 6, 20)),
        ("2024-Q3", date(2024, 9, 20)),
        ("2024", date(2024, 12, 20)),
    ]


def test_a_calendar_without_a_rule_has_no_deadline():
    calendar = CALENDARS.of(of_kind("quarter", 2024, 1))
    assert calendar.code == "calendar"
    assert calendar.deadline(of_kind("quarter", 2024, 1)) is None
    assert calendar.due_in(2024) == ()


def test_a_calendar_that_is_not_there_is_answered_with_those_there_are():
    with pytest.raises(UnknownCodeError, match="official"):
        CALENDARS.get("lunar")


TABLES = "".join(
    f'[{code}]\nname = "Lịch"\nname_en = "Calendar"\nlegal_basis = "Thử"\n' for code in FIRST_DAY
)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (TABLES.replace("[day21]", "[day25]"), 9, "không có lịch day25"),
        (TABLES.partition("[day21]")[0], None, "thiếu lịch day21"),
        (TABLES + "deadline_day = 31\n", 13, "từ 1 đến 28"),
        (TABLES + 'reports = [{ kind = "quater" }]\n', 9, "kind = 'quater'"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, line, problem):
    (tmp_path / "calendars.toml").write_text(text, "utf-8")
    with pytest.raises(BadReferenceError, match=problem) as raised:
        load_calendars(tmp_path)
    assert raised.value.line == line
