"""Numbers told in passing of a part: «Hồ sơ liên thông: 88, trễ hạn 4», «Đất đai: 412, trễ 12»."""

from dataclasses import dataclass, field

from cchc.ingest.prose.asked import Mention
from cchc.ingest.prose.mentions import SentenceReader

# Parts of all dossiers that are counted by a code of their own; their late ones are not.
_CODES = {
    "interlinked_dossiers": "liên thông",
    "home_appointment_dossiers": "hẹn giờ tại nhà",
    "bcci_dossiers": "bưu chính công ích",
}
_OF_FIELDS = "dossiers_by_field"
_STATES = {
    "dossiers_resolved", "dossiers_on_time", "dossiers_early", "dossiers_exactly_on_time",
    "dossiers_overdue", "dossiers_in_progress", "dossiers_in_progress_in_time",
    "dossiers_in_progress_overdue", "dossiers_returned", "resolved_rate", "on_time_rate",
    "early_rate", "exactly_on_time_rate", "overdue_rate", "in_progress_rate",
}  # fmt: skip
_COUNTED = _STATES | {"dossiers_received", "dossiers_received_new", "dossiers_carried_over"}
_BEFORE_FIELD = {"", "vực", "-", "–", "+", "*", "•", ",", ";", ":", "(", "và", ")", "."}


@dataclass(frozen=True)
class Part:
    """What part of all dossiers was counted, and how many they are, where told."""

    name: str
    size: float | None


@dataclass
class Parts:
    """Follows through a sentence of which part its counts are."""

    reader: SentenceReader
    told: dict[int, Part] = field(default_factory=dict)  # by place of the number
    head: Part | None = None  # what the sentence opened with
    is_label: bool = False  # «Đất đai: …»: of all that the sentence tells
    is_whole: bool = False  # whether a number of all was told before

    def of(self, mention: Mention, breakdown: str | None) -> tuple[str | None, bool]:
        """The part a number is of, and whether it may as well be of all."""
        code, place = mention.meaning.measure.code, mention.stretch.place
        if code in _CODES or code == _OF_FIELDS:
            self._open(mention, Part(_CODES.get(code) or breakdown or "", mention.number.value))
            return breakdown, False
        if code not in _COUNTED or breakdown:
            self.is_whole = self.is_whole or not self.told
            self.head = None if mention.meaning.measure.unit == "dossier" else self.head
            return breakdown, False
        own = self._field_before(mention)
        if own:
            self._open(mention, Part(own, None))
            return own, False
        part = self._inherited(mention)
        if part is None or code not in _STATES or _exceeds(mention, part):
            self.is_whole = True
            return None, False
        if part is not self.head and mention.stretch.parent not in self.told:
            return None, True
        self.told[place] = part
        return part.name, False

    def _open(self, mention: Mention, part: Part) -> None:
        """A number that names its part; where it comes first, the rest is of it as well."""
        self.told[mention.stretch.place] = part
        is_first = not self.is_whole and mention.stretch.parent is None
        self.head = part if is_first else None
        label = self.reader.marked.word
        first = mention.stretch.number.first
        self.is_label = is_first and any(label(p) == ":" for p in range(first))

    def _inherited(self, mention: Mention) -> Part | None:
        stretch = mention.stretch
        if stretch.parent in self.told:
            return self.told[stretch.parent]
        if stretch.after_semicolon:
            return self.head if self.is_label else None
        return self.head or self.told.get(stretch.previous)

    def _field_before(self, mention: Mention) -> str | None:
        """The fields named right before a number, as an item or as «lĩnh vực …»."""
        marked, near = self.reader.marked, mention.stretch.left
        spans = [
            (a, b) for a, b in self.reader.around.fields
            if any(f.first <= a and b <= f.last for f in near)
        ]  # fmt: skip
        if not spans or marked.word(spans[0][0] - 1) not in _BEFORE_FIELD:
            return None
        tokens = marked.tokens
        return self.reader.sentence.text[tokens[spans[0][0]].start : tokens[spans[-1][1] - 1].end]


def _exceeds(mention: Mention, part: Part) -> bool:
    """Whether a count is larger than the part: then it is of all."""
    is_count = mention.meaning.measure.unit == "dossier"
    return is_count and part.size is not None and mention.number.value > part.size
