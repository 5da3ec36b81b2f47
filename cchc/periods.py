"""A reporting period is its two dates; its label and its name are derived from them.

The three calendars differ in one number, the day of the month on which a period begins. They stand
here and not in data/reference because the label of a period follows from its dates alone, wherever
a period is; their names, deadlines and legal sources are in data/reference/calendars.toml.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from cchc.errors import UnreadablePeriodError
from cchc.languages import is_english
from cchc.period_words import Mark, Part, grouped, pieces_of

Kind = Literal["year", "half", "nine_months", "quarter", "month", "week", "day", "span"]

# The day a period begins. 15: from the 15th of the month before to the 14th of its last month.
FIRST_DAY = {"calendar": 1, "official": 15, "day21": 21}
ROMAN = ("I", "II", "III", "IV")
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """From `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self):
        if self.end < self.start:
            raise UnreadablePeriodError(
                f"Kỳ báo cáo có ngày cuối {_day(self.end)} trước ngày đầu {_day(self.start)}. "
                "Hãy xem lại hai ngày."
            )

    @property
    def kind(self) -> Kind:
        """year, half, nine_months, quarter, month, week, day or span."""
        return _shape(self).kind

    @property
    def calendar(self) -> str:
        """The calendar whose cut-offs it has; "calendar" where it is a week, a day or a span."""
        return _shape(self).calendar

    @property
    def year(self) -> int:
        """The year it is reported for: 15/12/2023–14/3/2024 is of 2024."""
        return _shape(self).year

    @property
    def label(self) -> str:
        """YYYY, YYYY-Qn, YYYY-Hn, YYYY-9M, YYYY-MM, YYYY-MM-DD or FROM/TO."""
        shape = _shape(self)
        return _LABELS.get(shape.kind, "{start}/{end}").format(
            year=shape.year, n=shape.n, start=self.start, end=self.end
        )

    @property
    def name(self) -> str:
        """As the reader says it: Quý I/2024, 6 tháng đầu năm 2024, 21/7–5/8/2021; or `name_en`."""
        if is_english():
            return self.name_en
        kind, year, n, _ = _shape(self)
        if kind == "quarter":
            return f"Quý {ROMAN[n - 1]}/{year}"
        if kind == "half":
            return f"6 tháng {('đầu', 'cuối')[n - 1]} năm {year}"
        if kind == "span" and n:
            return f"{n} tháng đầu năm {year}"
        return _NAMES.get(kind, self.dates).format(year=year, n=n)

    @property
    def name_en(self) -> str:
        """The name in English: Q1 2024, First 6 months of 2024, August 2024."""
        kind, year, n, _ = _shape(self)
        if kind == "month":
            return f"{ENGLISH_MONTHS[n - 1]} {year}"
        if kind == "half":
            return f"{('First', 'Last')[n - 1]} 6 months of {year}"
        if kind == "span" and n:
            return f"First {n} months of {year}"
        return _NAMES_EN.get(kind, self.dates).format(year=year, n=n)

    @property
    def dates(self) -> str:
        """Its two days: 15/12/2023–14/3/2024, 4/8–10/8/2025, 20/5/2024."""
        if self.start == self.end:
            return _day(self.end)
        first = f"{self.start.day}/{self.start.month}"
        year = "" if self.start.year == self.end.year else f"/{self.start.year}"
        return f"{first}{year}–{_day(self.end)}"

    @property
    def full_name(self) -> str:
        """The name, with the dates beside it where the name alone could mean others."""
        is_plain = self.calendar == "calendar" or self.name == self.dates
        return self.name if is_plain and self.kind != "week" else f"{self.name} ({self.dates})"

    def contains(self, other: "Period | date") -> bool:
        """Whether a day, or every day of another period, lies in it."""
        first, last = (other.start, other.end) if isinstance(other, Period) else (other, other)
        return self.start <= first and last <= self.end

    def overlaps(self, other: "Period") -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def previous(self) -> "Period":
        """The one before: quarter before quarter; of nine months, those of the year before."""
        kind, year, n, calendar = _shape(self)
        if kind in ("year", "nine_months"):
            return of_kind(kind, year - 1, n, calendar)
        if kind in _PER_YEAR:
            before = (year, n - 1) if n > 1 else (year - 1, _PER_YEAR[kind])
            return of_kind(kind, *before, calendar)
        length = self.end - self.start + ONE_DAY
        return Period(self.start - length, self.end - length)

    def same_last_year(self) -> "Period":
        """Cùng kỳ năm trước."""
        kind, year, n, calendar = _shape(self)
        if kind == "week":
            return of_kind("week", year - 1, min(n, _weeks_in(year - 1)))
        if kind == "span" and n:
            return months_of(year - 1, 1, n, calendar)
        if kind in ("day", "span"):
            return Period(_a_year_before(self.start), _a_year_before(self.end))
        return of_kind(kind, year - 1, n, calendar)


class _Shape(NamedTuple):
    """What a pair of dates is called; `n` counts quarters, months, weeks, or the first n months."""

    kind: Kind
    year: int
    n: int
    calendar: str


# Which months of the year a period covers, by kind and number.
_MONTHS = {
    ("year", 1): (1, 12), ("nine_months", 1): (1, 9), ("half", 1): (1, 6), ("half", 2): (7, 12),
    **{("quarter", n): (3 * n - 2, 3 * n) for n in range(1, 5)},
    **{("month", n): (n, n) for n in range(1, 13)},
}  # fmt: skip
_KINDS = {months: kind for kind, months in _MONTHS.items()}
_PER_YEAR = {"half": 2, "quarter": 4, "month": 12}
_LABELS = {
    "year": "{year}", "half": "{year}-H{n}", "nine_months": "{year}-9M", "quarter": "{year}-Q{n}",
    "month": "{year}-{n:02d}", "day": "{start}",
}  # fmt: skip
_NAMES = {
    "year": "Năm {year}", "nine_months": "9 tháng đầu năm {year}", "month": "Tháng {n}/{year}",
    "week": "Tuần {n}/{year}",
}  # fmt: skip
_NAMES_EN = {
    "year": "{year}", "nine_months": "First 9 months of {year}", "quarter": "Q{n} {year}",
    "week": "Week {n}/{year}",
}  # fmt: skip


def of_kind(kind: Kind, year: int, n: int = 1, calendar: str = "calendar") -> Period:
    """The n-th period of a kind in a year: of_kind("quarter", 2024, 1, "official")."""
    if kind == "week" and 1 <= n <= _weeks_in(year):
        monday = date.fromisocalendar(year, n, 1)
        return Period(monday, monday + 6 * ONE_DAY)
    if (kind, n) not in _MONTHS:
        raise UnreadablePeriodError(f"Năm {year} không có kỳ «{kind}» thứ {n}.")
    return months_of(year, *_MONTHS[kind, n], calendar)


def months_of(year: int, first: int, last: int, calendar: str = "calendar") -> Period:
    """From the first to the last month of a year, by the cut-offs of a calendar."""
    cut = FIRST_DAY[calendar]
    if cut == 1:
        return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    before = date(year, first, 1) - ONE_DAY
    return Period(before.replace(day=cut), date(year, last, cut - 1))


@lru_cache(maxsize=4096)
def _shape(period: Period) -> _Shape:
    start, end = period.start, period.end
    for calendar, cut in FIRST_DAY.items():
        first = start.month if cut == 1 else start.month % 12 + 1
        if start.day == cut and first <= end.month and period == _try(end, first, calendar):
            kind, n = _KINDS.get((first, end.month), ("span", end.month if first == 1 else 0))
            return _Shape(kind, end.year, n, calendar)
    if start == end:
        return _Shape("day", end.year, 0, "calendar")
    if start.weekday() == 0 and end - start == 6 * ONE_DAY:
        return _Shape("week", *start.isocalendar()[:2], "calendar")
    return _Shape("span", end.year, 0, "calendar")


def _try(end: date, first: int, calendar: str) -> Period:
    return months_of(end.year, first, end.month, calendar)


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def _a_year_before(day: date) -> date:
    """The same day a year earlier; the last day of February stays the last."""
    is_last = day.day == monthrange(day.year, day.month)[1]
    month_end = monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=month_end if is_last else min(day.day, month_end))


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


_HOW_TO_WRITE = (
    "Hãy viết như: Quý I/2024, 6 tháng đầu năm 2024, Tháng 8/2024, Năm 2023, "
    "hoặc từ ngày 15/12/2023 đến ngày 14/3/2024."
)


def parse_period(
    text: str | float | date,
    *,
    calendar: str = "calendar",
    year: int | None = None,
    until: date | None = None,
) -> Period:
    """The one period a text names; dates that stand beside a name win over it.

    `calendar` says what a name means; `year` stands in where the text has none, `until` for
    "đến nay". UnreadablePeriodError where it names none, or several, or a day that does not exist.
    """
    if isinstance(text, date):
        day = date(text.year, text.month, text.day)
        return Period(day, day)
    words = f"{text:g}" if isinstance(text, float) else str(text)
    return _parse(" ".join(words.split()), calendar, year, until)


@lru_cache(maxsize=4096)
def find_period(text: str, *, calendar: str = "calendar", year: int | None = None) -> Period | None:
    """The period in a title or a sentence, whatever else it says; None where there is not one."""
    reading = _Reading(text=text, calendar=calendar, year=year, until=None)
    try:
        return reading.settle(pieces_of(text))
    except UnreadablePeriodError:
        return None


@lru_cache(maxsize=4096)
def _parse(text: str, calendar: str, year: int | None, until: date | None) -> Period:
    reading = _Reading(text=text, calendar=calendar, year=year, until=until)
    pieces = pieces_of(text)
    if Mark("undated") in pieces:
        raise UnreadablePeriodError(f"«{text}» không ghi ngày: hãy nêu ngày của số liệu.")
    if Mark("word") in pieces or reading.has_stray_number(pieces):
        raise UnreadablePeriodError(f"Không hiểu kỳ báo cáo «{text}». {_HOW_TO_WRITE}")
    return reading.settle(pieces)


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """One text, and what to take for granted where it says nothing."""

    text: str
    calendar: str
    year: int | None
    until: date | None

    def has_stray_number(self, pieces: list[Part | Mark]) -> bool:
        """Whether a number stands there that is no day, month or quarter of anything."""
        return any(part.grain == "lone" for part in grouped(pieces).singles)

    def settle(self, pieces: list[Part | Mark]) -> Period:
        """The one period that the pieces mean together."""
        year = _common_year(pieces) or self.year
        spans, singles, end = grouped(pieces)
        singles = [part for part in singles if part.grain != "lone"]
        if not end and any(part.grain == "open" for part in singles):
            end = Mark("now")
        days = {self._span(a, b, year) for a, b in spans if a.grain == "day"}
        if days:
            return self._only(days)
        names = [part for part in singles if part.grain != "year"]
        if end:
            return self._only({self._up_to(end, name, year) for name in names or singles})
        windows = {self._span(a, b, year) for a, b in spans}
        windows |= {self._window(name, year) for name in names}
        return self._only(windows or {self._window(part, year) for part in singles})

    def _only(self, found: set[Period]) -> Period:
        if len(found) == 1:
            return found.pop()
        if not found:
            raise UnreadablePeriodError(f"Không hiểu kỳ báo cáo «{self.text}». {_HOW_TO_WRITE}")
        names = "; ".join(period.full_name for period in sorted(found))
        raise UnreadablePeriodError(f"«{self.text}» nêu nhiều kỳ ({names}): hãy chỉ nêu một kỳ.")

    def _span(self, first: Part, last: Part, year: int | None) -> Period:
        """From one part to another of its grain; the year may stand at one of them only."""
        turns = (first.first, first.day) > (last.first, last.day)  # 15/12 đến 14/3
        to_year = last.year or (first.year + turns if first.year else year)
        from_year = first.year or (to_year and to_year - turns)
        return Period(self._window(first, from_year).start, self._window(last, to_year).end)

    def _up_to(self, last: Part | Mark, name: Part, year: int | None) -> Period:
        """What is named by its beginning, and an end: 2020 (đến tháng 10/2020), từ đầu năm đến …"""
        end = self._end(last, year)
        year = name.year or year or end.year
        windows = {code: self._window(name, year, code) for code in FIRST_DAY}
        # Quý I (đến ngày 14/3/2024) tells its calendar; từ đầu năm does not.
        same_end = [w for w in windows.values() if w.end == end and name.grain != "open"]
        return same_end[0] if same_end else Period(windows[self.calendar].start, end)

    def _end(self, last: Part | Mark, year: int | None) -> date:
        if isinstance(last, Part):
            return self._window(last, year).end
        if self.until is None:
            raise UnreadablePeriodError(f"«{self.text}» không nêu ngày cuối: hãy thêm ngày cuối.")
        return self.until

    def _window(self, part: Part, year: int | None, calendar: str | None = None) -> Period:
        year = part.year or year
        if year is None:
            raise UnreadablePeriodError(f"Kỳ báo cáo «{self.text}» không nêu năm: hãy thêm năm.")
        if part.grain == "week":
            return of_kind("week", year, part.first)
        if part.grain != "day":
            return months_of(year, part.first, part.last, calendar or self.calendar)
        try:
            day = date(year, part.first, part.day)
        except ValueError:
            day_text = f"{part.day}/{part.first}/{year}"
            raise UnreadablePeriodError(f"Không có ngày {day_text} trong lịch.") from None
        return Period(day, day)


def _common_year(pieces: list[Part | Mark]) -> int | None:
    """The year that stands alone, else the one that all parts share."""
    parts = [piece for piece in pieces if isinstance(piece, Part) and piece.year]
    alone = {part.year for part in parts if part.grain == "year"}
    years = alone or {part.year for part in parts}
    return years.pop() if len(years) == 1 else None
