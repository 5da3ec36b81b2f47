"""Tables whose rows are indicators: the CCHC annex, targets and what was done about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cchc.agencies import Agency
from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Row as Item
from cchc.catalog.vocabulary import Vocabulary
from cchc.figures import Figure, Finding
from cchc.ingest.checks.figures import contradictions
from cchc.ingest.checks.rates import is_rounding
from cchc.ingest.checks.wording import column_mark
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.cell_numbers import numbers_at
from cchc.ingest.forms.columns import ValueColumn
from cchc.ingest.forms.entries import Entry
from cchc.ingest.forms.likeness import letters
from cchc.ingest.forms.matching import Match
from cchc.ingest.forms.rows import Row
from cchc.vietnamese import fold, number, percent

_BOUND = re.compile(
    r"(?P<to>\D*?)\s*(?P<number>\d+(?:[.,]\d{1,2})?)\s*(?:%|điểm)?\s*(?P<up>\D*)"
)  # fmt: skip
FIGURES = {"plan": "target", "result": "actual", "cumulative": "actual", "value": "actual"}


SIMILAR = 0.7  # share of words in common from which a row is taken for a printed one
APART = 0.1  # by how much it must lead the next


@dataclass(frozen=True, kw_only=True)
class IndicatorReader:
    """Reads the figures of one table whose rows are indicators."""

    grid: Grid
    match: Match
    columns: list[ValueColumn]
    rows: list[Row]
    reporting: Agency | None
    catalog: Catalog
    words: Vocabulary

    def entries(self) -> tuple[list[Entry], list[Finding]]:
        """Every row that holds data, and what contradicts itself between them."""
        entries = [self._entry(row) for row in self.rows if row.kind == "data" and row.has_numbers]
        return entries, self._contradictions(entries)

    def _entry(self, row: Row) -> Entry:
        item = self._item(row)
        entry = Entry(row=row, figures=[], agency=self.reporting.id if self.reporting else None)
        if item is None:
            entry.problems.append(self._unknown(row))
            return entry
        if letters(row.name) not in self._items:
            entry.notes.append(self._taken_for(row, item))
        entry.figures = list(self._figures(row, item, entry))
        entry.notes += self._progress(row, item)
        return entry

    @cached_property
    def _items(self) -> dict[str, Item]:
        """The printed rows of the form by every wording."""
        return {
            letters(text): item
            for item in self.match.form.items
            for text in (*item.synonyms, item.text)
        }

    def _item(self, row: Row) -> Item | None:
        """The indicator a row is of: as the form prints it, as it means, as the registry says."""
        if found := self._items.get(letters(row.name)):
            return found
        meant = self.words.meaning(row.name)
        alike = [i for i in self.match.form.items if self.words.meaning(i.text) == meant]
        if len(alike) == 1:
            return alike[0]
        named = self.catalog.indicators.named(row.name)
        return Item(text=row.name, indicator=named.code) if named else self._similar(row)

    def _similar(self, row: Row) -> Item | None:
        """The printed row that shares most words with a row, if no other comes near it."""
        shares = {
            item.indicator: max(_share(row.name, text) for text in (item.text, *item.synonyms))
            for item in self.match.form.items
        }
        ranked = sorted(shares, key=shares.__getitem__, reverse=True)
        if (
            not ranked
            or shares[ranked[0]] < SIMILAR
            or (len(ranked) > 1 and shares[ranked[0]] - shares[ranked[1]] < APART)
        ):
            return None
        return next(item for item in self.match.form.items if item.indicator == ranked[0])

    def _unknown(self, row: Row) -> Finding:
        return Finding(
            rule="unknown_indicator",
            severity="doubt",
            message=f"{self.grid.row_place(row.row)}: chưa hiểu chỉ tiêu «{row.name}», số liệu của "
            "dòng không được lấy; hãy chọn chỉ tiêu tương ứng.",
            where=self.grid.row_place(row.row),
            stated=row.name,
        )

    def _taken_for(self, row: Row, item: Item) -> Finding:
        name = self.catalog.indicators.get(item.indicator).name
        return Finding(
            rule="row_guessed",
            severity="doubt",
            message=f"{self.grid.row_place(row.row)}: dòng «{row.name}» được hiểu là «{name}»; "
            "hãy xác nhận hoặc chọn lại.",
            where=self.grid.row_place(row.row),
            stated=row.name,
            indicator=item.indicator,
        )

    def _figures(self, row: Row, item: Item, entry: Entry) -> Iterator[Figure]:
        level = self._level
        for column in self.columns:
            role = column.column.role
            approx, bound = self._bound(row, column) if role == "plan" else (None, None)
            value = bound if approx else None
            if value is None and role in FIGURES:
                value = self._value(row, column, item, entry)
            if value is None or entry.agency is None:
                continue
            yield Figure(
                agency=entry.agency, level=level, start=column.period.start, end=column.period.end,
                indicator=item.indicator, kind=FIGURES[role], value=value,
                approx=approx, breakdown=item.breakdown, row=self.grid.row_number(row.row),
                place=column_mark(self.grid, column.index),
                quote=self._document(row) if role == "plan" else None,
            )  # fmt: skip

    def _document(self, row: Row) -> str | None:
        """What the form notes beside a target: by which document it was set."""
        column = self.match.of_role("note")
        text = self.grid.cells[row.row][column.heading.column] if column else None
        return text if isinstance(text, str) and text.strip() else None

    def _bound(self, row: Row, column: ValueColumn) -> tuple[str | None, float | None]:
        """A target printed as a lower bound: "≥ 95%", "từ 80% trở lên"; else nothing."""
        text = row.cells.get(column.index)
        found = _BOUND.fullmatch(fold(text)) if isinstance(text, str) else None
        if not found or not any(self.words.names(w, "at_least") for w in found.group("to", "up")):
            return None, None
        return "at_least", float(found["number"].replace(",", "."))

    @property
    def _level(self) -> str:
        """The annex speaks of the agency and everything below it."""
        level = self.reporting.level if self.reporting else "province"
        return f"{level}_total" if level in ("province", "district") else level

    def _value(self, row: Row, column: ValueColumn, item: Item, entry: Entry) -> float | None:
        """The number of a cell; one that is none becomes a problem of the row."""
        if column.index not in row.cells:
            return None
        place = (row.row, column.index)
        whole = self.catalog.indicators.get(item.indicator).is_counted
        read = numbers_at(self.grid, [place], whole=whole)
        for _ in read.unreadable:
            where, value = self.grid.place(*place), self.grid.cells[row.row][column.index]
            message = f"{where}: «{value}» của {row.name} không phải là số; đề nghị sửa trong tệp."
            entry.problems.append(
                Finding(rule="unreadable_number", severity="error", message=message,
                        agency=entry.agency, where=where, stated=str(value))
            )  # fmt: skip
        return read.values.get(place)

    def _progress(self, row: Row, item: Item) -> Iterator[Finding]:
        """The stated share of the plan against what was done of it."""
        by_role = {c.column.role: c for c in self.columns}
        if not {"plan", "progress"} <= by_role.keys():
            return
        plan, stated = (self._plain(row, by_role[role]) for role in ("plan", "progress"))
        done = [self._plain(row, by_role[r]) for r in ("cumulative", "result") if r in by_role]
        shares = [100 * value / plan for value in done if plan and value is not None]
        if stated is not None and shares and not any(is_rounding(stated, s) for s in shares):
            place = self.grid.place(row.row, by_role["progress"].index)
            message = (
                f"{row.name}: tỷ lệ hoàn thành ghi {percent(stated, None)}, tính từ kế hoạch "
                f"{number(plan)} được {percent(shares[0], 2)}; đề nghị kiểm tra."
            )
            yield Finding(
                rule="rate_mismatch", severity="doubt", message=message,
                agency=self.reporting.id if self.reporting else None, where=place,
                stated=stated, expected=round(shares[0], 2), indicator=item.indicator,
            )  # fmt: skip

    def _plain(self, row: Row, column: ValueColumn) -> float | None:
        place = (row.row, column.index)
        places = [place] if column.index in row.cells else []
        return numbers_at(self.grid, places, whole=False).values.get(place)

    def _contradictions(self, entries: list[Entry]) -> list[Finding]:
        """Identities between rows; figures that cannot all be true are left out."""
        figures = [f for entry in entries for f in entry.figures]
        found = contradictions(figures, self.catalog, self.match.form.checks)
        certain = [c for c in found if c.finding.severity == "error"]
        disputed = {id(figures[line]) for c in certain for line in c.lines}
        for entry in entries:
            entry.figures = [f for f in entry.figures if id(f) not in disputed]
        return [c.finding for c in found]


def _share(one: str, other: str) -> float:
    """The share of words that two texts have in common."""
    words, others = set(letters(one).split()), set(letters(other).split())
    return len(words & others) / len(words | others)
