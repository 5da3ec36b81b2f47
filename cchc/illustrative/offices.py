"""Who reports in the illustrative province, with the habits of each office."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from zlib import crc32

import numpy as np

from cchc.agencies import Agencies, Agency
from cchc.illustrative.story import Department, Story

ONE_DAY = timedelta(days=1)
DIVIDED = 0.5  # of a divided commune, to each of the two it went into


@dataclass(frozen=True, kw_only=True)
class Office:
    """One office that handles dossiers; shares and new dossiers are of its first year.

    `heirs_of` are the offices whose pending dossiers it takes over on its first day, each with
    the share it takes.
    """

    id: str
    name: str
    level: str
    district: str | None
    intake: float
    lead: float  # years ahead of the province on its curves
    late: float
    pending: float
    early: float
    first: date = date.min
    last: date = date.max
    heirs_of: tuple[tuple[str, float], ...] = ()

    def works_in(self, month: date) -> bool:
        """Whether it exists in a month."""
        return self.first <= month <= self.last


def offices(agencies: Agencies, story: Story) -> list[Office]:
    """Departments, districts and communes of both eras, in the order reports list them."""
    return _Offices(agencies=agencies, story=story).all()


def generator(story: Story, *what: str) -> np.random.Generator:
    """Random numbers that are always the same for the same thing."""
    return np.random.default_rng([story.seed, *(crc32(part.encode()) for part in what)])


@dataclass(frozen=True, kw_only=True)
class _Offices:
    agencies: Agencies
    story: Story

    def all(self) -> list[Office]:
        """Every office: those before the break first."""
        before = self._departments(self.story.province)
        districts = [self._listed(a) for a in self._agencies("district")]
        communes = [self._listed(a) for a in self._agencies("commune")]
        now = self.agencies.series(self.story.province)[-1]
        after = self._departments(now, heirs_of=self.story.province)
        old = {office.id: office for office in (*districts, *communes)}
        return [*before, *districts, *communes, *after, *self._new_communes(old)]

    def _agencies(self, level: str, *, new: bool = False) -> list[Agency]:
        """Agencies of a level on one side of the break, by code: district by district."""
        on = self.story.break_on if new else self.story.break_on - ONE_DAY
        return sorted(self.agencies.valid_on(on, level=level), key=lambda a: a.code)

    def _departments(self, province: str, heirs_of: str | None = None) -> list[Office]:
        return [self._department(each, province, heirs_of) for each in self.story.departments]

    def _department(self, one: Department, province: str, heirs_of: str | None) -> Office:
        here = self.agencies.get(f"{province}/{one.name}")
        return Office(
            id=here.id,
            name=one.name,
            level="department",
            district=None,
            intake=one.intake,
            **self._habits(one.name),
            **self._days(here),
            heirs_of=((f"{heirs_of}/{one.name}", 1.0),) if heirs_of else (),
        )

    def _listed(self, agency: Agency) -> Office:
        """A district or commune before the break."""
        intake = self.story.intake
        usual = intake.of_agency.get(agency.id)
        spread = generator(self.story, agency.id, "intake").normal(0, intake.spread)
        return Office(
            id=agency.id,
            name=agency.name,
            level=agency.level,
            district=agency.parent if agency.level == "commune" else agency.id,
            intake=usual or intake.of_type[agency.type] * exp(spread),
            **self._habits(agency.id),
            **self._days(agency),
        )

    def _new_communes(self, old: dict[str, Office]) -> list[Office]:
        """Communes since the break: what their parts had, and a share of their district's work."""
        return [self._new_commune(agency, old) for agency in self._agencies("commune", new=True)]

    def _new_commune(self, agency: Agency, old: dict[str, Office]) -> Office:
        parts = {
            step.old: 1.0 if step.whole else DIVIDED
            for step in self.agencies.predecessors(agency.id)
        }
        own = sum(share * old[part].intake for part, share in parts.items())
        district = old[next(iter(parts))].district
        among = sum(
            o.intake for o in old.values() if o.level == "commune" and o.district == district
        )
        share = own / among
        return Office(
            id=agency.id,
            name=agency.name,
            level="commune",
            district=district,
            intake=own + self.story.intake.taken_over * share * old[district].intake,
            **self._habits(agency.id),
            **self._days(agency),
            heirs_of=(*parts.items(), (district, share)),
        )

    def _habits(self, key: str) -> dict[str, float]:
        habit, random = self.story.habit, generator(self.story, key, "habit")
        return {
            "lead": random.uniform(-habit.online_lead, habit.online_lead),
            "late": random.uniform(*habit.late),
            "pending": random.uniform(*habit.pending),
            "early": random.uniform(*habit.early),
        }

    def _days(self, agency: Agency) -> dict[str, date]:
        return {"first": agency.valid_from or date.min, "last": agency.valid_to or date.max}
