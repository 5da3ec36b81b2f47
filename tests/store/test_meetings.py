"""Agendas, what was shown and what was decided: kept, changed by one at a time, taken over."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cchc.errors import StoreError, UnknownCodeError
from cchc.store.records import Shown, Slide
from cchc.store.vouching import OvertakenError

DAY = date(2025, 10, 7)
ON_TIME = Slide(title="Đúng hạn", address="/dung-han?dv=20", note="hỏi Sở Y tế")
RANKS = Slide(title="Xếp hạng", address="/xep-hang?nam=2025")


@pytest.fixture
def agenda(store):
    """Two slides at version 7."""
    return store.meetings.agenda(store.meetings.add("Giao ban", DAY, 7, [ON_TIME, RANKS], "An"))


def test_an_agenda_comes_back_as_it_was_written(store, agenda):
    assert (agenda.title, agenda.date, agenda.version) == ("Giao ban", DAY, 7)
    assert agenda.slides == (ON_TIME, RANKS)
    assert agenda.series == agenda.id
    assert store.data_version == 0  # a meeting is no figure


def test_who_changes_an_older_state_is_told_by_whom_it_changed(store, agenda):
    seen = agenda.changed_seq
    store.meetings.change(replace(agenda, slides=(RANKS, ON_TIME)), "Bình", seen=seen)
    with pytest.raises(OvertakenError, match=r"Bình đã sửa cuộc họp «Giao ban» lúc .*\d\d:\d\d"):
        store.meetings.change(replace(agenda, title="Khác"), "An", seen=seen)
    now = store.meetings.agenda(agenda.id)
    assert (now.title, now.slides[0]) == ("Giao ban", RANKS)
    store.meetings.change(replace(now, title="Khác"), "An", seen=now.changed_seq)
    assert store.meetings.agenda(agenda.id).title == "Khác"


def test_a_dropped_agenda_is_gone_and_its_decisions_stay(store, agenda):
    store.meetings.decide(agenda.id, ON_TIME, "rà soát", "An", owner="Sở Y tế", due=None)
    store.meetings.drop(agenda.id, "An")
    assert store.meetings.agendas() == []
    with pytest.raises(UnknownCodeError, match="cuộc họp số"):
        store.meetings.agenda(agenda.id)
    assert [d.text for d in store.meetings.decisions(agenda.series)] == ["rà soát"]


def test_the_next_meeting_sees_what_is_open_until_it_is_done(store, agenda):
    due = date(2025, 10, 31)
    noted = store.meetings.decide(agenda.id, ON_TIME, "rà soát", "An", owner="Sở Y tế", due=due)
    store.meetings.add("Giao ban", date(2025, 11, 7), 9, [], "An", series=agenda.series)
    store.meetings.add("Họp khác", date(2025, 11, 7), 9, [], "An")
    [decision] = store.meetings.decisions(agenda.series)
    assert (decision.owner, decision.meeting, decision.decided_on) == ("Sở Y tế", "Giao ban", DAY)
    assert decision.is_overdue(date(2025, 11, 1))
    assert not decision.is_overdue(due)
    store.meetings.settle(noted, "đã báo cáo", "Bình")
    [done] = store.meetings.decisions()
    assert (done.outcome, done.done_by) == ("đã báo cáo", "Bình")
    assert not done.is_overdue(date(2025, 11, 1))
    store.meetings.settle(noted, "chưa đủ", "Bình", is_done=False)
    [again] = store.meetings.decisions()
    assert (again.outcome, again.done_at, again.done_by) == ("chưa đủ", None, None)


def test_a_decision_needs_what_and_who(store, agenda):
    for text, owner in (("", "Sở Y tế"), ("rà soát", " ")):
        with pytest.raises(StoreError, match="Hãy ghi"):
            store.meetings.decide(agenda.id, ON_TIME, text, "An", owner=owner, due=None)
    with pytest.raises(UnknownCodeError):
        store.meetings.settle(99, "xong", "An")
    assert store.meetings.decisions() == []


def test_what_was_shown_is_on_record(store, agenda):
    shown = [Shown(title=s.title, address=s.address, at=datetime(2025, 10, 7, 1, n, tzinfo=UTC))
             for n, s in enumerate(agenda.slides)]  # fmt: skip
    store.meetings.record(agenda.id, 7, shown, "An")
    [record] = store.meetings.showings(agenda.id)
    assert (record.version, record.who, record.slides) == (7, "An", tuple(shown))
    assert store.meetings.showings(agenda.id + 1) == []
