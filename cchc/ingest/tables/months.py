"""Tables with a column for each month or quarter, turned to a row for each."""

from dataclasses import dataclass, field

import numpy as np

from cchc.figures import Finding
from cchc.ingest.files.refusal import doubt, note
from cchc.ingest.tables.cells import NUMBER
from cchc.ingest.tables.grid_rows import period_named
from cchc.ingest.tables.header import JOINT
from cchc.ingest.tables.sums import TOLERANCE
from cchc.ingest.tables.table_words import load_table_words
from cchc.ingest.tables.values import Column
from cchc.vietnamese import number as shown

FEWEST_PERIODS = 3
PERIOD_NAME = "Kỳ báo cáo"
VALUE_NAME = "Giá trị"
_FINEST_FIRST = ("week", "month", "quarter", "half")
_MONTH_NUMBERS = {str(number): f"Tháng {number}" for number in range(1, 13)}


@dataclass
class Wide:
    """A wide table: the columns that stay, those of each period by measure, and their totals."""

    stay: list[Column] = field(default_factory=list)
    periods: dict[str, dict[str, Column]] = field(default_factory=dict)
    totals: dict[str, Column] = field(default_factory=dict)  # measure → column

    @property
    def measures(self) -> list[str]:
        """What is measured in each period, in the order of the columns."""
        return list(dict.fromkeys(name for of in self.periods.values() for name in of))


def find_wide(columns: list[Column]) -> Wide | None:
    """The columns of a table by period, or None where it has no column for each period."""
    split = {id(column): _split(column, columns) for column in columns}
    kinds = [kind for kind, _, _ in filter(None, split.values())]
    kind = next((k for k in _FINEST_FIRST if kinds.count(k) >= FEWEST_PERIODS), None)
    if kind is None:
        return None
    wide = Wide()
    for column in columns:
        parts = split[id(column)]
        if parts and parts[0] == kind:
            wide.periods.setdefault(parts[1], {})[parts[2]] = column
        elif column.kind == NUMBER and (parts or _is_total(column)):
            wide.totals[parts[2] if parts else _rest(column)] = column
        else:
            wide.stay.append(column)
    return wide if len(wide.periods) >= FEWEST_PERIODS else None


def _split(column: Column, columns: list[Column]) -> tuple[str, str, str] | None:
    """Kind of period, period as headed and measure of a column; None where it is of no period."""
    if column.kind != NUMBER:
        return None
    levels = column.name.split(JOINT)
    names = {c.name for c in columns}
    for level in levels:
        spoken = _MONTH_NUMBERS.get(level, level) if names >= _MONTH_NUMBERS.keys() else level
        period = period_named(spoken)
        if period and period.kind in (*_FINEST_FIRST, "year", "nine_months"):
            rest = [other for other in levels if other != level]
            is_lone_year = period.kind == "year" and level.isdigit()
            return None if is_lone_year else (period.kind, spoken, JOINT.join(rest) or VALUE_NAME)
    return None


def _is_total(column: Column) -> bool:
    words = load_table_words()
    return any(words.is_total(level) for level in column.name.split(JOINT))


def _rest(column: Column) -> str:
    """The measure of a column of totals: "Tiếp nhận > Tổng cộng" adds up "Tiếp nhận"."""
    words = load_table_words()
    return (
        JOINT.join(level for level in column.name.split(JOINT) if not words.is_total(level))
        or VALUE_NAME
    )


def long_rows(wide: Wide, rows: np.ndarray) -> list[list]:
    """A row for each row and period of the wide table, periods in turn within each row."""
    return [
        [*(c.at(row) for c in wide.stay), period, *_figures(of, wide.measures, row)]
        for row in rows
        for period, of in wide.periods.items()
    ]


def _figures(of: dict[str, Column], measures: list[str], row: int) -> list:
    return [of[measure].at(row) if measure in of else None for measure in measures]


def long_names(wide: Wide) -> list[str]:
    """Names of the columns once every period has a row."""
    return [*(column.name for column in wide.stay), PERIOD_NAME, *wide.measures]


def turned(wide: Wide, rows: np.ndarray) -> list[Finding]:
    """Says that months became rows, and where a column of totals differs from its months."""
    names = list(wide.periods)
    message = (
        f"Bảng có {len(names)} cột kỳ («{names[0]}» … «{names[-1]}») được chuyển thành "
        f"mỗi kỳ một dòng."
    )
    found = [note("W_PERIODS_TO_ROWS", message)]
    for measure, column in wide.totals.items():
        found += _total_column(wide, measure, column, rows)
    return found


def _total_column(wide: Wide, measure: str, column: Column, rows: np.ndarray) -> list[Finding]:
    message = f"Cột «{column.name}» cộng các kỳ nên không tính vào bảng; đã đem so với các kỳ."
    found = [note("W_TOTAL_COLUMN_DROPPED", message, where=column.source.places.column)]
    parts = [of[measure].numbers for of in wide.periods.values() if measure in of]
    if not parts or column.says_percent.any():
        return found
    stated, summed = column.numbers[rows], sum(parts)[rows]
    with np.errstate(invalid="ignore"):
        wrong = np.abs(stated - summed) > TOLERANCE * np.maximum(1, np.abs(stated))
    return found + [_differs(column, rows[n], stated[n], summed[n]) for n in np.flatnonzero(wrong)]


def _differs(column: Column, row: int, stated: float, expected: float) -> Finding:
    where = column.source.places.cell(row)
    return doubt(
        "V_TOTAL_MISMATCH",
        f"{where}: «{column.name}» ghi {shown(stated)} nhưng các kỳ cộng lại là {shown(expected)}. "
        "Hãy xem số nào đúng.",
        where=where,
        stated=float(stated),
        expected=float(expected),
    )
