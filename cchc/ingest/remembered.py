"""What somebody explained of a sender's reports, kept for the sender's next one.

Headings by their text; the index of a ranking that does not name it by the file it came in.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from filelock import FileLock

from cchc.ingest.forms.likeness import letters

FILE = "headings.json"
_INDEX = "chỉ số của bảng"  # before the name of a file, where a heading would stand


@dataclass(frozen=True)
class RememberedHeadings:
    """Explanations by sender (agency id) and heading, in one file of a folder."""

    folder: Path

    def recall(self, sender: str | None) -> dict[str, str]:
        """The headings of a sender: text -> code, code/breakdown, a role, or ""."""
        known = self._all().get(sender or "", {})
        return {text: to for text, to in known.items() if not text.startswith(_INDEX)}

    def recall_index(self, sender: str | None, file: str, sheet: str | None) -> str | None:
        """The index chosen for a sender's ranking in a file of this name, numbers aside."""
        return self._all().get(sender or "", {}).get(_index_key(file, sheet))

    def remember_index(self, sender: str, file: str, sheet: str | None, index: str) -> None:
        """Keep the index chosen for a ranking that does not name it."""
        self.remember(sender, {_index_key(file, sheet): index})

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


def _index_key(file: str, sheet: str | None) -> str:
    """A file and its sheet without their numbers: next month's file has the same."""
    words = letters(f"{_INDEX} {PurePath(file).stem.replace('_', ' ')} {sheet or ''}")
    return " ".join(re.sub(r"\d+", " ", words).split())
