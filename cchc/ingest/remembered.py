"""How somebody explained the headings of a sender, kept for the sender's next report."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from cchc.ingest.forms.likeness import letters

FILE = "headings.json"


@dataclass(frozen=True)
class RememberedHeadings:
    """Explanations by sender (agency id) and heading, in one file of a folder."""

    folder: Path

    def recall(self, sender: str | None) -> dict[str, str]:
        """The headings of a sender: text -> code, code/breakdown, a role, or ""."""
        return self._all().get(sender or "", {})

    def remember(self, sender: str, mapping: Mapping[str, str]) -> None:
        """Add explanations of a sender's headings; one given again replaces the old one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._file.with_suffix(".lock")):
            known = self._all()
            own = known.get(sender, {}) | {letters(text): to for text, to in mapping.items()}
            self._write(known | {sender: own})

    @property
    def _file(self) -> Path:
        return self.folder / FILE

    def _all(self) -> dict[str, dict[str, str]]:
        try:
            return json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}

    def _write(self, known: dict[str, dict[str, str]]) -> None:
        """The whole file anew, so that a crash leaves the old one or the new one."""
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        os.replace(new, self._file)
