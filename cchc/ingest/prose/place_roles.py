"""What part an agency plays where it is named: spoken of, acting, giving a task, only counted."""

from dataclasses import replace

from cchc.ingest.prose.phrases import Phrasebook
from cchc.ingest.prose.place_joining import PlaceMark
from cchc.ingest.prose.tokens import Token

_ADVERBS = {
    "đã", "đều", "trên", "địa", "bàn", "trong", "toàn", "tỉnh", "huyện", "thành", "phố", "thị",
    "xã", "quận",
}  # fmt: skip
_DOING = {"tiếp", "nhận", "giải", "xử", "thụ", "có", "đạt"}  # what bodies do with dossiers
_SYSTEMS = {"cổng", "hệ", "mềm", "kho", "trục", "nền"}  # portal, system, software …
_SYSTEM_ENDS = {"công", "tuyến", "tin", "tử", "chính", "cửa", "điều", "hành", "liệu"}
_LONGEST_SYSTEM = 14
_MARKS = ",;:()."
_AMONG = {"trong", "số", "của", "tổng", "trên", "khối", "toàn"}
_CHAIRING = {",", "và", "/", "chủ", "tịch", "thường", "trực", "phó", "lãnh", "đạo", "các"}
_OF_MINISTRIES = {"(", ":", "dẫn", "đứng", "xếp", "đạt", "tiếp", "có", "với", "là"}


def with_role(mark: PlaceMark, tokens: tuple[Token, ...], places: Phrasebook) -> PlaceMark:
    """The mark, told apart where it gives the task or the news: the number is not its."""
    start = max(0, mark.first - 3)
    near = places.all_in(tokens[start : mark.first])
    said = [h.labels for h in near if h.last == mark.first - start][:1]  # the longest
    before = any("giver.before" in labels for labels in said)
    is_contest = mark.sort in ("generic", "whole") or mark.sort.endswith("_level")
    if is_contest and any("contest.before" in labels for labels in said):
        return replace(mark, gives=True)
    if mark.sort.endswith("_level") and _is_behind_rank(tokens, mark.first):
        return replace(mark, gives=True)
    if _is_only_counted(mark, tokens) or _is_of_system(mark, tokens):
        return replace(mark, gives=True)
    if mark.level == "ministry" and not _is_told_of(mark, tokens):
        return replace(mark, gives=True)
    after = places.starting_at(tokens, mark.last)
    acts = any("giver.acting" in h.labels for h in after)
    if before and acts:
        return replace(mark, is_body=mark.is_body or mark.sort in ("agency", "generic"))
    gives = before or any("giver.after" in h.labels for h in after)
    return replace(mark, gives=gives, acts=acts or _past_adverb(tokens, mark.last) in _DOING)


def giving_together(marks: list[PlaceMark], tokens: tuple[Token, ...]) -> list[PlaceMark]:
    """«UBND tỉnh, Chủ tịch UBND tỉnh giao …»: both give the task."""
    found = list(marks)
    for place in range(len(found) - 2, -1, -1):
        mark, other = found[place], found[place + 1]
        gap = [token.folded for token in tokens[mark.last : other.first]]
        is_same = (mark.sort, mark.level, mark.agency) == (other.sort, other.level, other.agency)
        if other.gives and is_same and mark.is_body and gap[:1] and set(gap) <= _CHAIRING:
            found[place] = replace(mark, gives=True)
    return found


def _is_of_system(mark: PlaceMark, tokens: tuple[Token, ...]) -> bool:
    """«qua Cổng Dịch vụ công của tỉnh»: whose the system is, not whose the dossiers."""
    place = mark.first - 1
    if place < 0 or tokens[place].folded not in ("của", *_SYSTEM_ENDS):
        return False
    for before in range(place, max(-1, place - _LONGEST_SYSTEM), -1):
        if tokens[before].text in _MARKS or tokens[before].is_number:
            return False
        if tokens[before].folded == "qua":
            return any(token.folded in _SYSTEMS for token in tokens[before : mark.first])
    return False


def _is_behind_rank(tokens: tuple[Token, ...], place: int) -> bool:
    """«đứng thứ ba khối sở, ngành», «hạng 3 trong các huyện»: among whom one is ranked."""
    while place and tokens[place - 1].folded in _AMONG:
        place -= 1
    return place > 1 and tokens[place - 2].folded in ("thứ", "hạng")


def _is_told_of(mark: PlaceMark, tokens: tuple[Token, ...]) -> bool:
    """«Bộ Tư pháp dẫn đầu», «Bộ Y tế (86,2%)»: ministries mostly only publish."""
    after = tokens[mark.last] if mark.last < len(tokens) else None
    return after is not None and (after.is_number or after.folded in _OF_MINISTRIES)


def _past_adverb(tokens: tuple[Token, ...], place: int) -> str:
    """The word behind a mark, or behind «đã», «trên địa bàn tỉnh» there."""
    while place < len(tokens) and tokens[place].folded in _ADVERBS:
        place += 1
    return tokens[place].folded if place < len(tokens) else ""


def is_after_count(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a number stands before a token that is no year: «14 phường», not «năm 2020 huyện»."""
    before = tokens[place - 1] if place else None
    return (
        before is not None
        and before.is_number
        and not (len(before.text) == 4 and before.text.startswith(("19", "20")))
    )


def _is_only_counted(mark: PlaceMark, tokens: tuple[Token, ...]) -> bool:
    """«141/141 xã thực hiện cơ chế một cửa»: counted; those that receive dossiers are spoken of."""
    if not mark.sort.endswith("_level") or not is_after_count(tokens, mark.first):
        return False
    if mark.first > 1 and tokens[mark.first - 2].text in ("Ở", "Tại"):
        return False  # «Ở 17 xã, số hồ sơ tiếp nhận …»
    for place in range(mark.last, len(tokens)):
        token, after = tokens[place], _past_adverb(tokens, place + 1)
        is_said_of = token.text == "," or token.text == ":" and place == mark.last
        if is_said_of and after in _DOING - {"đạt", "có"}:
            return False  # «15/15 xã triển khai cơ chế một cửa, tiếp nhận …»
        if token.is_number or token.text in ",;:.()":
            return True
        if token.folded in _DOING:
            return False
    return True
