"""What somebody asks to be rolled up."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

ENGINES = ("duckdb", "spark")
LOCAL = "local[2]"  # Spark on this machine, two threads


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is rolled up, where to and how. `start`: months before it only feed what is carried
    over; `until`: the day on which the files were taken, by default the last one they speak of.
    """

    inputs: tuple[str, ...]
    out: Path
    engine: str = ENGINES[0]
    master: str = LOCAL
    start: date | None = None
    until: date | None = None
