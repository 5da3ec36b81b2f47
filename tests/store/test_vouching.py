"""Who may make a report's figures current: a second person, and nobody over news."""

import pytest

from cchc.errors import StoreError
from cchc.store.vouching import DEMAND, OvertakenError
from tests.store.samples import figure, known, report, save


def test_where_two_people_are_wanted_a_report_waits_for_the_second(store, monkeypatch):
    monkeypatch.setenv(DEMAND, "1")
    saved = save(store, figure(100), content="a")
    assert (saved.status, known(store)) == ("draft", {})
    with pytest.raises(StoreError, match="người thứ hai"):
        store.confirm(saved.report_id, "an ")
    store.confirm(saved.report_id, "Bình")
    assert known(store) == {"dossiers_received": 100}
    assert store.report(saved.report_id).confirmed_by == "Bình"


def test_sending_the_file_again_is_no_second_person(store, monkeypatch):
    monkeypatch.setenv(DEMAND, "1")
    save(store, figure(100), content="a")
    assert save(store, figure(100), content="a", confirm=True).status == "draft"
    assert known(store) == {}


def test_elsewhere_one_person_is_enough(store):
    saved = save(store, figure(100), content="a", confirm=False)
    store.confirm(saved.report_id, "An")
    assert known(store) == {"dossiers_received": 100}


def test_who_saw_an_older_state_is_told_by_whom_and_both_vintages_stay(store):
    seen = store.version
    save(store, figure(100), content="a")
    with pytest.raises(OvertakenError, match=r"báo cáo số 1 .* được An xác nhận lúc \S+ \d\d:\d\d"):
        save(store, figure(90), content="b", seen=seen)
    assert known(store) == {"dossiers_received": 100}
    kept = save(store, figure(90), content="b", confirm=False, seen=seen)
    store.confirm(kept.report_id, "Bình", seen=store.version)
    assert known(store) == {"dossiers_received": 90}
    assert len(store.reports()) == 2


def test_a_withdrawal_is_news_too(store):
    first = save(store, figure(100), content="a")
    draft = save(store, figure(90), content="b", confirm=False)
    seen = store.version
    store.withdraw(first.report_id, "sai", "Cường")
    with pytest.raises(OvertakenError, match="được Cường rút"):
        store.confirm(draft.report_id, "Bình", seen=seen)


def test_another_agency_is_no_news(store):
    seen = store.version
    save(store, figure(100, agency="04"), content="a")
    assert save(store, figure(90), content="b", seen=seen).status == "imported"


def test_an_empty_report_meets_nobody(store):
    save(store, figure(100), content="a")
    empty = report(content="c")
    assert store.save(empty, b"c", who="An", seen=0).status == "imported"
