"""What a table says against itself: rows twice, parts above wholes, rates that counts deny."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cchc.figures import Finding
from cchc.ingest.files.grid import Value
from cchc.ingest.files.refusal import doubt
from cchc.ingest.tables.cells import DATE, NUMBER, TEXT
from cchc.ingest.tables.grid_rows import period_named
from cchc.ingest.tables.numbers import printed
from cchc.ingest.tables.table_words import load_table_words
from cchc.ingest.tables.values import Column, today
from cchc.vietnamese import number as shown
from cchc.vietnamese import percent

YEARS_PLANNED = 5  # a plan or target may reach that far ahead
MOSTLY_UNIQUE = 0.5  # of the keys must be, or the rows are events and not figures of units
FEW_NEGATIVES = 0.5  # of the values: a count below zero is a slip, a change is not
HALF_A_DIGIT = 0.5  # a stated rate may be rounded to its last printed digit
ROUNDING_SLACK = 1e-6
WHOLE = 100  # percent; a part cannot be more
NAMED = 20  # findings of one kind that name their row; beyond them only their number


def find_doubts(columns: list[Column], rows: np.ndarray) -> list[Finding]:
    """Everything the columns of a table say against each other over its rows of data."""
    found = [*_twice(columns, rows), *_parts_above_wholes(columns, rows)]
    found += [finding for ratio in ratios(columns) for finding in _denied(ratio, rows)]
    for column in columns:
        found += [*_negative(column, rows), *_above_all(column, rows)]
        found += _far_periods(column, rows)
    return found


def _limited(findings: Iterator[Finding], total: int) -> list[Finding]:
    """The first findings of one kind; the last of them says how many more there are."""
    named = [finding for finding, _ in zip(findings, range(NAMED), strict=False)]
    if total > NAMED:
        last = named[-1]
        message = f"{last.message} Còn {total - NAMED} chỗ khác như vậy."
        named[-1] = doubt(last.rule, message, where=last.where)
    return named


# --- the same row twice


def _twice(columns: list[Column], rows: np.ndarray) -> list[Finding]:
    """Rows that stand twice, and units of one period with two different figures."""
    columns = [column for column in columns if not column.source.is_headed("order")]
    numbers = [column for column in columns if column.kind == NUMBER]
    names = [column for column in columns if column.kind in (TEXT, DATE)]
    if not names or not numbers or len(rows) < 2:
        return []
    keys, wholes = _grouped(names, rows), _grouped([*names, *numbers], rows)
    same = _repeats(wholes, wholes)
    found = _duplicates(names[0], rows, same)
    if _is_keyed(names, keys):
        found += _conflicts(names, rows, _repeats(keys, wholes))
    return found


def _grouped(columns: list[Column], rows: np.ndarray) -> np.ndarray:
    """One number for each distinct combination of values in some columns."""
    groups = np.zeros(len(rows), np.int64)
    for column in columns:
        values = column.distinct(rows)
        _, groups = np.unique(
            groups * (int(values.max(initial=0)) + 1) + values, return_inverse=True
        )
    return groups


def _repeats(keys: np.ndarray, wholes: np.ndarray) -> np.ndarray:
    """Pairs of a row and the first one of its key; of different wholes unless keys are wholes."""
    first, inverse = np.unique(keys, return_index=True, return_inverse=True)[1:]
    before = first[inverse]
    is_repeat = before != np.arange(len(keys))
    if keys is not wholes:
        is_repeat &= wholes != wholes[before]
    repeats = np.flatnonzero(is_repeat)
    return np.stack([repeats, before[repeats]], axis=1)


def _is_keyed(names: list[Column], keys: np.ndarray) -> bool:
    """Whether names and periods tell the rows apart, as they do where a row is a unit's figures."""
    words = load_table_words()
    is_of_units = any(words.begins_as(column.name, "agency") for column in names)
    unique = int((np.unique(keys, return_counts=True)[1] == 1).sum())
    return is_of_units and unique > MOSTLY_UNIQUE * len(keys)


def _duplicates(column: Column, rows: np.ndarray, pairs: np.ndarray) -> list[Finding]:
    if not len(pairs):
        return []
    place = column.source.places.row
    spoken = "; ".join(
        f"{place(rows[row])} giống hệt {place(rows[first])}" for row, first in pairs[:3]
    )
    more = f" (và {len(pairs) - 3} dòng nữa)" if len(pairs) > 3 else ""
    message = f"{spoken}{more}: có thể một dòng bị dán hai lần. Hãy bỏ dòng thừa nếu đúng vậy."
    return [doubt("V_DUPLICATE_ROW", message, where=place(rows[pairs[0][0]]))]


def _conflicts(names: list[Column], rows: np.ndarray, pairs: np.ndarray) -> list[Finding]:
    place = names[0].source.places.row

    def finding(row: int, first: int) -> Finding:
        key = ", ".join(str(c.at(row)) for c in names if c.at(row) is not None)
        message = (
            f"{place(row)} và {place(first)} cùng ghi «{key}» nhưng số khác nhau: hãy giữ "
            f"một dòng đúng."
        )
        return doubt("V_KEY_CONFLICT", message, where=place(row))

    return _limited((finding(rows[row], rows[first]) for row, first in pairs), len(pairs))


# --- counts that cannot be


def _negative(column: Column, rows: np.ndarray) -> list[Finding]:
    """Counts below zero, where the column counts things that cannot be."""
    if column.kind != NUMBER or load_table_words().is_heading(column.name, "change"):
        return []
    values = column.numbers[rows]
    below = np.flatnonzero(values < 0)
    present = values[~np.isnan(values)]
    is_count = column.source.is_whole is not None or bool((present % 1 == 0).all())
    if not len(below) or not is_count or len(below) > FEW_NEGATIVES * len(present):
        return []
    place = column.source.places.cell
    spoken = "; ".join(f"{place(rows[n])}: {shown(values[n])}" for n in below[:3])
    message = f"Cột «{column.name}» có số âm ({spoken}), điều một số đếm không thể có. Hãy sửa lại."
    first = below[0]
    return [doubt("V_NEGATIVE", message, where=place(rows[first]), stated=float(values[first]))]


def _counts(columns: list[Column]) -> dict[frozenset[str], Column]:
    """The columns that count, by the concepts of their headings."""
    words = load_table_words()
    return {
        words.meaning(column.name) - {"total"}: column
        for column in columns
        if column.source.is_whole and column.kind == NUMBER
    }


def _parts_above_wholes(columns: list[Column], rows: np.ndarray) -> list[Finding]:
    """Rows where a part is greater than its whole: on time above resolved."""
    counts = _counts(columns)
    found = []
    for part, whole in load_table_words().parts:
        if part in counts and whole in counts and part != whole:
            found += _above(counts[part], counts[whole], rows)
    return found


def _above(part: Column, whole: Column, rows: np.ndarray) -> list[Finding]:
    less, more = part.numbers[rows], whole.numbers[rows]
    greater = np.flatnonzero(less > more)

    def finding(n: int) -> Finding:
        where = part.source.places.cell(rows[n])
        message = (
            f"{where}: «{part.name}» là {shown(less[n])}, lớn hơn «{whole.name}» là "
            f"{shown(more[n])}; "
            "phần không thể lớn hơn toàn thể. Hãy sửa một trong hai số."
        )
        return doubt(
            "V_PART_GT_WHOLE", message, where=where, stated=float(less[n]), expected=float(more[n])
        )

    return _limited((finding(n) for n in greater), len(greater))


# --- rates


@dataclass(frozen=True)
class Ratio:
    """A column of stated rates and the two columns of counts they are rates of."""

    rate: Column
    part: Column
    whole: Column

    def computed(self, rows: np.ndarray) -> np.ndarray:
        """The rates that the counts of some rows make, in percent; nan where they make none."""
        part, whole = self.part.numbers[rows], self.whole.numbers[rows]
        safe = np.where(whole > 0, whole, math.nan)
        return 100 * part / safe


def ratios(columns: list[Column]) -> list[Ratio]:
    """The rates of a table that its own counts can prove: on-time rate, on time, resolved."""
    words, counts = load_table_words(), _counts(columns)
    found = []
    for rate in columns:
        meaning = words.meaning(rate.name)
        if rate.kind != NUMBER or "rate" not in meaning:
            continue
        for part, whole in words.parts:
            if meaning - {"rate"} == part and part in counts and whole in counts:
                found.append(Ratio(rate, counts[part], counts[whole]))
    return found


def _denied(ratio: Ratio, rows: np.ndarray) -> list[Finding]:
    """Stated rates that the counts beside them deny."""
    stated, computed = ratio.rate.numbers[rows], ratio.computed(rows)
    slack = HALF_A_DIGIT * 10.0 ** -_decimals(ratio.rate)[rows] + ROUNDING_SLACK
    with np.errstate(invalid="ignore"):
        wrong = np.flatnonzero((np.abs(stated - computed) > slack) & (computed <= 100))

    def finding(n: int) -> Finding:
        where = ratio.rate.source.places.cell(rows[n])
        part, whole = ratio.part.at(rows[n]), ratio.whole.at(rows[n])
        message = (
            f"{where}: «{ratio.rate.name}» ghi {percent(stated[n], None)} nhưng {shown(part)} / "
            f"{shown(whole)} là {percent(computed[n], 2)}. Hãy xem số nào đúng."
        )
        expected = round(float(computed[n]), 4)
        return doubt(
            "V_RATIO_MISMATCH", message, where=where, stated=float(stated[n]), expected=expected
        )

    return _limited((finding(n) for n in wrong), len(wrong))


def _decimals(rate: Column) -> np.ndarray:
    """How many decimals each row's rate is printed with, one at least."""
    of_words = [_printed_decimals(value) for value in rate.source.values]
    lost = 2 if rate.is_scaled else 0
    return np.maximum(1, np.array(of_words, np.int64) - lost)[rate.source.codes]


def _printed_decimals(value: Value) -> int:
    number = printed(value) if isinstance(value, str) else None
    if number is None and not isinstance(value, float):
        return 0
    digits = number.body if number else f"{value:.10g}"
    return len(digits.replace(",", ".").partition(".")[2])


def _above_all(column: Column, rows: np.ndarray) -> list[Finding]:
    """Rates above 100 % of what can only be a part."""
    meaning = load_table_words().meaning(column.name)
    is_of_plan = load_table_words().is_heading(column.name, "plan")
    if column.kind != NUMBER or "rate" not in meaning or not meaning - {"rate"} or is_of_plan:
        return []
    above = np.flatnonzero(column.numbers[rows] > WHOLE + ROUNDING_SLACK)
    if not len(above):
        return []
    where, value = column.source.places.cell(rows[above[0]]), column.at(rows[above[0]])
    message = (
        f"{where}: «{column.name}» là {percent(value, None)}, hơn 100 % ({len(above)} dòng). "
        "Hãy xem lại tử số và mẫu số."
    )
    return [doubt("V_RATE_RANGE", message, where=where, stated=value, expected=WHOLE)]


# --- periods


def _far_periods(column: Column, rows: np.ndarray) -> list[Finding]:
    """Periods further ahead than any plan."""
    if column.kind == DATE or not column.source.is_headed("period"):
        return []
    last = today().year + YEARS_PLANNED
    words = [n for n, value in enumerate(column.typed) if _year(value) > last]
    far = column.source.positions(words)
    if not len(far):
        return []
    where, value = column.source.places.cell(far[0]), column.at(far[0])
    message = (
        f"{where}: kỳ «{value}» nằm quá xa trong tương lai ({len(far)} dòng). Hãy sửa lại "
        f"kỳ báo cáo."
    )
    return [doubt("V_PERIOD_RANGE", message, where=where, stated=str(value))]


def _year(value: Value) -> float:
    """The year a period ends in; minus infinity where the cell names none."""
    period = period_named(value)
    return period.end.year if period else -math.inf
