"""The number cells of a tidy table: values by column, and the rows that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from cchc.catalog.indicators import Indicator
from cchc.ingest.tables.table_words import load_table_words
from cchc.ingest.tidy.headings import Bound, TidyHeader
from cchc.ingest.tidy.numbers import Numbers, read_numbers
from cchc.ingest.tidy.places import place_cells, plain_totals
from cchc.ingest.tidy.rows import Block

WHOLE_KINDS = {"flow", "stock", "count", "rank"}
VALUE_ROLES = ("score", "rank", "country_average")
READ_ALONG = ("of", "recomputed")


@dataclass(frozen=True, kw_only=True)
class BadCell:
    """A cell that stops its row: the row within the block, its column, its text, the reason."""

    row: int
    column: Bound
    printed: str
    rule: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class BlockValues:
    """Numbers of a block by role or indicator (nan where there is none).

    `totals`: how many were ranked, by the name of the rank's column; `left_out`: the columns whose
    cells say more than is kept, each with its first such row and text.
    """

    numbers: Mapping[str, np.ndarray]
    bad: tuple[BadCell, ...]
    totals: Mapping[str, np.ndarray]
    left_out: tuple[tuple[Bound, int, str], ...]


def value_columns(header: TidyHeader) -> tuple[Bound, ...]:
    """The columns whose numbers become figures."""
    roles = header.roles
    return (*(roles[role] for role in VALUE_ROLES if role in roles), *header.counted)


def name_of(column: Bound) -> str:
    """How a column's numbers are called: by its indicator, else by its role."""
    return column.meaning.indicator or column.meaning.role


def read_values(
    block: Block,
    header: TidyHeader,
    *,
    indicators: Mapping[str, Indicator],
    whole_scores: bool,
) -> BlockValues:
    """The numbers of every value column of a block."""
    columns = [*value_columns(header), *(header.roles[r] for r in READ_ALONG if r in header.roles)]
    numbers, totals, bad, left_out = {}, {}, [], []
    for column in columns:
        name = name_of(column)
        whole = _is_whole(column, indicators, whole_scores=whole_scores)
        cells = plain_totals(block.columns[column.at]) if name == "of" else block.columns[column.at]
        if _is_rank(column, indicators) and (places := place_cells(cells)):
            cells = places.ranks
            totals[name] = read_numbers(places.totals, whole=True).values
            left_out += _moves(column, places.moved)
        read = read_numbers(cells, whole=whole, nothing=load_table_words().lists["missing"])
        numbers[name] = read.values
        bad += _unreadable(read, column, cells, whole=whole)
        if whole:
            least = int(name == "of" or _is_rank(column, indicators))
            bad += _impossible(read.values, column, cells, least=least)
    if "rank" in numbers:
        numbers["of"] = totals["rank"] = _either(numbers.get("of"), totals.get("rank"))
    return BlockValues(
        numbers={name: values for name, values in numbers.items() if values is not None},
        bad=tuple(bad), totals=totals, left_out=tuple(left_out),
    )  # fmt: skip


def _is_rank(column: Bound, indicators: Mapping[str, Indicator]) -> bool:
    """Whether a column holds places."""
    indicator = column.meaning.indicator
    return column.meaning.role == "rank" or bool(
        indicator and indicators[indicator].kind == "rank" and column.meaning.kind == "actual"
    )


def _moves(column: Bound, moved: pa.DictionaryArray) -> list[tuple[Bound, int, str]]:
    """The first cell of a column of ranks that tells of a move; ranks of two years tell it too."""
    rows = np.flatnonzero(moved.is_valid().to_numpy(zero_copy_only=False))
    return [(column, int(rows[0]), moved[int(rows[0])].as_py())] if len(rows) else []


def _either(first: np.ndarray | None, second: np.ndarray | None) -> np.ndarray | None:
    """Numbers of one column, else of the other."""
    if first is None or second is None:
        return second if first is None else first
    return np.where(np.isnan(first), second, first)


def _is_whole(column: Bound, indicators: Mapping[str, Indicator], *, whole_scores: bool) -> bool:
    """Whether a column can only hold whole numbers."""
    if column.meaning.indicator:
        indicator = indicators[column.meaning.indicator]
        return indicator.kind in WHOLE_KINDS and not indicator.decimals
    return column.meaning.role in ("rank", "of") or (
        column.meaning.role == "score" and whole_scores
    )


def _unreadable(read: Numbers, column: Bound, cells: pa.Array, *, whole: bool) -> list[BadCell]:
    reason = "không phải là một số" + (" nguyên" if whole else "")
    return [
        _bad(row, column, cells, "unreadable_number", reason)
        for row in np.flatnonzero(read.unreadable)
    ]


def _impossible(values: np.ndarray, column: Bound, cells: pa.Array, *, least: int) -> list[BadCell]:
    """Ranks start at 1 and counts at 0."""
    with np.errstate(invalid="ignore"):
        rows = np.flatnonzero(values < least)
    reason = f"nhỏ hơn {least}, không thể là {'thứ hạng' if least else 'số đếm'}"
    return [_bad(row, column, cells, "impossible_number", reason) for row in rows]


def _bad(row: int, column: Bound, cells: pa.Array, rule: str, reason: str) -> BadCell:
    printed = str(cells[int(row)].as_py())
    return BadCell(row=int(row), column=column, printed=printed, rule=rule, reason=reason)
