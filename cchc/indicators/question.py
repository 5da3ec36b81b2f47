"""What is asked of the store: one indicator, whose, when, by what step, across which change."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

By = Literal["reported", "month", "quarter", "half", "year"]
Units = Literal["reported", "today", "restated"]


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question about one indicator; hashable, so that an answer can be kept and replayed.

    `agencies` empty asks for every agency. `units`: as reported then; of today's units only; or
    restated, summing whole predecessors into today's units. `denominator` fixes the base of a rate.
    """

    indicator: str
    agencies: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    by: By = "reported"
    units: Units = "reported"
    denominator: str | None = None
    level: str | None = None
    as_of: datetime | int | None = None
