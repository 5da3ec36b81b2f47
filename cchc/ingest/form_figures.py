"""From the rows of a matched table to figures: a row is an agency or a field, a column a code."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cchc.agencies import Agency
from cchc.catalog.catalog import Catalog
from cchc.catalog.vocabulary import Vocabulary
from cchc.figures import Figure, Finding
from cchc.ingest.cell_numbers import Place, as_percent, numbers_at
from cchc.ingest.form_columns import ValueColumn
from cchc.ingest.grid import Grid, column_letters
from cchc.ingest.matching import Match
from cchc.ingest.row_agencies import RowAgencies
from cchc.ingest.rows import Row
from cchc.naming.answers import Resolution


@dataclass(kw_only=True)
class Entry:
    """One row with the figures it gives; `problems` are errors for which it is not stored."""

    row: Row
    figures: list[Figure]
    agency: str | None = None
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    inherits: bool = False  # a total of rows that are wrong, or that do not add up to it

    @property
    def is_sound(self) -> bool:
        """Whether its figures may be stored."""
        return not self.problems and not self.inherits


@dataclass(frozen=True, kw_only=True)
class FormReader:
    """Reads the figures of one matched table."""

    grid: Grid
    match: Match
    columns: list[ValueColumn]
    rows: list[Row]
    owners: RowAgencies
    catalog: Catalog
    words: Vocabulary

    def entries(self) -> list[Entry]:
        """Every row that holds data or a total, in order."""
        kinds = ("data", "total", "section")
        return [
            self._entry(row)
            for row in self.rows
            if row.kind in kinds and (row.kind != "section" or row.has_numbers)
        ]

    @cached_property
    def by_agency(self) -> bool:
        """Whether rows are agencies; a heading that says "field" may stand above agencies."""
        named = self.match.of_role("agency", "sector")
        if named and named.column.role == "agency":
            return True
        return self.owners.are_agencies(self.rows)

    @cached_property
    def _numbers(self) -> dict[Place, float]:
        found: dict[Place, float] = {}
        for column in self.columns:
            found |= self._column_numbers(column)
        return found

    @cached_property
    def unreadable(self) -> dict[int, list[Place]]:
        """Cells of the table that are no numbers, by row."""
        places: dict[int, list[Place]] = {}
        for column in self.columns:
            read = numbers_at(self.grid, self._places(column), whole=self._is_whole(column))
            for place in read.unreadable:
                places.setdefault(place[0], []).append(place)
        return places

    def _places(self, column: ValueColumn) -> list[Place]:
        rows = (row for row in self.rows if row.kind != "subset")
        return [(row.row, column.index) for row in rows if column.index in row.cells]

    def _is_whole(self, column: ValueColumn) -> bool:
        return self.catalog.indicators.get(column.column.indicator).is_counted

    def _column_numbers(self, column: ValueColumn) -> dict[Place, float]:
        values = dict(
            numbers_at(self.grid, self._places(column), whole=self._is_whole(column)).values
        )
        unit = self.catalog.indicators.get(column.column.indicator).unit
        if unit == "%" and values and max(values.values()) <= 1:
            return dict(as_percent(values, self._recomputed(column)) or values)
        return values

    def _recomputed(self, column: ValueColumn) -> dict[Place, float]:
        """The rate of a column from the counts beside it, in percent."""
        checks = [c for c in self.match.form.checks if c.indicator == column.column.indicator]
        rates = [c for c in checks if c.rule == "rate"]
        shares = {}
        for row, _ in self._places(column) if rates else ():
            top, base = (self._sum(row, terms) for terms in (rates[0].terms, rates[0].base))
            if top is not None and base:
                shares[row, column.index] = 100 * top / base
        return shares

    def _sum(self, row: int, terms: tuple[str, ...]) -> float | None:
        """Σ of counts in one row; None where a column is not there or blank."""
        total = 0.0
        for term in terms:
            code = term.removeprefix("-")
            places = [(row, c.index) for c in self.columns if c.column.indicator == code]
            values = numbers_at(self.grid, places, whole=True).values
            if not values:
                return None
            total += (-1 if term.startswith("-") else 1) * next(iter(values.values()))
        return total

    # --- rows

    def _entry(self, row: Row) -> Entry:
        if row.kind == "total":
            return self._total(row)
        if row.kind == "section":
            return Entry(row=row, figures=self._figures(row, agency="", level="", breakdown=None))
        return self._of_agency(row) if self.by_agency else self._of_sector(row)

    def _of_agency(self, row: Row) -> Entry:
        found = self.owners.resolve(row, within=self._within(row))
        entry = Entry(row=row, figures=[], agency=row.name)
        agency = found.agency or self.owners.new_department(row)
        if agency is None:
            entry.problems.append(self._not_found(row, found))
        elif found.agency is None:
            entry.notes.append(self._new_department(row))
        if agency is not None and _is_other_code(row.code, agency.code):
            entry.notes.append(self._other_code(row, agency))
        entry.agency = agency.id if agency else row.name
        level = found.scope or (agency.level if agency else "")
        entry.figures = self._figures(row, agency=entry.agency, level=level, breakdown=None)
        return self._checked(entry)

    def _new_department(self, row: Row) -> Finding:
        message = (
            f"{self.grid.row_place(row.row)}: «{row.name}» chưa có trong danh mục; hiểu là cơ quan "
            "cấp tỉnh theo mục của biểu, hãy xác nhận tên."
        )
        return Finding(
            rule="new_department", severity="doubt", message=message, agency=row.name,
            where=self._name_place(row), stated=row.name,
        )  # fmt: skip

    def _other_code(self, row: Row, agency: Agency) -> Finding:
        message = (
            f"{self.grid.row_place(row.row)}: mã {row.code} không phải của {agency.name} vào kỳ "
            f"này (mã {agency.code}); lấy theo tên, hãy kiểm tra: nhiều mã đã dùng lại từ 01/7/2025."
        )
        return Finding(
            rule="code_mismatch", severity="doubt", message=message, agency=agency.id,
            where=self._name_place(row), stated=row.code, expected=agency.code,
        )  # fmt: skip

    def _within(self, row: Row) -> str | None:
        """The agency of the row that a row is a part of: communes listed below their district."""
        heads = [*row.sections, *([row.parent] if row.parent else [])]
        for head in reversed(heads):
            if self.words.section_level(head.name) is None:
                found = self.owners.resolve(head)
                if found.agency and found.agency.level in ("province", "district"):
                    return found.agency.id
        return None

    def _not_found(self, row: Row, found: Resolution) -> Finding:
        rule = "ambiguous_agency" if found.candidates else "unknown_agency"
        return Finding(
            rule=rule,
            severity="error",
            message=f"{self.grid.row_place(row.row)}: {found.reason}",
            agency=row.name,
            where=self._name_place(row),
            stated=row.name,
            expected=", ".join(self.catalog.agencies.label(a.id) for a in found.candidates) or None,
        )

    def _name_place(self, row: Row) -> str:
        named = self.match.of_role("agency", "sector", "indicator")
        column = named.heading.column if named else 0
        return self.grid.place(row.row, column)

    def _of_sector(self, row: Row) -> Entry:
        agency = self.owners.reporting.id if self.owners.reporting else None
        level = self._sector_level(self._authority(row))
        figures = self._figures(
            row, agency=agency or "", level=level, breakdown=self._breakdown(row)
        )
        return self._checked(Entry(row=row, figures=figures if agency else [], agency=agency))

    def _authority(self, row: Row) -> str | None:
        levels = [self.words.authority_level(section.name) for section in row.sections]
        return next((level for level in reversed(levels) if level), None)

    @cached_property
    def _has_communes(self) -> bool:
        sections = [row for row in self.rows if row.kind == "section"]
        return any(self.words.authority_level(s.name) == "Cấp xã" for s in sections)

    def _sector_level(self, authority: str | None) -> str:
        own = self.match.form.scope == "own"
        return self.owners.sector_level(authority, own=own, has_communes=self._has_communes)

    def _breakdown(self, row: Row) -> str:
        """ "Cấp xã / Hộ tịch": the levels a field stands under, and the field itself."""
        heads = [*row.sections, *([row.parent] if row.parent else [])]
        names = [self.words.authority_level(head.name) or field_name(head.name) for head in heads]
        return " / ".join([*names, field_name(row.name)])

    def _total(self, row: Row) -> Entry:
        reporting = self.owners.reporting
        agency = reporting.id if reporting else None
        level = self._total_level() if self.by_agency else self._sector_level(None)
        figures = self._figures(row, agency=agency or "", level=level, breakdown=None)
        return self._checked(Entry(row=row, figures=figures, agency=agency))

    def _total_level(self) -> str:
        rows = [row for row in self.rows if row.kind == "data"]
        found = [self.owners.resolve(row, within=self._within(row)).agency for row in rows]
        return self.owners.total_level({agency.level for agency in found if agency})

    def _checked(self, entry: Entry) -> Entry:
        """The entry, with an error for every cell that is no number."""
        for row, column in self.unreadable.get(entry.row.row, ()):
            value = self.grid.cells[row][column]
            where = self.grid.place(row, column)
            message = (
                f"{where}: «{value}» của {entry.row.name} không phải là số; "
                "đề nghị sửa trong tệp rồi nhập lại, hoặc bỏ trống nếu không có số liệu."
            )
            entry.problems.append(
                Finding(rule="unreadable_number", severity="error", message=message,
                        agency=entry.agency, where=where, stated=str(value))
            )  # fmt: skip
        return entry

    def _figures(self, row: Row, *, agency: str, level: str, breakdown: str | None) -> list[Figure]:
        return list(self._each_figure(row, agency=agency, level=level, breakdown=breakdown))

    def _each_figure(
        self, row: Row, *, agency: str, level: str, breakdown: str | None
    ) -> Iterator[Figure]:
        for column in self.columns:
            value = self._numbers.get((row.row, column.index))
            if value is not None:
                yield Figure(
                    agency=agency,
                    level=level,
                    start=column.period.start,
                    end=column.period.end,
                    indicator=column.column.indicator,
                    kind=column.column.kind,
                    value=value,
                    breakdown=column.column.breakdown or breakdown,
                    row=self.grid.row_number(row.row),
                    place=self._column_place(column.index),
                )

    def _column_place(self, column: int) -> str:
        """The column as a figure's place: "Sheet1!F" of a sheet, "cột 6" of a text."""
        if self.grid.name is None:
            return self.grid.column_place(column)
        return f"{self.grid.name}!{column_letters(column + 1)}"


def _is_other_code(printed: str | None, code: str | None) -> bool:
    """Whether a printed code is a GSO code, but of another agency; zeros may have been lost."""
    if not printed or not printed.isdigit() or not code or len(printed) > len(code):
        return False
    return printed.zfill(len(code)) != code


def field_name(text: str) -> str:
    """A field as it is called everywhere: without numbering and "Lĩnh vực", first letter large."""
    words = text.strip(" .:;-+*").split()
    if [word.casefold() for word in words[:2]] == ["lĩnh", "vực"]:
        words = words[2:]
    name = " ".join(words) or text
    return name[:1].upper() + name[1:]
