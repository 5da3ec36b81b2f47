"""DuckDB connections, always hardened, and the schema of a version file.

Nothing the engine runs may reach a file or the network, load an extension or change a setting:
rows come in as Arrow tables and go out as results.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from cchc.errors import StoreError

SCHEMA_VERSION = 5
HERE = Path(__file__).parent
READER_MEMORY, WRITER_MEMORY, SPILL = "1GB", "2GB", "4GB"
MOST_THREADS = 4
SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "storage_compatibility_version": "v2.0.0",
    "max_temp_directory_size": SPILL,
    "threads": str(min(MOST_THREADS, os.cpu_count() or 1)),
}
LOCKED = {"enable_external_access": "false", "lock_configuration": "true"}


def _connect(path: Path | str, settings: dict[str, str], *, read_only: bool = False):
    spill = Path(tempfile.gettempdir()) / f"cchc-{os.getpid()}"
    config = SETTINGS | settings | {"temp_directory": str(spill)}
    return duckdb.connect(str(path), read_only=read_only, config=config)


def open_reading(path: Path) -> duckdb.DuckDBPyConnection:
    """A version file, read-only; a copy of it in today's schema where it is older."""
    connection = _connect(path, LOCKED | {"memory_limit": READER_MEMORY}, read_only=True)
    if schema_of(connection) == SCHEMA_VERSION:
        return connection
    connection.close()
    return _open_migrated(path)


def _open_migrated(path: Path) -> duckdb.DuckDBPyConnection:
    """The file stays as it is until the next write; its migrated copy has no name any more."""
    with tempfile.TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(path.read_bytes())
        with workshop(copy.parent) as connection, attached(connection, copy):
            migrate(connection)
        return open_reading(copy)


@contextlib.contextmanager
def workshop(
    folder: Path, *, reading: Iterable[Path] = (), **settings: str
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reaches the files of one folder and those for reading, and nothing else."""
    usual = {"memory_limit": WRITER_MEMORY, "auto_checkpoint_skip_wal_threshold": "0"}
    with _connect(":memory:", usual) as connection:
        for name, value in settings.items():
            run(connection, f"SET {name} = '{value}'")
        run(connection, f"SET allowed_directories = [{quoted(folder)}]")
        run(connection, f"SET allowed_paths = [{', '.join(map(quoted, reading))}]")
        for name, value in LOCKED.items():
            run(connection, f"SET {name} = {value}")
        yield connection


@contextlib.contextmanager
def attached(
    connection: duckdb.DuckDBPyConnection, file: Path, *, read_only: bool = False
) -> Iterator[None]:
    """Let the tables be those of `file` inside the block; checkpointed and closed after it.

    An error leaves it attached: the workshop it is in ends with it.
    """
    mode = "(READ_ONLY)" if read_only else ""
    run(connection, f"ATTACH {quoted(file)} AS version {mode}")
    run(connection, "USE version")
    yield
    if not read_only:
        run(connection, "CHECKPOINT")
    run(connection, "USE memory")
    run(connection, "DETACH version")


def quoted(path: object) -> str:
    """A path or a day as a SQL text, where no parameter may stand."""
    return "'" + str(path).replace("'", "''") + "'"


def open_empty() -> duckdb.DuckDBPyConnection:
    """What a store without any version answers from: the tables, and nothing in them."""
    connection = _connect(":memory:", LOCKED | {"memory_limit": READER_MEMORY})
    create(connection)
    return connection


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of today's schema."""
    run_script(connection, (HERE / "schema.sql").read_text("utf-8"))
    run(connection, "INSERT INTO schema_version VALUES ($version)", version=SCHEMA_VERSION)


def schema_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The schema of the file; StoreError where it is newer than this program."""
    [(found,)] = run(connection, "SELECT version FROM schema_version")
    if found > SCHEMA_VERSION:
        raise StoreError(
            f"Kho được ghi bằng bản phần mềm mới hơn (lược đồ {found}; bản này hiểu đến lược đồ "
            f"{SCHEMA_VERSION}). Hãy cập nhật phần mềm rồi mở lại; kho không bị thay đổi."
        )
    return found


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring a file of an earlier schema to today's, one numbered step after the other."""
    for number in range(schema_of(connection) + 1, SCHEMA_VERSION + 1):
        [step] = (HERE / "migrations").glob(f"{number:04d}_*.sql")
        run_script(connection, step.read_text("utf-8"))
        run(connection, "UPDATE schema_version SET version = $number", number=number)


def run(connection: duckdb.DuckDBPyConnection, sql: str, /, **values) -> list[tuple]:
    """Execute one statement to its end."""
    return connection.execute(sql, values or None).fetchall()


def run_script(connection: duckdb.DuckDBPyConnection, script: str) -> None:
    """Execute the statements of a file one after the other."""
    for statement in connection.extract_statements(script):
        connection.execute(statement).fetchall()
