"""What other processes do to a store; they start from a server that has everything imported."""

import multiprocessing
import os
import resource
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from cchc.errors import StoreError
from cchc.store.versions import Store
from tests.store.samples import figure, save

COUNT = """
SELECT report_id, count(*) AS n, min(value) AS low, max(value) AS high
FROM known_figure GROUP BY report_id
"""
FIGURES = 40  # of each report here: a report is whole when all of them are there


def processes() -> multiprocessing.context.BaseContext:
    """Fresh processes that need no second to import the engine."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.workers"])
    return context


def many_figures(count: int = FIGURES, *, value: float = 1.0) -> list:
    """Figures that differ in their breakdown."""
    return [figure(value, breakdown=f"Lĩnh vực {n}") for n in range(count)]


def save_one(folder: Path, value: float) -> None:
    """Save one report with one figure."""
    save(Store(folder), figure(value), content=f"{value}")


def save_and_die_at(folder: Path, step: str) -> None:
    """Save a second report; be killed at the named step."""

    def reached(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    save(Store(folder, at_step=reached), *many_figures(value=2.0), content="second")


def save_without_end(folder: Path, first: int, told: Connection) -> None:
    """Save one report after the other and tell each number when it is done."""
    store = Store(folder)
    told.send(0)
    for n in range(first, first + 1000):
        result = save(store, *many_figures(value=float(n)), content=f"report {n}")
        told.send(result.report_id)


def save_on_a_full_disk(folder: Path, bytes_left: int, told: Connection) -> None:
    """Save a large report where no file may grow beyond a limit; tell what was said."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, resource.RLIM_INFINITY))
    try:
        save(Store(folder), *many_figures(30_000, value=3.0), content="large")
        told.send("saved")
    except StoreError as error:
        told.send(str(error))


def count_without_end(folder: Path, told: Connection) -> None:
    """Ask again and again until told to stop; tell every answer that differs from the last."""
    store, seen = Store(folder), []
    told.send("ready")
    while not told.poll():
        answer = store.query(COUNT).values.tolist()
        if not seen or answer != seen[-1]:
            seen.append(answer)
    told.send(seen)
