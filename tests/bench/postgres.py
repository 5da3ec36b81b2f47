"""A PostgreSQL of Debian's, started for one measurement and thrown away: the peer of a page's data.

Installed from Debian where it is missing; None where neither works, and the line is left out.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from glob import glob
from pathlib import Path

import psycopg
import pyarrow as pa

from tests.bench.session import free_port

QUERY = """
SELECT agency, from_day, to_day,
       sum(value) FILTER (WHERE indicator = 'dossiers_on_time') AS numerator,
       sum(value) FILTER (WHERE indicator = 'dossiers_resolved') AS denominator
FROM figure
WHERE indicator IN ('dossiers_on_time', 'dossiers_resolved') AND agency = ANY(%s)
GROUP BY agency, from_day, to_day
"""


class Peer:
    """One connection to the temporary server."""

    def __init__(self, connection: psycopg.Connection):
        self.connection = connection

    def fill(self, figures: pa.Table) -> None:
        """The same figures, with the index that the question wants."""
        self.connection.execute(
            "CREATE TABLE figure (agency text, from_day date, to_day date, indicator text,"
            " value double precision)"
        )
        columns = figures.select(["agency", "from", "to", "indicator", "value"]).to_pylist()
        with self.connection.cursor().copy("COPY figure FROM STDIN") as copy:
            for row in columns:
                copy.write_row(tuple(row.values()))
        self.connection.execute("CREATE INDEX ON figure (agency, indicator, to_day)")
        self.connection.execute("ANALYZE figure")

    def page(self, agencies: tuple[str, ...]) -> list[tuple]:
        """The rates of some agencies over all periods."""
        return self.connection.execute(QUERY, [list(agencies)], prepare=True).fetchall()


@contextlib.contextmanager
def postgres() -> Iterator[Peer | None]:
    """A server on its own folder and port, gone when the block ends."""
    programs = _programs()
    if programs is None:
        yield None
        return
    folder, port = Path(tempfile.mkdtemp(prefix="postgres")), free_port()
    _as_postgres(folder, programs / "initdb", "-D", folder / "data", "--auth=trust", "-E", "UTF8")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    control = (programs / "pg_ctl", "-D", folder / "data", "-w")
    _as_postgres(folder, *control, "-o", options, "-l", folder / "log", "start")
    try:
        address = f"host=127.0.0.1 port={port} user=postgres dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            yield Peer(connection)
    finally:
        _as_postgres(folder, *control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Debian's folder of the server's programs."""
    found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "postgresql"], check=False, **quiet)
        found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"))
    return Path(found[-1]).parent if found else None


def _as_postgres(folder: Path, *command: object) -> None:
    """The server refuses to run as root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=folder)
