"""What is asked about a printed name, and what is answered."""

from dataclasses import dataclass
from datetime import date

from cchc.agencies import Agency


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """One agency, or the candidates and a Vietnamese reason why none was taken.

    `scope` is a value of figures.LEVELS where the name says whose dossiers count ("cấp xã").
    """

    agency: Agency | None = None
    candidates: tuple[Agency, ...] = ()
    scope: str | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was asked: the name as printed and what is known of its place, time and level."""

    name: str
    within: str | None = None
    on: date | None = None
    level: str | None = None
