"""Totals held against the rows they add up."""

from dataclasses import dataclass

import numpy as np

from cchc.figures import Finding
from cchc.ingest.files.refusal import doubt, listed, note
from cchc.ingest.tables.cells import NUMBER, TEXT
from cchc.ingest.tables.columns import Places
from cchc.ingest.tables.table_words import load_table_words
from cchc.ingest.tables.totals import Roles
from cchc.ingest.tables.values import Column
from cchc.vietnamese import number as shown

TOLERANCE = 1e-6  # of sums of decimals


@dataclass(frozen=True)
class Gap:
    """A total that is not the sum of its parts, in one column."""

    row: int
    column: Column
    stated: float
    expected: float


def find_sums(roles: Roles, columns: list[Column]) -> None:
    """Makes totals of rows whose name hints at it and that are the sum of the rows above or below.

    "Cộng miền núi" is in no list of names, but it adds up the units before it in every column.
    """
    summed = [column for column in columns if _is_additive(column)]
    named = [c for c in columns if c.kind == TEXT and not c.source.is_headed("order")]
    if not summed or not named:
        return
    names = next((c for c in named if c.source.is_headed("agency")), named[0])
    hints = load_table_words()
    for row in list(roles.data):
        name = names.at(row)
        if isinstance(name, str) and hints.starts(name, "total_hints"):
            trial = Roles(
                data=[r for r in roles.data if r != row], totals=roles.totals | {row: name}
            )
            if any(_adds_up(row, parts, summed) for parts in _possible_parts(row, trial)[1:3]):
                roles.data.remove(row)
                roles.totals[row] = name
                names.source.data[row] = False


def _adds_up(row: int, parts: np.ndarray, columns: list[Column]) -> bool:
    """Whether a row is the sum of several others in every column with figures."""
    found = _against(row, parts, columns)
    return len(parts) > 1 and bool(found) and all(gap is None for gap in found)


def check_totals(roles: Roles, columns: list[Column], places: Places) -> list[Finding]:
    """Says which rows were left out as totals, and where one differs from its parts."""
    if not roles.totals and not roles.subsets:
        return []
    summed = [column for column in columns if _is_additive(column)]
    gaps = [gap for row in roles.totals for gap in _gaps(row, roles, summed)]
    return [*_dropped(roles, places), *(_mismatch(gap, roles) for gap in gaps)]


def _is_additive(column: Column) -> bool:
    """Whether a column of numbers may be added up over rows: counts, not rates, ranks or years."""
    words = load_table_words()
    if column.kind != NUMBER or column.source.is_whole is False or column.says_percent.any():
        return False
    if "rank" in words.meaning(column.name) or column.source.is_headed("order"):
        return False
    return not words.begins_as(column.name, "period")


def _gaps(row: int, roles: Roles, columns: list[Column]) -> list[Gap]:
    """Columns where a total differs from the parts that explain it best."""
    ways = [
        gaps for parts in _possible_parts(row, roles) if (gaps := _against(row, parts, columns))
    ]
    fewest = min(ways, key=lambda found: sum(gap is not None for gap in found), default=[])
    return [gap for gap in fewest if gap is not None]


def _possible_parts(row: int, roles: Roles) -> list[np.ndarray]:
    """The sets of rows a total may add up, the likeliest first."""
    if row in roles.groups:
        return [np.array(roles.groups[row])]
    others = sorted(total for total in roles.totals if total != row)
    above = max((total for total in others if total < row), default=-1)
    below = min((total for total in others if total > row), default=np.inf)
    data = np.array(roles.data, np.int64)
    ways = [
        data,
        data[(above < data) & (data < row)],
        data[(row < data) & (data < below)],
        np.array([*roles.groups], np.int64),
        np.array(others, np.int64),
    ]
    return [parts for parts in ways if len(parts)]


def _against(row: int, parts: np.ndarray, columns: list[Column]) -> list[Gap | None]:
    """A gap or None for each column where both the total and all its parts have figures."""
    found: list[Gap | None] = []
    for column in columns:
        stated, expected = float(column.numbers[row]), float(column.numbers[parts].sum())
        if np.isnan(stated) or np.isnan(expected):
            continue
        is_equal = abs(stated - expected) <= TOLERANCE * max(1, abs(expected))
        found.append(None if is_equal else Gap(row, column, stated, expected))
    return found


def _dropped(roles: Roles, places: Places) -> list[Finding]:
    """One note about the rows left out so that nothing is counted twice."""
    names = [f"{places.row(row)} «{name}»" for row, name in sorted(roles.totals.items())]
    found = []
    if names:
        why = "là dòng cộng nên không tính vào bảng; đã đem so với các dòng nó cộng"
        where = places.row(min(roles.totals))
        found.append(note("W_TOTAL_ROW_DROPPED", f"{listed(names)}: {why}.", where=where))
    if roles.subsets:
        rows = [places.row(row) for row in roles.subsets]
        why = "là phần chi tiết dưới «Trong đó» nên không tính thêm lần nữa"
        found.append(note("W_SUBSET_ROW_DROPPED", f"{listed(rows)}: {why}.", where=rows[0]))
    return found


def _mismatch(gap: Gap, roles: Roles) -> Finding:
    where = gap.column.source.places.cell(gap.row)
    name, gone = roles.totals[gap.row], gap.stated - gap.expected
    return doubt(
        "V_TOTAL_MISMATCH",
        f"{where}: «{name}» ghi {shown(gap.stated)} ở cột «{gap.column.name}» nhưng các dòng "
        f"cộng lại "
        f"là {shown(gap.expected)}, lệch {shown(gone)}. Hãy hỏi lại đơn vị lập bảng.",
        where=where,
        stated=gap.stated,
        expected=gap.expected,
    )
