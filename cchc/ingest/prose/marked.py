"""A sentence with its phrases found: what begins and ends where, and which unit follows a place."""

from dataclasses import dataclass
from functools import cached_property

from cchc.ingest.prose.lexicon import FIXED, Lexicon
from cchc.ingest.prose.phrases import Hit
from cchc.ingest.prose.sentences import Sentence
from cchc.ingest.prose.tokens import Token


@dataclass
class Marked:
    """The phrases of one sentence, found once for all who read it."""

    sentence: Sentence
    lexicon: Lexicon

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    @cached_property
    def cues(self) -> list[Hit]:
        """Every cue, overlapping ones too."""
        return self.lexicon.cues.all_in(self.tokens)

    @cached_property
    def features(self) -> list[Hit]:
        """The longest feature phrases, left to right."""
        found = self.lexicon.features.longest_in(self.tokens)
        return [hit if not self._ends_in_count(hit) else self._shorter(hit) for hit in found]

    def _ends_in_count(self, hit: Hit) -> bool:
        """«18 TTHC mức độ 3 và 4 TTHC mức độ 4»: the 4 counts, it is no level."""
        joins = ["và"]
        if any(token.is_number for token in self.tokens[max(0, hit.first - 4) : hit.first]):
            joins.append(",")  # «11 TTHC mức độ 3, 4 TTHC mức độ 4»
        ends = self.tokens[hit.last - 1].is_number and self.word(hit.last - 2) in joins
        return ends and self.unit_of(hit.last)[0] in ("procedure", "dossier", "service")

    def _shorter(self, hit: Hit) -> Hit:
        return self.lexicon.features.starting_at(self.tokens[: hit.last - 1], hit.first)[-1]

    @cached_property
    def neutral(self) -> list[Hit]:
        """Words that change nothing."""
        return self.lexicon.neutral.longest_in(self.tokens)

    @cached_property
    def starting(self) -> dict[int, list[Hit]]:
        """Cues by the token they begin at."""
        return _by(self.cues, "first")

    @cached_property
    def ending(self) -> dict[int, list[Hit]]:
        """Cues by the token behind their last."""
        return _by(self.cues, "last")

    @cached_property
    def is_of_index(self) -> bool:
        """Whether the sentence names an index, whose bare numbers are scores: 91,420."""
        return any(not hit.labels.isdisjoint(self.lexicon.topics) for hit in self.features)

    @cached_property
    def featured(self) -> set[int]:
        """Tokens inside feature phrases and fixed phrases."""
        return covered(self.features)

    @cached_property
    def meaningful(self) -> set[int]:
        """Tokens inside phrases that say what a number is of."""
        return covered([hit for hit in self.features if FIXED not in hit.labels])

    def unit_of(self, place: int) -> tuple[str | None, int]:
        """The unit that begins at a token and the token behind it; the longest phrase wins."""
        hits = [
            (hit, label[6:])
            for hit in self.starting.get(place, ())
            for label in hit.labels
            if label.startswith("units.")
        ]
        is_respective = any(
            "boundary.respectively" in hit.labels for hit in self.starting.get(place, ())
        )
        if not hits or is_respective:  # «thứ 6 lần lượt»: not six times
            return None, place
        last = max(hit.last for hit, _ in hits)
        units = sorted(unit for hit, unit in hits if hit.last == last)
        unit = next((u for u in units if u != "nothing"), units[0])
        return ("dossier" if unit == "sets" else unit), last

    def word(self, place: int) -> str:
        """The folded word at a token, or nothing outside the sentence."""
        return self._words[place] if 0 <= place < len(self._words) else ""

    @cached_property
    def _words(self) -> list[str]:
        return [token.folded for token in self.tokens]


def covered(hits: list[Hit]) -> set[int]:
    """All tokens of some phrases."""
    return {place for hit in hits for place in range(hit.first, hit.last)}


def _by(hits: list[Hit], side: str) -> dict[int, list[Hit]]:
    places: dict[int, list[Hit]] = {}
    for hit in hits:
        places.setdefault(getattr(hit, side), []).append(hit)
    return places
