"""A tidy table as read, all its rows side by side: what the checks look at and speak of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicators import Indicator
from cchc.figures import Finding, Severity
from cchc.ingest.files.grid import column_letters
from cchc.ingest.tidy.headings import Bound, TidyHeader
from cchc.ingest.tidy.names import Named
from cchc.ingest.tidy.rows import Reading
from cchc.store.combining import are_unique, coded, combined, is_dense, numbered

RANKED_NATIONWIDE = {"province", "region", "country"}
MOST_FINDINGS = 200  # of one rule; a person corrects the source, not the thousandth cell


@dataclass(frozen=True, kw_only=True)
class Places:
    """How a file's cells are pointed at: by sheet and letters, or by line and heading."""

    sheet: str | None = None

    def column(self, bound: Bound) -> str:
        """The place of a column, as a figure keeps it."""
        if self.sheet is None:
            return bound.heading
        return f"{self.sheet}!{column_letters(bound.at + 1)}"

    def cell(self, bound: Bound, line: int) -> str:
        """The place of a cell: "Sheet1!F9" or "dòng 9, cột «score»"."""
        if self.sheet is None:
            return f"dòng {line}, cột «{bound.heading}»"
        return f"{self.column(bound)}{line}"

    def row(self, line: int) -> str:
        """The place of a row."""
        return f"dòng {line}" if self.sheet is None else f"{self.sheet}, dòng {line}"


@dataclass(frozen=True, kw_only=True)
class TidyTable:
    """Every row that was read; arrays have one entry a row, numbers point into `reading`."""

    header: TidyHeader
    reading: Reading
    catalog: Catalog
    places: Places
    lines: np.ndarray
    periods: np.ndarray
    names: np.ndarray
    indices: np.ndarray
    accepted: np.ndarray
    numbers: Mapping[str, np.ndarray]

    def named(self, row: int) -> Named:
        """Whose figures a row holds."""
        return self.reading.names.values[self.names[row]]

    def label(self, row: int) -> str:
        """The agency of a row as a person calls it."""
        agencies, agency = self.catalog.agencies, self.named(row).agency
        found = agencies.get(agency)
        return found.name if found.level == "province" else agencies.label(agency)

    def indicator(self, row: int) -> Indicator | None:
        """The index of a row."""
        return self.reading.indices.values[self.indices[row]]

    def number(self, name: str) -> np.ndarray:
        """The numbers of a column by role or indicator; nan where the file has none."""
        found = self.numbers.get(name)
        return np.full(len(self.lines), np.nan) if found is None else found

    def column(self, name: str) -> Bound | None:
        """The column of a role or an indicator."""
        counted = {bound.meaning.indicator: bound for bound in self.header.counted}
        return self.header.roles.get(name) or counted.get(name)

    def finding(
        self, row: int, name: str | None, rule: str, severity: Severity, message: str, **rest
    ) -> Finding:
        """A finding about a cell of a row, its place written in front of the message."""
        bound = self.column(name) if name else None
        line = int(self.lines[row])
        where = self.places.cell(bound, line) if bound else self.places.row(line)
        return Finding(
            rule=rule, severity=severity, agency=self.named(row).agency, where=where,
            message=f"{where[0].upper()}{where[1:]}: {message}.", **rest,
        )  # fmt: skip

    @cached_property
    def agency_keys(self) -> np.ndarray:
        """For each row one number for agency, level and breakdown together."""
        keys: dict[tuple, int] = {}
        of_name = [
            keys.setdefault((named.agency, named.level, named.breakdown), len(keys))
            for named in self.reading.names.values
        ]
        return np.array(of_name, np.int32)[self.names]

    @cached_property
    def fields(self) -> np.ndarray:
        """For each row one number for whom it is ranked with: level, block and province."""
        fields: dict[tuple, int] = {}
        provinces: dict[str | None, str | None] = {}  # by parent: communes share theirs
        of_name = []
        for named in self.reading.names.values:
            province = None
            if named.agency and named.level not in RANKED_NATIONWIDE:
                parent = self.catalog.agencies.get(named.agency).parent
                if parent not in provinces:
                    provinces[parent] = self.catalog.agencies.province_of(parent)
                province = provinces[parent]
            key = (named.level, named.breakdown, province)
            of_name.append(fields.setdefault(key, len(fields)))
        return np.array(of_name, np.int32)[self.names]

    @cached_property
    def period_keys(self) -> np.ndarray:
        """For each row one number for its dates; words about them do not matter."""
        keys: dict = {}
        of_period = [
            keys.setdefault(said.period, len(keys)) for said in self.reading.periods.values
        ]
        return np.array(of_period, np.int32)[self.periods]

    @cached_property
    def has_repeats(self) -> bool:
        """Whether an agency, period and index stand in two accepted rows."""
        keys = self.agency_keys, self.period_keys, self.indices
        if not self.accepted.all():
            keys = [key[self.accepted] for key in keys]
        return not are_unique(combined([coded(key) for key in keys]))

    def groups(self, rows: np.ndarray, *keys: np.ndarray) -> np.ndarray:
        """For each of the rows the number of its group."""
        groups = combined([coded(key[rows]) for key in keys])
        return (groups if is_dense(groups) else numbered(groups))[0][0]


def every(rows: np.ndarray, make: Callable[[int], Finding]) -> list[Finding]:
    """A finding for each row; of very many the first, and one more that counts the others."""
    findings = [make(int(row)) for row in rows[:MOST_FINDINGS]]
    if len(rows) <= MOST_FINDINGS:
        return findings
    last = make(int(rows[-1]))
    more = len(rows) - MOST_FINDINGS
    message = f"Còn {more} chỗ khác cùng loại, chỗ cuối ở {last.where}. Hãy sửa từ nguồn."
    return [*findings, Finding(rule=last.rule, severity=last.severity, message=message)]
