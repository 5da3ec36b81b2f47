"""The figures a sentence speaks of: each number with its measure, or why it has none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cchc.ingest.prose.clauses import Clauses, Fragment, Stretch
from cchc.ingest.prose.lexicon import FIXED, Lexicon
from cchc.ingest.prose.meaning import (
    NEAR,
    NOUNS,
    PASSED_DOWN,
    SETTLED,
    STICKY,
    WEAK,
    Meaning,
    first_fit,
    passed_down,
    unit_by_noun,
)
from cchc.ingest.prose.numbers import Number, NumberReader
from cchc.ingest.prose.phrases import Hit
from cchc.ingest.prose.roles import Role, RoleReader
from cchc.ingest.prose.sentences import Sentence

# Units of numbers that lean on what was said before them.
DEPENDENT = {"percent", "rank", "place", "point", "percent_point"}
_NO_FEATURES: frozenset[str] = frozenset()
_MAX_FRAGMENTS = 4
_STRANGE_WORDS = 4


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One number of a sentence and what it was read as; `why_not` says why it is no figure."""

    stretch: Stretch
    role: Role
    value: float
    number: Number
    meaning: Meaning | None = None
    features: frozenset[str] = _NO_FEATURES
    why_not: str | None = None


@dataclass(frozen=True, kw_only=True)
class Context:
    """What earlier sentences leave behind."""

    carried: frozenset[str] = _NO_FEATURES  # of the last number
    topic: frozenset[str] = _NO_FEATURES  # the index last spoken of
    target: frozenset[str] = _NO_FEATURES  # of the target last stated
    whole: frozenset[str] = _NO_FEATURES  # of the last whole, for a sentence that opens «Trong đó»
    units: dict[str, set[str]] = field(default_factory=dict)  # in which each index was told
    is_commune: bool = False  # the report is about a commune


def _best(meanings: Sequence[Meaning]) -> Meaning | None:
    """The nearest meaning; a weak one yields to what its own sentence says further on."""
    near = [found for found in meanings if found.source in NEAR]
    return next((m for m in near if not m.measure.weak), None) or next(iter(meanings), None)


def _is_vague(meaning: Meaning, number: Number) -> bool:
    """«đều đạt chỉ số trên 80%»: an index is known to its decimals, this only says how far."""
    measure = meaning.measure
    return measure.family == "index" and measure.unit == "percent" and number.approx == "at_least"


@dataclass
class SentenceReader:
    """Reads one sentence; the marked-up words are kept for scope, time and kind."""

    sentence: Sentence
    lexicon: Lexicon
    context: Context = field(default_factory=Context)
    hidden: set[int] = field(default_factory=set)  # tokens of places and times

    @cached_property
    def cues(self) -> list[Hit]:
        """Every cue of the sentence."""
        return self.lexicon.cues.all_in(self.sentence.tokens)

    @cached_property
    def features(self) -> list[Hit]:
        """The longest feature phrases, left to right."""
        return self.lexicon.features.longest_in(self.sentence.tokens)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The numbers with their words."""
        reader = NumberReader(self.sentence, self.cues, self.features, self.lexicon)
        numbers = reader.read()
        self.unreadable = numbers.unreadable
        if not numbers.found:
            return ()
        protected = {p for hit in self.features for p in range(hit.first, hit.last)} | self.hidden
        protected |= self._lists_of_fields()
        says = {p for hit in self.features if FIXED not in hit.labels
                for p in range(hit.first, hit.last)}  # fmt: skip
        clauses = Clauses(self.sentence.tokens, numbers.found, self.cues, protected, says)
        return clauses.stretches()

    def read(self) -> list[Mention]:
        """The mentions, in order; Y of a pair follows its X."""
        if not self.stretches:
            return []
        roles = RoleReader(self.sentence.tokens, self.stretches, self.cues).read()
        found: list[Mention] = []
        for stretch, role in zip(self.stretches, roles, strict=True):
            found.append(self._mention(stretch, role, found))
        return found

    # --- one number

    def _mention(self, stretch: Stretch, role: Role, before: Sequence[Mention]) -> Mention:
        number = stretch.number
        mention = Mention(
            stretch=stretch, role=role, number=number, value=number.value, why_not=role.why_not,
            features=self._own(stretch, len(stretch.left), len(stretch.right)),
        )  # fmt: skip
        if role.why_not:
            return mention
        if number.unit == "nothing":
            return replace(mention, why_not="uncounted")
        meaning = _best([found for found in self._tries(stretch, role, before) if found])
        if meaning and _is_vague(meaning, stretch.number):
            return replace(mention, why_not="threshold")
        if meaning:
            return replace(mention, meaning=meaning, features=meaning.features)
        topics = self._previous(stretch, before) & frozenset(self.lexicon.topics)
        return replace(mention, why_not="unknown", features=mention.features | topics)

    def _tries(self, stretch: Stretch, role: Role, before: Sequence[Mention]):
        """Readings from the nearest words outward."""
        if stretch.number.unit == "percent":
            yield self._by_words_before(stretch, role, before)
        own = list(self._by_own_words(stretch, role, before))
        others = list(self._by_what_was_said(stretch, role, before))
        nearest, farther = own[:1], own[1:]
        bare = stretch.number.unit in DEPENDENT and not self._own(stretch, 1, 1)
        yield from (*nearest, *others, *farther) if bare else (*nearest, *farther, *others)

    def _by_words_before(
        self, stretch: Stretch, role: Role, before: Sequence[Mention]
    ) -> Meaning | None:
        """A share named in full before its number; what follows may speak of something else."""
        own = self._own(stretch, 1, 0)
        down = passed_down(self._parent(stretch, before), own) | self.headline
        meaning = own and self._fit(stretch, role, own | down, "own", before)
        return meaning if meaning and not meaning.measure.alternatives else None

    def _by_own_words(self, stretch: Stretch, role: Role, before: Sequence[Mention]):
        parent = self._parent(stretch, before)
        depends = stretch.number.unit in DEPENDENT
        for reach in range(1, _MAX_FRAGMENTS + 1):
            for left, right in ((reach, 1), (reach, reach)):
                own = self._own(stretch, left, right)
                if depends and not own:
                    continue
                down = passed_down(parent, own) | self._beside(stretch, own, before) | self.headline
                yield self._fit(stretch, role, own | down, "own", before)

    def _beside(
        self, stretch: Stretch, own: frozenset[str], before: Sequence[Mention]
    ) -> frozenset[str]:
        """What the number before hands on: its sticky features, or that all of them are open."""
        previous = self._previous(stretch, before)
        twins = {"in_progress", "in_time"} <= previous and "overdue" in own and not own & SETTLED
        is_twin = twins and stretch.mark in (",", "join", "verb", "none")
        return (previous & STICKY) | (frozenset({"in_progress"}) if is_twin else _NO_FEATURES)

    def _by_what_was_said(self, stretch: Stretch, role: Role, before: Sequence[Mention]):
        if self._strangers(stretch) > _STRANGE_WORDS:
            return
        near, wider = self._own(stretch, 1, 1), self._own(stretch, 2, 1)
        topics = frozenset(self.lexicon.topics)
        spoken = (near | self._previous(stretch, before)) & topics
        for features, source in self._others(stretch, before):
            if spoken and features & topics and not features & spoken:
                continue
            for own in dict.fromkeys((near, wider)):
                yield self._fit(stretch, role, own | features, source, before)

    def _others(self, stretch: Stretch, before: Sequence[Mention]):
        """Features of the whole, of the number before, of the subject of the sentence, carried."""
        parent, previous = self._parent(stretch, before), self._previous(stretch, before)
        order = [(previous, "previous"), (parent, "part")]
        depends = stretch.number.unit in DEPENDENT
        if depends and stretch.after_semicolon:
            order.reverse()
        if not depends:
            order = list(self._alike(stretch, before))
        if not before and self.opens_parts:
            order.insert(0, (self.context.whole, "part"))
        if depends and self._meets_target(stretch, before):
            order.insert(0, (self.context.target, "target"))
        if stretch.number.unit == "rank" or stretch.number.pair and not depends:
            order.append((self._ahead(stretch), "lead"))
        if depends:
            order += [(self.lead, "lead"), *self._carried(stretch)]
        return [(features, source) for features, source in order if features]

    def _ahead(self, stretch: Stretch) -> frozenset[str]:
        """What follows: «đứng thứ nhất với tỷ lệ …», «20/20 sở, ngành đều …»."""
        place = stretch.number.after
        following = [s.number.first for s in self.stretches if s.number.first >= place]
        is_rank = stretch.number.unit == "rank"
        end = following[0] if following and is_rank else len(self.sentence.tokens)
        return self.labels_in(place, end)

    def _meets_target(self, stretch: Stretch, before: Sequence[Mention]) -> bool:
        """«đạt 59%, cao hơn chỉ tiêu»: the share is of what the target before it was of."""
        said = self._own(stretch, 1, 1) | self._previous(stretch, before)
        refines = bool(self.context.target & said - {"dossier"})
        last = max((f.last for f in stretch.right), default=stretch.number.after)
        return refines and any(
            "target.reached" in hit.labels
            and stretch.number.after <= hit.first
            and hit.last <= last
            for hit in self.cues
        )

    def _carried(self, stretch: Stretch):
        """What sentences before spoke of; a share takes it only where places are listed."""
        if stretch.number.unit != "percent":
            return [(self._topic_in(stretch.number.unit), "carried")]
        if self._strangers(stretch) > 1:
            return []
        return [(self.context.carried, "carried"), (self.context.topic, "carried")]

    def _shared(self, stretch: Stretch, features: frozenset[str]) -> frozenset[str]:
        """What a count takes over: all; behind a semicolon only the noun if it says more itself."""
        own = self._own(stretch, 1, 1) - NOUNS
        return (
            features if not stretch.after_semicolon or own <= features | WEAK else features & NOUNS
        )

    def _topic_in(self, unit: str | None) -> frozenset[str]:
        """The index last spoken of; scores follow no index that was told in percent only."""
        told = {u for topic in self.context.topic for u in self.context.units.get(topic, ())}
        is_other = unit == "point" and "percent" in told and "point" not in told
        if is_other and "cchc_index" in self.context.units:
            return frozenset({"cchc_index"})
        return self.context.topic

    def _alike(self, stretch: Stretch, before: Sequence[Mention]):
        """Whole and number before, where they count the same thing as this one."""
        if stretch.number.unit in ("commune", "district") and not stretch.number.pair:
            return
        for place, source in ((stretch.parent, "part"), (stretch.previous, "previous")):
            if place is None or place >= len(before):
                continue
            unit = before[place].meaning and before[place].meaning.measure.unit
            shares_verb = source == "previous" and stretch.mark in ("none", "verb", "join")
            if shares_verb or self.lexicon.are_kin(stretch.number.unit, unit):
                yield self._shared(stretch, before[place].features), source

    def _fit(
        self,
        stretch: Stretch,
        role: Role,
        features: frozenset[str],
        source: str,
        before: Sequence[Mention],
    ) -> Meaning | None:
        unit = self._unit(stretch, role, features, before)
        features = features | self._added(stretch, role)
        change = bool(role.sign) and not ({"cut", "time"} & features and unit in ("percent", "day"))
        part = role.part if unit == "day" else None
        if stretch.number.range_end:
            part = "lowest"
        measure = first_fit(self.lexicon, unit=unit, features=features, change=change, role=part)
        if measure is None and unit == "agency":
            measure = first_fit(self.lexicon, unit=unit, features=features, change=change)
        if measure is None or role.to_period and "other_period" not in measure.all:
            return None
        return Meaning(measure=measure, features=features, source=source)

    def _unit(
        self,
        stretch: Stretch,
        role: Role,
        features: frozenset[str],
        before: Sequence[Mention],
    ) -> str | None:
        """The unit a number is counted in: printed, or that of what stands beside it."""
        number = stretch.number
        if number.unit == "percent_point":
            return "percent"
        if number.unit == "district" and number.pair is None and "inspected" not in features:
            return "district"
        if number.unit:
            return number.unit
        noun = unit_by_noun(self._own(stretch, 1, 1))
        if noun:
            return noun
        if number.decimals and role.sign and {"index_word", "ddci"} & features:
            return "point"
        places = (stretch.parent, stretch.previous)
        units = [before[p].meaning.measure.unit for p in places
                 if p is not None and p < len(before) and before[p].meaning]  # fmt: skip
        counted = [unit for unit in units if unit not in DEPENDENT]
        return next(iter(counted), None) or unit_by_noun(features)

    def _added(self, stretch: Stretch, role: Role) -> frozenset[str]:
        """Features that stand in no phrase: a plan compared with, a threshold met."""
        added = {"plan"} if role.to_plan else set()
        added |= {"other_period"} if role.to_period else set()
        added |= self._extremes(stretch) | self._moves(stretch)
        following = [
            s.number.first for s in self.stretches if s.number.first > stretch.number.first
        ]
        last = min(following, default=len(self.sentence.tokens))
        below = {"approx.below", "approx.at_least_after"}
        for hit in self.cues:
            if stretch.number.after <= hit.first < last and hit.labels & below:
                added.add("below_threshold")
        return frozenset(added)

    def _extremes(self, stretch: Stretch) -> set[str]:
        """highest or lowest, where the words before a number say so."""
        near = {p for f in stretch.left[:1] for p in range(f.first, f.last)}
        return {
            label[8:] for hit in self.cues if hit.first in near
            for label in hit.labels if label in ("extreme.highest", "extreme.lowest")
        }  # fmt: skip

    def _moves(self, stretch: Stretch) -> set[str]:
        """rises or falls, where provinces are counted whose index did."""
        if stretch.number.unit != "province":
            return set()
        words = {
            self.sentence.tokens[p].folded
            for f in stretch.right[:1]
            for p in range(f.first, f.last)
        }
        return {name for word, name in (("tăng", "rises"), ("giảm", "falls")) if word in words}

    # --- words around

    def _own(self, stretch: Stretch, left: int, right: int) -> frozenset[str]:
        """Features of the nearest fragments before and after a number."""
        fragments = (*stretch.left[:left], *self._right(stretch)[:right])
        return frozenset().union(*(self.labels_in(f.first, f.last) for f in fragments))

    def _right(self, stretch: Stretch) -> tuple[Fragment, ...]:
        """The words after a number; of a share of something unknown or of a total, none."""
        if stretch.number.unit == "percent" and (
            self._heads_unknown(stretch) or self._heads_base(stretch)
        ):
            return ()
        return stretch.right

    def _heads_base(self, stretch: Stretch) -> bool:
        """«chiếm 23% hồ sơ trả kết quả», «đạt 18,9% trên tổng số …»: what follows is the base."""
        number = stretch.number
        verbs = {number.first, number.first - 1}
        return any(
            ("share.verb" in hit.labels and hit.last in verbs)
            or ("share.base" in hit.labels and hit.first == number.after)
            for hit in self.cues
        )

    def _heads_unknown(self, stretch: Stretch) -> bool:
        """«100% giáo viên …»: a share of a thing the lexicon does not know."""
        tokens, place = self.sentence.tokens, stretch.number.after
        known = {p for hit in self.features for p in range(hit.first, hit.last)}
        known |= {p for hit in self.neutral for p in range(hit.first, hit.last)} | self.hidden
        return place < len(tokens) and tokens[place].text.isalpha() and place not in known

    def labels_in(self, first: int, last: int) -> frozenset[str]:
        """Features of the phrases that lie between two tokens."""
        found = [hit.labels for hit in self.features if first <= hit.first and hit.last <= last]
        fields = {"field"} if any(first <= a and b <= last for a, b in self.fields) else set()
        unmeant = {FIXED} if self.context.is_commune else {FIXED, "commune_authority"}
        return (frozenset().union(*found) | fields) - unmeant

    @cached_property
    def fields(self) -> list[tuple[int, int]]:
        """Where fields of procedures are named: «lĩnh vực đất đai»."""
        hits = self.lexicon.places.all_in(self.sentence.tokens)
        return [
            (hit.first, hit.last) for hit in hits
            if "field.names" in hit.labels and hit.first not in self.hidden
        ]  # fmt: skip

    @cached_property
    def components(self) -> list[tuple[int, int]]:
        """Where components of an index are named."""
        return [(hit.first, hit.last) for hit in self.features if "component" in hit.labels]

    def _lists_of_fields(self) -> set[int]:
        """Commas between fields: «đất đai, xây dựng, thuế» stays in one piece."""
        ends, starts = {b for _, b in self.fields}, {a for a, _ in self.fields}
        return {p for p in ends if p + 1 in starts and self.sentence.tokens[p].text == ","}

    @cached_property
    def neutral(self) -> list[Hit]:
        """Words that change nothing."""
        return self.lexicon.neutral.longest_in(self.sentence.tokens)

    def _strangers(self, stretch: Stretch) -> int:
        """Words near the number that nothing in the lexicon explains."""
        known = {p for hit in (*self.features, *self.neutral, *self.cues)
                 for p in range(hit.first, hit.last)} | self.hidden  # fmt: skip
        near = (*stretch.left[:1], *stretch.right[:1])
        return sum(
            1
            for fragment in near
            for p in range(fragment.first, fragment.last)
            if p not in known
            and self.sentence.tokens[p].text.isalpha()
            and not self.sentence.tokens[p].is_capital
        )

    # --- what was said before

    def _parent(self, stretch: Stretch, before: Sequence[Mention]) -> frozenset[str]:
        place = stretch.parent
        return before[place].features if place is not None and place < len(before) else _NO_FEATURES

    def _previous(self, stretch: Stretch, before: Sequence[Mention]) -> frozenset[str]:
        place = stretch.previous
        if place is None or place >= len(before):
            return _NO_FEATURES
        return before[place].features

    @cached_property
    def topic(self) -> frozenset[str]:
        """The index the sentence speaks of last, if it speaks of one."""
        topics = frozenset(self.lexicon.topics)
        named = [hit.labels & topics for hit in self.features if hit.labels & topics]
        return named[-1] if named else _NO_FEATURES

    @cached_property
    def lead(self) -> frozenset[str]:
        """The subject the sentence opens with: «Về số hóa: …»."""
        first = self.stretches[0].number.first
        colon = next((p for p in range(first) if self.sentence.tokens[p].text == ":"), None)
        return self.labels_in(0, colon) if colon else self.labels_in(0, first)

    @cached_property
    def headline(self) -> frozenset[str]:
        """What the whole sentence is about: «Về hồ sơ trực tuyến, …»."""
        tokens = self.sentence.tokens
        if tokens[0].folded != "về" and [t.folded for t in tokens[:2]] != ["đối", "với"]:
            return _NO_FEATURES
        end = next((p for p, token in enumerate(tokens) if token.text in ",:"), 0)
        return self.labels_in(0, end) & PASSED_DOWN

    @cached_property
    def opens_parts(self) -> bool:
        """Whether the sentence opens with «Trong đó»."""
        return any(hit.first == 0 and "boundary.part" in hit.labels for hit in self.cues)
