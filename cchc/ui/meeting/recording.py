"""What a meeting is being shown: noted slide by slide, kept in the journal when it ends.

One line for a meeting and not one for a slide: each line makes a version of the store, and the
last versions are its backups. A meeting that nobody ended is kept at the next one's beginning, at
the latest when the dashboard stops.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cchc.errors import CchcError
from cchc.languages import say
from cchc.store.records import AgendaRow, Shown
from cchc.ui import cached

IDLE = timedelta(hours=1)  # after this long without a new slide a meeting is over


@dataclass(kw_only=True)
class Running:
    """A meeting that goes on."""

    agenda: AgendaRow
    slides: list[Shown] = field(default_factory=list)


def begin(agenda: AgendaRow) -> None:
    """A meeting begins; those that nobody ended are over."""
    end_idle()
    cached.running_meetings().setdefault(agenda.id, Running(agenda=agenda))


def note(agenda: int, title: str, address: str) -> None:
    """What is on the screen now, unless it was already or nobody began the meeting."""
    running = cached.running_meetings().get(agenda)
    if running is None:
        return
    last = running.slides[-1] if running.slides else None
    if last is None or (last.title, last.address) != (title, address):
        running.slides.append(Shown(title=title, address=address, at=datetime.now(UTC)))


def end(agenda: int, who: str) -> None:
    """Keeps the record of a meeting, where one goes on and something was shown."""
    running = cached.running_meetings().pop(agenda, None)
    if running and running.slides:
        store, version = cached.store(), running.agenda.version
        store.meetings.record(agenda, version, running.slides, who)


def end_idle(*, idle: timedelta = IDLE) -> None:
    """Keeps the records of meetings without a new slide for that long."""
    now = datetime.now(UTC)
    for agenda, running in list(cached.running_meetings().items()):
        if not running.slides or now - running.slides[-1].at >= idle:
            try:
                end(agenda, say("không ghi tên"))
            except CchcError:  # a store that cannot be written is no reason to keep anybody waiting
                continue
