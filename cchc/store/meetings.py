"""Meetings: agendas frozen at a version, what was shown, and what was decided.

An agenda is written anew as a whole at each change; who changes it says which state was seen. The
next meeting of the same series takes the agenda over and sees the decisions that are still open.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cchc.errors import UnknownCodeError
from cchc.store.reading import Reader, rows
from cchc.store.records import AgendaRow, DecisionRow, ShowingRow, Shown, Slide
from cchc.store.vouching import OvertakenError, require_words
from cchc.store.writing import Writer
from cchc.vietnamese import moment_text

AGENDAS = "FROM agenda WHERE dropped_at IS NULL ORDER BY date DESC, id DESC"
DECISIONS = """
SELECT d.*, a.series, a.title AS meeting, a.date AS decided_on
FROM decision d JOIN agenda a ON a.id = d.agenda ORDER BY d.id
"""
SHOWINGS = "FROM showing ORDER BY id"


class Meetings:
    """The agendas of one store, with what was shown and decided."""

    def __init__(self, writer: Writer, reader: Reader):
        self._writer, self._reader = writer, reader

    def agendas(self) -> list[AgendaRow]:
        """The agendas that nobody dropped, the latest meeting first."""
        return [AgendaRow.of(row) for row in self._reader.ask(AGENDAS, {}, rows)]

    def agenda(self, agenda_id: int) -> AgendaRow:
        """One agenda; UnknownCodeError where there is none of that number any more."""
        for agenda in self.agendas():
            if agenda.id == agenda_id:
                return agenda
        raise UnknownCodeError("cuộc họp số", str(agenda_id))

    def decisions(self, series: int | None = None) -> list[DecisionRow]:
        """What was decided in the meetings of a series, or in all, oldest first."""
        found = [DecisionRow.of(row) for row in self._reader.ask(DECISIONS, {}, rows)]
        return [one for one in found if series in (None, one.series)]

    def showings(self, agenda_id: int | None = None) -> list[ShowingRow]:
        """The records of what was shown, oldest first."""
        found = [ShowingRow.of(row) for row in self._reader.ask(SHOWINGS, {}, rows)]
        return [one for one in found if agenda_id in (None, one.agenda)]

    def add(
        self,
        title: str,
        day: date,
        version: int,
        slides: Sequence[Slide],
        who: str,
        *,
        series: int | None = None,
    ) -> int:
        """A new agenda, of a series where it follows an earlier meeting; returns its number."""
        with self._writer.turn():
            body = _agenda_body(title, day, version, slides) | {"series": series}
            return self._writer.commit("add_agenda", who=who, body=body)[0]

    def change(self, agenda: AgendaRow, who: str, *, seen: int) -> None:
        """The agenda as it shall be; OvertakenError where it changed after line `seen`."""
        with self._writer.turn():
            now = self.agenda(agenda.id)
            if now.changed_seq > seen:
                raise OvertakenError(
                    f"Trong lúc xem, {now.changed_by} đã sửa cuộc họp «{now.title}» lúc "
                    f"{moment_text(now.changed_at)}. Dưới đây là bản mới; hãy sửa lại trên bản này."
                )
            body = _agenda_body(agenda.title, agenda.date, agenda.version, agenda.slides)
            self._writer.commit("change_agenda", who=who, body={"agenda": agenda.id, **body})

    def drop(self, agenda_id: int, who: str) -> None:
        """Take an agenda out of the list; its decisions and records stay."""
        with self._writer.turn():
            body = {"agenda": self.agenda(agenda_id).id}
            self._writer.commit("drop_agenda", who=who, body=body)

    def decide(
        self, agenda_id: int, slide: Slide, text: str, who: str, *, owner: str, due: date | None
    ) -> int:
        """Note what was decided at a slide, who does it and until when; returns its number."""
        with self._writer.turn():
            body = {
                "agenda": self.agenda(agenda_id).id,
                "slide": slide.title,
                "address": slide.address,
                "text": require_words(text, "việc cần làm"),
                "owner": require_words(owner, "đơn vị hoặc người chủ trì"),
                "due": due and due.isoformat(),
            }
            return self._writer.commit("add_decision", who=who, body=body)[0]

    def settle(self, decision_id: int, outcome: str, who: str, *, is_done: bool = True) -> None:
        """Mark a decision as done with how it came out, or as open again with why."""
        with self._writer.turn():
            if decision_id not in {decision.id for decision in self.decisions()}:
                raise UnknownCodeError("việc đã giao số", str(decision_id))
            body = {"decision": decision_id, "outcome": outcome.strip(), "is_done": is_done}
            self._writer.commit("settle_decision", who=who, body=body)

    def record(self, agenda_id: int, version: int, slides: Sequence[Shown], who: str) -> int:
        """Keep what a meeting was shown, in which order, when, and at which version."""
        with self._writer.turn():
            shown = [one.fields() for one in slides]
            body = {"agenda": agenda_id, "version": version, "slides": shown}
            return self._writer.commit("add_showing", who=who, body=body)[0]


def _agenda_body(title: str, day: date, version: int, slides: Sequence[Slide]) -> dict[str, Any]:
    return {
        "title": require_words(title, "tên cuộc họp"),
        "date": day.isoformat(),
        "version": version,
        "slides": [vars(slide) for slide in slides],
    }
