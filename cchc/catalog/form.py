"""The parts of a report form: its columns, printed rows, versions and checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from cchc.catalog.identities import Identity
from cchc.figures import Kind
from cchc.periods import Period

# What a column is, where it is no indicator. Of a grid: what names the row, what is read along.
GRID_ROLES = frozenset(
    {"number", "agency", "identifier", "sector", "indicator", "unit", "note", "ignored"}
)
# Numbers whose indicator the row names.
VALUE_ROLES = frozenset({"plan", "result", "cumulative", "progress", "value"})
TIDY_ROLES = frozenset(
    {"index", "year", "period", "start", "end", "province", "level", "score", "rank", "of"}
    | {"source", "denominator", "published_rate", "breakdown", "kind"}
    | {"as_of", "block", "country_average", "rank_basis", "recomputed", "agrees"}
)
ROLES = GRID_ROLES | VALUE_ROLES | TIDY_ROLES


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a form: what it is headed by, and the indicator or the role it has.

    `alone` is the indicator it means in a file that has no column of the indicator `beside`:
    "Đúng hạn" beside "Trước hạn" excludes the early ones, alone it includes them. `of_provinces`
    is the index it is where the rows are provinces: their ranking is the national one.
    """

    heading: str
    synonyms: tuple[str, ...] = ()
    role: str | None = None
    indicator: str | None = None
    breakdown: str | None = None
    kind: Kind = "actual"
    alone: str | None = None
    beside: str | None = None
    of_provinces: str | None = None
    year: int = 0  # of the figure, counted from the year reported on: -1, 0
    of_year: int | None = None  # of the figure, where its heading names the year
    of_period: Period | None = None  # of the figure, where its heading names a part of a year
    optional: bool = False  # its absence speaks not against the form
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, on: date) -> bool:
        """Whether the versions in force on that day have the column."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One printed row of a form whose rows are indicators."""

    text: str
    indicator: str
    synonyms: tuple[str, ...] = ()
    unit: str | None = None
    breakdown: str | None = None


@dataclass(frozen=True, kw_only=True)
class Version:
    """From when a wording of the form was in force, and by which document."""

    valid_from: date | None = None
    valid_to: date | None = None
    legal_basis: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Form:
    """One report form; `options` holds what only a tidy form needs."""

    id: str
    kind: Literal["grid", "tidy"]
    name: str
    rows: Literal["agency", "sector", "indicator", "tidy"]
    columns: tuple[Column, ...]
    items: tuple[Row, ...] = ()  # the printed rows, where rows are indicators
    checks: tuple[Identity, ...] = ()
    versions: tuple[Version, ...] = ()
    titles: tuple[str, ...] = ()  # phrases of the title that speak for the form
    by_title: bool = False  # the headings alone do not tell it from other forms
    of_index: bool = False  # a ranking: headings, title, sheet or file name the index
    codes: tuple[str, ...] = ()  # form numbers printed in the corner
    scope: Literal["own", "total"] = "total"  # own dossiers only, or those of all below as well
    calendar: Literal["calendar", "official", "day21"] = "calendar"  # what a period's name means
    unit: str | None = None  # "Đơn vị tính" printed above the grid
    numbered: bool = False  # the grid prints a row of column numbers
    source: str | None = None  # where the form is published or was seen
    note: str | None = None
    level: str | None = None  # of all its figures, where the form itself says it
    options: Mapping = field(default_factory=lambda: MappingProxyType({}))
    file: str = ""

    def on(self, day: date) -> "Form":
        """The form as in force on that day."""
        return replace(self, columns=tuple(c for c in self.columns if c.holds_on(day)))

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns that hold numbers."""
        return tuple(c for c in self.columns if c.indicator or c.role in VALUE_ROLES)
