"""Tidy tables: a row a unit and a period, in any order of columns, of any size.

Index tables (index, period, unit, score, rank, of, source) and dossier tables (counts, published
rates, what a rate was divided by) are read by one engine, block by block. A row that has an
unreadable cell or an unknown agency is rejected whole, with its place and the remedy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from cchc.catalog.catalog import Catalog
from cchc.catalog.identities import load_identities
from cchc.catalog.published import load_published
from cchc.figures import Draft, Finding, figure_table
from cchc.ingest.files.grid import Workbook
from cchc.ingest.tidy.assembly import Assembly
from cchc.ingest.tidy.blocks import blocks_of, data_rows
from cchc.ingest.tidy.checks import repeated_rows
from cchc.ingest.tidy.findings import findings_of
from cchc.ingest.tidy.headings import TidyHeader, nearest_header
from cchc.ingest.tidy.rows import Block, Reading
from cchc.ingest.tidy.table import Places
from cchc.periods import Period


@dataclass(frozen=True, kw_only=True)
class SheetRead:
    """What one sheet, or one text, gave."""

    header: TidyHeader
    figures: pa.Table
    findings: tuple[Finding, ...]
    period: Period | None
    rows_read: int = 0
    rows_rejected: int = 0


def match(
    workbook: Workbook,
    catalog: Catalog,
    explained: Mapping[str, str] | None = None,
    *,
    file: str = "",
    index: str | None = None,
) -> float:
    """How surely a workbook holds a tidy table: 0 not at all, 1 every heading is known."""
    from cchc.ingest.tidy.around import Around  # a large table is read without

    around = Around(workbook=workbook, file=file, catalog=catalog, index=index)
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    found = [header for sheet in shown for header in around.headers(sheet, explained)]
    return max((header.likeness for header in found), default=0.0)


def asks_index(
    workbook: Workbook, catalog: Catalog, explained: Mapping[str, str] | None = None
) -> bool:
    """Whether a sheet has scores or ranks by period that name no index."""
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    found = [nearest_header(sheet.cells, catalog, explained) for sheet in shown]
    return any(header.asks_index for header in found if header)


def read(
    workbook: Workbook,
    catalog: Catalog,
    *,
    file: str,
    sha256: str,
    agency: str | None = None,
    period: Period | None = None,
    explained: Mapping[str, str] | None = None,
    index: str | None = None,
) -> Draft:
    """Every sheet of a workbook that holds a tidy table, as one draft.

    `agency` is where names are looked for that give no province; `period` is of the rows that
    give none; `explained` says what headings mean; `index` is of scores that name none. What
    nobody chose is taken from the lines above the table, the sheet's and the file's name.
    """
    from cchc.ingest.tidy.around import Around

    around = Around(workbook=workbook, file=file, catalog=catalog, index=index)
    sheets, findings = [], [*workbook.findings]
    for sheet in workbook.sheets:
        for header in () if sheet.hidden else around.headers(sheet, explained):
            origin = around.origin(sheet, header, agency=agency, period=period)
            findings += origin.findings
            sheets.append(
                read_blocks(
                    blocks_of(sheet, header), header, catalog, places=Places(sheet=sheet.name),
                    agency=origin.agency, period=origin.period,
                )
            )  # fmt: skip
    return draft_of(sheets, catalog, file=file, sha256=sha256, agency=agency, findings=findings)


def read_blocks(
    blocks: Iterable[Block],
    header: TidyHeader,
    catalog: Catalog,
    *,
    places: Places,
    agency: str | None = None,
    period: Period | None = None,
) -> SheetRead:
    """One table from its blocks, which may be many and are taken one at a time."""
    words = load_published()
    reading = Reading(header, catalog, words, within=agency, given=period)
    assembly = Assembly(reading, header, catalog, places=places)
    totals: list[int] = []
    for block in blocks:
        rows, total_lines = data_rows(block, header, words)
        totals += total_lines.tolist()
        if len(rows.lines):
            assembly.take(rows)
    notes = [*_unknown_headings(header, places), *_totals(totals, places)]
    if not assembly.parts:
        return SheetRead(header=header, figures=figure_table([]), findings=(*notes,), period=None)
    return _sheet(assembly, header, notes)


def _sheet(assembly: Assembly, header: TidyHeader, notes: list[Finding]) -> SheetRead:
    table = assembly.table
    found = findings_of(assembly, assembly.words)
    repeated, repeats = repeated_rows(table)
    return SheetRead(
        header=header,
        figures=assembly.figures(repeats),
        findings=(*notes, *found, *repeated),
        period=_whole_period(assembly),
        rows_read=len(table.lines),
        rows_rejected=int(np.count_nonzero(~table.accepted)),
    )


def draft_of(
    sheets: list[SheetRead],
    catalog: Catalog,
    *,
    file: str,
    sha256: str,
    agency: str | None = None,
    findings: Iterable[Finding] = (),
) -> Draft:
    """The sheets of a file as one report, held to the identities of any report."""
    found = [*findings, *(finding for sheet in sheets for finding in sheet.findings)]
    figures = pa.concat_tables([sheet.figures for sheet in sheets] or [figure_table([])])
    if _is_counted(sheets, catalog):
        from cchc.ingest.checks.figures import check_figures

        found += check_figures(figures, catalog)
    periods = [sheet.period for sheet in sheets if sheet.period]
    rejected = sum(sheet.rows_rejected for sheet in sheets)
    rows = sum(sheet.rows_read for sheet in sheets)
    if not len(figures):
        found.append(_nothing_to_store(file))
    return Draft(
        file=file,
        sha256=sha256,
        form=sheets[0].header.form.id if sheets else None,
        agency=agency,
        period=_around(periods),
        rows_read=rows,
        rows_accepted=rows - rejected,
        rows_rejected=rejected,
        figures=figures,
        findings=found,
        refused=not len(figures),
    )


def _is_counted(sheets: list[SheetRead], catalog: Catalog) -> bool:
    """Whether any column is one that identities or rates speak of; scores and ranks are not."""
    spoken_of = {code for identity in load_identities() for code in identity.codes}
    spoken_of |= {one.code for one in catalog.indicators if one.numerator}
    counted = {b.meaning.indicator for sheet in sheets for b in sheet.header.counted}
    return bool(counted & spoken_of)


def _whole_period(assembly: Assembly) -> Period | None:
    """From the first to the last day that rows are about."""
    return _around([said.period for said in assembly.reading.periods.values if said.period])


def _around(periods: list[Period]) -> Period | None:
    if not periods:
        return None
    return Period(min(p.start for p in periods), max(p.end for p in periods))


def _unknown_headings(header: TidyHeader, places: Places) -> list[Finding]:
    """Columns that are left unread, so that nobody believes they were stored."""
    if not header.unknown:
        return []
    names = ", ".join(f"«{text}»" for text in header.unknown)
    where = places.row(header.row + 1)
    message = (
        f"Không hiểu cột {names}: số ở đó chưa được lưu. Nếu là số liệu, hãy chọn cách hiểu cột, "
        "đặt tiêu đề theo tên chỉ tiêu hoặc thêm cách viết vào data/reference/forms."
    )
    severity = "doubt" if _may_hold_the_score(header) or _may_be_counts(header) else "note"
    return [Finding(rule="unknown_column", severity=severity, where=where, message=message)]


def _may_hold_the_score(header: TidyHeader) -> bool:
    """Ranks without scores beside a column of numbers nobody understands: somebody should look."""
    return "rank" in header.roles and "score" not in header.roles and bool(header.unread_numbers)


def _may_be_counts(header: TidyHeader) -> bool:
    """Numbers that nobody understands beside counts of dossiers may be counts as well."""
    return bool(header.unread_numbers) and header.form.id == "tidy_dossiers"


def _totals(lines: list[int], places: Places) -> list[Finding]:
    if not lines:
        return []
    rows = ", ".join(map(str, lines[:5]))
    message = f"Dòng {rows} là dòng tổng cộng nên không tính là một đơn vị."
    return [Finding(rule="total_row", severity="note", where=places.row(lines[0]), message=message)]


def _nothing_to_store(file: str) -> Finding:
    message = f"Không có dòng nào của «{file}» lưu được: hãy sửa các lỗi đã nêu rồi nhập lại."
    return Finding(rule="nothing_to_store", severity="error", message=message)
