"""How often the dashboard was opened: two numbers in a file beside the store, and nothing else."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock

from cchc.store import disk

FILE, LOCK = "visits.json", "visits.lock"
PATIENCE = 2  # seconds to wait for another dashboard that counts


@dataclass(frozen=True, kw_only=True)
class Visits:
    """Visits of one day, and of all days up to it."""

    day: str
    today: int
    in_all: int

    def one_more(self, day: str) -> "Visits":
        """With a visit on `day`; another day begins at one."""
        today = self.today + 1 if day == self.day else 1
        return Visits(day=day, today=today, in_all=self.in_all + 1)


NONE = Visits(day="", today=0, in_all=0)


def count_visit(folder: Path, day: date) -> Visits:
    """One visit more. OSError where the folder cannot be written; Timeout is one."""
    with FileLock(folder / LOCK, timeout=PATIENCE):
        visits = visits_so_far(folder).one_more(day.isoformat())
        with disk.renamed_into(folder / FILE) as temporary:  # a count need not survive a power cut
            temporary.write_text(json.dumps(asdict(visits)), "utf-8")
    return visits


def visits_so_far(folder: Path) -> Visits:
    """What was counted; nothing yet where there is no file, or one that is no count."""
    try:
        return Visits(**json.loads((folder / FILE).read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return NONE
