"""Questions: hardened, never blocked, always of one whole version, never of a damaged one."""

import os
import random
import threading
from pathlib import Path

import duckdb
import pytest

from cchc.errors import StoreError
from cchc.store import reading
from cchc.store.versions import Store
from tests.store.samples import figure, known, save
from tests.store.workers import FIGURES, count_without_end, many_figures, processes, save_one

FLIPS = 20


def reopened(store: Store) -> Store:
    """The store as a process that was started now sees it."""
    reading.reader_of.cache_clear()
    return Store(store.folder.path)


@pytest.mark.parametrize(
    "sql",
    [
        "COPY report TO '{0}/out.csv'",
        "ATTACH '{0}/other.duckdb'",
        "ATTACH ':memory:' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '100GB'",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "CREATE TEMP TABLE x AS SELECT 1",
        "DELETE FROM report",
        "UPDATE report SET who = 'x'",
        "EXPORT DATABASE '{0}/out'",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_only_one_select_is_taken(store, tmp_path, sql):
    save(store, figure(1), content="a")
    with pytest.raises(StoreError, match="chỉ nhận câu hỏi dạng SELECT"):
        store.query(sql.format(tmp_path))
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
@pytest.mark.parametrize(
    "source", ["read_text('{0}')", "read_csv('{0}')", "'{0}'", "glob('{1}/*')", "read_blob('{0}')"]
)
def test_a_select_reaches_no_file(store, tmp_path, source, filled):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    if filled:
        save(store, figure(1), content="a")
    with pytest.raises(duckdb.PermissionException):
        store.query(f"SELECT * FROM {source.format(secret, tmp_path)}")  # noqa: S608


def test_a_select_reaches_no_variable_of_the_program(store):
    secret = store.query_arrow("SELECT 1 AS a")
    assert secret.num_rows == 1
    with pytest.raises(duckdb.CatalogException):
        store.query("SELECT * FROM secret")


def test_the_connection_itself_cannot_write_attach_or_change_settings(store):
    save(store, figure(1), content="a")
    with store._reader.opened().connection.cursor() as cursor:
        for sql in ("DELETE FROM report", "ATTACH 'x.duckdb'", "SET threads = 1"):
            with pytest.raises(duckdb.Error):
                cursor.execute(sql)


def test_an_unknown_value_is_an_error_not_ignored(store):
    with pytest.raises(duckdb.InvalidInputException):
        store.query("SELECT $a AS a", a=1, typo=2)


def test_a_new_version_is_picked_up_and_the_old_file_is_let_go(store):
    for n in range(4):
        save(store, figure(n), content=f"{n}")
        assert known(store) == {"dossiers_received": n}
    links = (os.readlink(path) for path in Path("/proc/self/fd").iterdir() if path.exists())
    still_open = {Path(link).name for link in links if str(store.folder.versions) in link}
    assert still_open == {"4.duckdb"}


def test_what_another_process_wrote_is_seen(store):
    save(store, figure(1), content="a")
    assert known(store) == {"dossiers_received": 1}
    writer = processes().Process(target=save_one, args=(store.folder.path, 2.0))
    writer.start()
    writer.join(30)
    assert known(store) == {"dossiers_received": 2}


def test_another_process_reads_whole_reports_while_this_one_writes(store):
    save(store, *many_figures(value=0.0), content="0")
    here, there = processes().Pipe()
    reader = processes().Process(target=count_without_end, args=(store.folder.path, there))
    reader.start()
    assert here.recv() == "ready"
    for n in range(1, 6):
        save(store, *many_figures(value=float(n)), content=f"{n}")
    here.send("stop")
    seen = here.recv()
    reader.join(10)
    assert len(seen) > 2
    for answer in seen:
        [[number, count, low, high]] = answer
        assert (count, low, high) == (FIGURES, number - 1, number - 1)


def test_threads_read_whole_reports_while_one_writes(store):
    save(store, *many_figures(value=0.0), content="0")
    stop, answers, errors = threading.Event(), [], []

    def ask() -> None:
        sql = "SELECT count(*) AS n, min(value) AS lo, max(value) AS hi FROM known_figure"
        while not stop.is_set():
            try:
                answers.append(tuple(store.query(sql).iloc[0]))
            except Exception as error:  # whatever it is, it must not happen
                errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(1, 4):
        save(store, *many_figures(value=float(n)), content=f"{n}")
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert {(n, high - low) for n, low, high in answers} == {(FIGURES, 0)}


def test_a_flipped_byte_anywhere_is_found_and_the_version_before_answers(store):
    save(store, figure(1), content="a")
    save(store, figure(2), content="b")
    file, rnd = store.folder.version_file(2), random.Random(7)
    whole = file.read_bytes()
    for _ in range(FLIPS):
        place = rnd.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rnd.randrange(8)
        file.write_bytes(damaged)
        again = reopened(store)
        assert known(again) == {"dossiers_received": 1}, place
        assert "Phiên bản 2 của kho bị hỏng; đang dùng phiên bản 1" in again.warning


@pytest.mark.parametrize("damage", ["cut", "empty", "gone", "no seal", "strange seal"])
def test_a_damaged_version_is_replaced_by_the_one_before_and_healed_by_the_next_write(
    store, damage
):
    save(store, figure(1), content="a")
    save(store, figure(2), content="b")
    file, seal = store.folder.version_file(2), store.folder.seal_file(2)
    if damage == "cut":
        os.truncate(file, file.stat().st_size // 2)
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "gone":
        file.unlink()
    elif damage == "no seal":
        seal.unlink()
    else:
        seal.write_text("{}")
    again = reopened(store)
    assert known(again) == {"dossiers_received": 1}
    assert again.warning
    save(again, figure(3, "dossiers_overdue"), content="c")
    assert known(again) == {"dossiers_received": 2, "dossiers_overdue": 3}
    assert again.warning is None


def test_without_any_whole_version_the_question_is_refused_until_a_write_heals(store):
    save(store, figure(1), content="a")
    store.folder.version_file(1).write_bytes(b"not a database")
    again = reopened(store)
    with pytest.raises(StoreError, match="doctor.*rebuild"):
        known(again)
    save(again, figure(2, "dossiers_overdue"), content="b")
    assert known(again) == {"dossiers_received": 1, "dossiers_overdue": 2}


def test_damage_under_an_open_version_is_not_answered_from(store):
    """The engine finds the block; the store opens anew, sees the seal broken and steps back."""
    save(store, figure(1), content="a")
    save(store, *many_figures(20_000, value=2.0), content="b")
    assert store._reader.opened().version == 2
    file, headers = store.folder.version_file(2), 12_288
    with file.open("r+b") as damaged:
        damaged.seek(headers)
        damaged.write(os.urandom(file.stat().st_size - headers))
    answer = store.query("SELECT sum(value) AS total FROM known_figure")
    assert answer["total"].tolist() == [1]
    assert store.warning
