"""What contradicts itself in a tidy table: rows that repeat, odd scales, remarks in its notes.

Ranks are held by tidy_ranks.py, counts and rates by tidy_counts.py and checks.py.
"""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from cchc.catalog.indicators import Indicator
from cchc.catalog.published import Published
from cchc.figures import Finding
from cchc.ingest.checks.scales import ODD_SCALE, small_scale
from cchc.ingest.tidy.rows import combinations
from cchc.ingest.tidy.table import TidyTable, every
from cchc.vietnamese import fold, number

READ_ALONG = {"of", "recomputed", "country_average"}  # numbers that are no figure of the row


def repeated_rows(table: TidyTable) -> tuple[list[Finding], dict[str, np.ndarray]]:
    """Findings on rows of one key, and by column the rows that only repeat an earlier cell."""
    findings: list[Finding] = []
    repeats: dict[str, list[np.ndarray]] = {}
    if not table.has_repeats:
        return [], {}
    for index in range(len(table.reading.indices.values)):
        rows = np.flatnonzero(table.accepted & (table.indices == index))
        keys = table.groups(rows, table.agency_keys, table.period_keys)
        often = np.bincount(keys)[keys] > 1 if len(rows) else np.zeros(0, bool)
        if often.any():
            findings += _repeats(table, rows[often], keys[often], repeats)
    return findings, {name: np.concatenate(again) for name, again in repeats.items()}


def _repeats(
    table: TidyTable, rows: np.ndarray, keys: np.ndarray, repeats: dict[str, list[np.ndarray]]
) -> list[Finding]:
    """Findings on rows whose key stands in several; adds to `repeats` what says nothing new."""
    findings, contested, doubled = [], np.zeros(len(table.lines), bool), []
    for name in table.numbers.keys() - READ_ALONG:
        again, firsts, others = _said_again(table.numbers[name], rows, keys)
        repeats.setdefault(name, []).append(again)
        doubled.append(again)
        contested[others] = True
        first_of = dict(zip(others.tolist(), firsts.tolist(), strict=True))
        findings += every(others, lambda row, n=name, f=first_of: _conflict(table, n, f[row], row))
    first_of = dict(zip(rows.tolist(), rows[_firsts(keys)].tolist(), strict=True))
    only_doubled = np.unique(np.concatenate(doubled))
    only_doubled = only_doubled[~contested[only_doubled]]
    findings += every(only_doubled, lambda row: _duplicate(table, first_of[row], row))
    return findings


def _said_again(
    values: np.ndarray, rows: np.ndarray, keys: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows that repeat a value of their key; of those with another value, the first row and theirs.

    The first row with a value settles it for its key.
    """
    there = ~np.isnan(values[rows])
    rows, keys = rows[there], keys[there]
    bits = np.unique(values[rows], return_inverse=True)[1]
    earliest = _firsts(combinations([keys, bits])[0])
    again = earliest != np.arange(len(rows))
    first = _firsts(keys)
    other = ~again & (values[rows] != values[rows[first]])
    return rows[again], rows[first[other]], rows[other]


def _firsts(codes: np.ndarray) -> np.ndarray:
    """For each entry the place of the first one with its code."""
    numbers, firsts = combinations([codes])
    return firsts[numbers]


def _conflict(table: TidyTable, name: str, first: int, row: int) -> Finding:
    stated, expected = (float(table.numbers[name][r]) for r in (row, first))
    heading = table.column(name).heading
    message = (
        f"{table.label(row)} có «{heading}» {number(stated)}, dòng {table.lines[first]} cùng đơn "
        f"vị, cùng kỳ ghi {number(expected)}{_other_words(table, first, row)}; số gặp trước được "
        "dùng. Hãy xác nhận số nào đúng"
    )
    return table.finding(
        row, name, "conflict", "doubt", message, stated=stated, expected=expected,
        indicator=_code(table, name, row),
    )  # fmt: skip


def _other_words(table: TidyTable, first: int, row: int) -> str:
    """The periods as printed, where rows of one period print it differently."""
    said = [table.reading.periods.values[table.periods[r]].printed for r in (first, row)]
    return "" if said[0] == said[1] else f" (kỳ in là «{said[1]}» và «{said[0]}»)"


def _duplicate(table: TidyTable, first: int, row: int) -> Finding:
    message = f"lặp lại dòng {table.lines[first]} ({table.label(row)}); chỉ tính một lần"
    return table.finding(row, None, "duplicate_row", "note", message, stated=0.0, expected=0.0)


def _code(table: TidyTable, name: str, row: int) -> str | None:
    """The indicator that a column's number is of."""
    index = table.indicator(row)
    if name == "score":
        return index and index.code
    return (index and index.rank) if name == "rank" else name


def check_scales(table: TidyTable) -> list[Finding]:
    """Scores beyond their scale, and scores that were given on a smaller one."""
    findings = []
    for bound in table.header.counted:
        indicator = table.catalog.indicators.get(bound.meaning.indicator)
        if _is_scaled(indicator) and indicator.code in table.numbers:
            findings += _off_scale(table, indicator.code, indicator, table.accepted)
    for index in _indices_off_scale(table) if "score" in table.numbers else ():
        mine = table.accepted & (table.indices == index)
        findings += _off_scale(table, "score", table.reading.indices.values[index], mine)
    return findings


def _indices_off_scale(table: TidyTable) -> list[int]:
    """The indices that have any score beyond their scale, or on a smaller one."""
    scaled = [one if one and _is_scaled(one) else None for one in table.reading.indices.values]
    most = np.array([np.inf if one is None or one.max is None else one.max for one in scaled])
    least = np.array([-np.inf if one is None else 0.0 for one in scaled])
    scores, of = table.numbers["score"], table.indices
    low = np.where(np.isinf(most), 0.0, most / ODD_SCALE)
    if low.max() < np.fmin.reduce(scores) and np.fmax.reduce(scores) <= most.min():
        return []
    with np.errstate(invalid="ignore"):
        is_off = (scores > most[of]) | (scores < least[of]) | ((scores > 0) & (scores <= low[of]))
    return np.unique(of[is_off & table.accepted]).tolist()


def _is_scaled(indicator: Indicator) -> bool:
    return indicator.max is not None or indicator.kind == "score"


def _off_scale(
    table: TidyTable, name: str, indicator: Indicator, mine: np.ndarray
) -> Iterable[Finding]:
    values, most = table.numbers[name], np.inf if indicator.max is None else indicator.max
    with np.errstate(invalid="ignore"):
        beyond = np.flatnonzero(mine & ((values > most) | (values < 0)))
        small = np.flatnonzero(mine & (values > 0) & (values <= most / ODD_SCALE))
    yield from every(beyond, lambda row: _beyond(table, name, indicator, row))
    if len(small) and indicator.max is not None and indicator.kind == "score":
        message = (
            f"{indicator.short} {number(values[small[0]])} có vẻ theo thang nhỏ hơn thang "
            f"{number(indicator.max)}{_and_others(len(small))}. Hãy xem lại đơn vị tính"
        )
        are_all = len(small) == np.count_nonzero(mine & (values > 0))
        severity = small_scale(indicator) if are_all else "note"
        yield table.finding(
            small[0], name, "scale_differs", severity, message,
            stated=float(values[small[0]]), indicator=indicator.code,
        )  # fmt: skip


def _beyond(table: TidyTable, name: str, indicator: Indicator, row: int) -> Finding:
    value = float(table.numbers[name][row])
    limit = 0.0 if value < 0 else float(indicator.max)
    said = "nhỏ hơn 0" if value < 0 else f"vượt điểm tối đa {number(limit)}"
    message = f"{indicator.short} {number(value)} {said}. Hãy xem lại dấu thập phân và thang điểm"
    return table.finding(
        row, name, "out_of_range", "doubt", message, stated=value, expected=limit,
        indicator=indicator.code,
    )  # fmt: skip


def check_remarks(table: TidyTable, notes: pa.ChunkedArray, words: Published) -> list[Finding]:
    """What the notes of those who copied the figures say about them; equal notes once."""
    findings = []
    for text, rows in _rows_by_text(table, notes):
        for remark in words.remarks:
            if remark.speaks_in(fold(text)):
                message = (
                    f"{table.label(rows[0])}{_and_others(len(rows))}: {remark.message} "
                    f"(«{text}»); {remark.remedy}"
                )
                stated = table.number("score")[rows[0]]
                found = table.finding(
                    rows[0], "note", remark.rule, remark.severity, message,
                    stated=None if np.isnan(stated) else float(stated),
                )  # fmt: skip
                findings.append(found)
    return findings


def check_rank_basis(table: TidyTable, basis: pa.ChunkedArray, words: Published) -> list[Finding]:
    """Where the file itself says that its ranks were computed, not published."""
    findings = []
    for text, rows in _rows_by_text(table, basis):
        if words.holds(text, "computed_rank"):
            message = (
                f"{len(rows)} dòng ghi thứ hạng được tính từ điểm («{text}»), không phải hạng "
                "do nơi đánh giá công bố; hãy nêu điều đó khi trích dẫn"
            )
            findings.append(table.finding(rows[0], "rank_basis", "rank_computed", "note", message))
    return findings


def _rows_by_text(table: TidyTable, column: pa.ChunkedArray) -> list[tuple[str, np.ndarray]]:
    """Each distinct text of a column with the accepted rows that have it, in their order."""
    encoded = column.unify_dictionaries().combine_chunks()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(table.accepted & (codes >= 0))
    order = rows[np.argsort(codes[rows], kind="stable")]
    starts = np.flatnonzero(np.append(True, np.diff(codes[order]) != 0)) if len(order) else []
    texts = encoded.dictionary.to_pylist()
    return [(texts[codes[same[0]]], same) for same in np.split(order, starts[1:]) if len(same)]


def _and_others(rows: int) -> str:
    return f" (và {rows - 1} dòng khác)" if rows > 1 else ""
