"""How what was read of a report is kept among the originals: figures as Arrow, findings as JSON.

Arrow's file format with LZ4 costs a fraction of what Parquet does to write, and half of what it
does with zstd, which older stores have; any Arrow reads both.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict

import pyarrow as pa

from cchc.figures import Finding

PACKED = pa.ipc.IpcWriteOptions(compression="lz4", unify_dictionaries=True)


def table_bytes(table: pa.Table) -> pa.Buffer:
    """The table as a compressed Arrow file."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=PACKED) as writer:
        writer.write_table(table)
    return sink.getvalue()


def table_from(data: bytes | pa.Buffer) -> pa.Table:
    """The table of `table_bytes`."""
    return pa.ipc.open_file(pa.BufferReader(data)).read_all()


def findings_bytes(findings: Sequence[Finding]) -> bytes:
    """The findings as JSON, in their order."""
    rows = [asdict(finding) for finding in findings]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, default=float).encode()


def findings_from(data: bytes) -> list[Finding]:
    """The findings of `findings_bytes`."""
    return [Finding(**row) for row in json.loads(data)]
