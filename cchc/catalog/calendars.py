"""Reporting calendars: which reports are due by which day, from data/reference/calendars.toml.

Where a calendar cuts its periods stands in periods.py (FIRST_DAY); here is what is owed on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from cchc import periods
from cchc.catalog.loading import REFERENCE, Source, read_source
from cchc.errors import UnknownCodeError
from cchc.periods import FIRST_DAY, Period, of_kind


@dataclass(frozen=True, kw_only=True)
class DueReport:
    """A report owed every year: the n-th period of a kind."""

    kind: periods.Kind
    n: int = 1


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """One set of cut-offs; `deadline_day` of a period's last month is when its report is due."""

    code: str
    name: str
    name_en: str
    legal_basis: str
    source: str = ""
    note: str = ""
    deadline_day: int | None = None
    reports: tuple[DueReport, ...] = ()

    def due_in(self, year: int) -> tuple[Period, ...]:
        """The periods of a year that a report is owed for, by their last day."""
        owed = [of_kind(report.kind, year, report.n, self.code) for report in self.reports]
        return tuple(sorted(owed, key=lambda period: (period.end, period.start)))

    def deadline(self, period: Period) -> date | None:
        """When the report over a period is due; None where the calendar sets no day."""
        return period.end.replace(day=self.deadline_day) if self.deadline_day else None


@dataclass(frozen=True, eq=False)
class Calendars:
    """Every calendar by code."""

    all: tuple[Calendar, ...]

    def get(self, code: str) -> Calendar:
        """The calendar of a code of FIRST_DAY; UnknownCodeError names those there are."""
        if code not in self._by_code:
            raise UnknownCodeError("lịch báo cáo", code, tuple(self._by_code))
        return self._by_code[code]

    def of(self, period: Period) -> Calendar:
        """The calendar whose cut-offs a period has."""
        return self._by_code[period.calendar]

    @cached_property
    def _by_code(self) -> Mapping[str, Calendar]:
        return {calendar.code: calendar for calendar in self.all}

    def __iter__(self) -> Iterator[Calendar]:
        return iter(self.all)


@cache
def load_calendars(folder: Path = REFERENCE) -> Calendars:
    """The checked calendars; BadReferenceError says which file and line is wrong."""
    source = read_source(folder / "calendars.toml")
    found = tuple(_calendar(source, code, entry) for code, entry in source.document().items())
    codes = [calendar.code for calendar in found]
    if missing := sorted(FIRST_DAY.keys() - set(codes)):
        problem = f"thiếu lịch {', '.join(missing)}"
        raise source.error(missing[0], None, problem, f"thêm bảng [{missing[0]}]")
    return Calendars(found)


def _calendar(source: Source, code: str, entry: dict) -> Calendar:
    if code not in FIRST_DAY:
        remedy = f"dùng {', '.join(FIRST_DAY)}, hoặc thêm ngày đầu kỳ vào cchc/periods.py"
        raise source.error(code, None, f"không có lịch {code}", remedy)
    reports = tuple(
        source.record(DueReport, report, table=code) for report in entry.pop("reports", ())
    )
    calendar = source.record(Calendar, entry, table=code, code=code, reports=reports)
    if calendar.deadline_day is not None and not 1 <= calendar.deadline_day <= 28:
        remedy = "chọn một ngày mà tháng nào cũng có"
        raise source.error(code, "deadline_day", "hạn gửi phải từ 1 đến 28", remedy)
    return calendar
