"""Agencies from data/reference, checked: who exists when, other names, what became of whom."""

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from cchc.agencies import Agency, Lineage
from cchc.catalog.agency_checks import (
    check_agency,
    check_lineage,
    check_parents,
    check_scopes,
    check_successors,
)
from cchc.catalog.loading import REFERENCE, read_source
from cchc.errors import BadReferenceError
from cchc.naming.named import NamedAgencies
from cchc.naming.wording import Alias, DepartmentWord, ScopePhrase, TypeWord, Wording, plain

AGENCIES = "agencies.csv"
ALIASES = "agency_aliases.csv"
LINEAGE = "agency_lineage.csv"
REGIONS = "agency_regions.csv"
WORDS = "agency_words.toml"
COLUMNS = {
    AGENCIES: ["id", "code", "name", "type", "level", "parent", "valid_from", "valid_to"],
    ALIASES: ["agency", "alias", "valid_from", "valid_to"],
    LINEAGE: ["old", "new", "date", "whole", "act"],
    REGIONS: ["region", "province"],
}


def load_agencies(folder: Path | None = None) -> NamedAgencies:
    """Every agency of the folder; BadReferenceError says which file and line is wrong."""
    return _load(Path(folder) if folder else REFERENCE)


@cache
def _load(folder: Path) -> NamedAgencies:
    agencies = _read_agencies(folder / AGENCIES)
    return NamedAgencies(
        agencies.values(),
        wording=read_wording(_words_of(folder)),
        aliases=_read_aliases(folder / ALIASES, agencies),
        lineage=_read_lineage(folder / LINEAGE, agencies),
        regions=_read_regions(folder / REGIONS, agencies),
    )


def _words_of(folder: Path) -> Path:
    """How names are written; a list of agencies of its own need not say it again."""
    own = folder / WORDS
    return own if own.exists() else REFERENCE / WORDS


def _read_agencies(path: Path) -> dict[str, Agency]:
    file, agencies, lines = path.name, {}, {}
    for line, (key, code, name, kind, level, parent, start, end) in _rows(path):
        if key in agencies:
            problem = f"mã {key} đã có ở dòng {lines[key]}"
            raise BadReferenceError(file, line, problem, "bỏ một trong hai dòng")
        valid_from, valid_to = _days(start, end, file, line)
        agencies[key] = agency = Agency(
            id=key,
            code=code or None,
            name=name,
            type=kind,
            level=level,
            parent=parent or None,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        check_agency(agency, file, line)
        lines[key] = line
    check_parents(agencies, file, lines)
    return agencies


def _read_aliases(path: Path, agencies: dict[str, Agency]) -> list[Alias]:
    file, aliases, seen = path.name, [], set()
    for line, (agency, alias, start, end) in _rows(path):
        _must_exist(agency, agencies, file, line)
        named, own = (agency, plain(alias)), agencies[agency]
        if named in seen or named[1] in ("", plain(own.name), plain(own.short)):
            problem = f"tên «{alias}» của {agency} trống hoặc đã có"
            raise BadReferenceError(file, line, problem, "bỏ dòng này")
        seen.add(named)
        first, last = _days(start, end, file, line)
        aliases.append(Alias(agency=agency, alias=alias, valid_from=first, valid_to=last))
    return aliases


def _read_lineage(path: Path, agencies: dict[str, Agency]) -> list[Lineage]:
    file, lineage = path.name, []
    for line, (old, new, day, whole, act) in _rows(path):
        _must_exist(old, agencies, file, line)
        _must_exist(new, agencies, file, line)
        on, _ = _days(day, "", file, line)
        if on is None or whole not in ("true", "false"):
            problem = f"date = «{day}», whole = «{whole}» không hợp lệ"
            remedy = "ghi ngày dạng 2025-07-01, whole là true (vào trọn) hoặc false (bị chia)"
            raise BadReferenceError(file, line, problem, remedy)
        step = Lineage(old=old, new=new, date=on, whole=whole == "true", act=act)
        check_lineage(step, agencies, file, line)
        lineage.append(step)
    check_successors(agencies, lineage, file)
    return lineage


def _read_regions(path: Path, agencies: dict[str, Agency]) -> dict[str, str]:
    file, regions = path.name, {}
    for line, (region, province) in _rows(path):
        for agency, level in ((region, "region"), (province, "province")):
            _must_exist(agency, agencies, file, line)
            if agencies[agency].level != level:
                problem = f"{agency} không phải {level}"
                raise BadReferenceError(file, line, problem, "ghi vùng trước, tỉnh sau")
        regions[province] = region
    return regions


def read_wording(path: Path) -> Wording:
    """How names are written, from agency_words.toml."""
    source = read_source(path)
    words = source.document()

    def records(kind: type, table: str) -> tuple:
        entries = enumerate(words.get(table, ()))
        return tuple(source.record(kind, entry, table=table, nth=nth) for nth, entry in entries)

    wording = Wording(
        types=records(TypeWord, "type"),
        bodies=tuple(words.get("body", {}).get("written", ())),
        fillers=tuple(words.get("filler", {}).get("written", ())),
        scopes=records(ScopePhrase, "scope"),
        department_words=records(DepartmentWord, "department_word"),
        departments=tuple((name, *also) for name, also in words.get("departments", {}).items()),
    )
    check_scopes(wording, source)
    return wording


# --- one file, one line


def _rows(path: Path) -> Iterable[tuple[int, list[str]]]:
    """The rows of a CSV with their line numbers; its columns are those of COLUMNS."""
    columns = COLUMNS[path.name]
    reader = csv.reader(read_source(path).text.splitlines(), strict=True)
    try:
        header, *rows = reader
    except (csv.Error, ValueError) as error:
        problem, remedy = f"không đọc được CSV ({error})", "sửa dấu ngoặc kép của dòng này"
        raise BadReferenceError(path.name, reader.line_num, problem, remedy) from error
    if header != columns:
        problem, remedy = "dòng tiêu đề không đúng", f"ghi đúng: {','.join(columns)}"
        raise BadReferenceError(path.name, 1, problem, remedy)
    for line, row in enumerate(rows, 2):
        if len(row) != len(columns):
            problem = f"có {len(row)} ô, cần {len(columns)}"
            remedy = 'đếm lại dấu phẩy; tên có dấu phẩy đặt trong "…"'
            raise BadReferenceError(path.name, line, problem, remedy)
    return enumerate(rows, 2)


def _days(start: str, end: str, file: str, line: int) -> tuple[date | None, date | None]:
    try:
        return _day(start), _day(end)
    except ValueError as error:
        problem = f"«{start}», «{end}» không phải ngày"
        raise BadReferenceError(file, line, problem, "ghi dạng 2025-07-01") from error


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _must_exist(agency: str, agencies: dict[str, Agency], file: str, line: int) -> None:
    if agency not in agencies:
        problem = f"không có đơn vị mã «{agency}»"
        raise BadReferenceError(file, line, problem, f"sửa mã, hoặc thêm đơn vị vào {AGENCIES}")
