"""What the figures of one report say about each other: parts beside wholes, rates beside counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from cchc.catalog.indicators import Indicators
from cchc.ingest.prose.proposals import Alternative
from cchc.ingest.prose.said import Said
from cchc.ingest.prose.sections import BULLETS

_EARLY_TWINS = {
    "dossiers_on_time": "dossiers_exactly_on_time",
    "on_time_rate": "exactly_on_time_rate",
}
_EARLY = {"dossiers_on_time": "dossiers_early", "on_time_rate": "early_rate"}
# Codes a share may mean, with the counts it would be computed from: (numerator, denominators).
_SHARES = {
    "resolved_rate": ("dossiers_resolved", ("dossiers_received", "dossiers_to_process")),
    "on_time_rate": (
        "dossiers_on_time",
        ("dossiers_resolved", "dossiers_received", "dossiers_due"),
    ),
    "overdue_rate": (
        "dossiers_overdue",
        ("dossiers_resolved", "dossiers_received", "dossiers_due"),
    ),
}
# How dossiers were filed: told of those received, and again of those resolved.
_WAYS = {
    "online_dossiers", "online_full_dossiers", "online_partial_dossiers", "dossiers_direct",
    "dossiers_direct_bcci", "bcci_dossiers", "online_level3_dossiers", "online_level4_dossiers",
}  # fmt: skip
_FLOWS = {
    "dossiers_received", "dossiers_received_new", "dossiers_to_process", "dossiers_resolved",
}  # fmt: skip
_HEADLINES, _LONGEST_HEADLINE = 4, 30  # lines, words
_ROUND_NUMBER = 0.05  # «hơn 20.000» and 20.586 are one figure, told twice


def settle(said: list[Said], indicators: Indicators) -> list[Said]:
    """The figures once their neighbours have been asked."""
    near = _by_sentence(said)
    said = [_exactly_on_time(one, near) for one in said]
    near = _by_sentence(said)
    said = [_to_process(one, near) for one in said]
    said = [_all_received(one, said) for one in said]
    near = _by_sentence(said)
    said = [_fitting_beside(_fitting_share(one, said), near) for one in said]
    said = [_of_both_levels(one, said) for one in said]
    said = _units_before_visits(_of_what_was_resolved(said))
    return _once(_below_headlines(_with_denominators(said, indicators)))


def _by_sentence(said: Iterable[Said]) -> dict[int, list[Said]]:
    found = defaultdict(list)
    for one in said:
        found[one.sentence.number].append(one)
    return found


def _here(one: Said) -> tuple:
    """Whose and when and of which part, regardless of what."""
    return one.scope.agency, one.level, one.period, one.breakdown


def _exactly_on_time(one: Said, said: dict[int, list[Said]]) -> Said:
    """«trước hạn A, đúng hạn B»: B is the part that was exactly on time."""
    twin = _EARLY_TWINS.get(one.code)
    if twin is None or "on_time_all" in one.mention.features:
        return one
    here = one.sentence.number
    for other in (other for n in (here - 1, here, here + 1) for other in said.get(n, ())):
        beside = other.code == _EARLY[one.code] and _here(other) == _here(one)
        if beside and other.kind == one.kind and not _is_within(other, one):
            return replace(one, code=twin)
    return one


def _is_within(part: Said, whole: Said) -> bool:
    """Whether the early ones are named as a part of those on time."""
    return (
        part.sentence.number == whole.sentence.number
        and part.mention.stretch.parent is not None
        and part.value <= whole.value
        and part.mention.stretch.previous is not None
        and part.number.first > whole.number.first
        and part.mention.stretch.parent != whole.mention.stretch.parent
    )


def _to_process(one: Said, said: dict[int, list[Said]]) -> Said:
    """«tổng số hồ sơ giải quyết A, trong đó tiếp nhận mới B»: A is what was to be handled."""
    if one.code != "dossiers_resolved":
        return one
    parts = [
        other for other in said[one.sentence.number]
        if other.code == "dossiers_received_new" and _here(other) == _here(one)
        and other.number.first > one.number.first
        and other.mention.stretch.parent is not None
    ]  # fmt: skip
    return replace(one, code="dossiers_to_process") if parts else one


def _all_received(one: Said, said: list[Said]) -> Said:
    """«tiếp nhận trong kỳ A»: all that was received, where nothing was carried over."""
    if one.code != "dossiers_received_new" or "total" in one.mention.features:
        return one
    wholes = ("dossiers_received", "dossiers_carried_over", "dossiers_to_process")
    if any(other.code in wholes and _here(other) == _here(one) for other in said):
        return one
    was = Alternative(indicator=one.code, value=one.value, reason="theo lời văn")
    return replace(one, code="dossiers_received", alternatives=(was,))


def _fitting_share(one: Said, said: list[Said]) -> Said:
    """Of two meanings of a share, the one its counts give: 87.253/87.582 is 99,62%."""
    others = [alternative.indicator for alternative in one.alternatives]
    if one.code not in _SHARES or not set(others) & set(_SHARES):
        return one
    return _fitting(one, others, said)


def _fitting_beside(one: Said, near: dict[int, list[Said]]) -> Said:
    """«9.981 hồ sơ đúng hạn, 8 hồ sơ quá hạn, đạt 99,92%»: of those that are on time."""
    if one.code not in _SHARES or one.mention.meaning.source != "previous":
        return one
    return _fitting(one, [code for code in _SHARES if code != one.code], near[one.sentence.number])


def _fitting(one: Said, others: Iterable[str], said: list[Said]) -> Said:
    """The share under the code that its counts give, its own first."""
    if _computes(one.code, one, said):
        return replace(one, alternatives=())
    for code in others:
        if code in _SHARES and _computes(code, one, said):
            was = Alternative(indicator=one.code, value=one.value, reason="theo lời văn")
            why = (*one.why, "mã chọn theo phép tính từ các con số cùng báo cáo")
            return replace(one, code=code, alternatives=(was,), why=why)
    return one


def _computes(code: str, share: Said, said: list[Said]) -> bool:
    """Whether a numerator over a denominator of the same agency and period gives the share."""
    numerator, denominators = _SHARES[code]
    near = [s for s in said if _is_near(s, share)]
    return any(
        _is_share(share, top.value, bottom.value)
        for top in near
        if top.code == numerator
        for bottom in near
        if bottom.code in denominators and bottom.value
    )


def _is_share(share: Said, top: float, bottom: float) -> bool:
    """Whether a printed share is that of two counts, rounded as it is printed."""
    tolerance = 0.5 * 10**-share.number.decimals + 1e-9
    return bool(bottom) and abs(100 * top / bottom - share.value) <= tolerance


def _is_near(one: Said, other: Said) -> bool:
    """Same agency and form of scope; the period may be the name of the same window."""
    return one.scope.agency == other.scope.agency and one.level == other.level


def _of_both_levels(one: Said, said: list[Said]) -> Said:
    """«mức 3 là 322, mức 4 là 84, chiếm 31,6%»: of both together, if their sum gives it."""
    source, here = one.mention.meaning.source, one.sentence.number
    if one.code != "online_level4_rate" or source != "previous":
        return one
    counts = [
        sum(s.value for s in said if s.code == code and s.sentence.number == here)
        for code in ("online_level3_dossiers", "online_level4_dossiers")
    ]
    wholes = [s.value for s in said if s.code in _SHARES["resolved_rate"][1] and _is_near(s, one)]
    if not counts[0] or any(_is_share(one, counts[1], whole) for whole in wholes):
        return one
    was = Alternative(indicator=one.code, value=one.value, reason="theo lời văn")
    both = replace(one, code="online_rate", alternatives=(was,))
    if any(_is_share(one, sum(counts), whole) for whole in wholes):
        return both
    return both.doubted("không rõ tỷ lệ của mức độ 4 hay của cả hai mức")


def _of_what_was_resolved(said: list[Said]) -> list[Said]:
    """«nhận 20 hồ sơ (trực tuyến 18); giải quyết 17 (trực tuyến 15)»: the 15 are of the latter."""
    is_resolved: dict[tuple, bool] = {}  # what was counted last of somebody
    ways: dict[tuple, list[tuple[int, bool]]] = defaultdict(list)
    for place, one in enumerate(said):
        if one.code in _FLOWS:
            is_resolved[_here(one)] = one.code == "dossiers_resolved"
        elif one.code in _WAYS and one.kind == "actual":
            itself = one.mention.features & {"received", "received_new", "resolved"}
            tells = itself == {"resolved"} if itself else is_resolved.get(_here(one), False)
            ways[one.key].append((place, tells))
    settled = list(said)
    for group in ways.values():
        filed = {said[place].value for place, tells in group if not tells}
        for place, tells in group if filed else ():
            if tells and said[place].value not in filed and not said[place].breakdown:
                settled[place] = replace(said[place], breakdown="đã giải quyết")
    return settled


def _units_before_visits(said: list[Said]) -> list[Said]:
    """«4 cuộc kiểm tra» beside «11 đơn vị được kiểm tra»: the code counts the units."""
    units = [one.mention.meaning.measure.unit for one in said if one.code == "units_inspected"]
    if "agency" not in units:
        return said
    return [one for one in said if one.mention.meaning.measure.unit != "inspection"]


def _with_denominators(said: list[Said], indicators: Indicators) -> list[Said]:
    """«giải quyết A, trong đó đúng hạn B (đạt C%)»: C is B's share of A, whatever else is usual."""
    by_place = {(one.sentence.number, one.mention.stretch.place): one for one in reversed(said)}

    def at(one: Said, place: int | None) -> Said | None:
        return None if place is None else by_place.get((one.sentence.number, place))

    def denominator(share: Said) -> str | None:
        indicator = indicators.get(share.code)
        part = at(share, share.mention.stretch.previous)
        if part is None or indicator.numerator != part.code:
            return None
        if part.number.pair:
            whole = part.mention.meaning.measure.whole
        else:
            above = at(part, part.mention.stretch.parent)
            whole = above and above.code
        return whole if whole in indicator.denominators else None

    return [replace(one, denominator=denominator(one)) for one in said]


def _below_headlines(said: list[Said]) -> list[Said]:
    """Without what a headline tells and the text below tells again, exactly or of whom."""
    return [
        one for one in said
        if not _is_headline(one) or not any(_repeats(other, one) for other in said)
    ]  # fmt: skip


def _is_headline(one: Said) -> bool:
    """Whether a figure stands in one of the first lines, which is no sentence."""
    sentence = one.sentence
    is_short = len(sentence.tokens) < _LONGEST_HEADLINE and sentence.number <= _HEADLINES
    return is_short and sentence.text[-1] not in ".:;" and not sentence.text.startswith(BULLETS)


def _repeats(below: Said, headline: Said) -> bool:
    """Whether a later figure is what a headline told, which may have rounded it."""
    later = below.sentence.number > headline.sentence.number
    codes, others = (
        {one.code, *(other.indicator for other in one.alternatives)} for one in (headline, below)
    )
    same = not codes.isdisjoint(others) and below.kind == headline.kind
    same = same and below.breakdown == headline.breakdown
    return later and same and _says_same(below, headline)


def _once(said: list[Said]) -> list[Said]:
    """Each figure once: the exact one before a rounded one, the first before its repetitions."""
    kept: dict[tuple, dict[int, Said]] = defaultdict(dict)  # by key: places and figures
    for place, one in enumerate(said):
        same = kept[one.key]
        if any(_says_same(other, one) for other in same.values()):
            continue
        for other in [at for at, other in same.items() if _says_same(one, other)]:
            del same[other]
        same[place] = one
    places = {place: one for group in kept.values() for place, one in group.items()}
    return [places[place] for place in sorted(places)]


def _says_same(said: Said, other: Said) -> bool:
    """Whether one makes the other superfluous: equal, or its rounding."""
    if said.value == other.value:
        return True
    if said.number.approx or not other.number.approx:
        return False
    slack = 1 if said.number.unit == "percent" else _ROUND_NUMBER * abs(said.value)
    above = said.value - other.value
    bounds = {"at_least": (0, slack), "nearly": (-slack, 0)}.get(
        other.number.approx, (-slack, slack)
    )
    return bounds[0] <= above <= bounds[1]
