"""A writer that is killed, a disk that refuses: what was told "done" is there, nothing is half."""

import contextlib
import errno
import os
import random
import time
from multiprocessing.connection import Connection

import pytest

from cchc.errors import StoreError
from cchc.store import disk
from cchc.store.versions import Store
from cchc.store.writing import STEPS
from tests.store.samples import figure, known, save
from tests.store.workers import (
    FIGURES,
    many_figures,
    processes,
    save_and_die_at,
    save_on_a_full_disk,
    save_without_end,
)

KILLS = 8
STANDS_FROM = STEPS.index("journaled")
WHOLE = """
SELECT r.id, r.figures, count(f.report_id) AS stored
FROM report r LEFT JOIN figure f ON f.report_id = r.id GROUP BY ALL ORDER BY r.id
"""


def assert_well(store: Store) -> None:
    """Every check of the doctor is well and every report has all of its figures."""
    assert [check for check in store.doctor() if not check.ok] == []
    reports = store.query(WHOLE)
    assert (reports["figures"] == reports["stored"]).all()


def start(target, *arguments):
    process = processes().Process(target=target, args=arguments)
    process.start()
    return process


def everything(told: Connection) -> set[int]:
    """All that a process said before it ended."""
    heard = set()
    with contextlib.suppress(EOFError):
        while True:
            heard.add(told.recv())
    return heard


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_the_report_out_or_in(store, step):
    save(store, *many_figures(), content="first")
    before = store.checksum()
    killed = start(save_and_die_at, store.folder.path, step)
    killed.join(30)
    assert killed.exitcode == -9
    assert store.version == (2 if step == "swapped" else 1)
    if step != "swapped":
        assert store.checksum() == before
    save(store, figure(9, "dossiers_overdue"), content="third")
    expected = [1, 2, 3] if STEPS.index(step) >= STANDS_FROM else [1, 2]
    assert [report.id for report in store.reports()] == expected
    assert known(store)["dossiers_received"] == (2 if len(expected) == 3 else 1)
    assert_well(store)
    assert store.folder.leftovers() == []


def test_the_version_of_a_killed_writer_is_taken_when_it_is_whole(store):
    save(store, *many_figures(), content="first")
    start(save_and_die_at, store.folder.path, "journaled").join(30)
    inode = store.folder.version_file(2).stat().st_ino
    store.views.keep("x", "/x", "An")
    assert store.folder.version_file(2).stat().st_ino == inode


def test_the_version_of_a_killed_writer_is_made_again_when_it_is_damaged(store):
    save(store, *many_figures(), content="first")
    start(save_and_die_at, store.folder.path, "journaled").join(30)
    store.folder.version_file(2).write_bytes(b"damaged")
    store.views.keep("x", "/x", "An")
    assert [report.id for report in store.reports()] == [1, 2]
    assert_well(store)


def test_random_kills_lose_nothing(store):
    """Eight writers, each killed at a random moment; every report they were told of is whole."""
    rnd, told_of = random.Random(5), set()
    for attempt in range(KILLS):
        here, there = processes().Pipe(duplex=False)
        writer = start(save_without_end, store.folder.path, 1000 * attempt, there)
        there.close()
        here.recv()
        time.sleep(rnd.random() * 0.5)
        writer.kill()
        writer.join()
        told_of |= everything(here)
    store.views.keep("after", "/x", "An")
    assert told_of - {0} <= {report.id for report in store.reports()}
    assert {report.figures for report in store.reports()} <= {FIGURES}
    assert_well(store)


class FailingDisk:
    """Counts calls to the system and refuses call number `at`."""

    CALLS = ("fsync", "write", "replace", "copy_file_range", "ftruncate")

    def __init__(self, monkeypatch, at: int):
        self.count, self.at = 0, at
        for name in self.CALLS:
            monkeypatch.setattr(disk.os, name, self._counted(getattr(os, name)))

    def _counted(self, call):
        def counted(*arguments, **options):
            self.count += 1
            if self.count == self.at:
                raise OSError(errno.ENOSPC, "No space left on device")
            return call(*arguments, **options)

        return counted


def test_a_refusal_of_any_call_to_the_disk_changes_nothing(store):
    """Call 1 fails, then call 2, … until a save needs no more calls than that."""
    save(store, figure(1), content="first")
    saved = 0
    for at in range(1, 100):
        before, version = store.checksum(), store.version
        with pytest.MonkeyPatch.context() as patch:
            failing = FailingDisk(patch, at)
            with contextlib.suppress(StoreError):
                save(store, figure(float(at + 1)), content=f"try {at}")
                saved += 1
        assert store.version == 1 + saved
        if store.version == version:
            assert store.checksum() == before
        if failing.count < at:
            break
    assert at > 15 > 2 * saved
    assert known(store) == {"dossiers_received": at + 1}
    assert_well(store)


@pytest.mark.parametrize("share", [0.8, 1.3])
def test_a_full_disk_is_said_and_changes_nothing(store, share):
    """The engine's own writes fail: a 30,000-row report needs more than the limit lets it have."""
    save(store, *many_figures(), content="first")
    before, limit = store.checksum(), store.folder.version_file(1).stat().st_size
    here, there = processes().Pipe(duplex=False)
    writer = start(save_on_a_full_disk, store.folder.path, int(limit * share), there)
    said = here.recv() if here.poll(30) else "no answer"
    writer.join(30)
    assert said.startswith("Không ghi được: ổ đĩa đã đầy")
    assert store.checksum() == before
    assert store.folder.leftovers() == []
    save(store, figure(5), content="after")
    assert_well(store)
