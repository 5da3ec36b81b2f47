"""What happens in the offices month by month: dossiers come, are settled in time or late, wait."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from cchc.illustrative.offices import Office, generator
from cchc.illustrative.story import Story
from cchc.periods import Period, of_kind

MOST_LATE, MOST_PENDING = 0.6, 0.5  # whatever the episodes multiply
FIRST_PENDING = 0.5  # of a month's usual pending dossiers, waiting before the first month

Flows = Mapping[str, Mapping[date, "Tally"]]  # by office and first day of the month


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The dossiers of an office over a period; what came is what was settled or still waits."""

    carried: int
    online: int
    direct: int
    early: int
    exactly: int
    late: int
    in_time: int
    overdue: int

    @property
    def new(self) -> int:
        """Filed within the period."""
        return self.online + self.direct

    @property
    def received(self) -> int:
        """All that had to be dealt with."""
        return self.new + self.carried

    @property
    def on_time(self) -> int:
        """Settled before or on the day."""
        return self.early + self.exactly

    @property
    def resolved(self) -> int:
        """Settled within the period."""
        return self.on_time + self.late

    @property
    def pending(self) -> int:
        """Waiting at its end."""
        return self.in_time + self.overdue

    def figures(self) -> dict[str, int]:
        """The columns of form II.06a."""
        return {
            "dossiers_received": self.received,
            "online_dossiers": self.online,
            "dossiers_direct_bcci": self.direct,
            "dossiers_carried_over": self.carried,
            "dossiers_resolved": self.resolved,
            "dossiers_early": self.early,
            "dossiers_exactly_on_time": self.exactly,
            "dossiers_overdue": self.late,
            "dossiers_in_progress": self.pending,
            "dossiers_in_progress_in_time": self.in_time,
            "dossiers_in_progress_overdue": self.overdue,
        }


def months(first: date, last: date) -> Iterator[Period]:
    """The calendar months from one to another, both included."""
    for count in range(12 * first.year + first.month - 1, 12 * last.year + last.month):
        yield of_kind("month", count // 12, count % 12 + 1, "calendar")


def together(tallies: Iterable[Tally]) -> Tally:
    """Months in a row as one period: flows add up, stocks are of its first and last day."""
    row = list(tallies)
    flows = ("online", "direct", "early", "exactly", "late")
    return Tally(
        carried=row[0].carried,
        in_time=row[-1].in_time,
        overdue=row[-1].overdue,
        **{name: sum(getattr(tally, name) for tally in row) for name in flows},
    )


def flows(offices: Iterable[Office], story: Story) -> dict[str, dict[date, Tally]]:
    """The months of every office; an heir must stand after those it takes dossiers over from."""
    found: dict[str, dict[date, Tally]] = {}
    for office in offices:
        found[office.id] = _Life(office=office, story=story).months(_taken_over(office, found))
    return found


def _taken_over(office: Office, found: Flows) -> int | None:
    """What its predecessors left pending; None where it has none that worked before."""
    lasts = [(list(found[old].values())[-1:], share) for old, share in office.heirs_of]
    left = [share * last.pending for tallies, share in lasts for last in tallies]
    return round(sum(left)) if left else None


@dataclass(frozen=True, kw_only=True)
class _Life:
    """One office through the months."""

    office: Office
    story: Story

    def months(self, taken_over: int | None) -> dict[date, Tally]:
        random = generator(self.story, self.office.id)
        usual = FIRST_PENDING * self.office.pending * self.office.intake
        carried = round(usual) if taken_over is None else taken_over
        found = {}
        for period in months(self.story.first, self.story.last):
            if self.office.works_in(period.start):
                found[period.start] = self._month(period.start, carried, random)
                carried = found[period.start].pending
        return found

    def _month(self, month: date, carried: int, random: np.random.Generator) -> Tally:
        habit = self.story.habit
        new = int(random.poisson(self._intake(month)))
        online = int(random.binomial(new, self._online(month)))
        pending = int(random.binomial(new + carried, self._pending(month)))
        resolved = new + carried - pending
        late = int(random.binomial(resolved, self._late(month)))
        early = int(random.binomial(resolved - late, self.office.early))
        overdue_share = min(MOST_LATE, habit.pending_overdue * self._factor("late", month))
        overdue = int(random.binomial(pending, overdue_share))
        return Tally(
            carried=carried,
            online=online,
            direct=new - online,
            early=early,
            exactly=resolved - late - early,
            late=late,
            in_time=pending - overdue,
            overdue=overdue,
        )

    def _intake(self, month: date) -> float:
        intake = self.story.intake
        grown = (1 + intake.growth) ** (month.year - self.story.first.year)
        usual = self.office.intake * grown * intake.season[month.month - 1]
        return usual * self._factor("intake", month)

    def _online(self, month: date) -> float:
        lead = self.office.lead + self.story.shift("online", month, *self._whose)
        return self.story.curves["online"].share(_year(month), lead)

    def _pending(self, month: date) -> float:
        return min(MOST_PENDING, self.office.pending * self._factor("pending", month))

    def _late(self, month: date) -> float:
        trend = self.story.habit.late_per_year ** (_year(month) - self.story.first.year)
        return min(MOST_LATE, self.office.late * trend * self._factor("late", month))

    def _factor(self, what, month: date) -> float:
        return self.story.factor(what, month, *self._whose)

    @property
    def _whose(self) -> tuple[str | None, ...]:
        return self.office.id, self.office.district


def _year(month: date) -> float:
    return month.year + (month.month - 1) / 12


def added(tallies: Iterable[Tally]) -> Tally:
    """Offices side by side as one: everything adds up."""
    row = list(tallies)
    return Tally(**{f.name: sum(getattr(tally, f.name) for tally in row) for f in fields(Tally)})
