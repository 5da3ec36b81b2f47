"""What earlier sentences of a report leave for later ones."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cchc.ingest.prose.asked import DEPENDENT, Mention
from cchc.ingest.prose.lexicon import Lexicon
from cchc.ingest.prose.sections import depth_in_list, ends_labelled, is_heading, is_item
from cchc.ingest.prose.sentences import Sentence
from cchc.ingest.prose.spoken_of import NO_FEATURES, Features
from cchc.ingest.prose.surroundings import Surroundings

_PARTS = {"trong đó", "cụ thể", "cụ thể là", "bao gồm", "gồm", "gồm có", "chia ra"}
_UNIT_LINES = {
    f"{unit} {noun}" for unit in ("đơn vị", "đơn vị tính", "đvt") for noun in ("hồ sơ", "hs")
}
_COUNTING = {"số", "lượng", "tỷ", "tỉ"}


@dataclass(frozen=True, kw_only=True)
class Context:
    """What earlier sentences leave behind."""

    carried: Features = NO_FEATURES  # of the last number
    topic: Features = NO_FEATURES  # the index last spoken of
    target: Features = NO_FEATURES  # of the target last stated
    whole: Features = NO_FEATURES  # of the last whole, for a sentence that opens «Trong đó»
    units: dict[str, set[str]] = field(default_factory=dict)  # in which each index was told
    listed: Features = NO_FEATURES  # of the whole that this item of a list is a part of
    is_commune: bool = False  # the report is about a commune
    counted: str | None = None  # what the last count was of
    heading: Features = NO_FEATURES  # of the heading above, where it names what is counted
    told_above: Features = NO_FEATURES  # of a heading that says of what the items are numbers

    def topic_in(self, unit: str | None) -> Features:
        """The index last spoken of; scores follow no index that was told in percent only."""
        told = {u for topic in self.topic for u in self.units.get(topic, ())}
        is_other = unit == "point" and "percent" in told and "point" not in told
        if is_other and "cchc_index" in self.units:
            return frozenset({"cchc_index"})
        return self.topic


@dataclass
class Memory:
    """Features of what was last spoken of."""

    topics: Features  # names of indices
    carried: Features = NO_FEATURES  # of the last share, else of the last number
    has_share: bool = False  # whether a share was told yet
    topic: Features = NO_FEATURES  # the index last spoken of
    target: Features = NO_FEATURES  # of the target last stated
    whole: Features = NO_FEATURES  # of the last number outside brackets
    # depth and features of the wholes that open lists: lines with a colon or a number at the end
    announced: list[tuple[int, Features]] = field(default_factory=list)
    units: dict[str, set[str]] = field(default_factory=dict)  # of each index spoken of
    counted: str | None = None  # what the last count was of
    paragraph: int | None = None  # in which a number was told last
    heading: Features = NO_FEATURES  # of the last heading, which told no figure itself
    told_above: Features = NO_FEATURES  # of it, where it says of what numbers follow

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Memory":
        """The memory of a report that has not begun."""
        return cls(topics=frozenset(lexicon.topics))

    def context(self, sentence: Sentence, *, is_commune: bool, only_names: bool = False) -> Context:
        """What the next sentence may take over; `only_names`: its label says whose it is alone."""
        below = is_item(sentence.text)
        goes_on = only_names and sentence.paragraph == self.paragraph
        return Context(
            listed=self._listed(sentence) if below else self.whole if goes_on else NO_FEATURES,
            carried=self.carried, topic=self.topic, target=self.target, whole=self.whole,
            units=self.units, is_commune=is_commune, counted=self.counted,
            heading=self.heading, told_above=self.told_above if below else NO_FEATURES,
        )  # fmt: skip

    def keep(self, read: list[Mention], targets: list[Mention]) -> None:
        """Remember the numbers of a sentence that were read, and the targets among them."""
        outer = [mention for mention in read if mention.stretch.depth == 0]
        shares = [mention for mention in outer if mention.number.unit == "percent"]
        if shares or not self.has_share and read:
            self.carried = (shares or read)[-1].features
        self.has_share = self.has_share or bool(shares)
        self.whole = outer[-1].features if outer else self.whole
        units = [mention.meaning.measure.unit for mention in read]
        self.counted = next((u for u in reversed(units) if u not in DEPENDENT), self.counted)
        self.target = targets[-1].features if targets else self.target

    def keep_list(self, sentence: Sentence, read: Iterable[Mention] = ()) -> None:
        """Remember of what the items beneath are parts: «Tiếp nhận 20 hồ sơ, trong đó:»."""
        depth, read = depth_in_list(sentence.text), list(read)
        self.paragraph = sentence.paragraph if read else self.paragraph
        below = is_item(sentence.text)
        self.announced = [one for one in self.announced if below and one[0] < depth]
        if _is_only_trong_do(sentence) or _is_labelled(sentence, read):
            self.announced.append((depth, self.whole))
        elif sentence.text.endswith(":"):
            is_told = any(mention.stretch.depth == 0 for mention in read)
            self.announced.append((depth, self.whole if is_told else NO_FEATURES))

    def _listed(self, sentence: Sentence) -> Features:
        """Of the nearest whole above an item that stands less deep."""
        depth = depth_in_list(sentence.text)
        above = [features for deep, features in self.announced if deep < depth]
        return above[-1] if above else NO_FEATURES

    def keep_heading(self, sentence: Sentence, around: Surroundings, *, is_told: bool) -> None:
        """Remember what a heading without figures names; a line of text ends it."""
        if not is_told and (is_heading(sentence) or sentence.text.endswith(":")):
            self.heading = around.labels_in(0, len(sentence.tokens))
            self.told_above = self.heading if _counts(sentence, self.heading) else NO_FEATURES
        elif not is_item(sentence.text):
            self.heading = self.told_above = NO_FEATURES

    def keep_unit(self, sentence: Sentence) -> None:
        """«Đơn vị tính: hồ sơ»: what the numbers of a table count."""
        words = " ".join(token.folded for token in sentence.tokens if token.text.isalpha())
        if words in _UNIT_LINES:
            self.counted = "dossier"

    def keep_topics(self, around: Surroundings, read: Iterable[Mention] = ()) -> None:
        """Remember which index was spoken of last, if it was one, and in which units."""
        self.topic = NO_FEATURES if around.is_of_several else around.topic or self.topic
        for name in around.topic:
            self.units.setdefault(name, set())
        for mention in read:
            for name in mention.features & self.topics:
                self.units.setdefault(name, set()).add(mention.meaning.measure.unit)


def _is_labelled(sentence: Sentence, read: list[Mention]) -> bool:
    """«Đang giải quyết: 216»: one figure that ends its line, whose parts may stand below it."""
    return len(read) == 1 and ends_labelled(sentence, read[0].number.after)


def _is_only_trong_do(sentence: Sentence) -> bool:
    """«Trong đó:» after a full stop: what stands below are parts of what was told before it."""
    return sentence.text.endswith(":") and sentence.text[:-1].strip().lower() in _PARTS


def _counts(sentence: Sentence, features: Features) -> bool:
    """«Số hồ sơ đã giải quyết:», «Tỷ lệ số hóa hồ sơ:»: one number or share of each item."""
    words = {token.folded for token in sentence.tokens}
    return not words.isdisjoint(_COUNTING) and not {"received", "resolved"} <= features
