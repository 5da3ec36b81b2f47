"""One row of a report as read: its figures, and what stands against storing them."""

from dataclasses import dataclass, field

from cchc.figures import Figure, Finding
from cchc.ingest.forms.rows import Row


@dataclass(kw_only=True)
class Entry:
    """One row with the figures it gives; `problems` are errors for which it is not stored."""

    row: Row
    figures: list[Figure]
    agency: str | None = None
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    inherits: bool = False  # a total of rows that are wrong, or that do not add up to it

    @property
    def is_sound(self) -> bool:
        """Whether its figures may be stored."""
        return not self.problems and not self.inherits
