"""Figures of one report held against each other, with what only a text leaves open.

Exact figures go the way of any report (`checks`). Rounded ones («gần 49 ngàn», «trên 98%») are
held against each other within what they allow, and what is still open against what is not done.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from cchc.catalog.catalog import Catalog
from cchc.figures import Figure, Finding
from cchc.ingest.checks.figures import contradictions
from cchc.ingest.checks.rates import is_rounding
from cchc.ingest.prose.proposals import Proposal, Reading
from cchc.vietnamese import number, percent

# Counts of a part of all dossiers, as the counts they are within that part.
_OF_THE_PART = {
    "dossiers_commune_authority": "dossiers_received",
    "dossiers_commune_authority_on_time": "dossiers_on_time",
}
_OPEN = ("dossiers_in_progress_in_time", "dossiers_in_progress_overdue")
_SETTLED = ("dossiers_overdue", "dossiers_returned", "dossiers_withdrawn", "dossiers_stopped")
_WORDS = {"at_least": "hơn ", "nearly": "gần ", "about": "khoảng "}
_COARSE = 0.4  # «1%» for 0,5%: rounded, and yet twice as much
Bounds = tuple[float, float]


@dataclass(frozen=True)
class _Group:
    """What a report says of one agency, level, period and breakdown."""

    proposals: dict[str, Proposal]

    def value(self, code: str) -> float | None:
        """The figure itself; None where it is not given."""
        found = self.proposals.get(code)
        return None if found is None else found.figure.value

    def is_exact(self, *codes: str) -> bool:
        """Whether none of the codes given was rounded in the text."""
        given = [self.proposals[code].figure for code in codes if code in self.proposals]
        return not any(figure.approx for figure in given)

    @property
    def open(self) -> float | None:
        """The dossiers still being handled, one way or the other."""
        parts = [self.value(code) for code in _OPEN if code in self.proposals]
        return self.value("dossiers_in_progress") if not parts else sum(parts)

    @property
    def implied_resolved(self) -> float | None:
        """Received less those still open, where the text does not say how many were resolved."""
        received, left = self.value("dossiers_received"), self.open
        if received is None or left is None or "dossiers_resolved" in self.proposals:
            return None
        return received - left


def broken_arithmetic(reading: Reading, catalog: Catalog) -> Iterator[Finding]:
    """What contradicts itself among the figures of a reading."""
    proposals = [_as_counted(p) for p in reading.proposals if p.period and p.figure.agency]
    actual = [p for p in proposals if p.figure.kind == "actual"]
    groups = _groups(actual)
    exact = [p for p in actual if not p.figure.approx]
    yield from _of_exact(exact, groups, catalog)
    for group in groups.values():
        yield from _open_left(group)
        yield from _rounded_rates(group, catalog)


def _as_counted(proposal: Proposal) -> Proposal:
    """The proposal with the count it is within its part of all dossiers."""
    code = _OF_THE_PART.get(proposal.figure.indicator)
    if code is None:
        return proposal
    part = "thuộc thẩm quyền cấp xã"
    return replace(proposal, figure=replace(proposal.figure, indicator=code, breakdown=part))


def _key(figure: Figure) -> tuple:
    return figure.agency, figure.level, figure.start, figure.end, figure.breakdown


def _groups(proposals: Iterable[Proposal]) -> dict[tuple, _Group]:
    found: dict[tuple, _Group] = {}
    for proposal in proposals:
        group = found.setdefault(_key(proposal.figure), _Group({}))
        group.proposals.setdefault(proposal.figure.indicator, proposal)
    return found


# --- exact figures


def _of_exact(
    proposals: list[Proposal], groups: dict[tuple, _Group], catalog: Catalog
) -> Iterator[Finding]:
    figures = [proposal.figure for proposal in proposals]
    for found in contradictions(figures, catalog) if figures else ():
        first = figures[found.lines[0]]
        if not _is_explained(found.finding, groups[_key(first)]):
            yield found.finding


def _is_explained(finding: Finding, group: _Group) -> bool:
    """Whether a rate is the share of what was resolved, told by what is still open."""
    on_time, resolved = group.value("dossiers_on_time"), group.implied_resolved
    if (finding.rule, finding.indicator) != ("rate_mismatch", "on_time_rate"):
        return False
    return bool(on_time and resolved) and is_rounding(finding.stated, 100 * on_time / resolved)


def _open_left(group: _Group) -> Iterator[Finding]:
    """15.868 received, 15.539 on time: 329 are left, yet 379 are said to be open."""
    received, on_time = group.value("dossiers_received"), group.value("dossiers_on_time")
    left = group.open
    if None in (received, on_time, left) or "dossiers_resolved" in group.proposals:
        return
    settled = [code for code in _SETTLED if code in group.proposals]
    if not group.is_exact("dossiers_received", "dossiers_on_time", *settled, *_OPEN):
        return
    rest = received - on_time - sum(group.value(code) for code in settled)
    if rest == left:
        return
    place = group.proposals["dossiers_on_time"]
    minus = "".join(f" − {number(group.value(code))}" for code in settled)
    parts = [number(group.value(code)) for code in _OPEN if code in group.proposals]
    shown = f"{' + '.join(parts)} = {number(left)}" if len(parts) > 1 else number(left)
    yield Finding(
        rule="open_left", severity="doubt", where=f"câu {place.sentence}",
        agency=place.figure.agency, indicator="dossiers_in_progress", stated=left, expected=rest,
        message=f"Câu {place.sentence}: tiếp nhận {number(received)} − giải quyết trước và đúng "
        f"hạn {number(on_time)}{minus} = {number(rest)} hồ sơ chưa xong, nhưng văn bản ghi còn "
        f"{shown} hồ sơ đang giải quyết; đề nghị kiểm tra lại.",
    )  # fmt: skip


# --- rounded figures


def _rounded_rates(group: _Group, catalog: Catalog) -> Iterator[Finding]:
    """Rates that no way of reading «gần», «trên» reconciles with their counts."""
    for code, stated in group.proposals.items():
        indicator = catalog.indicators.get(code)
        top = group.proposals.get(indicator.numerator) if indicator.numerator else None
        said = stated.figure.denominator
        bases = [group.proposals.get(c) for c in ((said,) if said else indicator.denominators)]
        bases = [base for base in bases if base and base.figure.value]
        if not top or not bases:
            continue
        if all(group.is_exact(code, indicator.numerator, b.figure.indicator) for b in bases):
            continue
        if not any(_agrees(stated, top, base) for base in bases):
            yield _rate_finding(stated, top, bases[0], indicator.short or indicator.name)


def _agrees(stated: Proposal, top: Proposal, base: Proposal) -> bool:
    """Whether some values that the words allow give the rate."""
    low, high = _share(top, base)
    first, last = _bounds(stated.figure)
    nearest = min(max(stated.figure.value, low), high)
    reached = is_rounding(stated.figure.value, nearest) or (low <= last and first <= high)
    return reached and abs(nearest - stated.figure.value) <= _COARSE * max(nearest, 1e-9)


def _share(top: Proposal, base: Proposal) -> Bounds:
    """The least and the greatest share, in percent."""
    pairs = product(_bounds(top.figure), _bounds(base.figure))
    shares = [100 * part / whole for part, whole in pairs if whole]
    return min(min(shares), 100), min(max(shares), 100)


def _bounds(figure: Figure) -> Bounds:
    """Between what a rounded figure may lie: «gần 49 ngàn» from 48 to 49 thousand."""
    value, step = figure.value, _step(figure.value)
    return {
        "at_least": (value, value + step),
        "nearly": (value - step, value),
        "about": (value - step / 2, value + step / 2),
    }.get(figure.approx, (value, value))


def _step(value: float) -> float:
    """The last place a number was given to: 48.600 → 100, 98,5 → 0,1."""
    if value != int(value):
        return 10.0 ** -len(repr(round(value, 6)).partition(".")[2])
    step = 1
    while value and value % (10 * step) == 0:
        step *= 10
    return step


def _rate_finding(stated: Proposal, top: Proposal, base: Proposal, name: str) -> Finding:
    value, place = stated.figure.value, stated.sentence
    computed = 100 * top.figure.value / base.figure.value
    return Finding(
        rule="rate_mismatch", severity="doubt", where=f"câu {place}", agency=stated.figure.agency,
        indicator=stated.figure.indicator, stated=value, expected=round(computed, 2),
        message=f"Câu {place}: {name} ghi {_told(stated, percent(value, None))}, nhưng "
        f"{_told(top, number(top.figure.value))}/{_told(base, number(base.figure.value))} là "
        f"khoảng {percent(computed)}; giữ số đã ghi, đề nghị xác nhận.",
    )  # fmt: skip


def _told(proposal: Proposal, shown: str) -> str:
    """The figure with its approximating word."""
    return _WORDS.get(proposal.figure.approx, "") + shown
