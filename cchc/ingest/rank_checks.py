"""Ranks of a table against its scores, and the change of a rank against the rank before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicators import Indicators
from cchc.figures import Figure, Finding
from cchc.ingest.entries import Entry
from cchc.ingest.wording import figure_place

Block = tuple[int, ...]  # rows of the sections a row stands under: units are ranked apart


def with_ranked(entries: list[Entry], indicators: Indicators) -> list[Entry]:
    """The entries with every rank told of how many it is, block by block."""
    sizes: dict[tuple, int] = defaultdict(int)
    for entry, figure in _ranks(entries, indicators):
        sizes[_block(entry), figure.indicator, figure.start] += 1
    for entry in entries:
        entry.figures = [_of(figure, entry, sizes) for figure in entry.figures]
    return entries


def _of(figure: Figure, entry: Entry, sizes: dict[tuple, int]) -> Figure:
    size = sizes.get((_block(entry), figure.indicator, figure.start))
    return replace(figure, of=size) if size else figure


def rank_findings(entries: list[Entry], catalog: Catalog) -> Iterator[Finding]:
    """Ranks that the scores of their block do not give, and changes that the ranks do not give."""
    blocks: dict[tuple, list[tuple[Entry, Figure, float]]] = defaultdict(list)
    for entry, figure in _ranks(entries, catalog.indicators):
        score = _score(entry, figure, catalog.indicators)
        if score is not None:
            blocks[_block(entry), figure.indicator].append((entry, figure, score))
        yield from _change(entry, figure, catalog.indicators)
    for ranked in blocks.values():
        yield from _misplaced(ranked)


def _ranks(entries: Iterable[Entry], indicators: Indicators) -> Iterator[tuple[Entry, Figure]]:
    for entry in entries:
        for figure in entry.figures if entry.row.kind == "data" else ():
            if indicators.get(figure.indicator).kind == "rank" and figure.kind == "actual":
                yield entry, figure


def _block(entry: Entry) -> Block:
    return tuple(section.row for section in entry.row.sections)


def _score(entry: Entry, rank: Figure, indicators: Indicators) -> float | None:
    """The score that a rank is by, in the same row and for the same period."""
    code = indicators.get(rank.indicator).score
    return next(
        (f.value for f in entry.figures if f.indicator == code and f.start == rank.start), None
    )


def _misplaced(ranked: list[tuple[Entry, Figure, float]]) -> Iterator[Finding]:
    """Ranks that are not one more than the number of better scores."""
    for entry, figure, score in ranked:
        expected = 1 + sum(other > score for _, _, other in ranked)
        if figure.value != expected:
            message = (
                f"{entry.row.name}: ghi hạng {figure.value:g}, xếp theo điểm trong khối "
                f"{len(ranked)} đơn vị là hạng {expected}; đề nghị kiểm tra điểm và hạng."
            )
            yield _finding(entry, figure, "rank_mismatch", message, expected)


def _change(entry: Entry, figure: Figure, indicators: Indicators) -> Iterator[Finding]:
    """A stated change of rank against the two ranks of the row; up is positive."""
    earlier = [
        f for f in entry.figures if f.indicator == figure.indicator and f.start < figure.start
    ]
    stated = [f for f in entry.figures if indicators.get(f.indicator).of_change == figure.indicator]
    if not earlier or not stated:
        return
    expected = earlier[0].value - figure.value
    if stated[0].value != expected:
        message = (
            f"{entry.row.name}: ghi thay đổi {stated[0].value:+g} bậc, từ hạng "
            f"{earlier[0].value:g} đến hạng {figure.value:g} là {expected:+g}; đề nghị kiểm tra."
        )
        yield _finding(entry, stated[0], "rank_change_mismatch", message, expected)


def _finding(entry: Entry, figure: Figure, rule: str, message: str, expected: float) -> Finding:
    return Finding(
        rule=rule, severity="doubt", message=message, agency=entry.agency,
        where=figure_place(figure.row, figure.place), stated=figure.value, expected=expected,
        indicator=figure.indicator,
    )  # fmt: skip
