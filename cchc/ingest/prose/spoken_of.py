"""What one sentence speaks of as a whole: its fields, its index, the label it opens with."""

from dataclasses import dataclass, field
from functools import cached_property

from cchc.ingest.prose.lexicon import FIXED
from cchc.ingest.prose.marked import Marked, covered
from cchc.ingest.prose.meaning import PASSED_DOWN, WAYS
from cchc.ingest.prose.phrases import Hit

Features = frozenset[str]
NO_FEATURES: Features = frozenset()
_OTHER_NOUNS = {"task", "feedback", "document", "other", "procedure"}
_HEADING = {"online", "bcci", "payment", "digitise"}  # what a label may say of all behind it
_FLOW = {"received", "received_new", "resolved", "direct", "full", "level3", "level4", "service"}
_SHORT = 5  # letters of a short form
_LABEL = 9  # words of a label before a colon


@dataclass
class SpokenOf:
    """The features of a sentence; `hidden` are tokens of places and times."""

    marked: Marked
    hidden: set[int] = field(default_factory=set)
    is_commune: bool = False  # the report is about a commune
    _labels: dict[tuple[int, int], Features] = field(default_factory=dict, repr=False)

    def labels_in(self, first: int, last: int) -> Features:
        """Features of the phrases that lie between two tokens."""
        if (first, last) not in self._labels:
            self._labels[first, last] = self._labels_between(first, last)
        return self._labels[first, last]

    def _labels_between(self, first: int, last: int) -> Features:
        hits = self.marked.features
        if any(hit.first < edge < hit.last for hit in hits for edge in (first, last)):
            inside = self.marked.lexicon.features.longest_in(self.marked.tokens[first:last])
            return frozenset().union(*(hit.labels for hit in inside)) - {FIXED}
        found = [
            hit.labels - {"other"} if self._is_name(hit) else hit.labels
            for hit in hits if first <= hit.first and hit.last <= last
        ]  # fmt: skip
        named = {"field"} if any(first <= a and b <= last for a, b in self.fields) else set()
        if any(first <= a and b <= last for a, b in self.desks):
            named.add("at_desk")
        unmeant = {FIXED} if self.is_commune else {FIXED, "commune_authority"}
        return (frozenset().union(*found) | named) - unmeant

    def _is_name(self, hit: Hit) -> bool:
        """«Sở Lao động», «đăng ký doanh nghiệp», «Lao động: 411»: whatever else its words mean."""
        return hit.first in self.hidden or any(
            a <= hit.first and hit.last <= b
            and (b - a > hit.last - hit.first or self.marked.word(b) in (":", "(")
            or self.marked.word(b)[:1].isdigit())
            for a, b in self.fields
        )  # fmt: skip

    @property
    def cues(self) -> list[Hit]:
        """The cues that are no part of a name: «huyện Tiểu Cần đạt 86,74 điểm»."""
        return [hit for hit in self.marked.cues if hit.first not in self.hidden]

    @cached_property
    def fields(self) -> list[tuple[int, int]]:
        """Where fields of procedures are named: «lĩnh vực đất đai»."""
        hits = self.marked.lexicon.places.all_in(self.marked.tokens)
        named = [hit for hit in hits if "field.names" in hit.labels]
        return [(hit.first, hit.last) for hit in named if hit.first not in self.hidden]

    def lists_of_fields(self) -> set[int]:
        """Commas between fields: «đất đai, xây dựng, thuế» stays in one piece."""
        ends, starts = {b for _, b in self.fields}, {a for a, _ in self.fields}
        return {p for p in ends if p + 1 in starts and self.marked.word(p) == ","}

    def follows_name(self, place: int) -> bool:
        """«cao nhất là xã Phú Đình (92,4%)»: whether a name stands right before a token."""
        before = place - 1 - (self.marked.word(place - 1) in ("(", ":"))
        return before in self.hidden

    def wishes_before(self, place: int) -> bool:
        """Whether words of a target stand before a token: «Mục tiêu: SIPAS đạt trên 82%»."""
        wishing = {"target.strong", "target.noun", "target.ahead"}
        return any(hit.labels & wishing and hit.last <= place for hit in self.marked.cues)

    def has_unknown_label(self, place: int) -> bool:
        """«(TT: 1.102; trực tiếp 85)», «(TT 1.102)»: a short form nobody knows says what it is."""
        place -= 1 + (self.marked.word(place - 1) == ":")
        text = self.marked.tokens[place].text if place >= 0 else ""
        is_label = text.isalpha() and text.isupper() and len(text) <= _SHORT
        return is_label and place not in self.explained - self.hidden

    @cached_property
    def explained(self) -> set[int]:
        """Tokens that the lexicon knows, or that name places and times."""
        marked = self.marked
        return covered([*marked.features, *marked.neutral, *marked.cues]) | self.hidden

    @cached_property
    def desks(self) -> list[tuple[int, int]]:
        """Where the one-stop desk is named."""
        hits = self.marked.lexicon.places.all_in(self.marked.tokens)
        return [(hit.first, hit.last) for hit in hits if "body.desk" in hit.labels]

    @cached_property
    def components(self) -> list[tuple[int, int]]:
        """Where components of an index are named."""
        return [(hit.first, hit.last) for hit in self.marked.features if "component" in hit.labels]

    @cached_property
    def topic(self) -> Features:
        """The index the sentence speaks of last, if it speaks of one."""
        named = [hit.labels & self._topics for hit in self.marked.features]
        named = [labels for labels in named if labels]
        return named[-1] if named else NO_FEATURES

    @cached_property
    def headline(self) -> Features:
        """What the whole sentence is about: «Về hồ sơ trực tuyến, …»."""
        words = [token.folded for token in self.marked.tokens[:2]]
        if words[0] not in ("về", "qua") and words != ["đối", "với"]:
            return self._label
        end = next((p for p in range(self._length) if self.marked.word(p) in (",", ":")), 0)
        return self.labels_in(0, end) & (PASSED_DOWN | {"bcci"})

    def heads(self, own: Features) -> Features:
        """What the headline adds to a number whose own words say something."""
        is_other = own & (WAYS | _HEADING) - self._label
        return self.headline - self._label if is_other else self.headline

    @cached_property
    def _label(self) -> Features:
        """«Công tác tiếp dân: tiếp 112 lượt người», «BCCI: tiếp nhận 12, trả 95»: of all it tells.

        A label right before its number is of that number alone.
        """
        end = next((p for p in range(min(_LABEL, self._length)) if self.marked.word(p) == ":"), 0)
        said = self.labels_in(0, end)
        ways = said & _HEADING
        tokens = self.marked.tokens
        is_own = end + 1 < self._length and tokens[end + 1].is_number
        if len(ways) != 1 or is_own or said & _FLOW or any(t.is_number for t in tokens[:end]):
            return said & {"other"}
        return said & ({"other"} | ways)

    def label_before(self, place: int) -> Features:
        """«Phản ánh, kiến nghị: tiếp nhận 214, …»: what the words before the first colon name."""
        end = next((p for p in range(min(_LABEL + 3, place)) if self.marked.word(p) == ":"), 0)
        return self.labels_in(0, end)

    @cached_property
    def is_of_dossiers(self) -> bool:
        """«Cấp quận: nhận 23.406; giải quyết 22.871»: what is received and resolved, unnamed."""
        said = self.labels_in(0, self._length)
        return {"received", "resolved"} <= said and said.isdisjoint(_OTHER_NOUNS)

    @cached_property
    def opens_parts(self) -> bool:
        """Whether the sentence opens with «Trong đó»."""
        return any("boundary.part" in hit.labels for hit in self.marked.starting.get(0, ()))

    @cached_property
    def _topics(self) -> Features:
        return frozenset(self.marked.lexicon.topics)

    @property
    def _length(self) -> int:
        return len(self.marked.tokens)
