"""What stands around a tidy table: above it, on its sheet's and its file's name.

A table whose rows give no period, no agency, no province or no index may be told by its title. What
only a name of a sheet or a file says of the place is taken, and asked about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from cchc.agencies import Agency
from cchc.catalog.catalog import Catalog
from cchc.catalog.index_names import Meant
from cchc.catalog.vocabulary import load_vocabulary
from cchc.figures import Finding
from cchc.ingest.files.grid import Grid, Workbook
from cchc.ingest.forms.header_block import FROM_NAMES, Origin, Text, read_origin, sheet_lines
from cchc.ingest.forms.index_context import IndexContext
from cchc.ingest.tidy.headings import NAMES, TIMES, TidyHeader, nearest_header
from cchc.ingest.tidy.indices_by_year import headers_by_year
from cchc.periods import Period, of_kind

_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, kw_only=True)
class TableOrigin:
    """Where names without a province are looked for, and the period of rows that give none."""

    agency: str | None = None
    period: Period | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Around:
    """The surroundings of the tables of one workbook; `index` is what somebody chose."""

    workbook: Workbook
    file: str
    catalog: Catalog
    index: str | None = None

    def headers(self, sheet: Grid, explained: Mapping[str, str] | None) -> list[TidyHeader]:
        """The headings of a tidy table on a sheet, once for each year that stands in a column."""
        nearest = nearest_header(sheet.cells, self.catalog, explained)
        if nearest and nearest.asks_index:
            nearest = replace(nearest, around=self._index(sheet, nearest.row))
        if nearest and nearest.likeness:
            return [nearest]
        rows = headers_by_year(sheet.cells, self.catalog, nearest) or ([nearest] if nearest else [])
        if not rows or set(rows[0].roles) & NAMES:
            return [header for header in rows if header.likeness]
        if _has_words_beside(sheet, rows):
            return []
        owner = self._owner(sheet, rows[0].row)
        owned = [header.owned_by(owner.name) for header in rows] if owner else []
        return [header for header in owned if header.likeness]

    def _index(self, sheet: Grid, row: int) -> Meant | None:
        """The index that the lines above a row, or the names of sheet and file, speak of."""
        above = tuple(line.text for line in _above(sheet, row))
        names = ((sheet.name or "",), (PurePath(self.file).stem,))
        return IndexContext(
            groups=(above, *names), catalog=self.catalog, words=load_vocabulary(), chosen=self.index
        ).index

    def _owner(self, sheet: Grid, row: int) -> Agency | None:
        """The agency that the lines above a row, or the names of sheet and file, speak of."""
        return self._origin(sheet, row, None).agency

    def _origin(self, sheet: Grid, row: int, period: Period | None) -> Origin:
        return read_origin(
            _above(sheet, row), [], sheet.name, self.file, catalog=self.catalog,
            words=load_vocabulary(), calendar="calendar", period=period,
        )  # fmt: skip

    def origin(
        self, sheet: Grid, header: TidyHeader, *, agency: str | None, period: Period | None
    ) -> TableOrigin:
        """Agency and period that somebody chose, else those the surroundings name."""
        period = period or (of_kind("year", header.year) if header.year else None)
        has_times, has_places = (bool(set(header.roles) & some) for some in (TIMES, {"province"}))
        if (has_times or period) and (has_places or agency):
            return TableOrigin(agency=agency, period=period)
        found = self._origin(sheet, header.row, period)
        findings = []
        if not (period or has_times) and found.period:
            period = found.period
            findings.append(_period_taken(found.period, found.period_where))
        if not (agency or has_places) and found.agency:
            agency = found.agency.id
            if (found.agency_where or "").startswith(FROM_NAMES):
                findings.append(_agency_taken(found.agency.name, found.agency_where))
        return TableOrigin(agency=agency, period=period, findings=tuple(findings))


def _has_words_beside(sheet: Grid, headers: list[TidyHeader]) -> bool:
    """Whether rows of numbers have words in a column nobody understands: names of units perhaps."""
    known = {bound.at for header in headers for bound in header.columns}
    for cells in sheet.cells[headers[0].row + 1 :]:
        words = {
            at for at, cell in enumerate(cells) if isinstance(cell, str) and _WORD.search(cell)
        }
        if words - known and len(words) < sum(cell not in (None, "") for cell in cells):
            return True
    return False


def _above(sheet: Grid, row: int) -> list[Text]:
    """The lines above the headings of a table."""
    before = [Text(line, f"trước {sheet.name}") for line in sheet.above]
    return [*before, *sheet_lines(sheet, range(row))]


def _period_taken(period: Period, where: str | None) -> Finding:
    message = (
        f"Dòng không ghi kỳ; lấy {period.full_name} theo {where}. Nếu không đúng, hãy chọn kỳ."
    )
    return Finding(rule="period_by_name", severity="note", message=message, where=where)


def _agency_taken(name: str, where: str | None) -> Finding:
    message = f"Tên đơn vị được tìm trong {name} theo {where}; hãy xác nhận."
    return Finding(rule="agency_from_name", severity="doubt", message=message, where=where)
