"""Who reports for which period: from the lines above a table, sheet names, the file's name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from cchc.agencies import Agency
from cchc.catalog.catalog import Catalog
from cchc.catalog.vocabulary import Vocabulary, bare
from cchc.ingest.files.grid import Grid, Value, Workbook
from cchc.naming.named import NamedAgencies
from cchc.periods import Period, find_period
from cchc.vietnamese import fold, unaccented

# The words an agency's name begins with in a title: "… trên địa bàn huyện Bình Gia năm 2023".
_TYPE = re.compile(
    r"\b(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s", re.I
)
# A cell whose value stands in the next one: "Đơn vị báo cáo:", "Từ ngày 15/3/2026 đến ngày:".
_LABEL = re.compile(r":\s*$|^\W*(?:đơn vị|cơ quan)(?: \w+){0,2} báo cáo\W*$", re.I)
_FIRST_DAY = re.compile(r"^\W*từ(?: ngày)?\W*\d{1,2}\W\d{1,2}\W\d{4}$", re.I)
# "theo Quyết định số 766/QĐ-TTg ngày 23/6/2022": a document within a title, and its date.
_CITED = re.compile(
    r"\b(?:theo |tại )?(?:quyết định|nghị định|nghị quyết|thông tư|công văn|kế hoạch)(?: số)?:? ?"
    r"\d+[\w/-]*(?:,? ngày [\d/.-]+)?", re.I,
)  # fmt: skip
_BRACKETS = re.compile(r"\([^()]*\)")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
NAME_WORDS = 6  # of an agency's name at most, its type included
FROM_NAMES = "tên"  # how the place of an agency begins that only names of sheets or files tell
HEAD_LINES = 8  # a letterhead stands in the first lines of a sheet


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Whose report it is and for when, with the words that say so and where they stand."""

    agency: Agency | None = None
    agency_where: str | None = None
    period: Period | None = None
    period_text: str | None = None
    period_where: str | None = None
    is_period_dated: bool = False  # the dates are printed; else the name alone is
    lines: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Text:
    """One line of text outside the tables, and where it stands."""

    text: str
    where: str


def sheet_lines(grid: Grid, rows: Iterable[int]) -> Iterator[Text]:
    """The texts of some rows of a sheet, line by line; a label and its value may be two cells."""
    for row in rows:
        cells = ((column, _printed(value)) for column, value in enumerate(grid.cells[row]))
        begun = None
        for column, text in ((column, text) for column, text in cells if text):
            if begun is not None:
                begun = Text(f"{_colon(begun.text)} {text}", begun.where)
            lines = [begun] if begun else [Text(t, grid.place(row, column)) for t in _lines(text)]
            begun = lines.pop() if lines and _is_begun(lines[-1].text) else None
            yield from lines
        if begun:
            yield begun


def _is_begun(text: str) -> bool:
    return bool(_LABEL.search(text) or _FIRST_DAY.search(text))


def _colon(label: str) -> str:
    return label if label[-1] == ":" or _FIRST_DAY.search(label) else f"{label}:"


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _printed(value: Value) -> str:
    """Words and days of a header block; its numbers say nothing."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return value if isinstance(value, str) else ""


def cover_lines(workbook: Workbook, tables: Iterable[Grid]) -> list[Text]:
    """The texts of sheets without a table: a cover says who reports, and when."""
    taken = {grid.name for grid in tables}
    covers = [g for g in workbook.sheets if g.name not in taken and not g.hidden]
    return [line for g in covers for line in sheet_lines(g, range(min(g.height, 40)))]


def read_origin(
    head: list[Text], cover: list[Text], sheet: str | None, file: str, *,
    catalog: Catalog, words: Vocabulary, calendar: str, period: Period | None = None,
) -> Origin:  # fmt: skip
    """The origin of a table; the nearest text that says it counts, `period` if it is given."""
    names = [Text(sheet, f"{FROM_NAMES} trang «{sheet}»")] if sheet else []
    stem = re.sub(r"[_]+", " ", PurePath(file).stem)
    names.append(Text(stem, f"{FROM_NAMES} tệp «{file}»"))
    origin = Origin(period=period)
    if period is None:
        origin = _with_period(origin, [head, cover, names], words, calendar)
    on = origin.period.end if origin.period else None
    origin = _with_agency(origin, [head, cover], catalog.agencies, words, on)
    if origin.agency is None:
        accentless = [line for line in (*head, *cover) if line.text.isascii()]
        origin = _with_named_agency(origin, [*accentless, *names], catalog.agencies, on)
    return replace(origin, lines=tuple(line.text for line in head))


def _with_period(
    origin: Origin, groups: list[list[Text]], words: Vocabulary, calendar: str
) -> Origin:
    """The first period of the nearest group of texts; printed dates go before a mere name."""
    for lines in groups:
        found = [(line, p) for line in _joined(lines) if (p := _period_of(line, words, calendar))]
        dated = [(line, p) for line, p in found if _is_dated(line.text)]
        for line, period in (dated or found)[:1]:
            return replace(
                origin,
                period=period,
                period_text=line.text,
                period_where=line.where,
                is_period_dated=bool(dated),
            )
    return origin


def year_of(lines: list[Text], words: Vocabulary) -> int | None:
    """The year the lines above a table are about."""
    periods = (_period_of(line, words, "calendar") for line in lines)
    return next((period.year for period in periods if period), None)


def _joined(lines: list[Text]) -> list[Text]:
    """The lines, and each with the next of the same cell: a name and its dates below it."""
    pairs = zip(lines, lines[1:], strict=False)
    return [*lines, *(Text(f"{a.text} {b.text}", a.where) for a, b in pairs if a.where == b.where)]


def _period_of(line: Text, words: Vocabulary, calendar: str) -> Period | None:
    text = _CITED.sub(" ", line.text)
    text = found[1] if (found := _IN_BRACKETS.fullmatch(text)) else text
    if words.holds(text, "documents") and not words.starts(text, "periods"):
        return None
    found = (find_period(t, calendar=calendar) for t in (text, _BRACKETS.sub(" ", text)))
    return next((one for one in found if one and one.kind != "day"), None)


def _is_dated(text: str) -> bool:
    """Whether a text prints two days, not only a period's name."""
    return len(re.findall(r"\d{1,2}\s*[/.-]\s*\d{1,2}|ngày[\s.:]*\d{1,2}\s+tháng", fold(text))) > 1


def _with_agency(
    origin: Origin,
    groups: list[list[Text]],
    agencies: NamedAgencies,
    words: Vocabulary,
    on: date | None,
) -> Origin:
    """The agency a label names, else the lowest of the letterhead, else one in the title."""
    for lines in groups:
        above = _labelled(lines, "receiving", words)
        heads = _letterhead(lines)
        frames = (_resolved(line, agencies, on) for line in (*above, *reversed(heads)))
        within = next((agency.id for agency in frames if agency), None)
        for line in (*_labelled(lines, "reporting", words), *heads):
            agency = _resolved(line, agencies, on, within) or _resolved(line, agencies, on)
            if agency:
                return _by(origin, agency, line)
        for line in lines:
            if agency := _typed_agency(line, agencies, on, within):
                return _by(origin, agency, line)
    return origin


def _by(origin: Origin, agency: Agency, line: Text) -> Origin:
    return replace(origin, agency=agency, agency_where=line.where)


def _labelled(lines: list[Text], label: str, words: Vocabulary) -> list[Text]:
    """What stands after a label and its colon: "- Đơn vị báo cáo: UBND huyện Bình Gia"."""
    found = []
    for line in lines:
        before, colon, after = line.text.partition(":")
        if colon and after.strip() and words.names(before.lstrip("-+* "), label):
            found.append(Text(after.strip(" ."), line.where))
    return found


def _letterhead(lines: list[Text]) -> list[Text]:
    """The first lines from the lowest body up: a department's name stands below its province's."""
    first = lines[:HEAD_LINES]
    two = [
        Text(f"{a.text} {b.text}", a.where) for a, b in zip(first, first[1:], strict=False)
        if bare(a.text) in ("ủy ban nhân dân", "ubnd")
    ]  # fmt: skip
    return [*reversed(first), *two]


def _resolved(
    line: Text, agencies: NamedAgencies, on: date | None, within: str | None = None
) -> Agency | None:
    found = agencies.resolve(line.text, on=on, within=within)
    return found.agency


def _typed_agency(
    line: Text, agencies: NamedAgencies, on: date | None, within: str | None
) -> Agency | None:
    """The agency a title names by its type: "… trên địa bàn huyện Bình Gia năm 2023"."""
    for found in _TYPE.finditer(line.text):
        parts = line.text[found.start() :].split()[:NAME_WORDS]
        for length in range(len(parts), 1, -1):
            name = " ".join(parts[:length]).strip(",.;:()")
            agency = agencies.resolve(name, on=on, within=within).agency
            if agency:
                return agency
    return None


def _with_named_agency(
    origin: Origin, names: list[Text], agencies: NamedAgencies, on: date | None
) -> Origin:
    """The one province or district that the sheet's or the file's name spells, accents aside."""
    for line in names:
        parts = re.findall(r"[^\W_]+", unaccented(line.text))
        for length in (4, 3, 2):
            for start in range(len(parts) - length + 1):
                name = " ".join(parts[start : start + length])
                found = [
                    a
                    for a in agencies.find(name, on=on, limit=6)
                    if unaccented(a.short) == name and a.level in ("province", "district")
                ]
                levels = {a.level for a in found}
                if len(found) == 1 or (len(found) == 2 and len(levels) == 2):
                    return _by(origin, min(found, key=lambda a: a.level != "province"), line)
    return origin
