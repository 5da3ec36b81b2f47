"""Where a sentence names agencies and levels: «toàn huyện», «cấp xã», «huyện Bắc Yên»."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from cchc.agencies import Agency
from cchc.ingest.prose.lexicon import Lexicon
from cchc.ingest.prose.phrases import Hit
from cchc.ingest.prose.place_joining import LEVELS, PlaceMark, joined
from cchc.ingest.prose.place_names import end_of_name, is_behind_pair, rest_of_name, text_of
from cchc.ingest.prose.place_roles import giving_together, is_after_count, with_role
from cchc.ingest.prose.tokens import Token
from cchc.naming.named import NamedAgencies
from cchc.vietnamese import fold

_PLURAL = {"các", "những", "hai", "ba", "bốn", "năm"}
_ADDRESS = ([","], ["("], ["-"], ["–"], ["của"], ["thuộc"], [])
# What a bare name of a district is followed by where it is spoken of.
_TELLING = {"dẫn", "đứng", "xếp", "đạt", "tiếp", "có", "với", "là"}
# «tỉnh» in «tỉnh táo» and «xã» in «xã hội» are no agencies.
_NOT_AFTER = {"hội", "đội", "táo", "lộ", "đoàn", "ủy", "viên", "trưởng", "hộ"}


class PlaceReader:
    """Finds the marks of sentences, with the province and the day of the report in mind."""

    def __init__(
        self,
        lexicon: Lexicon,
        agencies: NamedAgencies,
        *,
        on: date | None,
        within: str | None = None,
    ):
        self.lexicon = lexicon
        self.agencies = agencies
        self.on = on
        self.within = within
        self.home: str | None = None  # the agency of the report: its «phường 1» is its own
        self._resolved = lru_cache(maxsize=4096)(self._resolve)

    def marks(self, tokens: tuple[Token, ...], *, all_names: bool = False) -> list[PlaceMark]:
        """The marks of a sentence, left to right, offices joined with whose they are.

        With `all_names` also those that only say which group is meant, not whose a number is.
        """
        hits = self.lexicon.places.all_in(tokens)
        found: list[PlaceMark] = []
        place = 0
        while place < len(tokens):
            mark = self._mark(tokens, place, [h for h in hits if h.first == place])
            found += [mark, *self._sisters(mark, tokens)] if mark else []
            place = found[-1].last if mark else place + 1
        found = self._placed(found, tokens)
        found = joined(found, tokens, all_names=all_names)
        told = [with_role(mark, tokens, self.lexicon.places) for mark in found]
        return giving_together(told, tokens)

    def _sisters(self, mark: PlaceMark, tokens: tuple[Token, ...]) -> list[PlaceMark]:
        """«ba xã Long Hải, Ngũ Phụng, Tam Thanh»: the names that share the type word."""
        is_named = mark.sort in ("agency", "unknown") and mark.level in ("district", "commune")
        if not is_named or not mark.first or tokens[mark.first - 1].folded not in _PLURAL:
            return []
        found, last = [], mark.last
        while last + 1 < len(tokens) and tokens[last].text in (",", "và"):
            end = end_of_name(tokens, last + 1)
            if end == last + 1 or tokens[last + 1].is_number:
                break
            name = f"{tokens[mark.first].text} {text_of(tokens, last + 1, end)}"
            agency, _ = self._resolved(name)
            found.append(
                PlaceMark(first=last + 1, last=end, sort="agency" if agency else "unknown",
                          level=mark.level, agency=agency and agency.id, name=name)
            )  # fmt: skip
            last = end
        return found

    def _placed(self, marks: list[PlaceMark], tokens: tuple[Token, ...]) -> list[PlaceMark]:
        """«xã Thanh Lâm, huyện Ba Chẽ»: a name several places have, told by what follows it."""
        found = list(marks)
        for at in range(len(found) - 2, -1, -1):
            mark, above = found[at], found[at + 1]
            gap = [token.folded for token in tokens[mark.last : above.first]]
            is_name = mark.sort == "unknown" or mark.agency and mark.sort == "agency"
            if not is_name or not above.agency or gap not in _ADDRESS:
                continue
            if mark.agency and above.agency in self.agencies.ancestors(mark.agency):
                continue
            name = text_of(tokens, mark.first, mark.last)
            agency = self.agencies.resolve(name, within=above.agency, on=self.on).agency
            if agency and agency.level == mark.level and agency.id != above.agency:
                found[at] = replace(mark, sort="agency", agency=agency.id)
            elif mark.level == "commune" and above.level == "province":
                found[at] = replace(mark, sort="unknown", agency=None, name=name)  # not that one
        return found

    def _mark(self, tokens: tuple[Token, ...], place: int, hits: list[Hit]) -> PlaceMark | None:
        """The mark that begins at a token; a phrase before a name, the longest first."""
        for hit in sorted(hits, key=lambda hit: -hit.last):
            for label in sorted(hit.labels):
                table, _, name = label.partition(".")
                mark = self._by_label(table, name, hit, tokens)
                if mark:
                    return mark
        return self._bare_province(tokens, place)

    def _by_label(
        self, table: str, name: str, hit: Hit, tokens: tuple[Token, ...]
    ) -> PlaceMark | None:
        if table == "scope" and name == "whole":
            return self._whole(hit, tokens)
        if table == "scope" and is_behind_pair(tokens, hit.first):
            return None  # «thứ 5/63 tỉnh, thành phố»
        if table == "scope":
            return PlaceMark(first=hit.first, last=hit.last, sort=name)
        if table == "body" and name == "other":
            if tokens[hit.last : hit.last + 1] and tokens[hit.last].text == "Bộ":
                return None  # «Văn phòng Bộ»: of the ministry that reports
            return self._other_body(hit, tokens)
        if table == "body" and hit.last - hit.first == 2 and self._is_no_desk(hit, tokens):
            return None
        if table == "body":
            return PlaceMark(first=hit.first, last=hit.last, sort=name, is_body=True)
        if table == "region":
            return self._region(hit, tokens)
        if table == "ministry":
            return PlaceMark(
                first=hit.first, last=hit.last, sort="agency", level=table, agency=f"VN/{name}"
            )
        if table == "department":
            return PlaceMark(first=hit.first, last=hit.last, sort="department", name=name)
        if table == "type" and name in LEVELS:
            return self._typed(name, hit, tokens)
        return None

    def _typed(self, level: str, hit: Hit, tokens: tuple[Token, ...]) -> PlaceMark | None:
        """A type word with a name behind it, or alone."""
        last = end_of_name(tokens, hit.last)
        if self._counts(tokens, hit.last, last):  # «cấp huyện 12 hồ sơ, xã 58 hồ sơ»
            return self._generic(level, hit, tokens)
        numbered = last > hit.last and last < len(tokens) and tokens[last].is_number
        for end in range(last + numbered, hit.last, -1):  # «phường 2 Bảo Lộc»
            agency, is_shared = self._resolved(text_of(tokens, hit.first, end))
            if is_shared and level != "region":
                return self._unknown(level, hit, end, tokens)
            if agency and self._goes_on(tokens, hit.last, end, last):
                return self._unknown(level, hit, last, tokens)
            if agency:
                return PlaceMark(
                    first=hit.first, last=end, sort="agency", level=agency.level, agency=agency.id
                )
        if last > hit.last and level != "region":
            return self._unknown(level, hit, last, tokens)
        return self._generic(level, hit, tokens)

    def _counts(self, tokens: tuple[Token, ...], first: int, last: int) -> bool:
        """Whether a number behind a type word counts something, and is no name."""
        if last != first + 1 or not tokens[first].is_number:
            return False
        units = self.lexicon.cues.starting_at(tokens, last)
        return any(label.startswith("units.") for hit in units for label in hit.labels)

    def _goes_on(self, tokens: tuple[Token, ...], first: int, end: int, last: int) -> bool:
        """«xã Tân Phú Đông Hạ» where only Tân Phú Đông is known: another one's name."""
        rest = rest_of_name(tokens, first, end, last, self.lexicon.spots["person"]["surnames"])
        if rest is None:
            return False
        names_place = self._bare(text_of(tokens, rest, last)) or self._is_district(
            tokens, rest, last
        )
        return not (names_place or self.lexicon.places.starting_at(tokens, rest))

    def _is_district(self, tokens: tuple[Token, ...], first: int, last: int) -> bool:
        name = text_of(tokens, first, last)
        return self.agencies.resolve(name, on=self.on, level="district").agency is not None

    def _unknown(
        self, level: str, hit: Hit, last: int, tokens: tuple[Token, ...]
    ) -> PlaceMark | None:
        """«xã Ngọc Sơn», which several provinces have: its level is known, the agency is not."""
        words = tokens[hit.last : last]
        is_name = all(word.text.isalpha() and word.folded not in _NOT_AFTER for word in words)
        is_name = is_name or len(words) == 1 and words[0].is_number  # «phường 7»
        if level not in ("district", "commune") or not is_name:
            return None
        name = text_of(tokens, hit.first, last)
        return PlaceMark(first=hit.first, last=last, sort="unknown", level=level, name=name)

    def _region(self, hit: Hit, tokens: tuple[Token, ...]) -> PlaceMark | None:
        """A statistical region by its name."""
        words = " ".join(token.text for token in tokens[hit.first : hit.last])
        name = words.replace("Trung du miền", "Trung du và miền").replace("du , miền", "du và miền")
        found = self.agencies.resolve(name, level="region").agency
        return found and PlaceMark(
            first=hit.first, last=hit.last, sort="agency", level="region", agency=found.id
        )

    def _is_no_desk(self, hit: Hit, tokens: tuple[Token, ...]) -> bool:
        """«Trung tâm Văn hóa», «(trung tâm)»: not the desk where dossiers are handed in."""
        if tokens[hit.first].folded != "trung":
            return False
        before = tokens[hit.first - 1].text if hit.first else ""
        after = tokens[hit.last] if hit.last < len(tokens) else None
        return before == "(" or bool(after) and (after.is_capital or after.text == ")")

    def _other_body(self, hit: Hit, tokens: tuple[Token, ...]) -> PlaceMark | None:
        """«Ngân hàng Nhà nước tỉnh», «Phòng Tư pháp»: a body by its capitalised name."""
        last = end_of_name(tokens, hit.last)
        if last == hit.last or tokens[hit.last].is_number:  # «giao Sở 96 nhiệm vụ»
            return _the_department(hit, tokens)
        return PlaceMark(
            first=hit.first, last=last, sort="department", name=text_of(tokens, hit.first, last)
        )

    def _whole(self, hit: Hit, tokens: tuple[Token, ...]) -> PlaceMark:
        """«toàn huyện», «cả thành phố Đà Lạt»: all levels of the place named, or the report's."""
        for word in self.lexicon.places.starting_at(tokens, hit.last - 2) + (
            self.lexicon.places.starting_at(tokens, hit.last - 1)
        ):
            types = [label[5:] for label in sorted(word.labels) if label.startswith("type.")]
            level = types[0] if types else None
            if word.last == hit.last and level:
                named = self._typed(level, word, tokens)
                last = named.last if named and named.agency else hit.last
                return PlaceMark(
                    first=hit.first, last=last, sort="whole", level=named.level if named else level,
                    agency=named.agency if named else None,
                )  # fmt: skip
        return PlaceMark(first=hit.first, last=hit.last, sort="whole")

    def _generic(self, level: str, hit: Hit, tokens: tuple[Token, ...]) -> PlaceMark | None:
        after = tokens[hit.last].folded if hit.last < len(tokens) else ""
        if level == "region" or after in _NOT_AFTER or after == "," and self._is_list(tokens, hit):
            return None
        if is_after_count(tokens, hit.first):
            return self._counted(level, hit)
        return PlaceMark(first=hit.first, last=hit.last, sort="generic", level=level)

    def _counted(self, level: str, hit: Hit) -> PlaceMark | None:
        """«14 phường tiếp nhận …»: all of them; provinces are only counted."""
        if level == "province":
            return None
        return PlaceMark(first=hit.first, last=hit.last, sort=f"{level}_level")

    def _is_list(self, tokens: tuple[Token, ...], hit: Hit) -> bool:
        """«16 xã, phường»: a count of places, not a place."""
        following = tokens[hit.last + 1].folded if hit.last + 1 < len(tokens) else ""
        return following in {"xã", "phường", "thị", "thành", "huyện", "tỉnh"} and bool(
            hit.first and tokens[hit.first - 1].is_number
        )

    def _bare_province(self, tokens: tuple[Token, ...], place: int) -> PlaceMark | None:
        """A province, region or ministry named without its type word: «Hải Phòng dẫn đầu»."""
        if not tokens[place].is_capital or not tokens[place].text.isalpha():
            return None
        last = end_of_name(tokens, place)
        for end in range(last, place, -1):
            name = text_of(tokens, place, end)
            after = tokens[end : end + 2]
            agency = self._bare(name) or self._listed(name, after, opens=place == 0)
            if agency:
                return PlaceMark(
                    first=place, last=end, sort="agency", level=agency.level, agency=agency.id
                )
        return None

    def _bare(self, name: str):
        """A province or region of that bare name."""
        if " " not in name and len(name) < 3:
            return None
        for level in ("province", "region"):
            found = self.agencies.resolve(name, on=self.on, level=level).agency
            if found:
                return found
        return None

    def _listed(self, name: str, after: tuple[Token, ...], *, opens: bool):
        """A district of the report's province: «Lục Nam (214 hồ sơ)», «Biên Hòa dẫn đầu»."""
        if not self.within or not after:
            return None
        in_list = after[0].text in "(:" and (after[-1].is_number or opens)
        if not (in_list or after[0].is_number or after[0].folded in _TELLING):
            return None
        found = self.agencies.resolve(name, within=self.within, on=self.on, level="district")
        return found.agency

    def _resolve(self, name: str) -> tuple[Agency | None, bool]:
        """The agency of a name with its type word, in the report's province, else anywhere.

        And whether several places have the name, so that it is nobody's.
        """
        is_shared = False
        for within in dict.fromkeys((self.home or self.within, self.within, None)):
            found = self.agencies.resolve(name, within=within, on=self.on)
            if found.agency and found.scope is None and found.agency.level in LEVELS:
                is_far = within is None and self._is_far(found.agency)
                return (None, True) if is_far else (found.agency, False)
            is_shared |= any(fold(other.name) == fold(name) for other in found.candidates)
        return None, is_shared

    def _is_far(self, agency: Agency) -> bool:
        """A commune of another province: one of this name here is not known yet."""
        if agency.level != "commune" or not self.within:
            return False
        return self.agencies.province_of(agency.id, self.on) != self.within


def _the_department(hit: Hit, tokens: tuple[Token, ...]) -> PlaceMark | None:
    """«Sở tiếp nhận …»: the department spoken of, by its type alone."""
    if tokens[hit.first].text != "Sở" or hit.last - hit.first > 1:
        return None
    return PlaceMark(first=hit.first, last=hit.last, sort="generic", level="department")
