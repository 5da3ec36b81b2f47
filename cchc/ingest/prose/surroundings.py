"""The words around the numbers of a sentence, as features: what is near, what comes before."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cchc.ingest.prose.beside import Beside
from cchc.ingest.prose.clauses import Clauses, Fragment, Stretch
from cchc.ingest.prose.marked import covered
from cchc.ingest.prose.meaning import CHANGES, COUNTED_PLACES, NOUNS, PLACES, RATINGS
from cchc.ingest.prose.number_values import Number
from cchc.ingest.prose.numbers import Numbers, numbers_of
from cchc.ingest.prose.respectively import with_own_names
from cchc.ingest.prose.roles import Role
from cchc.ingest.prose.spoken_of import NO_FEATURES, Features

_BELOW = {"approx.below", "approx.at_least_after"}
# Last words of who has procedures.
_OWNERS = {
    "bộ", "sở", "huyện", "tỉnh", "xã", "phường", "phố", "tâm", "vị", "quan", "ngành",
}  # fmt: skip
_HAVING = {"có", "hiện", "đang", "nay", "thực", "quản", "lý"}
_FULL_SCORE = 100
_EXTREMES = ("extreme.highest", "extreme.lowest")


@dataclass
class Surroundings(Beside):
    """One sentence divided between its numbers."""

    _added: dict[int, Features] = field(default_factory=dict, repr=False)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of the sentence; that of «Quận 7» is a name."""
        numbers = numbers_of(self.marked)
        found = tuple(one for one in numbers.found if one.first not in self.hidden)
        return replace(numbers, found=found)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The numbers with their words."""
        if not self.numbers.found:
            return ()
        protected = self.marked.featured | self.hidden | self.lists_of_fields()
        clauses = Clauses(
            self.marked.tokens,
            self.numbers.found,
            self.marked.cues,
            protected,
            self.marked.meaningful,
        )
        return with_own_names(clauses.stretches(), self.marked, protected)

    # --- features of words

    def own(self, stretch: Stretch, left: int, right: int) -> Features:
        """Features of so many fragments before and after a number, the nearest first."""
        fragments = (*stretch.left[:left], *self._right(stretch)[:right])
        said = self._called_new(stretch) if left and "mới" in self.words else set()
        if left and "tồn" in self.words and self.is_called_left(stretch.number):
            said = {*said, "carried"}
        return frozenset(said).union(*(self.labels_in(f.first, f.last) for f in fragments))

    def _called_new(self, stretch: Stretch) -> set[str]:
        """«2.950 hồ sơ (mới 2.106; tồn …)», «386 TTHC (mới 41, …)», «- mới: 9»."""
        whole = None if stretch.parent is None else self.stretches[stretch.parent].number
        if not self.is_called_new(stretch.number):
            return set()
        return {"new"} if whole and whole.unit == "procedure" else {"received_new"}

    def is_among_rated(self, stretch: Stretch) -> bool:
        """«trong 20 sở, ngành có 15 sở, ngành xếp loại tốt»: all that were rated."""
        number, place = stretch.number, stretch.place + 1
        if number.unit not in (*COUNTED_PLACES, "agency"):
            return False
        behind = self.marked.word(number.after) == "được" and self.own(stretch, 0, 1)
        if behind and "rated" in behind:
            return True
        if place >= len(self.stretches):
            return False
        has = self.marked.word(self.stretches[place].number.first - 1) == "có"
        opens = self.marked.word(number.first - 1) in ("trong", "số", "của")
        opens = opens or has and number.first == 0
        return opens and bool(self.own(self.stretches[place], 1, 1) & RATINGS)

    def opens_clause(self, stretch: Stretch) -> bool:
        """«Thanh toán: 211.480 hồ sơ có nghĩa vụ …», «…, 50% hồ sơ nộp trực tuyến»."""
        before = self.marked.word(stretch.number.first - 1)
        return before == ("," if stretch.number.unit == "percent" else ":")

    def ahead(self, stretch: Stretch) -> Features:
        """What follows: «đứng thứ nhất với tỷ lệ …», «20/20 sở, ngành đều …»."""
        place, is_rank = stretch.number.after, stretch.number.unit == "rank"
        if is_rank and self.marked.word(place) in ("và", ",", ";"):
            return NO_FEATURES
        return self.labels_in(place, self._next_number(stretch) if is_rank else self._length)

    def is_only_named(self, stretch: Stretch) -> bool:
        """«- Cấp xã: 50.913»: the item's first number, before which only whose it is is said."""
        first, tokens = stretch.number.first, self.marked.tokens
        label = [p for p in range(1, first) if tokens[p].text.isalpha()]
        is_known = all(p in self.explained for p in label)
        return not stretch.place and is_known and not self.own(stretch, 1, 1) - NOUNS

    def has_known_label(self, stretch: Stretch) -> bool:
        """«+ Khác: 2.700»: not where the item's own words say something nobody knows."""
        tokens = self.marked.tokens
        label = [
            p for f in stretch.left for p in range(f.first, f.last) if tokens[p].text.isalpha()
        ]
        known = self.explained | self._in_fields
        return all(p in known or len(tokens[p].text) == 1 for p in label)

    @cached_property
    def _in_fields(self) -> set[int]:
        """Tokens of names of fields, «lĩnh vực» before them included."""
        return {p for first, last in self.fields for p in range(first - 2, last)}

    def is_in_row(self, number: Number) -> bool:
        """«Hồ sơ tiếp nhận | 2.316 | 9.870»: cells of a row, whose columns say whose they are."""
        cells = [n for n in self.numbers.found if self.marked.word(n.first - 1) == "|"]
        return len(cells) > 1 and self.marked.word(number.first - 1) == "|"

    def is_of_other(self, stretch: Stretch) -> bool:
        """Whether what stands before a number is no matter of CCHC figures."""
        return any("other" in self.labels_in(f.first, f.last) for f in stretch.left[:1])

    def strangers(self, stretch: Stretch) -> int:
        """How many words near the number nothing in the lexicon explains."""
        tokens = self.marked.tokens
        near = (*stretch.left[:1], *stretch.right[:1])
        places = [p for f in near for p in range(f.first, f.last) if p not in self._in_fields]
        return sum(
            p not in self.explained and tokens[p].text.isalpha() and not tokens[p].is_capital
            for p in places
        )

    def _next_number(self, stretch: Stretch) -> int:
        """Where the next number begins, or the end; «trong 25 xã» only says among whom."""
        firsts = [
            s.number.first for s in self.stretches
            if s.number.unit not in COUNTED_PLACES
            or self.marked.word(s.number.first - 1) != "trong"
        ]  # fmt: skip
        return min((p for p in firsts if p > stretch.number.first), default=self._length)

    # --- the words behind a share

    def _right(self, stretch: Stretch) -> Sequence[Fragment]:
        """The words after a number; of a share of something unknown or of a total, none."""
        is_share = stretch.number.unit == "percent"
        if is_share and (self._heads_unknown(stretch) or self.heads_base(stretch)):
            return ()
        return stretch.right

    def heads_base(self, stretch: Stretch) -> bool:
        """«chiếm 23% hồ sơ trả kết quả», «đạt 18,9% trên tổng số …»: what follows is the base."""
        number, verbs = stretch.number, {stretch.number.first, stretch.number.first - 1}
        return any(
            ("share.verb" in hit.labels and hit.last in verbs)
            or ("share.base" in hit.labels and hit.first == number.after)
            for hit in self.marked.cues
        )

    def _heads_unknown(self, stretch: Stretch) -> bool:
        """«100% giáo viên …»: a share of a thing the lexicon does not know."""
        tokens, place = self.marked.tokens, stretch.number.after
        if stretch.number.approx and self.marked.word(place) == "trở":
            place += 2  # «từ 86% trở lên»
        known = self.marked.featured | covered(self.marked.neutral) | self.hidden
        return place < len(tokens) and tokens[place].text.isalpha() and place not in known

    def is_share_of_places(self, stretch: Stretch) -> bool:
        """«100% phường có hồ sơ trực tuyến»: of the places, not of their dossiers."""
        place = stretch.number.after
        while self.marked.word(place) in ("số", "các", "tổng"):
            place += 1
        found = self.marked.lexicon.features.starting_at(self.marked.tokens, place)
        return stretch.number.unit == "percent" and bool(found) and bool(PLACES & found[-1].labels)

    def is_of_visits(self, stretch: Stretch) -> bool:
        """«Lượt công dân đến giao dịch: 486 lượt»."""
        if stretch.number.unit != "nothing" or self.marked.word(stretch.number.last) != "lượt":
            return False
        return "visit" in self.own(stretch, 2, 0)

    def is_share_of_services(self, stretch: Stretch) -> bool:
        """«30% dịch vụ công mức độ 3», «…, 10% mức độ 4»: of services offered, not of dossiers."""
        if stretch.number.unit != "percent":
            return False
        found = self.marked.lexicon.features.starting_at(self.marked.tokens, stretch.number.after)
        named = found[-1].labels if found else NO_FEATURES
        behind = frozenset().union(*(self.labels_in(*f) for f in stretch.right[:1]))
        levels = {"level2", "level3", "level4"}
        if "procedure" in named and "digitise" in behind:  # «100% TTHC được số hóa»
            return not {"dossier", "result"} & behind
        if "service" in named:
            return bool(levels & behind) and not {"with_dossiers", "dossier"} & behind
        before = stretch.place and self.stretches[stretch.place - 1]
        return bool(levels & named) and bool(before) and self.is_share_of_services(before)

    # --- features that stand in no phrase

    def added(self, stretch: Stretch, role: Role) -> Features:
        """A plan compared with, a threshold met, the highest of many, an index that rises."""
        added = frozenset({"plan"} if role.to_plan else ())
        added |= {"other_period"} if role.to_period else set()
        return added | self._added_by_place(stretch)

    def _added_by_place(self, stretch: Stretch) -> Features:
        if stretch.place not in self._added:
            self._added[stretch.place] = self._what_surrounds_adds(stretch)
        return self._added[stretch.place]

    def _what_surrounds_adds(self, stretch: Stretch) -> Features:
        added = self._share_of_what(stretch) if stretch.number.unit == "percent" else set()
        if stretch.number.unit == "district" and self._is_bounded(stretch):
            added.add("below_threshold")
        if self.marked.word(stretch.number.last) == "phòng" and stretch.number.unit == "agency":
            added.add("office")  # «06 đơn vị (02 phòng, 04 xã)»
        if stretch.number.unit == "procedure" and self._is_possessed(stretch):
            added.add("possessed")
        if stretch.number.unit == "procedure" and self._is_of_changes(stretch):
            added.add("of_changes")
        pair = stretch.number.pair
        if pair:
            added.add("paired")
        if pair and stretch.number.unit == "point" and pair.value != _FULL_SCORE:
            added.add("part_of_score")  # «tiến độ 18,9/20 điểm»
        if self.is_among_rated(stretch):
            added.add("rated")
        if self._counts_the_satisfied(stretch):
            added.add("satisfied_form")
        if self.follows_base(stretch.number):
            added.add("base_days")
        if stretch.number.unit == "commune" and self.acts_of(stretch.number):
            added.add("acting")
        return frozenset(added | self._extremes(stretch) | self._moves(stretch))

    def _is_bounded(self, stretch: Stretch) -> bool:
        """«5/9 huyện đạt tỷ lệ này dưới 3%», within its own clause."""
        after = stretch.number.after
        commas = [p for p in range(after, self._length) if self.marked.word(p) == ","]
        end = min([self._next_number(stretch), *commas])
        return any(after <= h.first < end and h.labels & _BELOW for h in self.marked.cues)

    def _is_possessed(self, stretch: Stretch) -> bool:
        """«Toàn tỉnh hiện có 1.748 TTHC, …»: all that a place has, not its part of a whole."""
        counted = stretch.number
        place, behind = counted.first - 1, self.marked.word(counted.after)
        opens = self.marked.word(place - 1) in ("", "-", "+", "hiện") and place < 3
        if self.marked.word(place) == "có" and opens:  # «Có 38 TTHC, gồm …»
            goes_on = behind == "gồm" or self.marked.word(counted.after + 1) in ("gồm", "trong")
            return goes_on and stretch.parent is None
        if self._is_labelled_procedures(place):
            return True
        said = self.marked.word(place - 1), self.marked.word(place)
        has = said[1] == "có" or said in (("thực", "hiện"), ("quản", "lý"))
        if not has or self.opens_parts or stretch.parent is not None:
            return False
        while self.marked.word(place) in _HAVING:
            place -= 1
        is_owner = place in self.hidden or self.marked.word(place) in _OWNERS
        return is_owner and self.marked.word(counted.after) in (",", ";", ".", "(", ":", "gồm", "")

    def _is_labelled_procedures(self, place: int) -> bool:
        """«1. TTHC: 127 thủ tục, niêm yết …»: the label names nothing else."""
        if self.marked.word(place) != ":":
            return False
        hits = [hit for hit in self.marked.features if hit.last <= place]
        named = hits[0] if len(hits) == 1 and hits[0].last == place else None
        before = range(named.first) if named else ()
        is_alone = all(not self.marked.tokens[p].text.isalpha() for p in before)
        return bool(named) and named.labels <= {"procedure"} and is_alone

    def _is_of_changes(self, stretch: Stretch) -> bool:
        """«công bố 27 TTHC (4 mới, 23 sửa đổi)», «8 quyết định công bố 31 TTHC»: not all."""
        parts = [s for s in self.stretches if s.parent == stretch.place]
        before = self.stretches[stretch.place - 1].number if stretch.place else None
        decides = before is not None and before.unit in ("decision", "document")
        is_decided = decides and stretch.mark in ("none", "verb", "join", "")
        return is_decided or any(self.own(part, 1, 1) & CHANGES for part in parts)

    def _counts_the_satisfied(self, stretch: Stretch) -> bool:
        """«Khảo sát 200 phiếu, hài lòng 196 phiếu»: a part of the forms, no survey of its own."""
        number, words = stretch.number, self.marked.word
        beside = stretch.place and self.stretches[stretch.place - 1].number.unit == "survey"
        last = number.first - (words(number.first - 1) == ":")
        is_told = (words(last - 2), words(last - 1)) == ("hài", "lòng")
        return bool(beside) and number.unit == "survey" and is_told

    def _share_of_what(self, stretch: Stretch) -> set[str]:
        """«chỉ còn 62%», «chủ yếu trên lĩnh vực đất đai (chiếm 86%)»."""
        first, cues = stretch.number.first, self.marked.cues
        opens = {label for hit in cues if hit.last == first for label in hit.labels}
        added = {"remains"} if "share.remains" in opens else set()
        parent = None if stretch.parent is None else self.stretches[stretch.parent].number.unit
        if stretch.mark == "(" and parent == "procedure" and not stretch.left:
            added.add("of_count")  # «rút ngắn thời gian của 41 TTHC (30,6%)»
        earlier = [0, *(s.number.after for s in self.stretches if s.number.first < first)]
        is_of_count = stretch.mark in (",", "(") and "share.verb" in opens and len(earlier) > 1
        before = earlier[-2 if is_of_count else -1]  # «đất đai với 19.020 hồ sơ, chiếm 87%»
        mainly = [h.last for h in cues if "share.mainly" in h.labels and before <= h.first < first]
        if mainly and any(mainly[0] <= a and b <= first for a, b in self.fields):
            added.add("field_share")
        near = {p for f in stretch.left[:1] for p in range(f.first, f.last)}
        behind = frozenset().union(*(self.labels_in(*f) for f in stretch.right[:1]))
        has_base = self.heads_base(stretch)
        if is_of_count and has_base and (mainly or "overdue" in behind):
            # «Đất đai trễ nhiều nhất với 1.207 hồ sơ, …», «… 49 hồ sơ trễ hạn, chiếm 80,3% …»
            near |= set(range(before, earlier[-1]))
        if has_base and any(a in near for a, _ in self.fields):
            added |= {"field_share"} | behind
        return added

    def _extremes(self, stretch: Stretch) -> set[str]:
        """highest or lowest, where the words before a number say so."""
        near = {p for f in stretch.left[:1] for p in range(f.first, f.last)}
        labels = {label for hit in self.marked.cues if hit.first in near for label in hit.labels}
        return {label.removeprefix("extreme.") for label in labels.intersection(_EXTREMES)}

    def _moves(self, stretch: Stretch) -> set[str]:
        """rises or falls, where provinces are counted whose index did."""
        if stretch.number.unit != "province":
            return set()
        near = [p for f in stretch.right[:1] for p in range(f.first, f.last)]
        words = {self.marked.word(p) for p in near}
        return {name for word, name in (("tăng", "rises"), ("giảm", "falls")) if word in words}

    # --- the sentence as a whole

    @cached_property
    def is_of_several(self) -> bool:
        """«công bố PAR INDEX và SIPAS năm 2023.»: what follows may be of either."""
        topics = frozenset(self.marked.lexicon.topics)
        named = [hit for hit in self.marked.features if hit.labels & topics][-2:]
        if len(named) < 2 or named[0].labels & topics == named[1].labels & topics:
            return False
        return not any(named[0].first <= n.first < named[1].first for n in self.numbers.found)

    @cached_property
    def tail(self) -> Features:
        """The index a sentence ends with: «xếp thứ 5/27, tăng 3 bậc về Chỉ số CCHC»."""
        return self.labels_in(self.stretches[-1].number.after, self._length) & self._topics

    @cached_property
    def lead(self) -> Features:
        """The subject the sentence opens with: «Về số hóa: …»."""
        first = self.stretches[0].number.first
        colon = next((p for p in range(first) if self.marked.word(p) == ":"), None)
        return self.labels_in(0, colon if colon else first)
