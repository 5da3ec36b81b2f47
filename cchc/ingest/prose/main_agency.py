"""The agency a report is about, and its province, from names, type words and the address."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cchc.agencies import Agencies, Agency
from cchc.ingest.prose.addresses import Address
from cchc.ingest.prose.place_joining import PlaceMark
from cchc.ingest.prose.sentences import Sentence
from cchc.ingest.prose.tokens import Token

_EARLY = 3  # sentences in which a report says first what it is about
_LEVELS = ("province", "district", "commune")
_NAMED, _OPENING, _COUNTED, _GENERIC, _UNNAMED = 1.0, 3.0, 1.0, 1.0, 0.5
_ADDRESS_GAP = 1  # a comma, a bracket, «thuộc»
_NAME_GAP = 6  # words and marks of a bare name between
_LABEL = 6  # a shorter line is a label or a date, not a sentence
_ENOUGH_SIBLINGS = 3
_UNKNOWN, _NAME = "?", ":"  # around the level of an agency whose name nobody has
_DATELINE = re.compile(
    r"[^\d.;:]{2,30}, (?:ngày )?\d[\d\s/.-]*(?:tháng \d+ năm \d+)?"
)  # «Hà Nội, 22/01/2019»
_HEADING = 4  # lines of a report's heading, in which its author stands in capitals


@dataclass(frozen=True)
class Subject:
    """The agency of the report, the id of its province, the level it speaks of; if known."""

    agency: Agency | None
    province: str | None
    level: str | None = None


def subject_of(
    marked: Iterable[tuple[Sentence, list[PlaceMark]]],
    agencies: Agencies,
    *,
    on: date | None,
    address: Address,
) -> Subject:
    """The agency most spoken of; what is named at the beginning counts most."""
    every = list(marked)
    told = [(sentence, marks) for sentence, marks in every if _tells(sentence, marks)]
    generic = Counter(level for _, marks in told for level in _generic_levels(marks))
    place = _place_of(told, agencies, generic, address)
    is_known = place and not place.startswith(_UNKNOWN)
    province = (agencies.province_of(place, on) if is_known else None) or address.province
    province = province or _province_named(told, agencies, on)
    main = _department_of(every, province, generic) or place or _national_of(every, agencies)
    if main and main.startswith(_UNKNOWN):
        return Subject(None, province, _level_of(main, agencies))
    if main is None:
        spoken = [level for level, _ in generic.most_common(1)]
        return Subject(None, province, spoken[0] if spoken else None)
    return Subject(agencies.get(main), province or agencies.province_of(main, on))


def _place_of(
    told: list[tuple[Sentence, list[PlaceMark]]],
    agencies: Agencies,
    generic: Counter,
    address: Address,
) -> str | None:
    """The province, district or commune most spoken of, of equals the highest."""
    scores = _scores(told, agencies)
    levels = [level for level, _ in generic.most_common(1) if level in _LEVELS]
    if address.province and not scores and levels and not address.place:
        scores[f"{_UNKNOWN}{levels[0]}{_NAME}"] = _UNNAMED  # «toàn huyện», and no name anywhere
    for named in (address.province, address.place):
        if named:
            scores[named] = scores.get(named, 0) + _NAMED
    best = {
        agency: score + _GENERIC * generic[_level_of(agency, agencies)]
        for agency, score in _without_lists(scores, told, agencies).items()
    }

    def weight(agency: str) -> tuple:
        level = _level_of(agency, agencies)
        return best[agency], -_LEVELS.index(level) if level in _LEVELS else -9, agency

    return max(best, key=weight, default=None)


def _level_of(agency: str, agencies: Agencies) -> str:
    if agency.startswith(_UNKNOWN):
        return agency.removeprefix(_UNKNOWN).partition(_NAME)[0]
    return agencies.get(agency).level


def _province_named(
    told: list[tuple[Sentence, list[PlaceMark]]], agencies: Agencies, on: date | None
) -> str | None:
    """The province of the first agency that is known, where the subject's is not."""
    named = [mark.agency for _, marks in told for mark in marks if mark.level in _LEVELS]
    return next((agencies.province_of(agency, on) for agency in named if agency), None)


def _tells(sentence: Sentence, marks: list[PlaceMark]) -> bool:
    """Whether a line is a sentence or names its author: «UBND XÃ NGỌC SƠN», «HUYỆN YÊN CHÂU»."""
    if _DATELINE.fullmatch(sentence.text):
        return False
    named = [m for m in marks if m.level or m.agency]
    is_whole = any(m.is_body and m.last - m.first == len(sentence.tokens) for m in named)
    is_author = is_whole or bool(named) and sentence.text.isupper()
    return is_author or len(sentence.tokens) > _LABEL


def _department_of(
    marked: list[tuple[Sentence, list[PlaceMark]]], province: str | None, generic: Counter
) -> str | None:
    """The department that reports: named at the beginning, then «Sở», more than its province."""
    early = [mark for _, marks in marked[:_EARLY] for mark in marks if mark.sort == "department"]
    heads = [
        mark for sentence, marks in marked[:_HEADING] for mark in marks[:1]
        if mark.sort == "department" and sentence.text.isupper()
    ]  # fmt: skip
    spoken = generic["department"] + len(heads)
    others = max(generic["province"], generic["district"])
    named = next((mark for mark in (*heads, *early) if mark.agency or province), None)
    is_alone = named in early and (_acts_alone(named, marked) or not generic and _heads(marked))
    if named is None or not is_alone and (spoken == 0 or spoken <= others):
        return None
    return f"{named.agency or province}/{named.name}"


def _heads(marked: list[tuple[Sentence, list[PlaceMark]]]) -> bool:
    """«BÁO CÁO … của Sở Xây dựng tỉnh A»: a title that names a department last."""
    titled = [(s, m) for s, m in marked[:_HEADING] if m and _is_title(s)]
    return any(
        mark.sort == "department" and not mark.gives
        for sentence, marks in titled for mark in marks[:1]
        if sentence.tokens[mark.first - 1].folded == "của"
    )  # fmt: skip


def _is_title(sentence: Sentence) -> bool:
    """A line without a mark at its end, or «Báo cáo của Sở Xây dựng tỉnh A năm 2023.»."""
    text = sentence.text
    return text[-1] not in ".;:" or text.lower().startswith("báo cáo của ") and text[-1] == "."


def _acts_alone(body: PlaceMark, marked: list[tuple[Sentence, list[PlaceMark]]]) -> bool:
    """«Công an tỉnh tiếp nhận …», and nobody else is told to handle anything."""
    acting = [mark for _, marks in marked for mark in marks if mark.acts and not mark.gives]
    return bool(acting) and all(mark.name == body.name for mark in acting)


def _national_of(marked: list[tuple[Sentence, list[PlaceMark]]], agencies: Agencies) -> str | None:
    """The ministry that a report of no place names first, or the country it speaks of."""
    named = [m for _, marks in marked[:_EARLY] for m in marks if m.level == "ministry"]
    every = {mark.sort for _, marks in marked for mark in marks}
    whole = agencies.country.id if {"country", "ministry_level"} & every else None
    return named[0].agency if named else whole


def _scores(marked: list[tuple[Sentence, list[PlaceMark]]], agencies: Agencies) -> dict[str, float]:
    scores: dict[str, float] = {}
    marked = _without_addresses(marked, agencies)
    for place, (sentence, marks) in enumerate(marked):
        is_list = _lists_sisters(marks, agencies)
        for before, mark in zip([None, *marks], marks, strict=False):
            if mark.sort == "department" and mark.agency:
                scores[mark.agency] = scores.get(mark.agency, 0) + _NAMED
            if mark.level not in _LEVELS or not (mark.agency or mark.sort == "unknown"):
                continue
            if before and _is_address(before, mark, sentence, agencies):
                continue
            if mark.sort == "unknown" and place >= _EARLY:
                continue
            weight = _NAMED + (_OPENING if place < _EARLY and not is_list else 0)
            weight += _COUNTED if sentence.has_digit and not mark.gives else 0
            key = mark.agency or f"{_UNKNOWN}{mark.level}{_NAME}{mark.name}"
            scores[key] = scores.get(key, 0) + weight
    return scores


def _without_addresses(
    marked: list[tuple[Sentence, list[PlaceMark]]], agencies: Agencies
) -> list[tuple[Sentence, list[PlaceMark]]]:
    """Without «TỈNH LÀO CAI» beside «UBND HUYỆN BẮC HÀ»: a line that says where its author is."""
    heads = [(p, m[-1]) for p, (s, m) in enumerate(marked[:_HEADING]) if s.text.isupper() and m]
    below = {a for _, mark in heads if mark.agency for a in agencies.ancestors(mark.agency)}
    where = {place for place, mark in heads if mark.agency in below}
    return [(s, [] if place in where else marks) for place, (s, marks) in enumerate(marked)]


def _is_address(before: PlaceMark, mark: PlaceMark, sentence: Sentence, agencies: Agencies) -> bool:
    """«huyện Quan Sơn, tỉnh Thanh Hóa»: the second name only says where the first is."""
    gap = sentence.tokens[before.last : mark.first]
    if mark.agency is None or len(gap) > _ADDRESS_GAP and not _is_name_between(gap):
        return False
    if before.sort == "unknown":
        return _LEVELS.index(mark.level) < _LEVELS.index(before.level)
    if before.agency is None:
        return False
    above = agencies.get(before.agency).parent
    while above and above != mark.agency:
        above = agencies.get(above).parent
    return above == mark.agency


def _is_name_between(gap: tuple[Token, ...]) -> bool:
    """«thị trấn Lao Bảo (Hướng Hóa, Quảng Trị)»: a bare name of a district stands between."""
    is_marked = gap[0].text in "(,-–" and gap[-1].text in ",-–"
    return is_marked and len(gap) <= _NAME_GAP and all(token.is_capital for token in gap[1:-1])


def _lists_sisters(marks: list[PlaceMark], agencies: Agencies) -> bool:
    """Whether a sentence lists several agencies of one parent."""
    named = {mark.agency for mark in marks if mark.agency and mark.level in _LEVELS}
    parents = Counter(agencies.get(agency).parent for agency in named)
    return any(times >= _ENOUGH_SIBLINGS for times in parents.values())


def _generic_levels(marks: list[PlaceMark]) -> Iterable[str]:
    for mark in marks:
        if mark.sort in ("generic", "whole") and mark.level and not mark.gives:
            yield mark.level


def _without_lists(
    scores: dict[str, float],
    marked: list[tuple[Sentence, list[PlaceMark]]],
    agencies: Agencies,
) -> dict[str, float]:
    """The scores without agencies that only stand in lists of sisters further down."""
    early = {
        mark.agency for _, marks in marked[:_EARLY] for mark in marks
        if mark.agency and not _lists_sisters(marks, agencies)
    }  # fmt: skip
    known = [agency for agency in scores if not agency.startswith(_UNKNOWN)]
    parents = {agency: agencies.get(agency).parent for agency in known}
    sisters = Counter(parents.values())
    kept = {
        agency: score for agency, score in scores.items()
        if agency in early or agency not in parents
        or sisters[parents[agency]] < _ENOUGH_SIBLINGS
        or agencies.get(agency).level == "province"
    }  # fmt: skip
    return kept or scores
