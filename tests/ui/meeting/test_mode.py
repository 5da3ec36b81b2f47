"""What an address presents, the record of a meeting, and the order of decisions."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cchc.errors import CchcError
from cchc.store.records import DecisionRow, Slide
from cchc.store.versions import Store
from cchc.ui import cached
from cchc.ui.meeting import mode, recording
from cchc.ui.meeting.decisions import in_order
from cchc.ui.meeting.mode import Presenting

SLIDES = (Slide(title="Hạng", address="xep-hang?nam=2013&luc=3"), Slide(title="Mạng", address="x"))


@pytest.fixture
def store(tmp_path, monkeypatch) -> Store:
    """The store of this dashboard, with one agenda at version 7."""
    monkeypatch.setenv("CCHC_STORE", str(tmp_path / "store"))
    cached.running_meetings().clear()
    cached.store().meetings.add("Giao ban", date(2025, 10, 7), 7, SLIDES, "An")
    return cached.store()


@pytest.fixture
def agenda(store):
    [found] = store.meetings.agendas()
    return found


def test_a_slide_is_its_view_at_the_version_of_the_agenda(agenda):
    shown = Presenting(agenda=agenda, place=0)
    assert shown.view(1) == ("xep-hang", {"nam": "2013", "luc": "7", "hop": "1.1"})
    assert shown.view(0) == ("hop", {"luc": "7", "hop": "1.0"})
    assert shown.view(3) == shown.view(99) == ("hop", {"luc": "7", "hop": "1.3"})
    assert shown.view(-1) == shown.view(0)


def test_the_titles_of_the_places(agenda):
    titles = [Presenting(agenda=agenda, place=n).title for n in range(4)]
    assert titles == ["Mở đầu", "Hạng", "Mạng", "Kết luận cuộc họp"]


@pytest.mark.parametrize(
    "code", ["x", "1", "1.", ".1", "1.99", "9.1", "1.-1", "¹.1", "1.1.1", "9" * 30]
)
def test_an_address_that_presents_nothing_is_refused_in_words(store, code):
    with pytest.raises(CchcError):
        mode._read(code)


def test_what_is_shown_is_noted_once_while_it_stays_and_kept_at_the_end(store, agenda):
    recording.note(agenda.id, "Hạng", "xep-hang")  # nobody began
    recording.begin(agenda)
    for title in ("Hạng", "Hạng", "Mạng", "Hạng"):
        recording.note(agenda.id, title, title)
    assert store.meetings.showings() == []
    recording.end(agenda.id, "An")
    recording.end(agenda.id, "An")
    [record] = store.meetings.showings(agenda.id)
    assert [slide.title for slide in record.slides] == ["Hạng", "Mạng", "Hạng"]
    assert record.version == 7


def test_a_meeting_that_nobody_ended_is_kept_when_it_is_idle(store, agenda):
    recording.begin(agenda)
    recording.note(agenda.id, "Hạng", "xep-hang")
    recording.end_idle()
    assert store.meetings.showings() == []
    recording.end_idle(idle=timedelta(0))
    assert len(store.meetings.showings()) == 1
    assert cached.running_meetings() == {}


def decision(number: int, *, due: date | None = None, done: int | None = None) -> DecisionRow:
    then = datetime(2025, 10, 7, tzinfo=UTC)
    return DecisionRow(
        id=number, agenda=1, series=1, meeting="Giao ban", decided_on=then.date(), slide="Hạng",
        address="x", text="việc", owner="Sở", due=due, who="An", noted_at=then, outcome=None,
        done_by=None, done_at=then + timedelta(days=done) if done else None,
    )  # fmt: skip


def test_open_decisions_come_first_by_day_and_done_ones_last_by_freshness():
    early, late = date(2025, 10, 8), date(2025, 11, 8)
    decisions = [
        decision(1, done=1), decision(2), decision(3, due=late), decision(4, due=early),
        decision(5, done=9),
    ]  # fmt: skip
    assert [one.id for one in in_order(decisions)] == [4, 3, 2, 5, 1]
