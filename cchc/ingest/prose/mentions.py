"""The figures a sentence speaks of: each number with its measure, or why it has none."""

from collections.abc import Iterator
from dataclasses import replace

from cchc.ingest.prose.asked import Asked, Mention
from cchc.ingest.prose.clauses import Stretch
from cchc.ingest.prose.lexicon import Lexicon
from cchc.ingest.prose.marked import Marked
from cchc.ingest.prose.meaning import (
    COUNTED_PLACES,
    HANDED_ON,
    KINDS_OF_DOSSIERS,
    LABELS,
    LIFE,
    NOUNS,
    RATINGS,
    SETTLED,
    STICKY,
    SUBJECTS,
    WAYS,
    WEAK,
    Meaning,
    best,
    first_fit,
    is_broken,
    is_score,
    is_vague,
    passed_down,
    unit_by_noun,
)
from cchc.ingest.prose.memory import Context
from cchc.ingest.prose.roles import RoleReader
from cchc.ingest.prose.sentences import Sentence
from cchc.ingest.prose.spoken_of import NO_FEATURES, Features
from cchc.ingest.prose.surroundings import Surroundings

_COUNTRY = (63, 34)  # how many provinces: a rank of so many is no rank in a region
_FULL_SCORE = 100  # «85,41/100»
_MOST_FRAGMENTS = 4
_MOST_STRANGERS = 4  # words nobody explains, beyond which a number takes nothing over


class SentenceReader:
    """Reads the numbers of one sentence, from left to right."""

    def __init__(
        self,
        sentence: Sentence,
        lexicon: Lexicon,
        context: Context | None = None,
        hidden: set[int] | None = None,
    ):
        """`hidden` are the tokens that name places and times."""
        self.sentence, self.lexicon = sentence, lexicon
        self.context = context or Context()
        self.topics = frozenset(lexicon.topics)
        self.marked = Marked(sentence, lexicon)
        self.around = Surroundings(self.marked, hidden or set(), self.context.is_commune)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The numbers of the sentence with their words."""
        return self.around.stretches

    def read(self) -> list[Mention]:
        """One mention per number, in order."""
        if not self.stretches:
            return []
        roles = RoleReader(self.marked, self.stretches).read()
        found: list[Mention] = []
        for stretch, role in zip(self.stretches, roles, strict=True):
            found.append(
                self._mention(Asked(stretch, role, tuple(found), self.around.heads_base(stretch)))
            )
        return found

    def _mention(self, asked: Asked) -> Mention:
        stretch, role = asked.stretch, asked.role
        words = self.around.own(stretch, len(stretch.left), len(stretch.right))
        mention = Mention(stretch=stretch, role=role, why_not=role.why_not, features=words)
        if role.why_not:
            return mention
        if self.around.is_share_of_services(stretch) or self.around.is_set_against(stretch.number):
            return replace(mention, why_not="unknown")
        if self.around.is_in_row(stretch.number) or self.around.is_handed_on(stretch.number):
            return replace(mention, why_not="unknown")
        if stretch.number.unit == "nothing" and not self.around.is_of_visits(stretch):
            return replace(mention, why_not="uncounted")
        meaning = best([found for found in self._tries(asked) if found])
        if (
            meaning
            and is_vague(meaning, stretch.number)
            and not self.around.wishes_before(stretch.number.first)
        ):
            return replace(mention, why_not="threshold")
        if meaning and is_broken(meaning, stretch.number):
            return replace(mention, why_not="malformed")
        if meaning:
            return replace(mention, meaning=meaning, features=meaning.features)
        topics = asked.previous & self.topics
        return replace(mention, why_not="unknown", features=words | topics)

    # --- from the nearest words outward

    def _tries(self, asked: Asked) -> Iterator[Meaning | None]:
        """Readings in the order in which they are believed."""
        if self.around.opens_clause(asked.stretch):
            behind = self.around.own(asked.stretch, 0, 1)
            yield self._fit(asked, behind, "own") if behind else None
        if asked.unit == "percent":
            yield self._by_words_before(asked)
        own, others = list(self._by_own_words(asked)), list(self._by_what_was_said(asked))
        if asked.depends and not self.around.own(asked.stretch, 1, 1):
            yield from (*own[:1], *others, *own[1:])
        else:
            yield from (*own, *others)

    def _by_words_before(self, asked: Asked) -> Meaning | None:
        """A share named in full before its number; what follows may speak of something else."""
        own = self.around.own(asked.stretch, 1, 0)
        down = passed_down(asked.parent, own) | self.around.heads(own)
        if "rest" in own and self.around.own(asked.stretch, 0, 1) - NOUNS:
            return None  # «còn lại 3,8% là hồ sơ giấy»
        meaning = self._fit(asked, own | down, "own") if own else None
        return meaning if meaning and not meaning.measure.alternatives else None

    def _by_own_words(self, asked: Asked) -> Iterator[Meaning | None]:
        """Readings of more and more words of its own."""
        for reach in range(1, _MOST_FRAGMENTS + 1):
            for left, right in ((reach, 1), (reach, reach)):
                own = self.around.own(asked.stretch, left, right)
                if own or not asked.depends:
                    whole = asked.parent or self.context.listed
                    down = passed_down(whole, own) | self.around.heads(own)
                    yield self._fit(asked, own | down | self._beside(asked, own), "own")

    def _beside(self, asked: Asked, own: Features) -> Features:
        """What the number before hands on: its sticky features, or that all of them are open."""
        previous, meaning = asked.previous, asked.read_before
        is_open = meaning is not None and meaning.measure.code == "dossiers_in_progress_in_time"
        twins = is_open and "overdue" in own and not own & SETTLED
        twins = twins and not self._is_not_yet(asked) and not asked.stretch.number.is_denial
        twins = twins or {"in_progress"} <= previous and "past_due" in own
        is_twin = twins and asked.stretch.mark in (",", "join", "verb", "none")
        if twins and asked.stretch.after_semicolon:  # «Đang giải quyết: 6; trong hạn 5; quá hạn 1»
            is_twin = "in_progress" in self.around.label_before(asked.stretch.number.first)
        return (previous & STICKY) | (frozenset({"in_progress"}) if is_twin else NO_FEATURES)

    def _is_not_yet(self, asked: Asked) -> bool:
        """«nhận 214, xong 201, chưa đến hạn 25, trễ 0»: in a flat list the late are of it all."""
        before = self.stretches[asked.stretch.place - 1]
        words = {self.marked.word(p) for f in before.left[:1] for p in range(f.first, f.last)}
        is_flat = before.parent is None and len(asked.before) > 2
        return (
            is_flat and "chưa" in words and "past_due" not in self.around.own(asked.stretch, 1, 1)
        )

    def _by_what_was_said(self, asked: Asked) -> Iterator[Meaning | None]:
        """Readings with the features of something said before."""
        strangers = self.around.strangers(asked.stretch)
        is_other = self.around.is_of_other(asked.stretch)
        if (
            strangers > _MOST_STRANGERS
            or is_other
            or self.around.has_unknown_label(asked.stretch.number.first)
        ):
            return
        near, wider = (self.around.own(asked.stretch, reach, 1) for reach in (1, 2))
        spoken = (near | asked.previous) & self.topics
        for features, source in self._others(asked):
            if spoken and features & self.topics and not features & spoken:
                continue
            if source == "carried" and near & SUBJECTS - features:
                continue  # «Văn bản ký số: 95%» after a share of dossiers
            if source == "carried" and "index_word" in near and not features & self.topics:
                continue  # «Chỉ số … đạt 90%» after a share of days
            for own in dict.fromkeys((near, wider)):
                yield self._fit(asked, own | features, source)

    def _others(self, asked: Asked) -> list[tuple[Features, str]]:
        """Features of the number before, the whole, the sentence's subject, earlier sentences."""
        order: list[tuple[Features, str]] = []
        if asked.depends and self._meets_target(asked):
            order.append((self.context.target, "target"))
        if not asked.before and self.around.opens_parts:
            order.append((self.context.whole, "part"))
        if not asked.before and not asked.depends and self.around.has_known_label(asked.stretch):
            order.append((self.context.listed, "part"))
        if self.context.told_above and self.around.is_only_named(asked.stretch):
            order.append((self.context.told_above, "part"))
        order += self._leaning(asked) if asked.depends else self._alike(asked)
        if asked.unit == "rank" or asked.stretch.number.pair and not asked.depends:
            order.append((self.around.ahead(asked.stretch), "lead"))
        if asked.unit in ("rank", "place"):
            order.append((self.around.tail, "lead"))
        if asked.unit in ("money", "survey"):
            order += [(asked.previous, "previous"), (self.around.lead, "lead")]
        if asked.depends:
            order += [(self.around.lead, "lead"), *self._carried(asked)]
        return [(features, source) for features, source in order if features]

    def _leaning(self, asked: Asked) -> list[tuple[Features, str]]:
        """A share leans on the number before it; behind a semicolon on the whole."""
        order = [(asked.previous, "previous"), (asked.parent, "part")]
        return order[::-1] if asked.stretch.after_semicolon else order

    def _alike(self, asked: Asked) -> Iterator[tuple[Features, str]]:
        """Whole and number before, where they count the same thing as this one."""
        stretch = asked.stretch
        is_bare = not self.around.own(stretch, 1, 1) - NOUNS
        if stretch.mark == "(" and is_bare and asked.parent_unit == "percent":
            yield asked.parent, "part"  # «đúng hạn chiếm 99,2% (40.118 hồ sơ)»
        inspected = "inspected" in asked.parent | asked.previous
        if asked.unit in ("commune", "district") and not (stretch.number.pair or inspected):
            return
        leaned = [(stretch.parent, "part"), (stretch.previous, "previous")]
        before = None if stretch.previous is None else asked.before[stretch.previous]
        if stretch.mark in ("none", "verb", "join") and before and before.number.unit == "percent":
            leaned.reverse()  # «38 TTHC, gồm …; cắt giảm 30% thời gian của 12 TTHC»
        for place, source in leaned:
            if place is None:
                continue
            other = asked.before[place]
            shares_verb = source == "previous" and stretch.mark in ("none", "verb", "join")
            unit = other.meaning and other.meaning.measure.unit
            if shares_verb or self.lexicon.are_kin(asked.unit, unit):
                yield self._shared(stretch, other.features), source
        yield from self._parallel(asked)

    def _parallel(self, asked: Asked) -> Iterator[tuple[Features, str]]:
        """A bare count takes the verb of the clause before its own, or of the count beside it."""
        stretch, unit = asked.stretch, asked.unit
        if unit is None or self.around.own(stretch, 1, 1) - NOUNS:
            return
        if stretch.after_semicolon:
            heads = [p for p in range(stretch.place) if p == 0 or self.stretches[p].after_semicolon]
            head = asked.before[heads[-1]]
            if head.number.unit == unit:
                yield head.features, "previous"
        later = self.stretches[stretch.place + 1 : stretch.place + 2]
        is_kin = later and self.lexicon.are_kin(unit, later[0].number.unit)
        if is_kin and later[0].mark in (",", "join"):
            yield self.around.own(later[0], 0, 1), "lead"

    def _shared(self, stretch: Stretch, features: Features) -> Features:
        """What a count takes over: all; behind a semicolon only the noun if it says more itself."""
        own = self.around.own(stretch, 1, 1) - NOUNS
        takes_all = not stretch.after_semicolon or own <= features | WEAK
        return features if takes_all else features & NOUNS

    def _meets_target(self, asked: Asked) -> bool:
        """«đạt 59%, cao hơn chỉ tiêu»: the share is of what the target before it was of."""
        stretch = asked.stretch
        said = self.around.own(stretch, 1, 1) | asked.previous
        if not self.context.target & said - {"dossier"}:
            return False
        first, last = stretch.number.after, max((f.last for f in stretch.right), default=0)
        reached = [hit for hit in self.marked.cues if "target.reached" in hit.labels]
        return any(first <= hit.first and hit.last <= last for hit in reached)

    def _carried(self, asked: Asked) -> list[tuple[Features, str]]:
        """What sentences before spoke of; a share takes it only where places are listed."""
        if asked.unit != "percent":
            return [(self.context.topic_in(asked.unit), "carried")]
        topic = (self.context.topic, "carried")
        before = asked.read_before
        is_named = self.around.follows_name(asked.stretch.number.first)
        if asked.follows_unread_count and not (is_named or self.around.own(asked.stretch, 1, 0)):
            return []
        if before and before.measure.family == "index":
            return [topic]
        is_apart = before or self.around.strangers(asked.stretch) > 1
        return [] if is_apart else [(self.context.carried, "carried"), topic]

    # --- one reading

    def _fit(self, asked: Asked, features: Features, source: str) -> Meaning | None:
        """The measure that features give, if any."""
        unit, added = self._unit(asked, features), self.around.added(asked.stretch, asked.role)
        own = features | added & HANDED_ON
        features = features | added
        pair = asked.stretch.number.pair
        if unit == "rank" and pair and pair.value in _COUNTRY:
            features -= {"regional"}
        cuts = unit in ("percent", "day") and bool({"cut", "time"} & features)
        part = asked.role.part if unit == "day" else None
        measure = first_fit(
            self.lexicon, unit=unit, features=features, change=bool(asked.role.sign) and not cuts,
            role="lowest" if asked.stretch.number.range_end else part,
        )  # fmt: skip
        if measure and "field_share" in features - measure.all:
            return None
        is_of_plan = measure is not None and "plan" in measure.all
        if measure and measure.change and asked.role.to_plan and not is_of_plan:
            return None
        if measure is None or asked.role.to_period and "other_period" not in measure.all:
            return None
        if self.around.is_share_of_places(asked.stretch) and not measure.counts_places:
            return None
        if unit == "dossier" and asked.unit is None:
            own |= {unit}  # «giải quyết 9.204, đạt 98,8%»: counted without the noun
        return Meaning(measure=measure, features=own, source=source)

    def _kinds(self, features: Features) -> Features:
        """What may be kinds of dossiers here; fields and procedures are of procedures as well."""
        is_other = "procedure" in self.context.heading | features
        return WAYS if is_other else KINDS_OF_DOSSIERS

    def _unit(self, asked: Asked, features: Features) -> str | None:
        """The unit a number is counted in: printed, or that of what stands beside it."""
        number = asked.stretch.number
        is_rated = features & RATINGS or self.around.is_among_rated(asked.stretch)
        if number.unit in COUNTED_PLACES and is_rated:
            return "agency"
        if self.around.is_of_visits(asked.stretch):
            return "visit"
        if number.unit:
            return "percent" if number.unit == "percent_point" else number.unit
        if number.pair and number.pair.value == _FULL_SCORE and number.decimals:
            return "point"
        near = self.around.own(asked.stretch, 1, 1)
        noun = unit_by_noun(near)
        if noun == "service" and asked.stretch.depth and asked.counted_unit == "dossier":
            return "dossier"  # «1.126 hồ sơ (DVC mức 3: 214)»
        if noun:
            return noun
        if number.pair and not number.decimals and {"payment", "digitise"} & near:
            return "dossier"  # «Thanh toán trực tuyến: 1.902/2.050»
        if number.decimals and is_score(features, is_change=bool(asked.role.sign)):
            return "point"
        label, heading = self.around.label_before(number.first), self.context.heading
        unit = asked.counted_unit or unit_by_noun(label & LABELS) or unit_by_noun(heading & LABELS)
        unit = unit or unit_by_noun(features)
        if unit == "procedure" and near & (SETTLED | {"overdue", "in_progress"}):
            unit = None  # «… 83 TTHC; trả 2.655 hồ sơ - sớm hẹn 1.920»: dossiers are early
        label = label or heading
        goes_on = self.context.counted == "dossier" or "dossier" in asked.previous | label
        goes_on = goes_on or self.around.is_of_dossiers or "dossier" in self.context.heading
        is_way = self._kinds(features) & features and not self.around.strangers(asked.stretch)
        is_count = goes_on and not number.decimals and (LIFE & features or is_way)
        return "dossier" if unit is None and is_count else unit
