"""Rates written as fractions: 0,992 under a heading in percent, or beside 99,2%."""

import numpy as np

from cchc.figures import Finding
from cchc.ingest.files.refusal import doubt
from cchc.ingest.tables.cells import NUMBER
from cchc.ingest.tables.doubts import Ratio, ratios
from cchc.ingest.tables.table_words import load_table_words
from cchc.ingest.tables.values import Column
from cchc.vietnamese import number as shown

SURELY_PERCENT = 20  # beside which a value of at most 1 is likely a fraction
SHARE_OF_PROOF = 0.8  # of the rows must agree with their counts once multiplied
AGREES = 0.2  # percentage points between a stated and a computed rate
TYPICAL_FRACTION = 0.5


def settle_scales(columns: list[Column], rows: np.ndarray) -> list[Finding]:
    """Brings columns of fractions to percent where that is proven; flags columns that mix both."""
    proofs = {id(ratio.rate): ratio for ratio in ratios(columns)}
    found = []
    for column in columns:
        if column.kind == NUMBER and load_table_words().is_heading(column.name, "rate"):
            found += _settle(column, rows, proofs.get(id(column)))
    return found


def _settle(column: Column, rows: np.ndarray, proof: Ratio | None) -> list[Finding]:
    values = column.numbers[rows]
    is_small = (values > 0) & (values <= 1) & ~column.says_percent[rows]
    if not is_small.any():
        return []
    others = values[~is_small & (values != 0) & ~np.isnan(values)]
    if len(others):
        is_mixed = column.says_percent[rows].any() or others.min() >= SURELY_PERCENT
        return [_mixed(column, rows[is_small][0], others[0])] if is_mixed else []
    if not _is_fraction(column, values[is_small], rows[is_small], proof):
        return []
    column.is_scaled = True
    column.retype([None if v is None else round(100 * v, 10) for v in column.typed])
    return [_scaled(column)]


def _is_fraction(column: Column, values: np.ndarray, rows: np.ndarray, proof: Ratio | None) -> bool:
    """Whether small values are fractions: their counts say so, or a heading in % over halves."""
    if proof is not None:
        computed = proof.computed(rows)
        known = ~np.isnan(computed)
        if known.any():
            agreeing = np.abs(100 * values[known] - computed[known]) <= AGREES
            return bool(agreeing.mean() >= SHARE_OF_PROOF)
    return "%" in column.name and float(np.median(values)) >= TYPICAL_FRACTION


def _mixed(column: Column, row: int, other: float) -> Finding:
    where = column.source.places.cell(row)
    message = (
        f"{where}: cột «{column.name}» có chỗ ghi phần ({shown(column.at(row))}), có chỗ ghi "
        f"phần trăm ({shown(other)}): hãy ghi cả cột theo phần trăm."
    )
    return doubt("V_MIXED_SCALE", message, where=where, stated=column.at(row))


def _scaled(column: Column) -> Finding:
    message = (
        f"Cột «{column.name}» ghi phần (0,98) dưới tiêu đề phần trăm; các số được nhân 100. "
        "Hãy xác nhận."
    )
    return doubt("W_FRACTION_TO_PERCENT", message, where=column.source.places.column)
