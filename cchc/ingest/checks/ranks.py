"""Ranks of a table against its scores, and the change of a rank against the rank before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicators import Indicators
from cchc.catalog.published import load_published
from cchc.figures import Figure, Finding
from cchc.ingest.checks.wording import figure_place
from cchc.ingest.forms.entries import Entry
from cchc.vietnamese import fold

RANKED = ("score", "rank", "change")
Block = tuple[int, ...]  # rows of the sections a row stands under: units are ranked apart


def with_ranked(entries: list[Entry], catalog: Catalog) -> list[Entry]:
    """The entries with every rank told of how many it is, block by block.

    Where units of one level are ranked in several blocks (phường, xã), the block is the breakdown
    of their scores and ranks: there are two first places. Of provinces a list may be the first ten.
    """
    indicators = catalog.indicators
    found: dict[tuple, list[float]] = defaultdict(list)
    for entry, figure in _ranks(entries, indicators):
        found[_field(entry, figure)].append(figure.value)
    sizes = {key: len(ranks) for key, ranks in found.items() if not _is_part(ranks)}
    if any(level == "province" for _, level, _, _ in sizes):
        every = {len(catalog.agencies.valid_on(d, level="province")) for d in _ends(entries)}
        sizes = {key: n for key, n in sizes.items() if key[1] != "province" or n in every}
    apart = _ranked_apart(entries)
    for entry in entries:
        name = _block_name(entry) if _level(entry) in apart else None
        of_block = (_in_block(figure, name, indicators) for figure in entry.figures)
        entry.figures = [_of(figure, entry, sizes) for figure in of_block]
    return entries


def _field(entry: Entry, figure: Figure) -> tuple:
    """What a rank is a place in: block, level, indicator and period."""
    return _block(entry), figure.level, figure.indicator, figure.start


def _ends(entries: Iterable[Entry]) -> set[date]:
    """First and last days of the periods: the provinces of either may be ranked."""
    return {day for e in entries for f in e.figures for day in (f.start, f.end)}


def _is_part(ranks: list[float]) -> bool:
    """Whether the ranks are of some of those ranked: 1, 5 and 40 of 63."""
    return max(ranks) > len(ranks)


def _ranked_apart(entries: list[Entry]) -> set[str | None]:
    """The levels whose units stand in several blocks."""
    blocks: dict[str | None, set[Block]] = defaultdict(set)
    for entry in entries:
        if entry.row.kind == "data" and entry.row.sections:
            blocks[_level(entry)].add(_block(entry))
    return {level for level, found in blocks.items() if len(found) > 1}


def _level(entry: Entry) -> str | None:
    return entry.figures[0].level if entry.figures else None


def _block_name(entry: Entry) -> str | None:
    """The block as it is called everywhere: "xã, đặc khu" of "KHỐI XÃ, ĐẶC KHU"."""
    names = [fold(section.name) for section in entry.row.sections]
    blocks = load_published().blocks
    return next((blocks[name] for name in reversed(names) if name in blocks), None)


def _in_block(figure: Figure, block: str | None, indicators: Indicators) -> Figure:
    if block is None or figure.breakdown or indicators.get(figure.indicator).kind not in RANKED:
        return figure
    return replace(figure, breakdown=block)


def _of(figure: Figure, entry: Entry, sizes: dict[tuple, int]) -> Figure:
    size = sizes.get(_field(entry, figure))
    return replace(figure, of=size) if size and not figure.of else figure


def rank_findings(entries: list[Entry], catalog: Catalog) -> Iterator[Finding]:
    """Ranks that the scores of their block do not give, and changes that the ranks do not give."""
    blocks: dict[tuple, list[tuple[Entry, Figure, float]]] = defaultdict(list)
    for entry, figure in _ranks(entries, catalog.indicators):
        score = _score(entry, figure, catalog.indicators)
        if score is not None:
            blocks[_field(entry, figure)].append((entry, figure, score))
        yield from _change(entry, figure, catalog.indicators)
    for ranked in blocks.values():
        yield from _misplaced(ranked)


def _ranks(entries: Iterable[Entry], indicators: Indicators) -> Iterator[tuple[Entry, Figure]]:
    for entry in entries:
        for figure in entry.figures if entry.row.kind == "data" else ():
            if indicators.get(figure.indicator).kind == "rank" and figure.kind == "actual":
                yield entry, figure


def _block(entry: Entry) -> Block:
    """The sections that units are ranked in; provinces listed by region are ranked together."""
    if _level(entry) in ("province", "region"):
        return ()
    return tuple(section.row for section in entry.row.sections)


def _score(entry: Entry, rank: Figure, indicators: Indicators) -> float | None:
    """The score that a rank is by, in the same row and for the same period."""
    code = indicators.get(rank.indicator).score
    return next(
        (f.value for f in entry.figures if f.indicator == code and f.start == rank.start), None
    )


def _misplaced(ranked: list[tuple[Entry, Figure, float]]) -> Iterator[Finding]:
    """Ranks that are not one more than the number of better scores.

    Where only some of those ranked are listed, their order is all that is known.
    """
    is_part = _is_part([figure.value for _, figure, _ in ranked])
    for entry, figure, score in ranked:
        expected = 1 + sum(other > score for _, _, other in ranked)
        stated = sum(f.value < figure.value for _, f, _ in ranked) + 1 if is_part else figure.value
        if stated != expected:
            message = (
                f"{entry.row.name}: ghi hạng {figure.value:g}, xếp theo điểm trong khối "
                f"{len(ranked)} đơn vị{' có trong biểu' if is_part else ''} là hạng {expected}; "
                "đề nghị kiểm tra điểm và hạng."
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
