"""A name of a place in a sentence, and names that belong together: «Bộ phận một cửa của huyện»."""

from dataclasses import dataclass, replace

from cchc.ingest.prose.tokens import Token

LEVELS = ("province", "district", "commune", "region")
_WITHIN = (
    [], ["trong"], ["của"], ["thuộc"], ["trên", "địa", "bàn"], ["trực", "thuộc"], ["ở"], ["tại"],
)  # fmt: skip
_INCLUDING = {"bao gồm", "kể cả", "tính cả", "gồm cả"}
_DATA = {"số", "liệu", "hồ", "sơ", "của", "tại"}
_OPENING = {"với", "ở", "tại", "về", "riêng"}
_EARLY = 4  # words within which a sentence says whose it is
_LINKS = {"-", "–", "của", "tại", "thuộc", "ở", "trên", "địa", "bàn", "các"}


@dataclass(frozen=True, kw_only=True)
class PlaceMark:
    """A word for whose number it is; tokens `first` up to, not including, `last`.

    `sort`: agency, unknown (a name nobody has, or several), department, generic («huyện»), desk,
    committee, whole, country, same, everyone or a level («commune_level»). `level` is that of the
    type word, `agency` the id where known. `is_body`: an office of it is named («UBND huyện»);
    `gives`: it only gives tasks or news, or is only counted; `acts`: it handles dossiers.
    """

    first: int
    last: int
    sort: str
    level: str | None = None
    agency: str | None = None
    name: str | None = None
    is_body: bool = False
    is_desk: bool = False
    gives: bool = False
    acts: bool = False


def joined(
    marks: list[PlaceMark], tokens: tuple[Token, ...], *, all_names: bool
) -> list[PlaceMark]:
    """«Bộ phận một cửa của huyện» as one mark: the office takes the place behind it.

    Twice, for «UBND huyện và UBND 11 xã»: each of the two is an office with its place first.
    """
    for _ in range(2):
        marks = _joined_once(marks, tokens, all_names=all_names)
    return marks


def _joined_once(
    marks: list[PlaceMark], tokens: tuple[Token, ...], *, all_names: bool
) -> list[PlaceMark]:
    found: list[PlaceMark] = []
    for mark in marks:
        office = found[-1] if found else None
        if office and office.sort == "department" and _names_province(office, mark, tokens):
            found[-1] = replace(office, last=mark.last, agency=mark.agency)
        elif office and office.is_body and office.agency is None and _follows(office, mark, tokens):
            found[-1] = _office_of(office, mark)
        elif office and _adds(office, mark, tokens):
            found[-1] = replace(_with_communes(office), last=mark.last)
        elif office and (begins := _included_from(office, mark, tokens)) is not None:
            found[-1] = _with_communes(office)
            found.append(replace(found[-1], first=begins, last=mark.last))
        elif office and not all_names and _qualifies(office, mark, tokens):
            found[-1] = replace(office, last=mark.last)
        else:
            found.append(mark)
    return found


def _names_province(body: PlaceMark, mark: PlaceMark, tokens: tuple[Token, ...]) -> bool:
    """«Sở Nội vụ tỉnh Lạng Sơn»: the province belongs to the name of the body."""
    gap = [token.folded for token in tokens[body.last : mark.first]]
    return mark.level == "province" and gap in ([], ["của"])


def _follows(office: PlaceMark, mark: PlaceMark, tokens: tuple[Token, ...]) -> bool:
    gap = _without_brackets([token.folded for token in tokens[office.last : mark.first]])
    near = len(gap) <= 4 and all(word in _LINKS or word.isdigit() for word in gap)
    return near and mark.sort not in ("whole", "country", "same", "everyone", "department")


def _qualifies(group: PlaceMark, mark: PlaceMark, tokens: tuple[Token, ...]) -> bool:
    """«12 huyện, thành phố trong tỉnh», «TP. Nha Trang (tỉnh Khánh Hòa)»: only says which."""
    gap = [token.folded for token in tokens[group.last : mark.first]]
    if group.sort.endswith(("_level", "_levels")):
        opens = group.first and tokens[group.first - 1].folded in _OPENING and group.first < _EARLY
        if opens and mark.sort == "whole" and gap == [","]:
            return True  # «Với cấp xã, toàn tỉnh tiếp nhận …»
        return mark.sort in ("generic", "agency", "whole") and gap in _WITHIN
    ranks = {level: place for place, level in enumerate(LEVELS)}
    if group.level == "region":
        return False  # «trong vùng Tây Nguyên, Lâm Đồng đạt …»
    is_above = ranks.get(mark.level, 9) < ranks.get(group.level, 0)
    is_named = group.agency is not None or group.sort == "unknown"
    return is_named and mark.agency is not None and is_above and gap in (
        ["("], [","], ["-"], ["–"], ["của"], ["thuộc"], [],
    )  # fmt: skip


def _adds(upper: PlaceMark, mark: PlaceMark, tokens: tuple[Token, ...]) -> bool:
    """«huyện và 9 xã»: both levels together; «3 huyện và 9 xã» are counted."""
    if mark.sort != "commune_level" or not _is_of_districts(upper):
        return False
    gap = [token.folded for token in tokens[upper.last : mark.first] if not token.is_number]
    return gap in (["và"], [")", "và"]) and not (upper.first and tokens[upper.first - 1].is_number)


def _included_from(upper: PlaceMark, mark: PlaceMark, tokens: tuple[Token, ...]) -> int | None:
    """«Cấp huyện, tổng số hồ sơ (bao gồm số liệu của xã) …»: where the remark begins."""
    if mark.level != "commune" and mark.sort != "commune_level" or not _is_of_districts(upper):
        return None
    place = mark.first
    while place > upper.last and tokens[place - 1].folded in _DATA:
        place -= 1
    says = " ".join(token.folded for token in tokens[place - 2 : place]) in _INCLUDING
    parted = any(token.text in ";:" for token in tokens[upper.last : place])
    return place - 2 if says and not parted and place - 2 >= upper.last else None


def _is_of_districts(mark: PlaceMark) -> bool:
    return "district" in (mark.level, mark.sort[:8])


def _with_communes(upper: PlaceMark) -> PlaceMark:
    """A district with its communes, or all districts with theirs."""
    if upper.sort == "district_level":
        return replace(upper, sort="two_levels")
    return replace(upper, sort="whole", is_body=False)


def _without_brackets(words: list[str]) -> list[str]:
    """«Trung tâm (sau đây gọi là trung tâm) tỉnh» without its remark."""
    if "(" in words and ")" in words:
        first, last = words.index("("), words.index(")")
        return words[:first] + words[last + 1 :]
    return words


def _office_of(office: PlaceMark, mark: PlaceMark) -> PlaceMark:
    """The office with its place; «bộ phận một cửa tại các xã» stays of the communes."""
    is_level = mark.sort.endswith("_level")
    return PlaceMark(
        first=office.first, last=mark.last, sort=office.sort if mark.is_body else mark.sort,
        level=mark.level, agency=mark.agency, name=mark.name, is_body=not is_level,
        is_desk=office.sort == "desk" or mark.is_desk,
    )  # fmt: skip
