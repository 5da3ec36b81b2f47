"""Results apart from targets: «phấn đấu 70%», «đảm bảo trên 80%» in what is still to come."""

from dataclasses import dataclass, field

from cchc.ingest.prose.asked import Mention
from cchc.ingest.prose.phrases import Hit

_OPENING = 3  # a noun among the first words of a sentence says what all of it is


@dataclass
class KindReader:
    """Follows whether a report speaks of what was reached or of what is to come."""

    paragraph: int | None = None
    is_ahead: bool = field(default=False)

    def begin(self, paragraph: int) -> None:
        """A new sentence; a new paragraph speaks of the present again."""
        if paragraph != self.paragraph:
            self.is_ahead = False
        self.paragraph = paragraph

    def kind(self, mention: Mention, cues: list[Hit]) -> str:
        """actual, target or change."""
        if self._is_target(mention, cues):
            return "target"
        return "change" if mention.meaning and mention.meaning.measure.change else "actual"

    def end(self, cues: list[Hit]) -> None:
        """Remember at the end of a sentence whether it spoke of what is to come."""
        self.is_ahead = self.is_ahead or any("target.ahead" in hit.labels for hit in cues)

    def _is_target(self, mention: Mention, cues: list[Hit]) -> bool:
        first = mention.number.first
        reached = [hit for hit in cues if "target.reached" in hit.labels]
        told = [hit.first for hit in cues if "target.past" in hit.labels and hit.last <= first]
        last_told = max(told, default=-1)
        wanted = [
            hit.first for hit in cues
            if hit.last <= first and not _inside(hit, reached) and self._opens(hit, mention)
        ]  # fmt: skip
        if wanted and max(wanted) > last_told:
            return True
        ahead = [hit.first for hit in cues if "target.ahead" in hit.labels and hit.last <= first]
        if ahead and max(ahead) > last_told:
            return True
        if self.is_ahead and last_told < 0:
            return True
        return self._is_given(mention, cues)

    def _opens(self, hit: Hit, mention: Mention) -> bool:
        """Whether a cue makes a target: a verb until it is told otherwise, a noun beside it."""
        if "target.strong" in hit.labels:
            return True
        if "target.noun" not in hit.labels:
            return False
        beside, first = mention.stretch.left[:1], mention.number.first
        if mention.stretch.mark == "(" and first - 2 <= hit.last < first:
            return True  # «vượt chỉ tiêu giao (80%)»
        return hit.first <= _OPENING or any(f.first <= hit.first < f.last for f in beside)

    def _is_given(self, mention: Mention, cues: list[Hit]) -> bool:
        """«UBND tỉnh giao các sở … đạt từ 55% trở lên»."""
        first = mention.number.first
        given = any("target.giving" in hit.labels and hit.last <= first for hit in cues)
        return given and mention.number.unit == "percent" and mention.number.approx == "at_least"


def _inside(hit: Hit, others: list[Hit]) -> bool:
    return any(other.first <= hit.first and hit.last <= other.last for other in others)
