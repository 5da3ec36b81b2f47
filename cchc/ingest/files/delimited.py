"""Delimited text (CSV and its kin): delimiter, quotes, and the line each row begins on."""

import csv
import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from cchc.figures import Finding
from cchc.ingest.files.grid import Grid
from cchc.ingest.files.limits import CELL_CHARACTERS, CELLS, COLUMNS
from cchc.ingest.files.refusal import note, refuse
from cchc.ingest.files.sparse import cell_too_long

DELIMITERS = "\t;|,"  # the rarer within cells first: a comma may be a decimal mark
_SEPARATOR_LINE = re.compile("sep=(.)[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_SPACES = re.compile("(?<=\\S) {2,}(?=\\S)")
_SAMPLE_ROWS = 200
_SAMPLE_CHARACTERS = 200_000
_LONGEST_LINE = 1_000_000  # characters without a line end: no report has such a line
_SINGLE_QUOTED = re.compile(r"^'[^'\r\n]*'(?:[;,\t|]'?[^\r\n]*)$", re.MULTILINE)


@dataclass(frozen=True)
class Dialect:
    """How a text is written: its delimiter (None where it has one column only) and its quotes."""

    delimiter: str | None
    quote: str = '"'
    skipped_lines: int = 0  # "sep=;" stands above the table
    spaced: bool = False  # columns are set apart by spaces only


@dataclass
class Rows:
    """Rows of a text as written, with the line each begins on."""

    fields: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    repaired: list[int] = field(default_factory=list)  # lines whose quotes were mended


HALF = 0.5  # of the rows; where as many agree on another mark, commas may be those of words
# A comma that neither begins decimals (89,95) nor stands in words (Bộ, cơ quan).
_SEPARATING_COMMA = re.compile(r"(?<!\d),(?! )|,(?![\d ])")


def read_delimited(text: str, *, salvage: bool = False) -> tuple[Grid, list[Finding]]:
    """The rows of a text as one grid of strings; empty fields are None."""
    _refuse_endless_lines(text)
    dialect = dialect_of(text)
    body = text
    for _ in range(dialect.skipped_lines):
        body = body[_SEPARATOR_LINE.match(body).end() :]
    if dialect.spaced:
        body = _SPACES.sub("\t", body)
    rows = _rows(body, dialect, salvage=salvage)
    if inner := _quoted_lines(rows):
        return read_delimited(inner, salvage=salvage)
    if dialect.skipped_lines:
        rows.lines = [line + dialect.skipped_lines for line in rows.lines]
    return _grid(rows), _quote_notes(rows)


def dialect_of(text: str) -> Dialect:
    """The dialect a text declares ("sep=;") or under which its rows are most alike."""
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        return Dialect(declared[1], skipped_lines=1)
    sample = text[:_SAMPLE_CHARACTERS]
    quote = _quote_of(sample)
    scores = {mark: _likeness(sample, mark, quote) for mark in DELIMITERS if mark in sample}
    others = {mark: score for mark, score in scores.items() if mark != "," and score[0] >= HALF}
    if others and not _SEPARATING_COMMA.search(sample):
        scores = others
    best = max(scores, key=scores.__getitem__, default=None)
    if best and scores[best] > (0, 0, 0):
        return Dialect(best, quote)
    if _likeness(_SPACES.sub("\t", sample), "\t", quote)[:2] == (1, 1):
        return Dialect("\t", quote, spaced=True)
    return Dialect(None, quote)


def _quote_of(sample: str) -> str:
    """Single quotes only where most lines open with one and no double quote is seen."""
    if '"' in sample or not sample.startswith("'"):
        return '"'
    lines = sample.count("\n") + 1
    return "'" if len(_SINGLE_QUOTED.findall(sample)) * 2 >= lines else '"'


def _likeness(sample: str, delimiter: str, quote: str) -> tuple[float, float, int]:
    """How alike rows are under a delimiter: share of rows with the usual width, then that width.

    Rows the delimiter never cuts count against it, titles and footnotes of one field only a little.
    """
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, quotechar=quote)
    widths: Counter[int] = Counter()
    try:
        for row in itertools.islice(reader, _SAMPLE_ROWS):
            if any(row):
                widths[len(row)] += 1
    except csv.Error:
        pass  # what was counted until then still tells
    cut = Counter({width: count for width, count in widths.items() if width > 1})
    if not cut:
        return 0, 0, 0
    width, rows = max(cut.items(), key=lambda item: (item[1] * min(item[0], 4), item[0]))
    return round(rows / widths.total(), 1), rows / cut.total(), width


def _refuse_endless_lines(text: str) -> None:
    """Refuses a line no table has, before anything is built from it."""
    start, number = 0, 1
    if len(text) <= _LONGEST_LINE:
        return
    for match in itertools.chain(re.finditer("\r\n|\r|\n", text), [None]):
        end = match.start() if match else len(text)
        if end - start > _LONGEST_LINE:
            raise _endless(text[start:end], number)
        start, number = match.end() if match else end, number + 1


def _endless(line: str, number: int) -> Exception:
    if any(line.count(mark) >= COLUMNS for mark in DELIMITERS):
        return too_wide(number)
    return cell_too_long(f"dòng {number}", len(line))


def too_wide(line: int) -> Exception:
    """Refusal of a row with more fields than any form has columns."""
    return refuse(
        "E_TOO_WIDE",
        f"Dòng {line} có quá {COLUMNS} cột: hãy gửi bảng đúng biểu mẫu.",
        where=f"dòng {line}",
    )


def _rows(body: str, dialect: Dialect, *, salvage: bool) -> Rows:
    """Rows by the strict rules of CSV, or mended ones where those do not hold."""
    if dialect.delimiter is None and dialect.quote not in body:
        return _checked(
            Rows(
                [[line] if line else [] for line in re.split("\r\n|\r|\n", body)],
                list(range(1, len(body) + 2)),
            )
        )
    try:
        return _checked(_strict_rows(body, dialect))
    except csv.Error:  # a quote out of place, or a field larger than the module takes
        return _checked(_mended_rows(body, dialect, salvage=salvage))


def _strict_rows(body: str, dialect: Dialect) -> Rows:
    rows = Rows()
    reader = csv.reader(
        io.StringIO(body, newline=""),
        delimiter=dialect.delimiter or "\x1f",
        quotechar=dialect.quote,
        strict=True,
    )
    line, held = 1, 0
    for row in reader:
        rows.fields.append(row)
        rows.lines.append(line)
        line = reader.line_num + 1
        held += len(row)
        _refuse_too_many(row, held, rows.lines[-1])
    return rows


def _refuse_too_many(row: list[str], held: int, line: int) -> None:
    if len(row) > COLUMNS:
        raise too_wide(line)
    if held > CELLS:
        raise refuse(
            "E_TOO_BIG",
            f"Bảng có trên {CELLS // 1_000_000} triệu ô và không đủ sạch để đọc "
            "nhanh: hãy bỏ tiêu đề, dòng tổng và chú thích rồi gửi lại.",
        )


def _mended_rows(body: str, dialect: Dialect, *, salvage: bool) -> Rows:
    """Rows where a quote ends a field only if a delimiter or line end follows it."""
    rows, line, position, held = Rows(), 1, 0, 0
    while position < len(body):
        row, end, mended = _mended_row(body, position, dialect, line=line, salvage=salvage)
        rows.fields.append(row)
        rows.lines.append(line)
        if mended:
            rows.repaired.append(line)
        held += len(row)
        _refuse_too_many(row, held, line)
        line += len(re.findall("\r\n|\r|\n", body[position:end]))
        position = end
    return rows


def _mended_row(body, position, dialect: Dialect, *, line: int, salvage: bool):
    """One row from `position`: its fields, where the next begins, whether a quote was mended."""
    row, mended = [], False
    while True:
        if body.startswith(dialect.quote, position):
            value, position, was_mended = _quoted(
                body, position, dialect, line=line, salvage=salvage
            )
            mended = mended or was_mended
        else:
            end = _plain_end(body, position, dialect)
            value, position = body[position:end], end
        row.append(value)
        if body.startswith(dialect.delimiter or "\x1f", position):
            position += 1
            continue
        line_end = re.compile("\r\n|\r|\n").match(body, position)
        return (row if row != [""] else []), (line_end.end() if line_end else len(body)), mended


def _plain_end(body: str, position: int, dialect: Dialect) -> int:
    found = re.compile(f"[{re.escape(dialect.delimiter or chr(0x1F))}\r\n]").search(body, position)
    return found.start() if found else len(body)


def _quoted(body: str, position: int, dialect: Dialect, *, line: int, salvage: bool):
    """A quoted field: its text, where it ends, whether quotes inside it were mended."""
    quote, delimiter = dialect.quote, re.escape(dialect.delimiter or "\x1f")
    closing = re.compile(f"{quote}{quote}(?!{quote}|[ ]*(?:{delimiter}|[\r\n]|$))|{quote}")
    follows = re.compile(f"[ ]*(?={delimiter}|[\r\n]|\\Z)")
    parts, start, mended = [], position + 1, False
    cursor = start
    while found := closing.search(body, cursor):
        after = follows.match(body, found.end())
        if (
            len(found[0]) == 2
            or body.startswith(quote * 2, found.start())
            and not _closes_empty(body, found.start(), start, follows)
        ):
            parts.append(body[start : found.start()] + quote)
            start = cursor = found.start() + 2
        elif after:
            parts.append(body[start : found.start()])
            return "".join(parts), after.end(), mended
        else:
            text = body[start : found.start()]
            parts.append((text[:-1] if text.endswith("\\") else text) + quote)
            start = cursor = found.end()
            mended = True
    if not salvage:
        raise refuse(
            "E_UNCLOSED_QUOTE",
            f"Dòng {line}: dấu nháy mở mà không đóng, phần còn lại của tệp "
            "bị nuốt vào một ô: hãy đóng dấu nháy.",
            where=f"dòng {line}",
        )
    end = _plain_end(body, position, Dialect(None, quote))
    return body[position:end], end, True


def _closes_empty(body: str, position: int, start: int, follows: re.Pattern) -> bool:
    """Whether two quotes are an empty field's two ends rather than one quote written twice."""
    return position == start - 1 and bool(follows.match(body, position + 2))


def _checked(rows: Rows) -> Rows:
    """The rows, once no cell of them is longer than a spreadsheet could hold."""
    for row, line in zip(rows.fields, rows.lines, strict=False):
        for column, value in enumerate(row, 1):
            if len(value) > CELL_CHARACTERS:
                raise cell_too_long(f"dòng {line}, cột {column}", len(value))
    return rows


def _quoted_lines(rows: Rows) -> str | None:
    """The text within, where each line was saved as one quoted field; None where it was not."""
    if any(len(row) > 1 for row in rows.fields) or len(rows.fields) < 2:
        return None
    lines = [row[0] if row else "" for row in rows.fields]
    inner = "\n".join(lines)
    marks = [mark for mark in DELIMITERS if all(mark in line for line in lines if line)]
    is_even = any(len({line.count(mark) for line in lines if line}) == 1 for mark in marks)
    return inner if is_even and dialect_of(inner).delimiter else None


def _grid(rows: Rows) -> Grid:
    """The rows as a rectangle; how many fields each really had stays known."""
    width = max(map(len, rows.fields), default=0)
    return Grid(
        name=None,
        cells=[
            [value or None for value in row] + [None] * (width - len(row)) for row in rows.fields
        ],
        lines=tuple(rows.lines[: len(rows.fields)]),
        widths=tuple(map(len, rows.fields)),
    )


def _quote_notes(rows: Rows) -> list[Finding]:
    if not rows.repaired:
        return []
    lines = ", ".join(map(str, rows.repaired[:5]))
    return [
        note(
            "W_QUOTES_REPAIRED",
            f"Dòng {lines}: dấu nháy trong ô không được viết đôi; ô được giữ "
            "nguyên chữ như đã gõ. Hãy xem lại các dòng này.",
            where=f"dòng {rows.repaired[0]}",
        )
    ]
