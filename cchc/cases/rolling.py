"""One roll-up from the files to a folder: all of it, or nothing."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cchc.cases import results
from cchc.cases.asked import Asked
from cchc.cases.duck import Duck, plain
from cchc.cases.inputs import Source, sources_of
from cchc.cases.steps import steps
from cchc.cases.understanding import Understanding, understand
from cchc.catalog.cases import CaseWords, load_case_words
from cchc.catalog.catalog import Catalog
from cchc.errors import CchcError
from cchc.store.database import workshop
from cchc.vietnamese import date_text, today

SHARE = 0.5  # of the machine's memory, before the engine goes to the disk
SPILL = 0.8  # of the free disk
AFTER_WORDS = "printed"  # the step whose rows are understood before the next one


def roll_up(asked: Asked, catalog: Catalog, *, on: date | None = None) -> results.RolledUp:
    """Write the figures of the files to the folder; `on` is the day of the roll-up.

    CchcError where nothing can be said for sure: then nothing is written.
    """
    on = on or today()
    out = _free(asked.out)
    if asked.until and asked.until > on:
        raise CchcError(f"--to {date_text(asked.until)} là ngày chưa đến.")
    words = load_case_words()
    sources = sources_of(asked.inputs, words)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        made = _rolled(asked, catalog, words, sources, work=work, on=on)
        os.replace(work / results.FOLDER, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return made


def _free(out: Path) -> Path:
    out = out.resolve()
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise CchcError(f"«{out}» đã có và không trống. Hãy chọn một thư mục mới.")
    return out


def _rolled(
    asked: Asked, catalog: Catalog, words: CaseWords, sources: list[Source], *, work: Path, on: date
) -> results.RolledUp:
    reading = [file for source in sources for file in source.files]
    with workshop(work, reading=reading, **_settings(work)) as connection:
        ready, unreadable = plain(connection, sources, work, spark=asked.engine == "spark")
        with _engine(asked, connection, work) as engine:
            understood = _steps(asked, catalog, words, engine, ready, on=on)
            name, version = engine.name, engine.version
        return results.write(
            connection, asked, catalog, sources, understood, work=work,
            engine=f"{name} {version}", unreadable=unreadable, rules=words.rules,
        )  # fmt: skip


def _settings(work: Path) -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "memory_limit": f"{int(memory * SHARE)}B",
        "temp_directory": str(work / "spill"),
        "max_temp_directory_size": f"{int(shutil.disk_usage(work).free * SPILL)}B",
        "TimeZone": "Asia/Ho_Chi_Minh",
        "enable_progress_bar": "false",
    }


@contextlib.contextmanager
def _engine(asked: Asked, connection, work: Path) -> Iterator:
    if asked.engine == "spark":
        from cchc.cases.spark import Spark

        engine = Spark(asked.master, work)
    else:
        engine = Duck(connection, work)
    try:
        yield engine
    finally:
        engine.close()


def _steps(
    asked: Asked, catalog: Catalog, words: CaseWords, engine, sources: list[Source], *, on: date
) -> Understanding:
    """Every step of rollup.sql; the words are understood as soon as they are known."""
    import pyarrow as pa

    engine.open(sources)
    days = {"earliest": words.earliest, "today": on}
    engine.put("limits", pa.table({n: pa.array([day], pa.date32()) for n, day in days.items()}))
    understood = None
    for step in steps():
        engine.run(step)
        if step.name == AFTER_WORDS:
            understood = understand(
                engine.rows(step.name), catalog.agencies, words,
                columns=sources[0].columns, until=asked.until,
            )  # fmt: skip
            for name, table in understood.tables.items():
                engine.put(name, table)
    return understood
