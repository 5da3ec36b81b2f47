"""What the store hands out: rows of its tables and results of what it was asked to do."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import pyarrow as pa

from cchc.figures import Severity, Status

ReportStatus = Literal["draft", "confirmed", "withdrawn"]


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    """One imported report. Times are UTC; `figures` to `notes` are numbers of rows."""

    id: int
    file: str
    sha256: str
    sheet: str | None
    form: str | None
    agency: str | None
    start: date | None
    end: date | None
    who: str
    recorded_at: datetime
    status: ReportStatus
    confirmed_at: datetime | None
    confirmed_by: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_why: str | None
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    figures: int
    errors: int
    doubts: int
    notes: int
    choices: dict[str, Any]

    @staticmethod
    def of(fields: dict[str, Any]) -> "ReportRow":
        """From a row of the table report, keyed by field name."""
        choices = json.loads(fields.pop("choices"))
        return ReportRow(choices=choices, **_in_utc(fields))


@dataclass(frozen=True, kw_only=True)
class FindingRow:
    """One finding of a report and what was answered to it. Its id is (report_id, n)."""

    report_id: int
    n: int
    rule: str
    severity: Severity
    message: str
    agency: str | None
    where: str | None
    stated: float | str | None
    expected: float | str | None
    indicator: str | None
    answer: str | None
    reason: str | None
    answered_by: str | None
    answered_at: datetime | None

    @property
    def id(self) -> tuple[int, int]:
        """What `Store.answer` takes."""
        return self.report_id, self.n

    @staticmethod
    def of(fields: dict[str, Any]) -> "FindingRow":
        """From a row of the table finding, keyed by field name."""
        for name in ("stated", "expected"):
            fields[name] = json.loads(fields[name]) if fields[name] else None
        return FindingRow(**_in_utc(fields))


@dataclass(frozen=True, kw_only=True)
class ViewRow:
    """One view that somebody kept: its address says everything that is seen.

    `version` is the line of the journal whose figures its maker saw; early views have no code.
    """

    id: int
    title: str
    address: str
    who: str
    kept_at: datetime
    dropped_at: datetime | None
    code: str | None
    version: int | None
    dropped_by: str | None

    @staticmethod
    def of(fields: dict[str, Any]) -> "ViewRow":
        """From a row of the table view, keyed by field name."""
        return ViewRow(**_in_utc(fields))


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One view of an agenda and what its speaker has to say."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AgendaRow:
    """The agenda of one meeting. All its slides are answered from one version."""

    id: int
    series: int
    title: str
    date: date
    version: int
    slides: tuple[Slide, ...]
    changed_seq: int
    changed_by: str
    changed_at: datetime
    dropped_at: datetime | None

    @staticmethod
    def of(fields: dict[str, Any]) -> "AgendaRow":
        """From a row of the table agenda, keyed by field name."""
        slides = tuple(Slide(**slide) for slide in json.loads(fields.pop("slides")))
        return AgendaRow(slides=slides, **_in_utc(fields))


@dataclass(frozen=True, kw_only=True)
class DecisionRow:
    """What a meeting decided at a slide: who does it until when, and how it came out."""

    id: int
    agenda: int
    series: int
    meeting: str
    decided_on: date
    slide: str
    address: str
    text: str
    owner: str
    due: date | None
    who: str
    noted_at: datetime
    outcome: str | None
    done_by: str | None
    done_at: datetime | None

    def is_overdue(self, today: date) -> bool:
        """Whether it is open after its day."""
        return self.done_at is None and self.due is not None and self.due < today

    @staticmethod
    def of(fields: dict[str, Any]) -> "DecisionRow":
        """From a row of the table decision with its agenda, keyed by field name."""
        return DecisionRow(**_in_utc(fields))


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One slide that was on the screen, and since when."""

    title: str
    address: str
    at: datetime

    def fields(self) -> dict[str, str]:
        """As the journal keeps it."""
        return vars(self) | {"at": self.at.astimezone(UTC).isoformat()}


@dataclass(frozen=True, kw_only=True)
class ShowingRow:
    """What one meeting was shown, in order, at which version."""

    id: int
    agenda: int
    version: int
    who: str
    kept_at: datetime
    slides: tuple[Shown, ...]

    @staticmethod
    def of(fields: dict[str, Any]) -> "ShowingRow":
        """From a row of the table showing, keyed by field name."""
        slides = tuple(
            Shown(**shown | {"at": datetime.fromisoformat(shown["at"])})
            for shown in json.loads(fields.pop("slides"))
        )
        return ShowingRow(slides=slides, **_in_utc(fields))


def _in_utc(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
        for name, value in fields.items()
    }


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a report would change in the current figures, or has changed; numbers of keys.

    `changes` has one row per changed figure: agency, level, from, to, indicator, kind, breakdown,
    denominator, then old_ and new_ value, of, approx, row, place, and old_report.
    """

    new: int
    changed: int
    same: int
    rejected: int
    changes: pa.Table


@dataclass(frozen=True, kw_only=True)
class SaveResult:
    """How a save ended. `unchanged`: the same report stands already, and nothing was written."""

    report_id: int
    status: Status
    difference: Difference

    @property
    def new(self) -> int:
        """Figures for which there was none."""
        return self.difference.new

    @property
    def changed(self) -> int:
        """Figures that differ from the ones that were current."""
        return self.difference.changed

    @property
    def same(self) -> int:
        """Figures equal to the ones that were current."""
        return self.difference.same

    @property
    def rejected(self) -> int:
        """Rows of the report that were not accepted."""
        return self.difference.rejected


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing `doctor` looked at, in words."""

    name: str
    ok: bool
    message: str


@dataclass(frozen=True, kw_only=True)
class RebuildResult:
    """What a rebuild made: `differs` names the tables that do not answer as they did before."""

    version: int
    reports: int
    differs: tuple[str, ...]
    message: str
