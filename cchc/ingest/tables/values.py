"""The words of one column as typed values, with a finding for every one that could not be."""

import math
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

import numpy as np
import pyarrow as pa

from cchc.figures import Finding
from cchc.ingest.files.grid import Value
from cchc.ingest.files.refusal import note, refuse
from cchc.ingest.files.serials import from_serial
from cchc.ingest.tables import dates
from cchc.ingest.tables.cells import (
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
from cchc.ingest.tables.columns import Source, holds_codes, is_day_cell
from cchc.ingest.tables.numbers import Evidence, Reading, decide, printed, value_of

TEXT_SHOWN = 60  # characters of a cell
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
    """A column read: the value of each of its words, and what was found in it."""

    source: Source
    kind: str
    typed: list[Value]
    findings: list[Finding] = field(default_factory=list)
    reading: Reading | None = None  # how its numbers were read
    is_scaled: bool = False  # fractions brought to percent

    @property
    def name(self) -> str:
        """Its heading."""
        return self.source.name

    def at(self, row: int) -> Value:
        """The value of the n-th row."""
        return self.values(np.array([row]))[0]

    def values(self, rows: np.ndarray) -> list[Value]:
        """The values of some rows."""
        cells = self.source.cells
        if cells is None:
            return [self.typed[code] for code in self.source.codes[rows].tolist()]
        found = cells.dictionary.take(cells.indices.take(pa.array(rows)))
        found = found.to_numpy(zero_copy_only=False)
        if self.kind == TEXT:
            return found.tolist()
        return [_day_or_time(time) for time in found.astype("datetime64[us]").tolist()]

    def distinct(self, rows: np.ndarray) -> np.ndarray:
        """A number for each row, the same where the value is."""
        if self.source.cells is not None:
            values = self.source.cells.dictionary.dictionary_encode().indices
            return values.take(self.source.cells.indices).fill_null(-1).to_numpy()[rows] + 1
        seen: dict[Value, int] = {}
        of_words = [seen.setdefault(value, len(seen)) for value in self.typed]
        return np.array(of_words, np.int64)[self.source.codes[rows]]

    @cached_property
    def numbers(self) -> np.ndarray:
        """The number of each row, nan where there is none."""
        of_words = [float(v) if isinstance(v, (int, float)) else math.nan for v in self.typed]
        return np.array(of_words, float)[self.source.codes]

    @cached_property
    def says_percent(self) -> np.ndarray:
        """Whether each row's cell itself said that it is a percentage."""
        of_words = [
            word.percent or (isinstance(word.raw, str) and _is_printed_percent(value))
            for word, value in zip(self.source.words, self.source.values, strict=True)
        ]
        return np.array(of_words, bool)[self.source.codes]

    def retype(self, typed: list[Value]) -> None:
        """Takes other values for the same words."""
        self.typed = typed
        self.__dict__.pop("numbers", None)


def _day_or_time(time: datetime | None) -> date | datetime | None:
    """A day without an hour is only a day."""
    return time.date() if time and not (time.hour or time.minute or time.second) else time


def _is_printed_percent(text: str | None) -> bool:
    number = printed(text) if text else None
    return bool(number and number.percent)


class _Faults:
    """Words of a column that deserve a remark, by rule."""

    def __init__(self, source: Source):
        self.source = source
        self.words: dict[str, list[int]] = {}

    def add(self, rule: str, word: int) -> None:
        """Notes a word."""
        self.words.setdefault(rule, []).append(word)

    def findings(self) -> list[Finding]:
        """One finding a rule, naming the first cells and how many more there are."""
        found = []
        for rule, words in self.words.items():
            positions = self.source.positions(words)
            if len(positions):
                found.append(self._finding(rule, positions.tolist()))
        return found

    def _finding(self, rule: str, positions: list[int]) -> Finding:
        severity, why, remedy = _REMARKS[rule]
        shown = "; ".join(self._cell(n) for n in positions[:SHOWN])
        more = f" (và {len(positions) - SHOWN} ô nữa)" if len(positions) > SHOWN else ""
        return Finding(
            rule=rule,
            severity=severity,
            message=f"Cột «{self.source.name}», {shown}{more} {why}; {remedy}.",
            where=self._place(positions[0]),
            stated=self._text(positions[0]) or None,
        )

    def _cell(self, position: int) -> str:
        text = self._text(position)[:TEXT_SHOWN]
        return f"{self._place(position)}: «{text}»" if text else self._place(position)

    def _place(self, position: int) -> str:
        return self.source.places.cell(position)

    def _text(self, position: int) -> str:
        return plain_text(self.source.values[self.source.codes[position]]) or ""


def read_column(
    source: Source, *, kind: str, file_decimal: str | None, salvage: bool = False
) -> Column:
    """The column as typed values; refuses numbers that can be read in two ways."""
    faults = _Faults(source)
    for number, word in enumerate(source.words):
        if word.uncached:
            faults.add("V_FORMULA_NO_VALUE", number)
    if kind == NUMBER:
        column = _numbers(source, faults, file_decimal=file_decimal, salvage=salvage)
    elif kind == DATE:
        column = Column(source, DATE, _dates(source, faults))
    else:
        column = Column(source, TEXT, _texts(source, faults))
    column.findings += faults.findings()
    return column


def _texts(source: Source, faults: _Faults) -> list[Value]:
    """Words of a column of text: numbers among them as they would be written."""
    typed: list[Value] = []
    as_text = holds_codes(source) or any(isinstance(value, str) for value in source.values)
    for number, value in enumerate(source.values):
        rule = _fault_of_text(source.words[number].raw, value) if isinstance(value, str) else None
        if rule:
            faults.add(rule, number)
        is_native = isinstance(value, (int, float)) and not isinstance(value, bool)
        typed.append(_code(source, number) if is_native and as_text else value)
    return typed


def is_faultless_text(text: str) -> bool:
    """Whether nothing is to be said of a cell of text."""
    return _fault_of_text(text, text) is None


def _fault_of_text(raw: str, text: str) -> str | None:
    """The rule that a text gives reason to name, if any."""
    if text.isalpha():
        return None
    if is_formula_text(raw):
        return "V_FORMULA_TEXT"
    if has_markup(text):
        return "V_MARKUP_TEXT"
    return "V_ERROR_CELL" if is_error(text) else None


def _code(source: Source, number: int) -> str:
    """A number within a column of codes, with the zeros its format shows: 15 as "00015"."""
    value = source.values[number]
    text = plain_text(value)
    return text.zfill(source.words[number].zeros) if isinstance(value, int) else text


def _numbers(source: Source, faults: _Faults, *, file_decimal: str | None, salvage: bool) -> Column:
    reading = decide(Evidence.of(source.numbers), whole=source.is_whole, file_decimal=file_decimal)
    if reading.ambiguous:
        refusal = _ambiguous(source, reading)
        if not salvage:
            raise refusal
        return Column(source, TEXT, _texts(source, faults), [*refusal.findings])
    typed = [_number(source, faults, n, reading.decimal) for n in range(len(source.words))]
    return Column(source, NUMBER, typed, _notes(source), reading)


def _ambiguous(source: Source, reading: Reading) -> Exception:
    texts = ", ".join(f"«{text}»" for text in reading.ambiguous)
    where = source.places.column
    return refuse(
        "E_AMBIGUOUS_NUMBER",
        f"Cột «{source.name}» ({where}) có {texts}: không biết dấu chấm, dấu phẩy là nhóm nghìn "
        f"hay "
        "thập phân. Hãy viết cả cột theo một kiểu (1.234,5) rồi gửi lại.",
        where=where,
    )


def _number(source: Source, faults: _Faults, number: int, decimal: str | None) -> Value:
    """The number of one word, or None with a fault that says why."""
    value, kind = source.values[number], source.kinds[number]
    if kind == EMPTY:
        return None
    if kind == MISSING:
        if source.words[number].absent:
            faults.add("W_MISSING_TEXT", number)
        return None
    rule = _fault_of_number(value, kind)
    if rule:
        faults.add(rule, number)
        return None
    if isinstance(value, str):
        return int(value) if value.isdecimal() else value_of(printed(value), decimal)
    return value


def _fault_of_number(value: Value, kind: str) -> str | None:
    """The rule that a cell in a column of numbers breaks, if it is no number."""
    if isinstance(value, float) and not math.isfinite(value):
        return "V_NOT_FINITE"
    if isinstance(value, str) and not value.isdecimal():
        if is_error(value):
            return "V_ERROR_CELL"
        if is_not_finite(value):
            return "V_NOT_FINITE"
    if kind == NUMBER and not isinstance(value, bool):
        return None
    if kind == TEXT and not spells_number(value) and not any(map(str.isdigit, value)):
        return "V_FORMULA_TEXT" if is_formula_text(value) else "W_MISSING_TEXT"
    return "V_NOT_A_NUMBER"


def _notes(source: Source) -> list[Finding]:
    """What was done to read the column: units taken off."""
    where, notes = source.places.column, []
    units = sorted({number.unit for number in source.numbers if number.unit})
    if units:
        spoken = ", ".join(f"«{unit}»" for unit in units)
        message = f"Cột «{source.name}»: đơn vị tính {spoken} viết sau số được tách ra."
        notes.append(note("W_UNIT_STRIPPED", message, where=where))
    return notes


def _dates(source: Source, faults: _Faults) -> list[Value]:
    """Words of a column of dates as days, day first unless the column proves otherwise."""
    found = [_printed_date(value) for value in source.values]
    month_first = dates.is_month_first(day for day in found if day)
    usual, now = _usual_style(source, found), today()
    typed = []
    for number, written in enumerate(found):
        day = _day(source, faults, number, written, month_first=month_first, now=now)
        typed.append(day)
        if day is not None and written and written.style == "day first":
            if month_first:
                faults.add("W_MONTH_FIRST", number)
            elif usual != "day first":
                faults.add("W_MIXED_DATES", number)
    return typed


def _usual_style(source: Source, found: list[dates.PrintedDate | None]) -> str | None:
    """The style that most dates of the column are written in."""
    rows: dict[str, int] = {}
    for written, count in zip(found, source.counts.tolist(), strict=True):
        if written:
            rows[written.style] = rows.get(written.style, 0) + count
    return max(rows, key=rows.__getitem__, default=None)


def _printed_date(value: Value) -> dates.PrintedDate | None:
    is_digits = isinstance(value, int) and not isinstance(value, bool)
    return dates.printed_date(str(value)) if isinstance(value, str) or is_digits else None


def _day(
    source: Source, faults: _Faults, number: int, written, *, month_first: bool, now: date
) -> Value:
    """The day of one word, or None with a fault that says why."""
    value = source.values[number]
    if source.kinds[number] in (EMPTY, MISSING):
        return None
    day = value if isinstance(value, date) else None
    if written:
        day = written.value(month_first=month_first)
    elif day is None and is_day_cell(value):
        day = from_serial(int(value))
    if day is not None and dates.is_plausible(day, now):
        return day
    is_year = day is not None or (written is not None and not _is_sane_year(written.year, now))
    faults.add("V_YEAR_RANGE" if is_year else "V_BAD_DATE", number)
    return None


def _is_sane_year(year: int, now: date) -> bool:
    return dates.FIRST_YEAR <= year <= now.year + dates.YEARS_AHEAD


def today() -> date:
    """The day of reading, by which a date lies in the future."""
    return datetime.now(UTC).astimezone().date()
