"""A report of the illustrative province, line by line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from cchc.periods import Period

TOTAL = "Tổng cộng"
NOTHING_CAME = "KPS"

Cells = Mapping[tuple[str, int], float | str]  # by indicator and year, 0 being the one reported on


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of a report and whose numbers it has; a heading has no agency."""

    name: str
    agency: str | None = None
    level: str | None = None
    breakdown: str | None = None
    section: str | None = None
    cells: Cells = field(default_factory=dict)

    @property
    def is_total(self) -> bool:
        """Whether it adds up the others."""
        return self.name == TOTAL


@dataclass(frozen=True, kw_only=True)
class Report:
    """A form over a period; `edition` is 2 where it was sent again.

    `sent` is the day it was sent where that does not follow from the period.
    """

    form: str
    period: Period
    agency: str
    sender: str  # as printed
    lines: tuple[Line, ...]
    edition: int = 1
    sent: date | None = None


def cells(counts: Mapping[str, float]) -> Cells:
    """Numbers of the year reported on; where nothing came, the word for that."""
    if "dossiers_received" in counts and not counts["dossiers_received"]:
        return {("dossiers_received", 0): NOTHING_CAME}
    return {(indicator, 0): value for indicator, value in counts.items()}


def under_headings(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines below the names of their sections."""
    for section, members in groupby(lines, key=lambda line: line.section):
        yield Line(name=section)
        yield from members
