"""Which period each number is of, with the year that may stand only in the dateline."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from cchc.ingest.prose.clauses import Stretch
from cchc.ingest.prose.sections import depth_of, is_heading
from cchc.ingest.prose.sentences import Sentence
from cchc.ingest.prose.times import Moment, moments
from cchc.periods import Period, of_kind

_FULL_DATE = re.compile(
    r"(?<!\d)(0?[1-9]|[12]\d|3[01])\s?[-/.]\s?(0?[1-9]|1[0-2])\s?[-/.]\s?((?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(0?[1-9]|[12]\d|3[01]) tháng (0?[1-9]|1[0-2]) năm ((?:19|20)\d\d)"
)
_POSTED = re.compile(
    r"(?i)ngày đăng|cập nhật|xuất bản|đăng lúc|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|GMT"
    r"|\d\d:\d\d|, ngày"
)
_ADDRESS_YEAR = re.compile(r"/(20\d\d)(?:0[1-9]|1[0-2])?/|nam-(20\d\d)|[-_](20\d\d)(?:[-_.]|$)")
_IN_BRACKET = re.compile(r"\s*\([^\d()]{0,16}")  # «so với năm 2022 (xếp thứ 9)»
_IN_IT = re.compile(r"(?:\W|\d)*trong (?:năm|quý|tháng|kỳ|tuần)(?:,| (?!\d|này|qua|tới))", re.I)
_SLACK = timedelta(days=45)  # a report on a period may appear a little before its last day
_ALIKE, _SHARED = 0.75, 0.4  # 15/3–14/4 is what a report calls April


@dataclass(frozen=True, kw_only=True)
class Dateline:
    """When the report was published, as far as its text or address says."""

    day: date | None = None
    year: int | None = None


def dateline_of(lines: Sequence[str]) -> Dateline:
    """The date of publication from a dateline, else the year from an address."""
    for line in lines[:40]:
        found = _FULL_DATE.search(line)
        if found and len(line) < 120 and (_POSTED.search(line) or len(line) < 30):
            day, month, year = (int(n) for n in found.groups() if n)
            return Dateline(day=_try_date(year, month, day), year=year)
    for line in lines:
        if "://" in line or line.startswith("source:"):
            found = _ADDRESS_YEAR.search(line)
            if found:
                return Dateline(year=int(next(y for y in found.groups() if y)))
    return Dateline()


def _try_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass
class DateReader:
    """Follows the period a report speaks of, sentence by sentence."""

    sentences: Sequence[Sentence]
    dateline: Dateline
    given: Period | None = None
    current: Period | None = field(default=None, init=False)
    paragraph: int | None = field(default=None, init=False)
    plan_year: int | None = field(default=None, init=False)
    of_index: Period | None = field(default=None, init=False)  # that the indices last told are of
    # The rank of the heading whose period holds, and what held above it.
    above: tuple[int, Period | None] | None = field(default=None, init=False)

    def __post_init__(self):
        self._moments = {s.number: moments(s.text) for s in self.sentences}
        self.year = self._year()
        self.until = self._until()
        self.windows = self._windows()
        self.until_days = self._told_by(
            lambda moment: "d2" in moment.parts and moment.sort == "open"
        )
        self.until = self.until or (self.windows[0].end if self.windows else None)
        self.main = self.given or self._main()
        self.of_index = self._first(of_index=True)

    def moments_of(self, sentence: Sentence) -> list[Moment]:
        """The periods named in a sentence."""
        return self._moments[sentence.number]

    # --- the report as a whole

    def _year(self) -> int | None:
        """The year of the report: the first that dates something, the dateline, the address."""
        every = [m for found in self._moments.values() for m in found if m.sort != "stage"]
        named = [m.year for m in every if m.role == "period" and m.year]
        own = [m.year for m in every if m.role == "period" and m.year and not m.of_index]
        plans = [m.year for m in every if m.role == "plan" and m.year]
        if plans and self.dateline.year in (None, plans[0]):
            named = named or plans
        first = next((m for m in every if m.role == "period" and not m.of_index), None)
        if first and not first.year:  # «6 tháng đầu năm», told before any year: of the dateline
            own = [year for year in (self.dateline.year, *own) if year]
        years = (*own[:1], self.dateline.year, *named[:1])
        return next((year for year in years if year), None)

    def _until(self) -> date | None:
        """«đến nay»: the day of the meeting that opens the report, else the dateline."""
        for sentence in self.sentences[:8]:
            for moment in self._moments[sentence.number]:
                if moment.role == "event":
                    found = self._resolve(moment)
                    if found:
                        return found.end
        return self.dateline.day

    def _windows(self) -> list[Period]:
        """Exact windows in the report; they say what a period's name means here."""
        return self._told_by(lambda moment: moment.sort == "range")

    def _told_by(self, is_so: Callable[[Moment], bool]) -> list[Period]:
        """Periods of moments of a sort that date something."""
        every = [m for found in self._moments.values() for m in found if m.role == "period"]
        resolved = [self._resolve(m, refine=False) for m in every if is_so(m)]
        return [period for period in resolved if period]

    def _main(self) -> Period | None:
        """What the report is of: the first period that dates a sentence with numbers."""
        return self._first(of_index=False) or self._year_alone()

    def _first(self, *, of_index: bool) -> Period | None:
        """The first period that dates something, or that an index is of."""
        named = sorted(self.sentences, key=lambda sentence: not sentence.has_digit)
        for sentence in named:
            for moment in self._moments[sentence.number]:
                is_asked = moment.role == "period" and moment.of_index == of_index
                found = self._resolve(moment) if is_asked else None
                if found:
                    return found
        return None

    def _year_alone(self) -> Period | None:
        """The year of the report where no period is named but those of indices."""
        every = [m for found in self._moments.values() for m in found]
        named = any(m.role == "period" and not m.of_index for m in every)
        return of_kind("year", self.year) if self.year and not named else None

    @property
    def told(self) -> Period | None:
        """What the report is of: of an index alone, the year of that."""
        named = self.given or self._first(of_index=False)
        return named or self._first(of_index=True) or self.main

    def _resolve(self, moment: Moment, *, refine: bool = True) -> Period | None:
        year, until, main = (getattr(self, name, None) for name in ("year", "until", "main"))
        found = moment.period(year=year, until=until or (main and main.end))
        if found and moment.year is None and self._is_in_future(found):
            found = moment.period(year=self.year - 1, until=self.until)
        return self._refined(found) if found and refine else found

    def _is_in_future(self, period: Period) -> bool:
        """Whether a period without a year would end well after the dateline."""
        day = self.dateline.day
        return bool(day) and self.year == day.year and period.end > day + _SLACK

    def _refined(self, period: Period) -> Period:
        """The window that the report gives for a period it also names: năm 2023 (7/12–4/12)."""
        for window in getattr(self, "windows", ()):
            shared = min(window.end, period.end) - max(window.start, period.start)
            shortest, longest = sorted([window.end - window.start, period.end - period.start])
            alike = longest and shortest / longest >= _ALIKE and shared / longest >= _SHARED
            if alike and window.end <= period.end:
                return window
        return period

    def label_of(self, period: Period | None) -> str | None:
        """The label of a period as the text names it: by its dates where it gives dates."""
        if period is None:
            return None
        told = period in (*self.windows, *self.until_days)
        is_calendar = period.kind in ("month", "week", "day") and period.start.day == 1
        by_dates = told and not (is_calendar or period.kind == "day")
        return f"{period.start}/{period.end}" if by_dates else period.label

    # --- number by number

    def begin(self, sentence: Sentence) -> None:
        """A new sentence; a new paragraph plans for no year yet.

        A heading of the rank of one that named a period, or above it, ends that period.
        """
        if sentence.paragraph != self.paragraph:
            self.plan_year = None
            if self.above and depth_of(sentence.text) <= self.above[0]:
                self.current, self.above = self.above[1], None
        self.paragraph = sentence.paragraph

    def periods(
        self, sentence: Sentence, stretches: Sequence[Stretch]
    ) -> list[tuple[Period | None, bool]]:
        """The period of each number and whether its own sentence says it."""
        named = self._moments[sentence.number]
        return [self._period(sentence, stretch, named) for stretch in stretches]

    def _period(
        self, sentence: Sentence, stretch: Stretch, named: Sequence[Moment]
    ) -> tuple[Period | None, bool]:
        base = self._base_before(sentence, stretch, named)
        if base:
            return base, True
        start = stretch.number.start
        before = [m for m in named if m.role == "period" and m.end <= start]
        behind = [m for m in named if m.role == "period" and m.start > start]
        close = self._in_right(sentence, stretch, behind)
        for moment in (*close, *reversed(before), *(behind if not before else ())):
            found = self._resolve(moment)
            if found:
                return found, True
        return self.given or self._going_on(sentence) or self.main, False

    def _going_on(self, sentence: Sentence) -> Period | None:
        """What the sentences before were of; «Trong năm, …» is of the whole report again."""
        if self.above or not _IN_IT.match(sentence.text):
            return self.current
        return self.main

    def _in_right(
        self, sentence: Sentence, stretch: Stretch, behind: Sequence[Moment]
    ) -> list[Moment]:
        """Periods in the words right behind a number: «5 hồ sơ trong tháng 6»."""
        if not stretch.right:
            return []
        tokens = sentence.tokens
        end = tokens[stretch.right[0].last - 1].end
        return [m for m in behind if m.end <= end]

    def _base_before(
        self, sentence: Sentence, stretch: Stretch, named: Sequence[Moment]
    ) -> Period | None:
        """«so với năm 2023 (88,32%)»: the number in brackets is of the year compared with."""
        if stretch.depth == 0:
            return None
        start = stretch.number.start
        for aside in (m for m in reversed(named) if m.role == "aside" and m.end <= start):
            if not set("()") & set(sentence.text[aside.end : start]):
                return self._of_base(aside, named)
        bases = [m for m in named if m.role == "base" and m.end <= start]
        if bases and _IN_BRACKET.fullmatch(sentence.text, bases[-1].end, start):
            return self._of_base(bases[-1], named)
        return None

    def _of_base(self, moment: Moment, named: Sequence[Moment]) -> Period | None:
        """What a figure is compared with: a period, or the same months of another year."""
        found = self._resolve(moment, refine=False)
        if not found or not moment.is_same:
            return found
        before = [m for m in named if m.role == "period" and m.end <= moment.start]
        period = (self._resolve(before[-1]) if before else None) or self.current or self.main
        while period and period.year > found.year:
            period = period.same_last_year()
        return period or found

    def target_year(self, sentence: Sentence, stretch: Stretch) -> int | None:
        """The year a target is for: named before it, in its sentence or its paragraph."""
        named = [
            m.year for m in self._moments[sentence.number]
            if m.year and m.sort in ("year", "until") and m.role != "base"
            and m.start <= stretch.number.start
        ]  # fmt: skip
        if not named and "năm nay" in sentence.text[: stretch.number.start].lower():
            return self.dateline.year or self.plan_year
        return named[-1] if named else self.plan_year

    def ahead(self, sentence: Sentence, stretch: Stretch) -> Period | None:
        """What a target names without a year, still to come: «Mục tiêu quý IV», told in autumn."""
        named = [
            m for m in self._moments[sentence.number]
            if m.role == "period" and not m.year and m.end <= stretch.number.start
        ]  # fmt: skip
        return named[-1].period(year=self.year, until=self.until) if named else None

    def base_of(self, sentence: Sentence, stretch: Stretch) -> Period | None:
        """The period right behind a number, whatever its role: «từ 10,76% năm 2019 lên …»."""
        for moment in self._moments[sentence.number]:
            if 0 <= moment.start - stretch.number.end <= 4:
                return self._resolve(moment, refine=False)
        return None

    def end(self, sentence: Sentence, *, holds: bool) -> None:
        """Remember what the sentence dated; the year an index is of holds for it alone."""
        named = [m for m in self._moments[sentence.number] if m.role == "period"]
        found = [p for m in named if m.sort != "running" and (p := self._resolve(m))]
        plans = [m.year for m in self._moments[sentence.number] if m.role == "plan" and m.year]
        self.plan_year = plans[-1] if plans else self.plan_year
        if found and holds:
            self.current = found[-1]
        elif holds:
            self.current = self._going_on(sentence)
        elif found and is_heading(sentence, [(m.start, m.end) for m in named]):
            self.above = self.above or (depth_of(sentence.text), self.current)
            self.current = found[-1]
        elif found:
            self.of_index = found[-1]
