"""The story of the illustrative province: data/illustrative/story.toml.

What its offices usually do, what befell them, and what was put wrong on purpose. Everything is
made up; one story always gives the same figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp
from pathlib import Path
from typing import Literal

from cchc.catalog.illustrative import FOLDER
from cchc.catalog.loading import Source, read_source

What = Literal["intake", "late", "pending", "online"]


@dataclass(frozen=True, kw_only=True)
class Intake:
    """New dossiers of a month: by type of agency in 2018, their growth a year, their season."""

    growth: float
    spread: float
    season: tuple[float, ...]
    taken_over: float  # of a district's dossiers, by its communes on the day of the break
    of_type: dict
    of_agency: dict


@dataclass(frozen=True, kw_only=True)
class Department:
    """A department of the province."""

    name: str
    intake: int


@dataclass(frozen=True, kw_only=True)
class Sector:
    """A field of procedures: its share of dossiers, how many times as often it is late."""

    name: str
    weight: float
    late: float


@dataclass(frozen=True, kw_only=True)
class Curve:
    """A share that grows along an S."""

    top: float
    mid: float
    width: float

    def share(self, year: float, lead: float = 0.0) -> float:
        """The share at a time in years, for who is `lead` years ahead."""
        return self.top / (1 + exp((self.mid - lead - year) / self.width))


@dataclass(frozen=True, kw_only=True)
class Habit:
    """Between which shares offices usually work in the first year."""

    late: tuple[float, ...]
    late_per_year: float
    pending: tuple[float, ...]
    pending_overdue: float
    early: tuple[float, ...]
    online_lead: float


@dataclass(frozen=True, kw_only=True)
class Episode:
    """Something out of the ordinary: for whom, when, what it does, and how it comes and goes."""

    name: str
    start: date
    end: date
    what: What
    factor: float
    shape: Literal["flat", "rising", "fading"]
    agencies: tuple[str, ...] = ()

    def concerns(self, *agencies: str | None) -> bool:
        """Whether it befell one of these agencies; of no agency in particular it befell all."""
        return not self.agencies or any(agency in self.agencies for agency in agencies)

    def weight(self, month: date) -> float:
        """How much of it is felt in a month, from 0 to 1."""
        if not self.start <= month <= self.end:
            return 0.0
        passed, whole = _months(self.start, month), _months(self.start, self.end) + 1
        return {"flat": 1.0, "rising": (passed + 1) / whole, "fading": 1 - passed / whole}[
            self.shape
        ]


@dataclass(frozen=True, kw_only=True)
class IndexStory:
    """How the points of the yearly index follow from the work of the year."""

    verified: float
    per_on_time: float
    per_online: float
    growth: float
    survey: float
    per_survey: float
    noise: float
    over_rated: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """An agency that sent nothing for a month."""

    agency: str
    month: date


@dataclass(frozen=True, kw_only=True)
class Resent:
    """A month reported twice; the first report left `dropped` of what was on time as pending."""

    agency: str
    month: date
    dropped: float


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Targets of the province for a year: what was set for each printed row, by which document."""

    year: int
    sent: date
    document: str
    rows: dict


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A number made wrong on purpose, and the rule that must find it."""

    file: str  # id of the form
    agency: str
    month: date  # the first of the period
    indicator: str
    add: int
    rule: str
    note: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Story:
    """The whole of the file."""

    seed: int
    province: str
    first: date
    last: date
    break_on: date
    by_commune: date
    sectors_from: date
    grids_from: date
    intake: Intake
    habit: Habit
    index: IndexStory
    curves: Mapping[str, Curve]
    departments: tuple[Department, ...]
    sectors: tuple[Sector, ...]
    episodes: tuple[Episode, ...]
    missing: tuple[Missing, ...]
    resent: tuple[Resent, ...]
    planted: tuple[Planted, ...]
    promises: tuple[Promise, ...]

    def factor(self, what: What, month: date, *agencies: str | None) -> float:
        """By how much the episodes multiply something of an office in a month."""
        product = 1.0
        for episode in self._felt(what, agencies):
            product *= 1 + (episode.factor - 1) * episode.weight(month)
        return product

    def shift(self, what: What, month: date, *agencies: str | None) -> float:
        """By how many years the episodes move an office along its curve in a month."""
        return sum(e.factor * e.weight(month) for e in self._felt(what, agencies))

    def _felt(self, what: What, agencies: tuple[str | None, ...]) -> list[Episode]:
        return [e for e in self.episodes if e.what == what and e.concerns(*agencies)]


def _months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month


LISTS = {
    "department": ("departments", Department),
    "sector": ("sectors", Sector),
    "episode": ("episodes", Episode),
    "missing": ("missing", Missing),
    "resent": ("resent", Resent),
    "planted": ("planted", Planted),
    "promise": ("promises", Promise),
}


@cache
def load_story(file: Path = FOLDER / "story.toml") -> Story:
    """The checked story; BadReferenceError says which line is wrong."""
    source = read_source(file)
    document = source.document()
    parts = {field: _records(source, document, table) for table, (field, _) in LISTS.items()}
    parts["intake"] = source.record(Intake, document.pop("intake"), table="intake")
    parts["habit"] = source.record(Habit, document.pop("habit"), table="habit")
    parts["index"] = source.record(IndexStory, document.pop("index"), table="index")
    curves = document.pop("curve")
    parts["curves"] = {
        name: source.record(Curve, curve, table=f"curve.{name}") for name, curve in curves.items()
    }
    return source.record(Story, document, table="story", **parts)


def _records(source: Source, document: dict, table: str) -> tuple:
    entries = enumerate(document.pop(table, []))
    return tuple(
        source.record(LISTS[table][1], entry, table=table, nth=nth) for nth, entry in entries
    )
