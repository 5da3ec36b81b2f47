"""What a few words right beside a number add to it."""

from functools import cached_property

from cchc.ingest.prose.number_values import Number
from cchc.ingest.prose.spoken_of import SpokenOf

_SPANS, _PASSING = {"tuần", "tháng", "quý", "năm"}, {"sang", "qua", "tiếp", "đến"}
_ROMAN = {"i", "ii", "iii", "iv"}
_NEAR = 4  # words


class Beside(SpokenOf):
    """Asks the words next to one number of a sentence."""

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the sentence."""
        return frozenset(token.folded for token in self.marked.tokens)

    def _two_before(self, number: Number) -> tuple[str, str]:
        return self.marked.word(number.first - 2), self.marked.word(number.first - 1)

    def is_called_new(self, number: Number) -> bool:
        """Whether «mới» stands before a number in a list; elsewhere it says that it is few."""
        place = number.first - 1 - (self.marked.word(number.first - 1) in (":", "là"))
        opens = place < 1 or self.marked.word(place - 1) in ("(", ";", ",", "-", "+", ":")
        return number.unit in (None, "dossier") and opens and self.marked.word(place) == "mới"

    def is_called_left(self, number: Number) -> bool:
        """«nhận mới 318, tồn 96»: left over from before, where new ones are counted beside it."""
        if self.marked.word(number.first - 1) != "tồn" or number.first - 1 in self.marked.featured:
            return False
        return any("received_new" in hit.labels for hit in self.marked.features)

    def is_handed_on(self, number: Number) -> bool:
        """«tồn 2 hồ sơ», «… chuyển sang quý II»: into or out of the period, nobody knows."""
        if self._two_before(number) == ("trong", "ngày"):
            return number.unit == "dossier"  # «trả 22.471 hồ sơ, trong ngày 20.115 hồ sơ»
        place, is_left = number.after, self.marked.word(number.first - 1) == "tồn"
        if is_left and number.first - 1 not in self.marked.featured:
            return not self.is_called_left(number) and number.unit in (None, "dossier")
        while place < number.after + _NEAR and self.marked.word(place) not in ("chuyển", ",", ";"):
            place += 1
        if number.unit != "dossier" or self.marked.word(place) != "chuyển":
            return False
        place += 1 + (self.marked.word(place + 1) in _PASSING)
        named = self.marked.word(place + 1)
        return self.marked.word(place) in _SPANS and (named.isdigit() or named in _ROMAN)

    def is_set_against(self, number: Number) -> bool:
        """«84,2%/80%»: a share is no part of another; what it is set against nobody says."""
        return number.unit == "percent" and self._two_before(number) == ("%", "/")

    def follows_base(self, number: Number) -> bool:
        """«cắt giảm 1.312 ngày so với 4.190 ngày theo quy định»."""
        return number.unit == "day" and self._two_before(number) == ("so", "với")

    def acts_of(self, counted: Number) -> bool:
        """«91 xã, phường trên địa bàn tỉnh đã tiếp nhận …»: all of a place, and the subject.

        «16 phường, xã đã tiếp nhận» only names the group.
        """
        before, place = self.marked.word(counted.first - 1), counted.after
        of_place = place in self.hidden
        while place in self.hidden or self.marked.word(place) in ("đã", "đều"):
            place += 1
        found = self.marked.lexicon.features.starting_at(self.marked.tokens, place)
        acts = any("received" in hit.labels for hit in found)
        return of_place and acts and before in ("", ",", ";", ":", "-", "+", "có", "cả", "và")
