"""The store of reports and their figures: what every room asks and tells.

A folder of version files, each the whole state after one decision, and a pointer to the current
one. Readers open the current version read-only and are never blocked; who writes holds a lock and
makes the next version beside it (writing.py says in which order, and why a crash at any step loses
nothing). The version files are not the truth but its fastest form: originals/ and journal.jsonl
are, and `rebuild` makes the versions again from them. The number of a version, of its line in the
journal and of the report that line brought in are one and the same.
"""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from cchc.errors import StoreError, UnknownCodeError
from cchc.figures import Draft
from cchc.store import personal
from cchc.store.coding import coded
from cchc.store.figuring import difference_of
from cchc.store.folder import NOTHING, Folder
from cchc.store.meetings import Meetings
from cchc.store.originals import Staged
from cchc.store.reading import AsOf, arrow, columns, frame, reader_of, rows, sequence_at
from cchc.store.records import (
    Check,
    Difference,
    FindingRow,
    RebuildResult,
    ReportRow,
    SaveResult,
)
from cchc.store.saving import save, stage
from cchc.store.views import Views
from cchc.store.vouching import is_read_only, require_second_person, require_unchanged
from cchc.store.writing import PATIENCE, Writer, utc_now

if TYPE_CHECKING:  # loaded with the first answer that is a frame
    import numpy as np
    import pandas as pd

REPORTS = """
SELECT id, file, sha256, sheet, form, agency, "from" AS start, "to" AS end, who, recorded_at,
       CASE WHEN withdrawn_seq <= $seq THEN 'withdrawn'
            WHEN confirmed_seq <= $seq THEN 'confirmed' ELSE 'draft' END AS status,
       confirmed_at, confirmed_by, withdrawn_at, withdrawn_by, withdrawn_why,
       rows_read, rows_accepted, rows_rejected, figures, errors, doubts, notes, choices
FROM report WHERE id <= $seq AND ($one IS NULL OR id = $one) ORDER BY id
"""
FINDINGS = """
SELECT report_id, n, rule, severity, message, agency, "where", stated, expected, indicator,
       answer, reason, answered_by, answered_at
FROM finding WHERE $report IS NULL OR report_id = $report ORDER BY report_id, n
"""
FIGURES = 'SELECT agency, indicator, "from", "to" FROM figure WHERE report_id = $report'
PERSONAL = tuple(personal.ACTIONS)
DATA_VERSION = """
SELECT coalesce(max(seq), 0) AS version FROM audit
WHERE action NOT IN (SELECT unnest($personal))
"""
LAST = 2**31 - 1


class Store:
    """The store in `folder`; cheap to make, and nothing is created before the first write."""

    def __init__(
        self,
        folder: Path | str,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], datetime] = utc_now,
        at_step: Callable[[str], None] = lambda step: None,
    ):
        self.folder = Folder(Path(folder).absolute())
        self._reader = reader_of(str(self.folder.path))
        self._writer = Writer(self.folder, patience=patience, clock=clock, at_step=at_step)
        self._data_version = (NOTHING, 0)
        self.views = Views(self._writer, self._reader)
        self.meetings = Meetings(self._writer, self._reader)

    # --- questions

    @property
    def version(self) -> int:
        """The number of the current version, 0 for none; costs microseconds."""
        return self.folder.pointer().version

    @property
    def data_version(self) -> int:
        """The last line that may have changed a figure: what a page shows and a link pins."""
        return self.answering[0]

    @property
    def answering(self) -> tuple[int, str | None]:
        """`data_version` and `warning`, by one look at the folder: each run of a page asks."""
        opened = self._reader.opened()
        if self._data_version[0] != opened.pointer:
            [found] = self._rows(DATA_VERSION, personal=PERSONAL)
            self._data_version = (opened.pointer, found["version"])
        return self._data_version[1], opened.warning

    @property
    def is_writable(self) -> bool:
        """Whether this process may write to the folder, or make it."""
        if is_read_only():
            return False
        there = next(p for p in (self.folder.path, *self.folder.path.parents) if p.exists())
        return os.access(there, os.W_OK)

    @property
    def warning(self) -> str | None:
        """What the person at the screen must know: that an older version answers, and why."""
        return self._reader.opened().warning

    def query(self, sql: str, /, *, as_of: AsOf = None, **values: Any) -> "pd.DataFrame":
        """The answer to one SELECT, its $names bound to `values`.

        `FROM known_figure` is what is current, or with `as_of` (a time, or the number of a version)
        what was known then.
        """
        return self._reader.ask(sql, values, frame, as_of)

    def query_columns(
        self, sql: str, /, *, as_of: AsOf = None, **values: Any
    ) -> "dict[str, np.ndarray]":
        """The same as arrays by column name, at less cost where there are few rows."""
        return self._reader.ask(sql, values, columns, as_of)

    def query_arrow(self, sql: str, /, *, as_of: AsOf = None, **values: Any) -> pa.Table:
        """The same as an Arrow table."""
        return self._reader.ask(sql, values, arrow, as_of)

    def version_at(self, time: datetime) -> int:
        """The version that was current at that time: what a shared link pins."""
        return self._reader.borrow(lambda cursor: sequence_at(cursor, time))

    def reports(self, as_of: AsOf = None) -> list[ReportRow]:
        """Every report, oldest first, with the status it has or had then."""
        seq = LAST if as_of is None else as_of
        seq = seq if isinstance(seq, int) else self.version_at(seq)
        return [ReportRow.of(row) for row in self._rows(REPORTS, seq=seq, one=None)]

    def report(self, report_id: int) -> ReportRow:
        """One report; UnknownCodeError where there is none of that number."""
        rows = self._rows(REPORTS, seq=LAST, one=report_id)
        if not rows:
            raise UnknownCodeError("báo cáo số", str(report_id))
        return ReportRow.of(rows[0])

    def findings(self, report_id: int | None = None) -> list[FindingRow]:
        """The findings of a report, or of all."""
        return [FindingRow.of(row) for row in self._rows(FINDINGS, report=report_id)]

    def original(self, sha256: str) -> bytes:
        """The bytes of a report as they came in."""
        return self.folder.originals.read(sha256)

    def difference(self, draft: Draft) -> Difference:
        """What a draft would change in the current figures; stores nothing."""
        figures = coded(draft.figures)
        return self._reader.borrow(
            lambda cursor: difference_of(cursor, figures, rejected=draft.rows_rejected)
        )

    # --- decisions

    def save(
        self,
        draft: Draft,
        original: bytes | Staged,
        *,
        who: str,
        confirm: bool = True,
        catalog_rows: Mapping[str, pa.Table] | None = None,
        choices: Mapping[str, Any] | None = None,
        seen: int | None = None,
    ) -> SaveResult:
        """Store a report with its original; `confirm` makes its figures current.

        The same original with the same figures is not stored twice: one that is confirmed already
        is "unchanged", and a draft of it is what gets confirmed. `choices` (plain JSON) is what the
        person chose while importing; `catalog_rows` are tables of the catalogue by name. `seen` is
        the version it was compared with: OvertakenError where that has changed for the same agency
        and period. Where the office wants two people it stays a draft.
        """
        return save(
            self._writer,
            self._reader,
            draft,
            original,
            who=who,
            confirm=confirm,
            catalog=dict(catalog_rows or {}),
            choices=dict(choices or {}),
            seen=seen,
        )

    def stage(self, file: Path) -> Staged:
        """A large file on its way in: what `save` takes in place of its bytes."""
        return stage(self._writer, file)

    def confirm(self, report_id: int, who: str, *, seen: int | None = None) -> None:
        """Make the figures of a draft current; `seen` as in `save`."""
        with self._writer.turn():
            self._require(report_id, {"draft"}, "xác nhận")
            require_second_person(self.report(report_id), who)
            if seen is not None:
                figures = self.query_arrow(FIGURES, report=report_id)
                require_unchanged(self._reader, figures, seen=seen, own=report_id)
            self._writer.commit("confirm", who=who, body={"report": report_id})

    def withdraw(self, report_id: int, why: str, who: str) -> None:
        """Undo a report: the figures before it come back, later reports stay."""
        with self._writer.turn():
            self._require(report_id, {"draft", "confirmed"}, "rút")
            self._writer.commit("withdraw", who=who, body={"report": report_id, "why": why})

    def answer(self, finding_id: tuple[int, int], answer: str, reason: str, who: str) -> None:
        """Keep what a person says to a finding; the last answer is shown, all are in the audit."""
        report, n = finding_id
        with self._writer.turn():
            if n not in {finding.n for finding in self.findings(report)}:
                raise UnknownCodeError("điều cần xem", f"{report}/{n}")
            body = {"report": report, "n": n, "answer": answer, "reason": reason}
            self._writer.commit("answer", who=who, body=body)

    # --- care

    def backup(self, file: Path | str) -> None:
        """Journal, originals and current version in one file; nobody is kept from reading."""
        from cchc.store import backup

        backup.write(self._writer, Path(file))

    @staticmethod
    def restore(file: Path | str, folder: Path | str) -> "Store":
        """Put a backup in place of what is in `folder`, after every hash in it was checked."""
        from cchc.store import backup

        store = Store(folder)
        backup.restore(store._writer, Path(file))
        return store

    def rebuild(self, who: str = "rebuild") -> RebuildResult:
        """Make the current version anew from originals and journal alone, and compare."""
        from cchc.store import rebuilding

        return rebuilding.rebuild(self._writer, self._reader, who=who)

    def checksum(self) -> dict[str, str]:
        """Per table a checksum of its content, the same however the rows are stored."""
        from cchc.store import rebuilding

        return self._reader.borrow(rebuilding.checksum)

    def doctor(self) -> list[Check]:
        """What is well and what is not, in words; changes nothing."""
        from cchc.store import doctor

        return doctor.examine(self.folder)

    def _require(self, report_id: int, statuses: set[str], action: str) -> None:
        report = self.report(report_id)
        if report.status not in statuses:
            state = {"confirmed": "đã được xác nhận", "withdrawn": "đã bị rút"}[report.status]
            raise StoreError(f"Không {action} được báo cáo số {report_id}: báo cáo {state}.")

    def _rows(self, sql: str, **values: Any) -> list[dict[str, Any]]:
        return self._reader.ask(sql, values, rows)
