"""Rebuild, backup, restore, doctor, the lock: what keeps a store well."""

import json
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import duckdb
import pyarrow as pa
import pytest
from filelock import FileLock

from cchc.errors import StoreError
from cchc.figures import Finding
from cchc.store import database, reading
from cchc.store.records import Shown, Slide
from cchc.store.versions import Store
from tests.store.samples import figure, known, report, save

NOON = datetime(2024, 4, 2, 5, tzinfo=UTC)
AGENCIES = {"agency": pa.table({"id": ["20"], "name": ["Lạng Sơn"], "level": ["province"]})}


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Store:
    """A store to which everything that can happen has happened."""
    store = Store(tmp_path_factory.mktemp("template") / "store")
    finding = Finding(rule="total", severity="doubt", message="Tổng không khớp.", stated=5)
    first = report(figure(1), figure(2), content="a", findings=[finding])
    store.save(first, b"a", who="An", catalog_rows=AGENCIES, choices={"period": "2024-Q1"})
    save(store, figure(3), figure(4, "dossiers_overdue"), content="b")
    save(store, figure(5), content="c", confirm=False)
    store.confirm(3, "Bình")
    store.withdraw(2, "nhầm tỉnh", "Bình")
    store.answer((1, 1), "giữ", "đã hỏi lại", "Bình")
    store.views.keep("Giao ban", "/dung-han", "An")
    store.views.drop(store.views.keep("Nháp", "/don-vi", "An").id, "An")
    hold_a_meeting(store)
    return store


@pytest.fixture
def lived_in(template, tmp_path) -> Store:
    """A copy of it."""
    return Store(shutil.copytree(template.folder.path, tmp_path / "store"))


def hold_a_meeting(store: Store) -> None:
    """An agenda that is changed, shown, decided upon and taken over by the next one."""
    slide = Slide(title="Đúng hạn", address="/dung-han", note="hỏi Sở Y tế")
    first = store.meetings.add("Giao ban", date(2024, 4, 2), 8, [slide], "An")
    agenda = store.meetings.agenda(first)
    store.meetings.change(replace(agenda, version=6), "Bình", seen=agenda.changed_seq)
    store.meetings.record(first, 6, [Shown(title="Đúng hạn", address="/dung-han", at=NOON)], "An")
    noted = store.meetings.decide(first, slide, "rà soát", "An", owner="Sở Y tế", due=None)
    store.meetings.settle(noted, "đã xong", "Bình")
    again = store.meetings.add("Giao ban", date(2024, 5, 2), 8, [], "An", series=agenda.series)
    store.meetings.drop(again, "An")


def without_audit(checksums: dict[str, str]) -> dict[str, str]:
    return {table: sum_ for table, sum_ in checksums.items() if table != "audit"}


def test_a_store_rebuilt_from_originals_and_journal_answers_the_same(lived_in):
    before, version = lived_in.checksum(), lived_in.version
    then = [known(lived_in, as_of=n) for n in range(version + 1)]
    result = lived_in.rebuild("An")
    assert (result.version, result.reports, result.differs) == (version + 1, 3, ())
    assert "giống hệt" in result.message
    assert without_audit(lived_in.checksum()) == without_audit(before)
    assert [known(lived_in, as_of=n) for n in range(version + 1)] == then


def test_a_store_that_lost_every_version_is_rebuilt(lived_in):
    before = without_audit(lived_in.checksum())
    shutil.rmtree(lived_in.folder.versions)
    lived_in.folder.pointer_file.unlink()
    reading.reader_of.cache_clear()
    again = Store(lived_in.folder.path)
    result = again.rebuild()
    assert "không so sánh được" in result.message or result.differs
    assert without_audit(again.checksum()) == before


def test_a_version_that_says_other_than_the_journal_is_told_apart(lived_in, tmp_path):
    """Somebody edited the version file and sealed it again; the journal knows better."""
    folder = lived_in.folder
    with duckdb.connect(str(folder.version_file(lived_in.version))) as connection:
        connection.execute("UPDATE observation SET value = 999").fetchall()
    folder.write_seal(
        folder.version_file(lived_in.version), folder.pointer(), database.SCHEMA_VERSION
    )
    reading.reader_of.cache_clear()
    result = Store(folder.path).rebuild()
    assert set(result.differs) == {"figure", "current_figure"}
    assert "KHÁC" in result.message
    assert known(Store(folder.path)) == {"dossiers_received": 5}


def test_a_rebuild_without_an_original_changes_nothing(lived_in):
    figures = lived_in.query("SELECT figures_sha256 AS name FROM report WHERE id = 1")["name"][0]
    (lived_in.folder.originals.folder / figures).unlink()
    version = lived_in.version
    with pytest.raises(StoreError, match="không có bản gốc"):
        lived_in.rebuild()
    assert lived_in.version == version
    assert known(lived_in) == {"dossiers_received": 5}
    [wrong] = [check for check in lived_in.doctor() if not check.ok]
    assert (wrong.name, "Thiếu 1 bản gốc" in wrong.message) == ("Bản gốc", True)


def test_a_backup_comes_back_in_another_folder_as_it_was(lived_in, tmp_path):
    lived_in.backup(tmp_path / "kho.zip")
    there = Store.restore(tmp_path / "kho.zip", tmp_path / "there")
    assert there.checksum() == lived_in.checksum()
    assert there.version == lived_in.version
    assert there.original(there.report(1).sha256) == b"a"
    assert [check for check in there.doctor() if not check.ok] == []
    assert there.rebuild().differs == ()


def test_a_restore_over_a_later_store_uses_no_number_twice(lived_in, tmp_path):
    lived_in.backup(tmp_path / "kho.zip")
    before, version = lived_in.checksum(), lived_in.version
    save(lived_in, figure(77), content="later")
    later = lived_in.folder.journal.path.read_bytes()
    Store.restore(tmp_path / "kho.zip", lived_in.folder.path)
    assert without_audit(lived_in.checksum()) == without_audit(before)
    assert lived_in.version == version + 2
    last = lived_in.query("SELECT action, body FROM audit ORDER BY seq DESC LIMIT 1").iloc[0]
    assert last["action"] == "restore"
    assert lived_in.original(json.loads(last["body"])["replaced"]) == later
    assert [check for check in lived_in.doctor() if not check.ok] == []
    assert lived_in.rebuild().differs == ()


def test_restoring_what_is_there_already_adds_nothing(lived_in, tmp_path):
    lived_in.backup(tmp_path / "kho.zip")
    before = lived_in.checksum()
    Store.restore(tmp_path / "kho.zip", lived_in.folder.path)
    assert lived_in.checksum() == before


def repacked(source, target, change) -> None:
    """The backup with each member passed through `change` (None leaves it out)."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda n, d: d + b"x" if n.startswith("originals/") else d, "hỏng 9 bản gốc"),
        (lambda n, d: None if n.startswith("originals/") else d, "hỏng 9 bản gốc"),
        (lambda n, d: b"x" + d[1:] if n.startswith("versions/") else d, "Phiên bản"),
        (lambda n, d: d.replace(b"An", b"Ba", 1) if n == "journal.jsonl" else d, "dòng 1"),
        (lambda n, d: d[: d.rindex(b"\n", 0, -1) + 1] if n == "journal.jsonl" else d, "không khớp"),
        (lambda n, d: None if n == "manifest.json" else d, "không nguyên vẹn"),
        (lambda n, d: b'{"format": 9}' if n == "manifest.json" else d, "chưa biết"),
    ],
    ids=["changed", "missing", "version", "journal", "cut journal", "no manifest", "newer"],
)
def test_a_damaged_backup_replaces_nothing(lived_in, tmp_path, change, said):
    lived_in.backup(tmp_path / "kho.zip")
    repacked(tmp_path / "kho.zip", tmp_path / "bad.zip", change)
    target = Store(tmp_path / "there")
    save(target, figure(42), content="mine")
    before = target.checksum()
    with pytest.raises(StoreError, match=said):
        Store.restore(tmp_path / "bad.zip", tmp_path / "there")
    assert target.checksum() == before
    assert [check for check in target.doctor() if not check.ok] == []


@pytest.mark.parametrize("name", ["../outside", "originals/../../x", "/etc/x", "versions/a.duckdb"])
def test_a_backup_with_a_strange_member_is_refused(lived_in, tmp_path, name):
    lived_in.backup(tmp_path / "kho.zip")
    with zipfile.ZipFile(tmp_path / "kho.zip", "a") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(StoreError, match="phần lạ"):
        Store.restore(tmp_path / "kho.zip", tmp_path / "there")


def test_what_is_no_backup_is_refused(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(StoreError, match="không nguyên vẹn"):
        Store.restore(tmp_path / "x.zip", tmp_path / "there")
    with pytest.raises(StoreError, match="không đọc được"):
        Store.restore(tmp_path / "none.zip", tmp_path / "there")


def test_an_empty_store_has_nothing_to_back_up_or_rebuild(store, tmp_path):
    with pytest.raises(StoreError, match="chưa có gì để sao lưu"):
        store.backup(tmp_path / "kho.zip")
    with pytest.raises(StoreError, match="chưa có gì để dựng lại"):
        store.rebuild()


def test_who_waits_too_long_for_the_lock_is_told_so(store):
    save(store, figure(1), content="a")
    waiting = Store(store.folder.path, patience=0.1)
    with FileLock(store.folder.lock_file), pytest.raises(StoreError, match=r"đã chờ 0\.1 giây"):
        save(waiting, figure(2), content="b")
    assert known(store) == {"dossiers_received": 1}


def test_the_doctor_finds_all_well_in_an_empty_and_in_a_lived_in_store(tmp_path, lived_in):
    for store in (Store(tmp_path / "none"), lived_in):
        checks = store.doctor()
        assert [check for check in checks if not check.ok] == []
        assert len({check.name for check in checks}) == 11


def test_the_doctor_counts_what_people_left_and_finds_what_belongs_nowhere(lived_in):
    said = {check.name: check.message for check in lived_in.doctor()}["Góc nhìn, cuộc họp"]
    assert said == "1 góc nhìn đã lưu, 1 cuộc họp, 0 việc chưa xong."
    folder = lived_in.folder
    with duckdb.connect(str(folder.version_file(lived_in.version))) as connection:
        connection.execute("DELETE FROM agenda").fetchall()
    reading.reader_of.cache_clear()
    wrong = {check.name: check.message for check in lived_in.doctor() if not check.ok}
    assert "2 kết luận hay biên bản không thuộc cuộc họp nào" in wrong["Góc nhìn, cuộc họp"]


def test_the_doctor_names_a_damaged_version_original_and_pointer(lived_in):
    folder = lived_in.folder
    folder.version_file(3).write_bytes(b"x")
    name = lived_in.report(2).sha256
    (folder.originals.folder / name).write_bytes(b"x")
    wrong = {check.name: check.message for check in lived_in.doctor() if not check.ok}
    assert set(wrong) == {"Phiên bản cũ", "Bản gốc"}
    assert "bị hỏng: 3" in wrong["Phiên bản cũ"]
    assert name[:12] in wrong["Bản gốc"]
    folder.pointer_file.write_text("rubbish")
    wrong = {check.name: check.message for check in lived_in.doctor() if not check.ok}
    assert "Con trỏ của kho bị hỏng" in wrong["Con trỏ"]


def test_a_damaged_pointer_is_mended_by_the_next_write(lived_in):
    lived_in.folder.pointer_file.write_text("rubbish")
    with pytest.raises(StoreError, match="Con trỏ"):
        known(lived_in)
    assert lived_in.views.keep("x", "/x", "An").id == lived_in.version
    assert known(lived_in) == {"dossiers_received": 5}


def test_a_damaged_original_is_not_handed_out(lived_in):
    name = lived_in.report(1).sha256
    (lived_in.folder.originals.folder / name).write_bytes(b"b")
    with pytest.raises(StoreError, match="đã bị thay đổi trên đĩa"):
        lived_in.original(name)
    with pytest.raises(StoreError, match="không có bản gốc"):
        lived_in.original("../current")
    assert lived_in.folder.originals.keep(b"a") == name
    assert lived_in.original(name) == b"a"
