"""Where a process only reads, whatever would change the store is refused, and nothing changes."""

from dataclasses import replace
from datetime import date

import pytest

from cchc.errors import StoreError
from cchc.store.meetings import Meetings
from cchc.store.records import Slide
from cchc.store.versions import Store
from cchc.store.views import Views
from cchc.store.visits import count_visit, visits_so_far
from cchc.store.vouching import READ_ONLY
from tests.store.samples import figure, known, report, save

SLIDE = Slide(title="Đúng hạn", address="dung-han?dv=20")
READS = {
    Store: {
        "query", "query_arrow", "query_columns", "version_at", "reports", "report", "findings",
        "original", "difference", "checksum", "doctor",
    },
    Views: {"all", "by_code"},
    Meetings: {"agendas", "agenda", "decisions", "showings"},
}  # fmt: skip
WRITES = {
    "save": lambda store, _: save(store, figure(2), content="hai"),
    "stage": lambda store, file: store.stage(file),
    "confirm": lambda store, _: store.confirm(1, "An"),
    "withdraw": lambda store, _: store.withdraw(1, "nhầm", "An"),
    "answer": lambda store, _: store.answer((1, 0), "accepted", "đúng", "An"),
    "rebuild": lambda store, _: store.rebuild(),
    "backup": lambda store, file: store.backup(file.with_suffix(".zip")),  # mends what it finds
    "restore": lambda store, file: store.restore(file, store.folder.path),
    "views.keep": lambda store, _: store.views.keep("Giao ban", "xep-hang", "An"),
    "views.rename": lambda store, _: store.views.rename(2, "Khác", "An"),
    "views.drop": lambda store, _: store.views.drop(2, "An"),
    "meetings.add": lambda store, _: store.meetings.add("Họp", date(2025, 1, 2), 1, [], "An"),
    "meetings.change": lambda store, _: store.meetings.change(agenda(store), "An", seen=3),
    "meetings.drop": lambda store, _: store.meetings.drop(3, "An"),
    "meetings.decide": lambda store, _: store.meetings.decide(
        3, SLIDE, "x", "An", owner="", due=None
    ),
    "meetings.settle": lambda store, _: store.meetings.settle(4, "xong", "An"),
    "meetings.record": lambda store, _: store.meetings.record(3, 1, [], "An"),
}


def agenda(store):
    [found] = store.meetings.agendas()
    return replace(found, title="Khác")


def test_every_function_of_the_store_is_known_to_read_or_to_write():
    names = {Store: "", Views: "views.", Meetings: "meetings."}
    for kind, before in names.items():
        public = {n for n, made in vars(kind).items() if n[0] != "_" and callable(made)}
        public |= {n for n, made in vars(kind).items() if isinstance(made, staticmethod)}
        writes = {
            name.removeprefix(before) for name in WRITES if name.rpartition(".")[0] == before[:-1]
        }
        assert public - READS[kind] == writes
        assert READS[kind] <= public


@pytest.mark.parametrize("name", WRITES)
def test_what_would_change_the_store_is_refused_and_changes_nothing(
    store, tmp_path, monkeypatch, name
):
    save(store, figure(1), content="một")
    store.views.keep("Giao ban", "xep-hang", "An")
    store.meetings.add("Giao ban", date(2025, 10, 7), 1, [SLIDE], "An")
    file = tmp_path / "lon.csv"
    file.write_text("a;b\n")
    assert store.is_writable
    monkeypatch.setenv(READ_ONLY, "1")
    before = {path: path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file()}
    with pytest.raises(StoreError, match="chỉ để xem"):
        WRITES[name](store, file)
    after = {path: path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file()}
    assert (after, store.is_writable) == (before, False)
    assert known(store) == {"dossiers_received": 1}
    assert report(figure(1), content="một").sha256 == store.reports()[0].sha256


def test_what_one_process_only_reads_another_writes_and_visits_are_counted_in_both(
    store, monkeypatch
):
    """A link for everybody beside the dashboard that takes reports, on one folder."""
    save(store, figure(1), content="một")
    reader = Store(store.folder.path)
    monkeypatch.setenv(READ_ONLY, "1")
    assert count_visit(reader.folder.path, date(2025, 10, 7)).today == 1
    monkeypatch.delenv(READ_ONLY)
    save(store, figure(2), content="hai")
    assert count_visit(store.folder.path, date(2025, 10, 7)).today == 2
    monkeypatch.setenv(READ_ONLY, "1")
    assert (known(reader), visits_so_far(reader.folder.path).in_all) == (known(store), 2)
    assert reader.version == 2
