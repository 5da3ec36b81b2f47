"""What a table says against itself: rows twice, parts above wholes, rates that counts deny."""

import math
from collections import Counter
from dataclasses import dataclass

from cchc.figures import Finding
from cchc.ingest.cells import DATE, NUMBER, TEXT
from cchc.ingest.grid import Value
from cchc.ingest.grid_rows import period_named
from cchc.ingest.numbers import printed
from cchc.ingest.refusal import doubt
from cchc.ingest.table_words import load_table_words
from cchc.ingest.values import Column, today
from cchc.vietnamese import number as shown
from cchc.vietnamese import percent

YEARS_PLANNED = 5  # a plan or target may reach that far ahead
MOSTLY_UNIQUE = 0.5  # of the keys must be, or the rows are events and not figures of units
FEW_NEGATIVES = 0.5  # of the values: a count below zero is a slip, a change is not
HALF_A_DIGIT = 0.5  # a stated rate may be rounded to its last printed digit
ROUNDING_SLACK = 1e-6


def find_doubts(columns: list[Column], rows: list[int]) -> list[Finding]:
    """Everything the columns of a table say against each other over its rows of data."""
    return [
        *_twice(columns, rows),
        *(finding for column in columns for finding in _negative(column, rows)),
        *_parts_above_wholes(columns, rows),
        *_denied_rates(columns, rows),
        *(finding for column in columns for finding in _far_periods(column, rows)),
    ]


def _of_kind(columns: list[Column], *kinds: str) -> list[Column]:
    return [c for c in columns if c.kind in kinds and not c.source.is_headed("order")]


def _row_place(column: Column, row: int) -> str:
    return column.source.grid.row_place(row)


def _twice(columns: list[Column], rows: list[int]) -> list[Finding]:
    """Rows that stand twice, and units of one period with two different figures."""
    numbers = _of_kind(columns, NUMBER)
    names = _of_kind(columns, TEXT, DATE)
    if not names or not numbers:
        return []
    keys = {row: tuple(column.at(row) for column in names) for row in rows}
    counts = Counter(keys.values())
    same, other = [], []
    is_keyed = _is_keyed(names, counts, rows)
    first: dict[tuple, int] = {}
    for row in rows:
        before = first.setdefault(keys[row], row)
        if before != row:
            is_same = all(column.at(row) == column.at(before) for column in numbers)
            if is_same:
                same.append((row, before))
            elif is_keyed:
                other.append((row, before))
    return [*_duplicates(names[0], same), *_conflicts(names, other)]


def _is_keyed(names: list[Column], counts: Counter, rows: list[int]) -> bool:
    """Whether names and periods tell the rows apart, as they do where a row is a unit's figures."""
    words = load_table_words()
    is_of_units = any(words.begins_as(column.name, "agency") for column in names)
    unique = sum(count == 1 for count in counts.values())
    return is_of_units and unique > MOSTLY_UNIQUE * len(rows)


def _duplicates(column: Column, pairs: list[tuple[int, int]]) -> list[Finding]:
    if not pairs:
        return []
    spoken = "; ".join(
        f"{_row_place(column, row)} giống hệt {_row_place(column, before)}"
        for row, before in pairs[:3]
    )
    more = f" (và {len(pairs) - 3} dòng nữa)" if len(pairs) > 3 else ""
    message = f"{spoken}{more}: có thể một dòng bị dán hai lần. Hãy bỏ dòng thừa nếu đúng vậy."
    return [doubt("V_DUPLICATE_ROW", message, where=_row_place(column, pairs[0][0]))]


def _conflicts(names: list[Column], pairs: list[tuple[int, int]]) -> list[Finding]:
    return [
        doubt(
            "V_KEY_CONFLICT",
            f"{_row_place(names[0], row)} và {_row_place(names[0], before)} cùng ghi "
            f"«{', '.join(str(c.at(row)) for c in names if c.at(row) is not None)}» nhưng số "
            f"khác nhau: "
            "hãy giữ một dòng đúng.",
            where=_row_place(names[0], row),
        )
        for row, before in pairs
    ]


def _negative(column: Column, rows: list[int]) -> list[Finding]:
    """Counts below zero, where the column counts things that cannot be."""
    words = load_table_words()
    if column.kind != NUMBER or words.is_heading(column.name, "change"):
        return []
    values = {row: value for row in rows if (value := column.at(row)) is not None}
    below = [row for row, value in values.items() if value < 0]
    is_count = column.source.is_whole is not None or all(
        float(v).is_integer() for v in values.values()
    )
    if not below or not is_count or len(below) > FEW_NEGATIVES * len(values):
        return []
    grid, index = column.source.grid, column.source.column
    spoken = "; ".join(f"{grid.place(row, index)}: {shown(values[row])}" for row in below[:3])
    message = f"Cột «{column.name}» có số âm ({spoken}), điều một số đếm không thể có. Hãy sửa lại."
    return [
        doubt("V_NEGATIVE", message, where=grid.place(below[0], index), stated=values[below[0]])
    ]


def _parts_above_wholes(columns: list[Column], rows: list[int]) -> list[Finding]:
    """Rows where a part is greater than its whole: on time above resolved."""
    words = load_table_words()
    counts = {
        words.meaning(c.name) - {"total"}: c
        for c in columns
        if c.source.is_whole and c.kind == NUMBER
    }
    found = []
    for part, whole in words.parts:
        if part in counts and whole in counts and part != whole:
            found += _above(counts[part], counts[whole], rows)
    return found


def _above(part: Column, whole: Column, rows: list[int]) -> list[Finding]:
    found = []
    for row in rows:
        less, more = part.at(row), whole.at(row)
        if less is not None and more is not None and less > more:
            where = part.source.grid.place(row, part.source.column)
            message = (
                f"{where}: «{part.name}» là {shown(less)}, lớn hơn «{whole.name}» là "
                f"{shown(more)}; "
                "phần không thể lớn hơn toàn thể. Hãy sửa một trong hai số."
            )
            found.append(doubt("V_PART_GT_WHOLE", message, where=where, stated=less, expected=more))
    return found


@dataclass(frozen=True)
class Ratio:
    """A column of stated rates and the two columns of counts they are rates of."""

    rate: Column
    part: Column
    whole: Column

    def computed(self, row: int) -> float | None:
        """The rate that the counts of a row make, in percent."""
        part, whole = self.part.at(row), self.whole.at(row)
        return 100 * part / whole if part is not None and whole else None


def ratios(columns: list[Column]) -> list[Ratio]:
    """The rates of a table that its own counts can prove: on-time rate, on time, resolved."""
    words = load_table_words()
    counts = {
        words.meaning(c.name) - {"total"}: c
        for c in columns
        if c.source.is_whole and c.kind == NUMBER
    }
    found = []
    for rate in columns:
        meaning = words.meaning(rate.name)
        if rate.kind != NUMBER or "rate" not in meaning:
            continue
        for part, whole in words.parts:
            if meaning - {"rate"} == part and part in counts and whole in counts:
                found.append(Ratio(rate, counts[part], counts[whole]))
    return found


def _denied_rates(columns: list[Column], rows: list[int]) -> list[Finding]:
    """Stated rates that the counts beside them deny."""
    return [finding for ratio in ratios(columns) for row in rows for finding in _denied(ratio, row)]


def _denied(ratio: Ratio, row: int) -> list[Finding]:
    stated, expected = ratio.rate.at(row), ratio.computed(row)
    if stated is None or expected is None or not 0 <= expected <= 100:
        return []
    slack = HALF_A_DIGIT * 10 ** -_decimals(ratio.rate, row) + ROUNDING_SLACK
    if abs(stated - expected) <= slack:
        return []
    where = ratio.rate.source.grid.place(row, ratio.rate.source.column)
    message = (
        f"{where}: «{ratio.rate.name}» ghi {percent(stated, None)} nhưng "
        f"{shown(ratio.part.at(row))} / "
        f"{shown(ratio.whole.at(row))} là {percent(expected, 2)}. Hãy xem số nào đúng."
    )
    return [
        doubt("V_RATIO_MISMATCH", message, where=where, stated=stated, expected=round(expected, 4))
    ]


def _decimals(rate: Column, row: int) -> int:
    """How many decimals a stated rate is printed with, one at least."""
    value = rate.source.values[rate.source.rows.index(row)]
    number = printed(value) if isinstance(value, str) else None
    digits = number.body if number else f"{value:.10g}"
    decimals = len(digits.replace(",", ".").partition(".")[2]) - (2 if rate.scaled else 0)
    return max(1, decimals)


def _far_periods(column: Column, rows: list[int]) -> list[Finding]:
    """Periods further ahead than any plan."""
    if column.kind == DATE or not column.source.is_headed("period"):
        return []
    last = today().year + YEARS_PLANNED
    far = [row for row in rows if _year(column.at(row)) > last]
    if not far:
        return []
    where = column.source.grid.place(far[0], column.source.column)
    message = (
        f"{where}: kỳ «{column.at(far[0])}» nằm quá xa trong tương lai ({len(far)} dòng). Hãy "
        f"sửa lại "
        "kỳ báo cáo."
    )
    return [doubt("V_PERIOD_RANGE", message, where=where, stated=str(column.at(far[0])))]


def _year(value: Value) -> float:
    """The year a period ends in; minus infinity where the cell names none."""
    period = period_named(value)
    return period.end.year if period else -math.inf
