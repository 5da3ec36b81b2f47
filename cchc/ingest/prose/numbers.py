"""The numbers of a sentence: value, unit, precision, pairs, ranges; and which are none."""

from dataclasses import dataclass, replace

from cchc.ingest.prose.absence import absence_at, also_absent
from cchc.ingest.prose.marked import Marked
from cchc.ingest.prose.masks import Masks
from cchc.ingest.prose.number_values import (
    FRACTIONAL,
    Number,
    decimals_of,
    is_ambiguous,
    times,
    value_of,
)
from cchc.ingest.prose.number_words import spelled
from cchc.ingest.prose.phrases import Hit
from cchc.ingest.prose.ranking_words import is_ranked, place_in_words

_AHEAD = 14  # words that may stand between a number and «trở lên»
_STATES = {"early", "on_time", "on_time_all", "overdue"}
# Units that make no figure of a number in words: «hai hình thức», «một cửa».
_NOT_IN_WORDS = {None, "nothing", "form", "field", "group"}


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What stands in a sentence: numbers, and digits that are none with the reason."""

    found: tuple[Number, ...]
    unreadable: tuple[tuple[int, int, str], ...]


def numbers_of(marked: Marked) -> Numbers:
    """The numbers of a sentence, left to right."""
    return _Reader(marked).read()


class _Reader:
    """Walks over the tokens of one sentence."""

    def __init__(self, marked: Marked):
        self.marked = marked
        self.tokens = marked.tokens
        self.masks = Masks(marked.sentence.text)
        self.unreadable: list[tuple[int, int, str]] = []

    def read(self) -> Numbers:
        """All numbers, from left to right."""
        found, place = [], 0
        while place < len(self.tokens):
            number = self._at(place)
            if number:
                found += [n for n in (number, also_absent(self.marked, number)) if n]
            place = found[-1].after if number else place + 1
        return Numbers(found=tuple(found), unreadable=tuple(self.unreadable))

    def _at(self, place: int) -> Number | None:
        token = self.tokens[place]
        if not token.is_number:
            return absence_at(self.marked, place) or self._in_words(place)
        if place in self.marked.featured or self.masks.reason(token.start):
            return None
        number = self._digits(place)
        return number and self._complete(number)

    # --- digits

    def _digits(self, place: int) -> Number | None:
        """The plain number at a token, with a pair or a range that hangs on it."""
        number = self._plain(place)
        if number is None:
            return None
        if self._is_one_of_many(number):
            return number
        other = self._joined(number.last, "/")
        if other:
            return replace(number, last=other.last, after=other.last, end=other.end, pair=other)
        other = self._out_of(number)
        if other:
            return replace(number, last=other.last, after=other.last, end=other.end, pair=other)
        far = self._joined(number.last, "-") or self._joined(number.last, "–")
        if far and far.value > number.value:
            return replace(number, last=far.last, after=far.last, end=far.end, range_end=far)
        return number

    def _is_one_of_many(self, number: Number) -> bool:
        """«trước hạn/đúng hạn/quá hạn: 310/62/9»: as many numbers as names, and no pair."""
        word, last = self.marked.word, number.last
        if word(number.first - 1) == "/":
            return True
        other = self._joined(last, "/")
        if other is None or self._joined(other.last, "/"):
            return other is not None
        opens = (p for p in range(number.first - 1, -1, -1) if word(p) in (",", ";", "(", "."))
        names = range(next(opens, -1) + 1, number.first)
        return any(self._parts_names(p, is_pair=number.value <= other.value) for p in names)

    def _parts_names(self, place: int, *, is_pair: bool) -> bool:
        """Whether a stroke stands between two names; «đúng/trước hạn: 310/312» is one of two."""
        word, lexicon = self.marked.word, self.marked.lexicon
        if word(place) != "/" or not word(place - 1).isalpha():
            return False
        if place in self.marked.featured and is_pair:
            return False
        behind = lexicon.features.starting_at(self.tokens, place + 1)
        levels = lexicon.places.starting_at(self.tokens, place + 1)
        return bool(behind) or any("scope." in label for h in levels for label in h.labels)

    def _out_of(self, number: Number) -> Number | None:
        """«4.118 hồ sơ trên tổng số 312.670 hồ sơ», «412 hồ sơ/640 hồ sơ»: what it is part of."""
        unit, place = self.marked.unit_of(number.last)
        words = [self.marked.word(place + n) for n in range(3)]
        named = words == ["trên", "tổng", "số"]
        if unit is None and words == ["trong", "tổng", "số"]:  # «131 trong tổng số 140 nhiệm vụ»
            named, words = True, ["trên"]
        place += 3 if named else 1
        if (
            words[:1] not in (["trên"], ["/"])
            or place >= len(self.tokens)
            or not self.tokens[place].is_number
        ):
            return None
        other = self._plain(place)
        is_part = other and not number.decimals and not other.decimals
        alike = named or unit is not None and other and self.marked.unit_of(other.last)[0] == unit
        return other if is_part and alike and number.value <= other.value else None

    def _joined(self, place: int, mark: str) -> Number | None:
        """The number after a mark, where the mark and a number stand there."""
        tokens = self.tokens[place : place + 2]
        if len(tokens) < 2 or tokens[0].text != mark or not tokens[1].is_number:
            return None
        return self._plain(place + 1)

    def _plain(self, place: int) -> Number | None:
        torn = self._torn(place)
        last = place + 1 + (torn.count(" ") if torn else 0)
        text = torn.replace(" ", "") if torn else self.tokens[place].text
        unit = self.marked.unit_of(last)[0]
        fractional = unit in FRACTIONAL or unit is None and self.marked.is_of_index
        value = value_of(text, fractional=fractional)
        start, end = self.tokens[place].start, self.tokens[last - 1].end
        if value is None:
            self.unreadable.append((start, end, "malformed"))
            return None
        doubts = ("spaced",) if torn else ()
        doubts += ("separator",) if is_ambiguous(text, fractional=fractional) else ()
        return Number(
            first=place, last=last, after=last, start=start, end=end,
            raw=self.marked.sentence.text[start:end], value=value,
            decimals=decimals_of(text, fractional=fractional), doubts=doubts,
        )  # fmt: skip

    def _torn(self, place: int) -> str | None:
        """A number that spaces tore apart, its parts still apart: 14. 607, 84, 7 and 14 607."""
        first, mark, rest = (*self.tokens[place : place + 3], None, None)[:3]
        if mark is None or not first.text.isdigit() or len(first.text) > 3:
            return None
        if mark.is_number:
            is_thousand = len(mark.text) == 3 and mark.text.isdigit()
            counted = self.marked.unit_of(place + 2)[0] not in (*FRACTIONAL, None, "nothing")
            return f"{first.text} .{mark.text}" if is_thousand and counted else None
        if mark.text not in ".," or rest is None or not rest.text.isdigit():
            return None
        return self._torn_at_mark(place) if self._is_apart(place) else None

    def _is_apart(self, place: int) -> bool:
        """Whether a space stands on one side of the mark; on both sides it parts two numbers."""
        first, mark, rest = self.tokens[place : place + 3]
        return (first.end < mark.start) != (mark.end < rest.start)

    def _torn_at_mark(self, place: int) -> str | None:
        first, mark, rest = self.tokens[place : place + 3]
        unit = self.marked.unit_of(place + 3)[0]
        if mark.text == "." and len(rest.text) == 3 and unit:
            return f"{first.text} . {rest.text}"
        is_share = mark.text == "," and unit in FRACTIONAL and len(rest.text) < 3
        return f"{first.text} , {rest.text}" if is_share else None

    # --- words

    def _in_words(self, place: int) -> Number | None:
        """A number in words, where something counted follows it or a rank stands before it."""
        if place in self.marked.featured or self.masks.reason(self.tokens[place].start):
            return None
        rank = place_in_words(self.marked, place)
        if rank or self.tokens[place].is_capital and place:
            return rank
        found = spelled([token.folded for token in self.tokens[place : place + 6]])
        return self._spelled(place, *found) if found else None

    def _spelled(self, place: int, value: int, used: int) -> Number | None:
        unit, after = self.marked.unit_of(place + used)
        has_state = unit is None and value > 1 and self._is_state(place + used)
        if unit in _NOT_IN_WORDS and not has_state or value == 1 and unit != "place":
            return None
        start, end = self.tokens[place].start, self.tokens[place + used - 1].end
        number = Number(
            first=place, last=place + used, after=after, start=start, end=end,
            raw=self.marked.sentence.text[start:end], value=value, unit=unit, doubts=("word",),
        )  # fmt: skip
        return replace(number, approx=self._approx(number))

    def _is_state(self, place: int) -> bool:
        """Whether a state of dossiers begins at a token: «bốn trước hạn»."""
        found = self.marked.lexicon.features.starting_at(self.tokens, place)
        return bool(found) and not found[-1].labels.isdisjoint(_STATES)

    # --- unit, scale, precision

    def _complete(self, number: Number) -> Number:
        """The number with its scale, unit and precision."""
        number = self._scaled(number)
        unit, after = self.marked.unit_of(number.after)
        if is_ranked(self.marked, number, unit):
            unit, after = "rank", number.after
        if unit is None and number.decimals and self.marked.word(number.first - 1) == "điểm":
            unit = "point"  # «với số điểm 94,86»
        number = replace(number, unit=unit, after=after)
        far = self._far_end(number)
        if far:
            number = replace(
                number, range_end=far, unit=far.unit, after=far.after, last=far.last, end=far.end
            )
        return replace(number, approx=self._approx(number))

    def _scaled(self, number: Number) -> Number:
        """The number times the «ngàn» or «triệu» behind it."""
        scale = self.marked.lexicon.scales.get(self.marked.word(number.last))
        if not scale:
            return number
        pair = number.pair and replace(number.pair, value=times(number.pair.value, scale))
        value, after = times(number.value, scale), number.last + 1
        return replace(number, value=value, after=after, pair=pair, decimals=0)

    def _far_end(self, number: Number) -> Number | None:
        """«từ 20% đến 50%», «từ 1 đến 32 ngày»: the far end of a range of one unit."""
        place = number.after + 1
        is_range = self.marked.word(number.first - 1) == "từ" and self.marked.word(
            number.after
        ) in ("đến", "tới", "-", "–")
        if not is_range or place >= len(self.tokens) or not self.tokens[place].is_number:
            return None
        far = self._plain(place)
        if far is None:
            return None
        unit, after = self.marked.unit_of(far.after)
        agrees = unit is not None and number.unit in (None, unit)
        return replace(far, unit=unit, after=after) if agrees else None

    def _approx(self, number: Number) -> str | None:
        """at_least, nearly, about or below, from the words around the number."""
        behind = self._approx_behind(number)
        if behind:
            return behind
        place = number.first
        if self.marked.word(place - 1) in ("có", "là", "từ"):
            return self._approx_before(place) or self._approx_before(place - 1)
        return self._approx_before(place)

    def _approx_before(self, place: int) -> str | None:
        """The precision said by words that end right before a token."""
        for hit in self.marked.ending.get(place, ()):
            for label in sorted(hit.labels):
                is_precision = label.startswith("approx.") and not label.endswith("_after")
                if is_precision and not self._is_compared(hit) and not self._is_inside(hit):
                    return label.removeprefix("approx.")
        return None

    def _is_compared(self, hit: Hit) -> bool:
        """«cao hơn 1,85%» is a change, not «hơn 1,85%»."""
        longer = [h for h in self.marked.ending.get(hit.last, ()) if h.first < hit.first]
        return any(label.startswith("change.") for other in longer for label in other.labels)

    def _is_inside(self, hit: Hit) -> bool:
        """«Khảo sát 200 phiếu» is not «sát 200 phiếu»."""
        return any(f.first < hit.first and hit.last <= f.last for f in self.marked.features)

    def _approx_behind(self, number: Number) -> str | None:
        """«trở lên», a few words behind, before any mark."""
        for place in range(number.after, min(number.after + _AHEAD, len(self.tokens))):
            token = self.tokens[place]
            if token.text in ",;:()" or token.is_number and place not in self.marked.featured:
                return None
            for hit in self.marked.starting.get(place, ()):
                if "approx.at_least_after" in hit.labels:
                    return "at_least"
                if "approx.below_after" in hit.labels:
                    return "below"
        return None
