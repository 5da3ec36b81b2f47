"""Published ranks against the order of published scores.

Ranks are held within one index, period, level, block and, below the province, one province; ties
share a rank (1, 2, 2, 4). Single facts are held to their order only; where every ranked unit is
there, also to the numbering.
"""

from dataclasses import dataclass

import numpy as np

from cchc.figures import Finding
from cchc.ingest.tidy.rows import combinations
from cchc.ingest.tidy.table import TidyTable, every
from cchc.vietnamese import number


@dataclass(frozen=True, kw_only=True)
class _Ordered:
    """Rows with both score and rank, by group and then rank; `score` such that more is better."""

    rows: np.ndarray
    group: np.ndarray
    rank: np.ndarray
    score: np.ndarray

    @property
    def same_group(self) -> np.ndarray:
        """Whether each row but the first stands in the group of the one before."""
        return self.group[1:] == self.group[:-1]


def check_ranks(table: TidyTable) -> list[Finding]:
    """Where ranks and scores contradict each other, and where an official tie was broken."""
    findings = []
    for index in range(len(table.reading.indices.values)):
        ordered = _ordered(table, index)
        if len(ordered.rows) > 1:
            findings += _of_index(table, ordered)
    return findings


def _of_index(table: TidyTable, ordered: _Ordered) -> list[Finding]:
    better = ordered.score[1:] > ordered.score[:-1]
    equal = ordered.score[1:] == ordered.score[:-1]
    same_rank = ordered.rank[1:] == ordered.rank[:-1]
    wrong = ordered.same_group & np.where(same_rank, ~equal, better)
    broken = ordered.same_group & equal & ~same_rank
    findings = every(np.flatnonzero(wrong), lambda n: _out_of_order(table, ordered, n))
    findings += every(np.flatnonzero(broken), lambda n: _tie_broken(table, ordered, n))
    return findings + _misnumbered(table, ordered, spoilt=ordered.group[1:][wrong])


def check_beyond(table: TidyTable) -> list[Finding]:
    """Ranks beyond the number of units ranked."""
    rank, of = table.number("rank"), table.number("of")
    with np.errstate(invalid="ignore"):
        rows = np.flatnonzero(table.accepted & (rank > of))
    return every(rows, lambda row: _beyond(table, row, float(rank[row]), float(of[row])))


def _beyond(table: TidyTable, row: int, rank: float, of: float) -> Finding:
    message = (
        f"{table.label(row)}: hạng {number(rank)} mà chỉ có {number(of)} đơn vị được xếp. "
        "Hãy xem lại hạng và tổng số"
    )
    return table.finding(
        row, "rank", "rank_beyond_of", "doubt", message, stated=rank, expected=of,
        indicator=_rank(table, row),
    )  # fmt: skip


def _ordered(table: TidyTable, index: int) -> _Ordered:
    """The rows of one index, so that a large table is never sorted as a whole."""
    score, rank = table.number("score"), table.number("rank")
    rows = np.flatnonzero(table.accepted & (table.indices == index))
    rows = rows[~np.isnan(score[rows]) & ~np.isnan(rank[rows])]
    rows = rows[_firsts(table, rows)] if table.has_repeats else rows
    group = table.groups(rows, table.period_keys, table.fields)
    order = _order(group, rank[rows].astype(np.int64))
    indicator = table.reading.indices.values[index]
    sign = -1 if indicator and indicator.better == "lower" else 1
    rows = rows[order]
    return _Ordered(rows=rows, group=group[order], rank=rank[rows], score=score[rows] * sign)


def _firsts(table: TidyTable, rows: np.ndarray) -> np.ndarray:
    """The first row of each agency and period: what repeats it is no rival of its own."""
    _, firsts = combinations([table.agency_keys[rows], table.period_keys[rows]])
    return np.sort(firsts)


def _order(group: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """The rows by group and then rank, equal ones as they stand."""
    order = np.argsort(_narrow(rank), kind="stable")
    return order[np.argsort(_narrow(group)[order], kind="stable")]


def _narrow(numbers: np.ndarray) -> np.ndarray:
    """Numbers from 0 in sixteen bits where they fit: those are sorted by counting."""
    return numbers.astype(np.uint16) if numbers.max(initial=0) < 2**16 else numbers


def _out_of_order(table: TidyTable, ordered: _Ordered, n: int) -> Finding:
    """The unit that stands behind (or beside) one that it should not stand behind."""
    before, row = ordered.rows[n], ordered.rows[n + 1]
    score, rank = table.number("score"), table.number("rank")
    message = (
        f"{table.label(row)} hạng {number(rank[row])} có {number(score[row])}, "
        f"{table.label(before)} hạng {number(rank[before])} có {number(score[before])}: "
        "thứ hạng trái với thứ tự điểm. Hãy đối chiếu nguồn"
    )
    return table.finding(
        row, "rank", "rank_mismatch", "doubt", message,
        stated=float(rank[row]), expected=_rank_by_score(table, ordered, n + 1),
        indicator=_rank(table, row),
    )  # fmt: skip


def _rank_by_score(table: TidyTable, ordered: _Ordered, n: int) -> float | None:
    """The rank its score gives: counted where all are there, else the best held by a worse one."""
    field = ordered.group == ordered.group[n]
    if _complete(table, ordered)[n]:
        return 1.0 + np.count_nonzero(field & (ordered.score > ordered.score[n]))
    overtaken = ordered.rank[field & (ordered.score < ordered.score[n])]
    best = overtaken.min(initial=np.inf)
    return float(best) if best < ordered.rank[n] else None


def _tie_broken(table: TidyTable, ordered: _Ordered, n: int) -> Finding:
    first, second = ordered.rows[n], ordered.rows[n + 1]
    score, rank = table.number("score"), table.number("rank")
    message = (
        f"{table.label(first)} và {table.label(second)} cùng {number(score[second])} mà được xếp "
        f"hạng {number(rank[first])} và {number(rank[second])}: nguồn đã tách điểm bằng nhau; "
        "thứ hạng được giữ như công bố"
    )
    return table.finding(
        second, "rank", "tie_broken", "note", message,
        stated=float(rank[second]), expected=float(rank[first]), indicator=_rank(table, second),
    )  # fmt: skip


def _misnumbered(table: TidyTable, ordered: _Ordered, *, spoilt: np.ndarray) -> list[Finding]:
    """In complete rankings otherwise in order: ranks that skip or repeat a place."""
    place = _place_in_group(ordered)
    complete = _complete(table, ordered)
    if not (complete & (place != ordered.rank)).any():
        return []
    complete &= ~np.isin(ordered.group, spoilt)
    closed_up = complete & (_closed_up(ordered) == ordered.rank)
    closed_up &= ~np.isin(ordered.group, ordered.group[complete & ~closed_up])
    rows = np.flatnonzero(complete & (place != ordered.rank) & ~closed_up)
    findings = every(rows, lambda n: _wrong_number(table, ordered, n, float(place[n])))
    first = np.flatnonzero(closed_up & (place != ordered.rank))
    starts = first[np.unique(ordered.group[first], return_index=True)[1]]
    return findings + every(starts, lambda n: _numbered_on(table, ordered, n, float(place[n])))


def _numbered_on(table: TidyTable, ordered: _Ordered, n: int, expected: float) -> Finding:
    """A whole ranking that counts on after a tie: 1, 2, 2, 3; said once."""
    row, stated = ordered.rows[n], float(ordered.rank[n])
    message = (
        f"{table.label(row)} được ghi hạng {number(stated)}, đếm theo điểm là hạng "
        f"{number(expected)}: từ đây bảng đánh số liền sau chỗ đồng hạng (1, 2, 2, 3) thay vì bỏ "
        "số (1, 2, 2, 4). Hãy xác nhận cách đánh số của nguồn"
    )
    return table.finding(
        row, "rank", "rank_mismatch", "doubt", message,
        stated=stated, expected=expected, indicator=_rank(table, row),
    )  # fmt: skip


def _wrong_number(table: TidyTable, ordered: _Ordered, n: int, expected: float) -> Finding:
    row, stated = ordered.rows[n], float(ordered.rank[n])
    message = (
        f"{table.label(row)} được ghi hạng {number(stated)}, đếm theo điểm là hạng "
        f"{number(expected)} (đồng hạng thì cùng hạng, 1, 2, 2, 4). Hãy đối chiếu nguồn"
    )
    return table.finding(
        row, "rank", "rank_mismatch", "doubt", message,
        stated=stated, expected=expected, indicator=_rank(table, row),
    )  # fmt: skip


def _place_in_group(ordered: _Ordered) -> np.ndarray:
    """The place of each row counted from the top of its group; equal ranks share the first."""
    at = np.arange(len(ordered.rows))
    new_group = np.append(True, ~ordered.same_group)
    new_rank = new_group | np.append(True, ordered.rank[1:] != ordered.rank[:-1])
    group_start = np.maximum.accumulate(np.where(new_group, at, 0))
    return np.maximum.accumulate(np.where(new_rank, at, 0)) - group_start + 1


def _closed_up(ordered: _Ordered) -> np.ndarray:
    """The place of each row where ties leave no gap behind them: 1, 2, 2, 3."""
    new_group = np.append(True, ~ordered.same_group)
    new_rank = new_group | np.append(True, np.diff(ordered.rank) != 0)
    counted = np.cumsum(new_rank)
    return counted - np.maximum.accumulate(np.where(new_group, counted - 1, 0))


def _complete(table: TidyTable, ordered: _Ordered) -> np.ndarray:
    """For each row whether all that were ranked with it are there."""
    of = table.number("of")[ordered.rows]
    sizes = np.bincount(ordered.group)[ordered.group]
    return sizes == of


def _rank(table: TidyTable, row: int) -> str | None:
    indicator = table.indicator(row)
    return indicator.rank if indicator else None
