"""Rates written as fractions: 0,992 under a heading in percent, or beside 99,2%."""

from statistics import median

from cchc.figures import Finding
from cchc.ingest.cells import NUMBER
from cchc.ingest.doubts import Ratio, ratios
from cchc.ingest.refusal import doubt
from cchc.ingest.table_words import load_table_words
from cchc.ingest.values import Column

SURELY_PERCENT = 20  # beside which a value of at most 1 is likely a fraction
SHARE_OF_PROOF = 0.8  # of the rows must agree with their counts once multiplied
AGREES = 0.2  # percentage points between a stated and a computed rate


def settle_scales(columns: list[Column], rows: list[int]) -> list[Finding]:
    """Brings columns of fractions to percent where that is proven; flags columns that mix both."""
    found = []
    proofs = {id(ratio.rate): ratio for ratio in ratios(columns)}
    for column in columns:
        if column.kind == NUMBER and load_table_words().is_heading(column.name, "rate"):
            found += _settle(column, rows, proofs.get(id(column)))
    return found


def _settle(column: Column, rows: list[int], proof: Ratio | None) -> list[Finding]:
    positions = {row: position for position, row in enumerate(column.source.rows)}
    values = {row: column.at(row) for row in rows if column.at(row)}
    small = [r for r, v in values.items() if 0 < v <= 1 and positions[r] not in column.percents]
    if not small:
        return []
    others = [value for row, value in values.items() if row not in small]
    if others:
        is_mixed = bool(column.percents) or min(others) >= SURELY_PERCENT
        return [_mixed(column, small[0], others[0])] if is_mixed else []
    if not _is_fraction(column, [values[row] for row in small], small, proof):
        return []
    column.scaled = True
    column.replace([None if v is None else round(100 * v, 10) for v in column.values])
    return [_scaled(column)]


def _is_fraction(column: Column, values: list[float], rows: list[int], proof: Ratio | None) -> bool:
    """Whether small values are fractions: their counts say so, or a heading in % over halves."""
    if proof is not None:
        agreeing = [
            abs(100 * value - computed) <= AGREES
            for row, value in zip(rows, values, strict=True)
            if (computed := proof.computed(row)) is not None
        ]
        if agreeing:
            return sum(agreeing) >= SHARE_OF_PROOF * len(agreeing)
    return "%" in column.name and median(values) >= 0.5


def _mixed(column: Column, row: int, other: float) -> Finding:
    where = column.source.grid.place(row, column.source.column)
    return doubt(
        "V_MIXED_SCALE",
        f"{where}: cột «{column.name}» có chỗ ghi phần ({column.at(row)}), có chỗ ghi phần trăm "
        f"({other}): "
        "hãy ghi cả cột theo phần trăm.",
        where=where,
        stated=column.at(row),
    )


def _scaled(column: Column) -> Finding:
    return doubt(
        "W_FRACTION_TO_PERCENT",
        f"Cột «{column.name}» ghi phần (0,98) dưới tiêu đề phần trăm; các số được nhân 100. Hãy "
        f"xác nhận.",
        where=column.source.grid.column_place(column.source.column),
    )
