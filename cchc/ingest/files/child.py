"""What runs in the child process: python -m cchc.ingest.files.child WHAT NAME FILE [flags].

WHAT is `table` (the JSON of the `table` command) or `grid` (a workbook for further reading); FILE
is a path or "-" for standard input. The limits are set before anything else is even imported.
"""

import resource
import sys

from cchc.ingest.files.limits import CHILD_BYTES, CHILD_SECONDS

DONE, REFUSED, OUT_OF_MEMORY = 0, 1, 3


def main(arguments: list[str]) -> int:
    """Reads one file within the limits; the exit status."""
    limit(CHILD_BYTES, CHILD_SECONDS)
    what, name, file = arguments[:3]
    salvage, raw = "--salvage" in arguments, "--raw" in arguments
    try:
        if what == "grid":
            return _grid(name, _source(file), salvage=salvage)
        return _table(name, _source(file), salvage=salvage, raw=raw)
    except MemoryError:
        return OUT_OF_MEMORY


def limit(memory: int, seconds: int) -> None:
    """Bounds what this process may hold and how long it may compute."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _source(file: str):
    from pathlib import Path

    return sys.stdin.buffer.read() if file == "-" else Path(file)


def _grid(name: str, source, *, salvage: bool) -> int:
    from cchc.ingest.files.grid import read_grid
    from cchc.ingest.files.wire import write_workbook

    data = source if isinstance(source, bytes) else source.read_bytes()
    write_workbook(read_grid(data, name, salvage=salvage), sys.stdout.buffer)
    return DONE


def _table(name: str, source, *, salvage: bool, raw: bool) -> int:
    from cchc.ingest.tables.table import read_table, write_json

    table = read_table(source, name, salvage=salvage, raw=raw)
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
    write_json(table, sys.stdout)
    return REFUSED if table.refused else DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
