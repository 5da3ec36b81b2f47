"""Kept views: found by what is read aloud, renamed, revoked, and none of it moves a figure."""

import re

import pytest

from cchc.errors import StoreError, UnknownCodeError
from cchc.store import views
from tests.store.samples import figure, known, save

ADDRESS = "/dung-han?dv=20&luc=1"


def test_a_view_is_found_by_its_code_however_it_is_typed(store):
    save(store, figure(1), content="a")
    kept = store.views.keep(" Giao ban ", ADDRESS, "An", version=1)
    assert (kept.title, kept.address, kept.who, kept.version) == ("Giao ban", ADDRESS, "An", 1)
    assert re.fullmatch(f"[{views.ALPHABET}]{{3}}-[{views.ALPHABET}]{{3}}", kept.code)
    for typed in (kept.code, kept.code.lower(), kept.code.replace("-", " "), f" {kept.code} "):
        assert store.views.by_code(typed) == kept


@pytest.mark.parametrize("typed", ["", "K7M", "'; DROP TABLE view; --", "ắ" * 6, "7" * 100])
def test_what_is_no_code_is_refused_in_words(store, typed):
    with pytest.raises(UnknownCodeError, match="Không có góc nhìn có mã"):
        store.views.by_code(typed)


def test_no_two_codes_are_the_same(store, monkeypatch):
    drawn = iter("AAAAAAAAAAAAHHHHHH")
    monkeypatch.setattr(views.secrets, "choice", lambda _: next(drawn))
    codes = [store.views.keep("x", "/x", "An").code for _ in range(2)]
    assert codes == ["AAA-AAA", "HHH-HHH"]


def test_a_renamed_view_keeps_code_and_address(store):
    kept = store.views.keep("Giao ban", ADDRESS, "An")
    store.views.rename(kept.id, "Giao ban tháng 4", "Bình")
    [now] = store.views.all()
    assert (now.title, now.code, now.address) == ("Giao ban tháng 4", kept.code, ADDRESS)
    with pytest.raises(StoreError, match="Hãy ghi tên góc nhìn"):
        store.views.rename(kept.id, "  ", "Bình")


def test_a_revoked_code_says_by_whom_and_is_not_given_again(store):
    kept = store.views.keep("Giao ban", ADDRESS, "An")
    store.views.drop(kept.id, "Bình")
    gone = store.views.by_code(kept.code)
    assert (gone.dropped_by, gone.dropped_at is not None) == ("Bình", True)
    for change in (store.views.drop, lambda v, who: store.views.rename(v, "x", who)):
        with pytest.raises(UnknownCodeError):
            change(kept.id, "An")


def test_keeping_a_view_is_no_news_to_who_reads_figures(store):
    assert store.data_version == 0
    save(store, figure(1), content="a")
    kept = store.views.keep("x", "/x", "An")
    store.views.drop(kept.id, "An")
    assert (store.version, store.data_version) == (3, 1)
    save(store, figure(2), content="b")
    assert (store.version, store.data_version) == (4, 4)


def test_a_pinned_version_answers_after_it_was_pruned_withdrawn_and_rebuilt(store, monkeypatch):
    monkeypatch.setattr("cchc.store.writing.KEPT_VERSIONS", 1)
    save(store, figure(98.2), content="a")
    pinned = store.data_version
    overtaken = save(store, figure(97.9), content="b").report_id
    store.withdraw(overtaken, "nhầm", "An")
    store.withdraw(1, "nhầm", "An")
    save(store, figure(50), content="c")
    store.rebuild()
    assert store.folder.kept() == [store.version]
    assert known(store) == {"dossiers_received": 50}
    assert known(store, as_of=pinned) == {"dossiers_received": 98.2}
    assert [r.status for r in store.reports(pinned)] == ["confirmed"]


def test_who_may_not_write_is_told_so(store, monkeypatch):
    assert store.is_writable
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert not store.is_writable
