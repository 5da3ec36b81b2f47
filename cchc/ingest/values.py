"""The cells of one column as typed values, with a finding for every one that could not be."""

import math
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from cchc.figures import Finding
from cchc.ingest import dates
from cchc.ingest.cells import (
    DATE,
    EMPTY,
    MISSING,
    NUMBER,
    TEXT,
    has_markup,
    is_error,
    is_formula_text,
    is_not_finite,
    plain_text,
    spells_number,
)
from cchc.ingest.columns import Source, holds_codes, is_day_cell
from cchc.ingest.grid import Value
from cchc.ingest.numbers import Evidence, Reading, decide, printed, value_of
from cchc.ingest.refusal import note, refuse
from cchc.ingest.serials import from_serial

SHOWN = 3  # places a finding names before it counts the rest
_REMARKS = {  # rule → severity, what is wrong with the cell, what to do
    "V_ERROR_CELL": ("error", "là lỗi công thức, không có giá trị", "hãy sửa công thức"),
    "V_NOT_FINITE": ("error", "không phải số hữu hạn", "hãy ghi số đúng hoặc để trống"),
    "V_NOT_A_NUMBER": ("error", "không phải số", "hãy ghi bằng chữ số"),
    "W_MISSING_TEXT": (
        "doubt", "là chữ ở chỗ của số, được coi là không có số liệu", "hãy để trống ô nếu đúng vậy"
    ),
    "V_BAD_DATE": ("error", "không phải ngày có thật", "hãy sửa theo dạng ngày/tháng/năm"),
    "V_YEAR_RANGE": ("error", "có năm nằm ngoài khoảng của báo cáo", "hãy sửa lại năm"),
    "V_FORMULA_NO_VALUE": (
        "error", "là công thức chưa có kết quả", "hãy mở bằng Excel, lưu lại rồi gửi lại"
    ),
    "V_FORMULA_TEXT": (
        "doubt", "bắt đầu như một công thức; được giữ là chữ, không bao giờ chạy",
        "hãy xem ai đã ghi ô này",
    ),
    "V_MARKUP_TEXT": (
        "doubt", "có mã trang web; được giữ và hiện đúng như chữ đã gõ", "hãy xem ai đã ghi ô này"
    ),
    "W_MIXED_DATES": (
        "doubt", "viết ngày khác kiểu các ô khác, được đọc ngày trước tháng", "hãy kiểm tra lại"
    ),
    "W_MONTH_FIRST": ("doubt", "viết tháng trước ngày như cả cột", "hãy kiểm tra lại"),
}  # fmt: skip


@dataclass
class Column:
    """A column read: its values in the order of the rows, and what was found in it."""

    source: Source
    kind: str
    values: list[Value]
    findings: list[Finding] = field(default_factory=list)
    percents: set[int] = field(default_factory=set)  # positions that said % themselves
    scaled: bool = False  # fractions brought to percent

    @property
    def name(self) -> str:
        """Its heading."""
        return self.source.name

    @cached_property
    def _by_row(self) -> dict[int, Value]:
        return dict(zip(self.source.rows, self.values, strict=True))

    def at(self, row: int) -> Value:
        """The value in a row of the grid."""
        return self._by_row[row]

    def replace(self, values: list[Value]) -> None:
        """Takes other values for the same rows."""
        self.values = values
        self.__dict__.pop("_by_row", None)


class _Remarks:
    """Cells of a column that deserve a word, by rule."""

    def __init__(self, source: Source):
        self.source, self.cells = source, {}

    def add(self, rule: str, position: int) -> None:
        """Notes the cell of the n-th row, if that row is data."""
        if self.source.rows[position] in self.source.data:
            self.cells.setdefault(rule, []).append(position)

    def findings(self) -> list[Finding]:
        """One finding a rule, naming the first cells and how many more there are."""
        return [self._finding(rule, positions) for rule, positions in self.cells.items()]

    def _finding(self, rule: str, positions: list[int]) -> Finding:
        severity, why, remedy = _REMARKS[rule]
        shown = "; ".join(
            f"{self.source.place(n)}: «{str(self.source.values[n])[:60]}»"
            for n in positions[:SHOWN]
        )
        more = f" (và {len(positions) - SHOWN} ô nữa)" if len(positions) > SHOWN else ""
        return Finding(
            rule=rule,
            severity=severity,
            message=f"Cột «{self.source.name}», {shown}{more} {why}; {remedy}.",
            where=self.source.place(positions[0]),
            stated=plain_text(self.source.values[positions[0]]),
        )


def read_column(
    source: Source, *, kind: str, file_decimal: str | None, salvage: bool = False
) -> Column:
    """The column as typed values; refuses numbers that can be read in two ways."""
    remarks = _Remarks(source)
    for position, row in enumerate(source.rows):
        if (row, source.column) in source.grid.uncached:
            remarks.add("V_FORMULA_NO_VALUE", position)
    if kind == NUMBER:
        column = _numbers(source, remarks, file_decimal=file_decimal, salvage=salvage)
    elif kind == DATE:
        column = Column(source, DATE, _dates(source, remarks))
    else:
        column = Column(source, TEXT, _texts(source, remarks))
    column.findings += remarks.findings()
    return column


def _texts(source: Source, remarks: _Remarks) -> list[Value]:
    """Cells of a column of text: numbers among them as they would be written."""
    values: list[Value] = []
    as_text = holds_codes(source) or any(isinstance(value, str) for value in source.values)
    for position, value in enumerate(source.values):
        if isinstance(value, str):
            _remark_text(source, remarks, position, value)
        is_native = isinstance(value, (int, float)) and not isinstance(value, bool)
        values.append(_code(source, position) if is_native and as_text else value)
    return values


def _remark_text(source: Source, remarks: _Remarks, position: int, text: str) -> None:
    raw = source.grid.cells[source.rows[position]][source.column]
    if is_formula_text(raw if isinstance(raw, str) else text):
        remarks.add("V_FORMULA_TEXT", position)
    elif has_markup(text):
        remarks.add("V_MARKUP_TEXT", position)
    elif is_error(text):
        remarks.add("V_ERROR_CELL", position)


def _code(source: Source, position: int) -> str:
    """A number within a column of codes, with the zeros its format shows: 15 as "00015"."""
    value = source.values[position]
    formats = source.grid.formats
    shown = formats[source.rows[position]][source.column] if formats else None
    text = plain_text(value)
    return (
        text.zfill(len(shown)) if shown and set(shown) == {"0"} and isinstance(value, int) else text
    )


def _numbers(
    source: Source, remarks: _Remarks, *, file_decimal: str | None, salvage: bool
) -> Column:
    reading = decide(Evidence.of(source.numbers), whole=source.is_whole, file_decimal=file_decimal)
    column = Column(source, NUMBER, [])
    if reading.ambiguous:
        finding = _ambiguous(source, reading)
        if not salvage:
            raise finding
        return Column(source, TEXT, _texts(source, remarks), [*finding.findings])
    for position in range(len(source.rows)):
        column.values.append(_number(source, remarks, position, reading.decimal))
        if _says_percent(source, position):
            column.percents.add(position)
    column.findings += _notes(source, reading)
    return column


def _ambiguous(source: Source, reading: Reading) -> Exception:
    texts = ", ".join(f"«{text}»" for text in reading.ambiguous)
    where = source.grid.column_place(source.column)
    return refuse(
        "E_AMBIGUOUS_NUMBER",
        f"Cột «{source.name}» ({where}) có {texts}: không biết dấu chấm, dấu phẩy là nhóm nghìn "
        f"hay "
        "thập phân. Hãy viết cả cột theo một kiểu (1.234,5) rồi gửi lại.",
        where=where,
    )


def _number(source: Source, remarks: _Remarks, position: int, decimal: str | None) -> Value:
    """The number of one cell, or None with a remark that says why."""
    value, kind = source.values[position], source.kinds[position]
    if kind == EMPTY:
        return None
    if kind == MISSING:
        if source.rows[position] in source.absent:
            remarks.add("W_MISSING_TEXT", position)
        return None
    rule = _fault(value, kind)
    if rule:
        remarks.add(rule, position)
        return None
    if not isinstance(value, str):
        return value
    return value_of(printed(value), decimal)


def _fault(value: Value, kind: str) -> str | None:
    """The rule that a cell in a column of numbers breaks, if it is no number."""
    if isinstance(value, str) and is_error(value):
        return "V_ERROR_CELL"
    if isinstance(value, float) and not math.isfinite(value):
        return "V_NOT_FINITE"
    if isinstance(value, str) and is_not_finite(value):
        return "V_NOT_FINITE"
    if kind == NUMBER and not isinstance(value, bool):
        return None
    if kind == TEXT and not spells_number(value) and not any(map(str.isdigit, value)):
        return "V_FORMULA_TEXT" if is_formula_text(value) else "W_MISSING_TEXT"
    return "V_NOT_A_NUMBER"


def _says_percent(source: Source, position: int) -> bool:
    value = source.values[position]
    if isinstance(value, str):
        number = printed(value)
        return bool(number and number.percent)
    return source.grid.is_percent(source.rows[position], source.column)


def _notes(source: Source, reading: Reading) -> list[Finding]:
    """What was done to read the column: marks decided with their proof, units taken off."""
    where = source.grid.column_place(source.column)
    notes = []
    if reading.proof:
        notes.append(note("W_NUMBER_READ", f"Cột «{source.name}»: {reading.proof}.", where=where))
    units = sorted({number.unit for number in source.numbers if number.unit})
    if units:
        spoken = ", ".join(f"«{unit}»" for unit in units)
        message = (
            f"Cột «{source.name}»: đơn vị tính {spoken} viết sau số được tách ra; số giữ nguyên."
        )
        notes.append(note("W_UNIT_STRIPPED", message, where=where))
    return notes


def _dates(source: Source, remarks: _Remarks) -> list[Value]:
    """Cells of a column of dates as days, day first unless the column proves otherwise."""
    found = [_printed_date(value) for value in source.values]
    written = [d for d in found if d]
    month_first = dates.is_month_first(written)
    usual = max((d.style for d in written), key=[d.style for d in written].count, default=None)
    values = []
    for position, printed_as in enumerate(found):
        day = _day(source, remarks, position, printed_as, month_first=month_first)
        values.append(day)
        if day is not None and printed_as and printed_as.style == "day first":
            if month_first:
                remarks.add("W_MONTH_FIRST", position)
            elif usual != "day first":
                remarks.add("W_MIXED_DATES", position)
    return values


def _printed_date(value: Value) -> dates.PrintedDate | None:
    is_digits = isinstance(value, int) and not isinstance(value, bool)
    return dates.printed_date(str(value)) if isinstance(value, str) or is_digits else None


def _day(source, remarks: _Remarks, position: int, printed_as, *, month_first: bool) -> Value:
    """The day of one cell, or None with a remark that says why."""
    value, kind = source.values[position], source.kinds[position]
    if kind in (EMPTY, MISSING):
        return None
    day = value if isinstance(value, date) else None
    if printed_as:
        day = printed_as.value(month_first=month_first)
        if day is None or not dates.is_plausible(day, today()):
            is_year = day is not None or not _is_sane_year(printed_as.year)
            remarks.add("V_YEAR_RANGE" if is_year else "V_BAD_DATE", position)
            return None
    elif day is None and is_day_cell(value):
        day = from_serial(int(value))
    if day is None or not dates.is_plausible(day, today()):
        remarks.add("V_BAD_DATE" if day is None else "V_YEAR_RANGE", position)
        return None
    return day


def _is_sane_year(year: int) -> bool:
    return dates.FIRST_YEAR <= year <= today().year + dates.YEARS_AHEAD


def today() -> date:
    """The day of reading, by which a date lies in the future."""
    return datetime.now(UTC).astimezone().date()
