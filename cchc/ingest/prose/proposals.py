"""What a report is read to say: proposals for a person to confirm, and what was left unread."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from cchc.figures import Draft, Figure, Finding, figure_table
from cchc.periods import Period

Confidence = Literal["chắc chắn", "khá chắc", "cần xem lại"]
SURE, LIKELY, UNSURE = "chắc chắn", "khá chắc", "cần xem lại"


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """Another reading the text allows: a code and the value it would have."""

    indicator: str
    value: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A figure as read from one sentence, for a person to confirm.

    `sentence` counts from 1; `span` is the place of the printed number in `figure.quote`.
    `period` is null where the text does not say the year; the figure then has no dates and cannot
    be stored before somebody gives them. `period_label` is as the text names it: a window of dates
    stays one even where it is exactly a quarter. `base` is what a change is measured against.
    """

    figure: Figure
    sentence: int
    span: tuple[int, int]
    raw: str
    period: Period | None
    period_label: str | None
    confidence: Confidence
    why: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    base: str | None = None

    @property
    def is_storable(self) -> bool:
        """Whether it has all that a stored figure needs."""
        return self.period is not None and bool(self.figure.agency) and bool(self.figure.level)

    @property
    def is_sure(self) -> bool:
        """Whether it may be stored when only what is without doubt is accepted."""
        return self.confidence != UNSURE and self.is_storable


@dataclass(frozen=True, kw_only=True)
class UnreadNumber:
    """Something that looks like a figure and was not understood, with the reason."""

    sentence: int
    span: tuple[int, int]
    raw: str
    quote: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What a report says without a number: a weakness, a recommendation, the band it is put in.

    A weakness and a recommendation stay open until somebody closes them.
    """

    kind: Literal["weakness", "recommendation", "band"]
    text: str
    sentence: int
    agency: str | None
    day: date | None
    status: Literal["open", "done"] = "open"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Everything read from one document."""

    proposals: tuple[Proposal, ...] = ()
    unread_numbers: tuple[UnreadNumber, ...] = ()
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()
    agency: str | None = None
    province: str | None = None
    period: Period | None = None
    sentences: tuple[str, ...] = ()


@dataclass(kw_only=True)
class ProseDraft(Draft):
    """A draft of sentences: its figures are those chosen from the proposals of its reading."""

    reading: Reading = field(default_factory=Reading)

    @property
    def is_clean(self) -> bool:
        """Never: what a text says enters the store by somebody's word alone."""
        return False

    def with_only(self, chosen: Iterable[Proposal]) -> "ProseDraft":
        """The draft with the figures of the proposals somebody vouched for, and of no other."""
        figures = [proposal.figure for proposal in chosen if proposal.is_storable]
        return replace(
            self, figures=figure_table(figures), rows_accepted=len(figures),
            rows_rejected=len(self.reading.proposals) - len(figures),
        )  # fmt: skip
