"""From a sheet to blocks of text columns, and which of their rows are data."""

from collections.abc import Iterator
from datetime import date, datetime

import numpy as np
import pyarrow as pa

from cchc.catalog.published import Published
from cchc.ingest.files.grid import Grid, Value
from cchc.ingest.tidy.headings import NAMES, OWNER, TIMES, TidyHeader
from cchc.ingest.tidy.numbers import rows_of
from cchc.ingest.tidy.rows import Block
from cchc.ingest.tidy.values import value_columns
from cchc.vietnamese import fold

_AROUND = " :."  # the name of a total


def blocks_of(grid: Grid, header: TidyHeader) -> Iterator[Block]:
    """The rows below a sheet's heading row as one block; hidden rows are data like any other."""
    rows = range(header.row + 1, grid.height)
    lines = np.array([grid.row_number(row) for row in rows], np.int32)
    columns = {
        bound.at: pa.array([as_text(grid.shown(row, bound.at)) for row in rows], pa.string())
        for bound in header.columns
        if bound.at != OWNER
    }
    if header.owner:
        columns[OWNER] = pa.array([header.owner] * len(lines), pa.string())
    if len(lines):
        encoded = {at: column.dictionary_encode() for at, column in columns.items()}
        yield Block(columns=encoded, lines=lines)


def as_text(value: Value) -> str | None:
    """A cell as text; a number of a workbook so that its point can only begin decimals."""
    if value is None or isinstance(value, str):
        return value.strip() or None if value else None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else _decimal(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _decimal(value: float) -> str:
    """1.234 as "1.2340": three digits behind a mark could be thousands."""
    text = repr(value)
    _, point, decimals = text.partition(".")
    return text + "0" if point and len(decimals) == 3 else text


def data_rows(block: Block, header: TidyHeader, words: Published) -> tuple[Block, np.ndarray]:
    """The block's rows of data, and the lines of its totals.

    Blank rows, rows of remarks and signatures have neither a value nor a time beside a name.
    """
    roles = header.roles
    has_value = _filled(block, [bound.at for bound in value_columns(header)])
    has_time = _filled(block, [roles[role].at for role in TIMES if role in roles])
    has_name = _filled(block, [roles[role].at for role in NAMES if role in roles])
    is_total = _is_total(block, header, words)
    data = has_name & (has_value | has_time) & ~is_total
    totals = block.lines[is_total & has_value]
    if data.all():
        return block, totals
    rows = np.flatnonzero(data)
    columns = {at: column.take(pa.array(rows)) for at, column in block.columns.items()}
    return Block(columns=columns, lines=block.lines[rows]), totals


def _filled(block: Block, places: list[int]) -> np.ndarray:
    """Which rows have something in one of the columns."""
    filled = np.zeros(len(block.lines), bool)
    for at in places:
        column = block.columns[at]
        if column.null_count == 0:
            return np.ones(len(block.lines), bool)
        filled |= column.is_valid().to_numpy(zero_copy_only=False)
    return filled


def _is_total(block: Block, header: TidyHeader, words: Published) -> np.ndarray:
    """Rows that add up others: "Tổng cộng" where a unit should stand."""
    if "agency" not in header.roles:
        return np.zeros(len(block.lines), bool)
    column = block.columns[header.roles["agency"].at]
    openings = {word[:1] for word in words.total}  # of ten thousand names few begin so
    named = [
        fold(word.strip().lstrip(_AROUND)[:1]) in openings
        and fold(word).strip(_AROUND) in words.total
        for word in column.dictionary.to_pylist()
    ]
    if not any(named):
        return np.zeros(len(block.lines), bool)
    return np.array([*named, False])[rows_of(column)]
