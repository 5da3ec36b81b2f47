"""The report tables of a workbook: which sheets and rows hold one, and which form each is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Form
from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.files.grid import Grid, Workbook
from cchc.ingest.forms.header_block import Text, cover_lines, sheet_lines, year_of
from cchc.ingest.forms.headings import Header, header_at
from cchc.ingest.forms.index_context import IndexContext
from cchc.ingest.forms.likeness import letters
from cchc.ingest.forms.matching import IS_FORM, Match, best_match
from cchc.ingest.forms.rankings import RankingMatcher
from cchc.ingest.forms.side_by_side import apart

SEARCHED_ROWS = 5000  # headings of a further table may stand anywhere above


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """One table of a sheet, from its headings to before `end`, and the texts that belong to it."""

    grid: Grid
    match: Match
    end: int
    head: tuple[Text, ...]  # texts above its headings
    cover: tuple[Text, ...] = ()  # texts of sheets without a table


def report_tables(
    workbook: Workbook,
    forms: Iterable[Form],
    words: Vocabulary,
    *,
    catalog: Catalog,
    corrections: Mapping[str, str] | None = None,
    floor: float = IS_FORM,
    index: str | None = None,
    file: str = "",
) -> list[ReportTable]:
    """The tables of the sheets that are shown; of hidden ones only where there are no others.

    `index` is that of a ranking as somebody chose it; else the name of the `file` may say it.
    """
    search = _Search(
        workbook=workbook, forms=tuple(forms), words=words, catalog=catalog,
        corrections=corrections or {}, floor=floor, index=index, file=file,
    )  # fmt: skip
    for hidden in (False, True):
        sheets = [grid for grid in workbook.sheets if grid.hidden is hidden]
        parts = [part for grid in sheets for part in apart(grid, words)]
        tables = [table for part in parts for table in search.tables(part)]
        if tables:
            cover = cover_lines(workbook, [table.grid for table in tables])
            return [_with_cover(table, cover) for table in tables]
    return []


def _with_cover(table: ReportTable, cover: list[Text]) -> ReportTable:
    return ReportTable(
        grid=table.grid, match=table.match, end=table.end, head=table.head, cover=tuple(cover)
    )


def _above(grid: Grid, start: int) -> Iterator[Text]:
    """What a document says right before the table that begins its grid."""
    for line in grid.above if start == 0 else ():
        yield Text(line, f"trước {grid.name}")


@dataclass(frozen=True, kw_only=True)
class _Search:
    """What tables are looked for."""

    workbook: Workbook
    forms: tuple[Form, ...]
    words: Vocabulary
    catalog: Catalog
    corrections: Mapping[str, str]
    floor: float
    index: str | None
    file: str

    def tables(self, grid: Grid) -> list[ReportTable]:
        """The tables of one sheet; headings printed again on a new page continue the table."""
        found: list[tuple[int, Match]] = []
        for start, match in self._matches(grid):
            if not found or not _continues(found[-1][1], match):
                found.append((start, match))
        ends = [*(match.header.first for _, match in found), grid.height][1:]
        return [
            ReportTable(
                grid=grid,
                match=match,
                end=end,
                head=(*_above(grid, start), *sheet_lines(grid, range(start, match.header.first))),
            )
            for (start, match), end in zip(found, ends, strict=True)
        ]

    def _matches(self, grid: Grid) -> Iterator[tuple[int, Match]]:
        """Each matched header, and the row where the texts above it begin."""
        row = start = 0
        while row < min(grid.height, SEARCHED_ROWS):
            match = self._match_at(grid, row, start)
            if match is not None:
                yield start, match
                row = start = match.header.last
            row += 1

    def _match_at(self, grid: Grid, row: int, start: int) -> Match | None:
        header = header_at(grid, row, self.words)
        if header is None:
            return None
        lines = [*_above(grid, start), *sheet_lines(grid, range(start, header.first))]
        said = " ".join(line.text for line in lines)
        form = best_match(
            header, self.forms, self.words, said=said, year=year_of(lines, self.words),
            corrections=self.corrections, floor=self.floor,
        )  # fmt: skip
        ranking = self._ranking_at(grid, header, lines)
        if ranking is None or (form and (form.title or form.score >= ranking.score)):
            return form
        return ranking

    def _ranking_at(self, grid: Grid, header: Header, lines: list[Text]) -> Match | None:
        """The header taken for a ranking by an index, where it is like one."""
        form = next((form for form in self.forms if form.of_index), None)
        if form is None:
            return None
        titles = tuple(line.text for line in lines)
        groups = (titles, self._covers, (grid.name or "",), (PurePath(self.file).stem,))
        around = IndexContext(
            groups=groups, catalog=self.catalog, words=self.words, chosen=self.index,
            headings=tuple(heading.text for heading in header.headings),
        )  # fmt: skip
        match = RankingMatcher(
            header=header, grid=grid, form=form, words=self.words, catalog=self.catalog,
            around=around, meant=self._meant,
        ).match()  # fmt: skip
        return match if match and match.score >= self.floor else None

    @cached_property
    def _meant(self) -> Mapping[str, str]:
        return {letters(text): target for text, target in self.corrections.items()}

    @cached_property
    def _covers(self) -> tuple[str, ...]:
        """The texts of sheets that hold texts alone."""
        wordy = [g for g in self.workbook.sheets if not any(map(_has_number, g.cells))]
        tables = [g for g in self.workbook.sheets if g not in wordy]
        return tuple(line.text for line in cover_lines(self.workbook, tables))


def _has_number(cells: list) -> bool:
    return any(isinstance(cell, int | float) for cell in cells)


def _continues(table: Match, match: Match) -> bool:
    """Whether headings are those of the table above, printed again."""
    return [h.text for h in table.header.headings] == [h.text for h in match.header.headings]
