"""Everything a tidy table gives reason to say, with the line, the value and the remedy."""

from collections.abc import Iterator

import numpy as np

from cchc.catalog.published import Published
from cchc.errors import UnknownCodeError
from cchc.figures import Finding
from cchc.ingest.tidy.assembly import Assembly
from cchc.ingest.tidy.checks import (
    check_rank_basis,
    check_remarks,
    check_scales,
)
from cchc.ingest.tidy.counts import check_counts
from cchc.ingest.tidy.names import Problem
from cchc.ingest.tidy.ranks import check_beyond, check_ranks
from cchc.ingest.tidy.table import TidyTable, every
from cchc.ingest.tidy.times import check_times
from cchc.ingest.tidy.values import name_of


def findings_of(assembly: Assembly, words: Published) -> list[Finding]:
    """What is wrong with single rows, then what rows and columns say against each other."""
    table = assembly.table
    found = [
        *_bad_cells(assembly), *_left_out(assembly), *_periods(table), *_names(table),
        *_indices(assembly), *_denominators(assembly), *check_times(table),
        *check_ranks(table), *check_beyond(table), *check_scales(table),
    ]  # fmt: skip
    notes, basis = assembly.texts("note"), assembly.texts("rank_basis")
    found += check_remarks(table, notes, words) if notes is not None else []
    found += check_rank_basis(table, basis, words) if basis is not None else []
    return found + (check_counts(assembly) if table.header.counted else [])


def _bad_cells(assembly: Assembly) -> list[Finding]:
    """Cells that are no number, or none that can be."""
    table, cells = assembly.table, list(assembly.bad_cells())

    def say(n: int) -> Finding:
        row, cell = cells[n]
        message = f"«{cell.printed}» {cell.reason}. Hãy sửa ô này rồi nhập lại; dòng chưa được lưu"
        where = table.places.cell(cell.column, int(table.lines[row]))
        return Finding(
            rule=cell.rule, severity="error", where=where, stated=cell.printed,
            message=f"{where[0].upper()}{where[1:]}: {message}.",
        )  # fmt: skip

    return every(np.arange(len(cells)), say)


def _left_out(assembly: Assembly) -> Iterator[Finding]:
    """Moves printed beside ranks, which are known from the ranks of both years."""
    for column, (row, printed) in assembly.left_out().items():
        message = (
            f"«{printed}» bên cạnh thứ hạng không được lưu; mức tăng, giảm hạng được tính từ hạng "
            "của hai năm"
        )
        name = name_of(column)
        yield assembly.table.finding(
            row, name, "rank_move_left_out", "note", message, stated=printed
        )


def _periods(table: TidyTable) -> Iterator[Finding]:
    """Rows without a period, and periods that say two things; equal ones once."""
    for number, said in enumerate(table.reading.periods.values):
        text = said.problem or said.doubt
        if text:
            rows = np.flatnonzero(table.periods == number)
            kind = ("no_period", "error") if said.problem else ("period_conflict", "doubt")
            yield _about_rows(table, rows, *kind, said.role or "period", text, said.printed)


def _names(table: TidyTable) -> Iterator[Finding]:
    """What is wrong or doubtful about agencies; equal names once."""
    troubled = [n for n, named in enumerate(table.reading.names.values) if named.problems]
    if not troubled:
        return
    place = np.full(len(table.reading.names.values) + 1, -1)
    place[troubled] = np.arange(len(troubled))
    of_row = place[table.names]
    rows = np.flatnonzero(of_row >= 0)
    rows = rows[np.argsort(of_row[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(of_row[rows], prepend=-1))
    for same in np.split(rows, starts[1:]):
        for problem in table.named(same[0]).problems:
            yield _named_problem(table, same, problem)


def _named_problem(table: TidyTable, rows: np.ndarray, problem: Problem) -> Finding:
    text = problem.message if not problem.printed else f"«{problem.printed}»: {problem.message}"
    return _about_rows(
        table, rows, problem.rule, problem.severity, problem.role, text,
        problem.printed, problem.expected,
    )  # fmt: skip


def _about_rows(
    table: TidyTable, rows: np.ndarray, rule: str, severity, role: str, text: str,
    stated: str | None = None, expected: str | None = None,
) -> Finding:  # fmt: skip
    """One finding for all rows that have the same cells; the first one's place."""
    others = f" (và {len(rows) - 1} dòng khác)" if len(rows) > 1 else ""
    message = f"{text.rstrip('.')}{others}"
    return table.finding(
        int(rows[0]), role, rule, severity, message, stated=stated, expected=expected
    )


def _indices(assembly: Assembly) -> Iterator[Finding]:
    """Rows whose index is missing or not in the registry, and ranks that have no indicator."""
    table = assembly.table
    if "index" not in table.header.roles:
        return
    ranked = ~np.isnan(table.number("rank"))
    for number, indicator in enumerate(table.reading.indices.values):
        if indicator and indicator.rank:
            continue
        rows = np.flatnonzero(table.indices == number)
        printed, _ = table.reading.indices.said[number]
        if indicator is None and len(rows):
            text = _unknown_index(assembly, printed)
            yield _about_rows(table, rows, "unknown_indicator", "error", "index", text, printed)
        elif indicator and len(rows := rows[ranked[rows]]):
            text = f"thứ hạng của «{printed}» chưa có chỉ tiêu trong danh mục nên không được lưu"
            yield _about_rows(table, rows, "rank_not_kept", "doubt", "rank", text, printed)


def _unknown_index(assembly: Assembly, printed: str | None) -> str:
    if printed is None:
        return "dòng không nêu chỉ số. Hãy điền cột chỉ số"
    try:
        assembly.catalog.indicators.get(printed)
    except UnknownCodeError as error:
        return f"{error} Hãy sửa tên, hoặc thêm tên này vào data/reference/indicators.toml"
    return f"«{printed}» là mã chỉ tiêu; hãy ghi tên chỉ số"


def _denominators(assembly: Assembly) -> Iterator[Finding]:
    """Bases of rates that nobody knows."""
    column = assembly.texts("denominator")
    if column is None:
        return
    known = column.unify_dictionaries().combine_chunks()
    words = known.dictionary.to_pylist()
    codes = known.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    for number, word in enumerate(words):
        rows = np.flatnonzero(codes == number)
        if assembly.words.denominator(word) is None and len(rows):
            text = f"không hiểu mẫu số «{word}»; tỷ lệ được giữ mà không ghi mẫu số. Hãy sửa ô này"
            yield _about_rows(
                assembly.table, rows, "unknown_denominator", "doubt", "denominator", text, word
            )
