"""What reads files beside the app: python -m cchc.ingest.files.child, a JSON request a line.

`what` is `table` (the JSON of the `table` command), `grid` (a workbook) or `document` (paragraphs),
`file` the path to read, `name` what its sender called it, `answer` the path to write to; `salvage`
and `raw` as of `read_table`. Each request is met by a fork with limits of its own, so that readers
are imported once and whatever a file does ends with it. The status of the fork is written.
"""

import json
import os
import resource
import sys
import traceback
from importlib import import_module
from pathlib import Path

from cchc.ingest.files.limits import CHILD_BYTES, CHILD_SECONDS

DONE, REFUSED, FAULT, OUT_OF_MEMORY = 0, 1, 2, 3
# What a request needs, and what files of a first byte need: imported before the fork, for all.
_READERS = {
    "table": ("cchc.ingest.tables.table",),
    "grid": ("cchc.ingest.files.workbooks", "cchc.ingest.files.wire"),
    "document": ("cchc.ingest.files.documents", "cchc.ingest.files.wire"),
}
_BY_FIRST_BYTE = {b"P": ("cchc.ingest.files.xlsx",), b"\xd0": ("cchc.ingest.files.xls",)}


def main() -> int:
    """Answers requests until there are no more."""
    for line in sys.stdin:
        asked = json.loads(line)
        _import_readers(asked)
        fork = os.fork()
        if not fork:
            os._exit(_answer(asked))
        _, status = os.waitpid(fork, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    return DONE


def _import_readers(asked: dict) -> None:
    with Path(asked["file"]).open("rb") as file:
        first = file.read(1)
    for module in (*_READERS[asked["what"]], *_BY_FIRST_BYTE.get(first, ())):
        import_module(module)


def _answer(asked: dict) -> int:
    """Reads one file within the limits; the status of the fork."""
    limit(CHILD_BYTES, CHILD_SECONDS)
    try:
        return {"table": _table, "grid": _grid, "document": _document}[asked["what"]](asked)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:  # whatever it is, the file is refused with its words
        traceback.print_exc()
        return FAULT
    finally:
        sys.stderr.flush()


def limit(memory: int, seconds: int) -> None:
    """Bounds what this process may hold and how long it may compute."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _grid(asked: dict) -> int:
    from cchc.ingest.files.wire import write_workbook
    from cchc.ingest.files.workbooks import read_grid

    data = Path(asked["file"]).read_bytes()
    workbook = read_grid(data, asked["name"], salvage=asked["salvage"])
    with Path(asked["answer"]).open("wb") as answer:
        write_workbook(workbook, answer)
    return DONE


def _document(asked: dict) -> int:
    from cchc.ingest.files.documents import read_document
    from cchc.ingest.files.refusal import RefusedError
    from cchc.ingest.files.wire import write_document, write_refusal

    with Path(asked["answer"]).open("wb") as answer:
        try:
            document = read_document(Path(asked["file"]).read_bytes(), asked["name"])
        except RefusedError as refusal:
            write_refusal(refusal, answer)
            return REFUSED
        write_document(document, answer)
    return DONE


def _table(asked: dict) -> int:
    from cchc.ingest.tables.table import read_table, write_json

    how = {"salvage": asked["salvage"], "raw": asked["raw"]}
    table = read_table(Path(asked["file"]), asked["name"], **how)
    with Path(asked["answer"]).open("w", encoding="utf-8", errors="surrogatepass") as answer:
        write_json(table, answer)
    return REFUSED if table.refused else DONE


if __name__ == "__main__":
    sys.exit(main())
