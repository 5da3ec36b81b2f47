"""The report tables of a workbook: which sheets and rows hold one, and which form each is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cchc.catalog.form import Form
from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.files.grid import Grid, Workbook
from cchc.ingest.forms.header_block import Text, cover_lines, sheet_lines, year_of
from cchc.ingest.forms.headings import header_at
from cchc.ingest.forms.matching import IS_FORM, Match, best_match

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
    corrections: Mapping[str, str] | None = None,
    floor: float = IS_FORM,
) -> list[ReportTable]:
    """The tables of the sheets that are shown; of hidden ones only where there are no others."""
    search = _Search(forms=tuple(forms), words=words, corrections=corrections or {}, floor=floor)
    for hidden in (False, True):
        sheets = [grid for grid in workbook.sheets if grid.hidden is hidden]
        tables = [table for grid in sheets for table in search.tables(grid)]
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

    forms: tuple[Form, ...]
    words: Vocabulary
    corrections: Mapping[str, str]
    floor: float

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
        lines = list(sheet_lines(grid, range(start, header.first)))
        said = " ".join(line.text for line in lines)
        return best_match(
            header, self.forms, self.words, said=said, year=year_of(lines, self.words),
            corrections=self.corrections, floor=self.floor,
        )  # fmt: skip


def _continues(table: Match, match: Match) -> bool:
    """Whether headings are those of the table above, printed again."""
    return [h.text for h in table.header.headings] == [h.text for h in match.header.headings]
