"""The numbers of a sentence: value, unit, precision, pairs, ranges; and which are none."""

import re
from dataclasses import dataclass, replace

from cchc.ingest.prose.lexicon import Lexicon
from cchc.ingest.prose.masks import Masks
from cchc.ingest.prose.number_words import ordinal, spelled
from cchc.ingest.prose.phrases import Hit
from cchc.ingest.prose.sentences import Sentence
from cchc.vietnamese import fold

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMA_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SIMPLE = re.compile(r"\d+(?:[.,]\d+)?")
# Units whose numbers have decimals: 3.125 điểm is 3,125; 3.125 hồ sơ is three thousand.
_FRACTIONAL = {"percent", "point", "percent_point"}
_RANK_NOUN = 12  # words before a pair among which «thứ hạng» makes it a rank
_AHEAD = 14  # words that may stand between a number and «trở lên»


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number as printed and what it means.

    `first`–`last` are its tokens without the unit, `after` is the token behind the unit;
    `start`–`end` its place in the sentence. `other` is Y of X/Y or the far end of a range.
    """

    first: int
    last: int
    after: int
    start: int
    end: int
    raw: str
    value: float
    decimals: int = 0
    unit: str | None = None
    approx: str | None = None
    pair: "Number | None" = None
    range_end: "Number | None" = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What stands in a sentence: numbers, and digits that are none with the reason."""

    found: tuple[Number, ...]
    unreadable: tuple[tuple[int, int, str], ...]


class NumberReader:
    """Reads the numbers of one sentence, given where its cues stand."""

    def __init__(self, sentence: Sentence, cues: list[Hit], features: list[Hit], lexicon: Lexicon):
        self.tokens = sentence.tokens
        self.lexicon = lexicon
        self.masks = Masks(sentence.text)
        self.text = sentence.text
        self.starting = _by(cues, "first")
        self.ending = _by(cues, "last")
        self.hidden = {p for hit in features for p in range(hit.first, hit.last)}
        self.unreadable: list[tuple[int, int, str]] = []

    def read(self) -> Numbers:
        """All numbers, from left to right."""
        found, place = [], 0
        while place < len(self.tokens):
            number = self._at(place)
            if number:
                found.append(number)
            place = number.after if number else place + 1
        return Numbers(found=tuple(found), unreadable=tuple(self.unreadable))

    def _at(self, place: int) -> Number | None:
        token = self.tokens[place]
        if not token.is_number:
            return self._none_of(place) or self._in_words(place)
        if place in self.hidden or self.masks.reason(token.start):
            return None
        number = self._digits(place)
        return number and self._complete(number)

    # --- digits

    def _digits(self, place: int) -> Number | None:
        """The plain number at a token, with a pair or a range that hangs on it."""
        number = self._plain(place)
        if number is None:
            return None
        other = self._joined(number.last, "/")
        if other:
            return replace(number, last=other.last, after=other.last, end=other.end, pair=other)
        far = self._joined(number.last, "-") or self._joined(number.last, "–")
        if far and far.value > number.value:
            return replace(number, last=far.last, after=far.last, end=far.end, range_end=far)
        return number

    def _joined(self, place: int, mark: str) -> Number | None:
        """The number after a mark, where the mark and a number stand there."""
        tokens = self.tokens[place : place + 2]
        if len(tokens) < 2 or tokens[0].text != mark or not tokens[1].is_number:
            return None
        return self._plain(place + 1)

    def _plain(self, place: int) -> Number | None:
        token, last = self.tokens[place], place + 1
        text, doubts = token.text, ()
        torn = self._torn(place)
        if torn:
            text, last, doubts = text + torn, place + 3, ("spaced",)
        unit_is_fraction = self._unit_of(last)[0] in _FRACTIONAL
        value = _value(text, fractional=unit_is_fraction)
        if value is None:
            self.unreadable.append((token.start, self.tokens[last - 1].end, "malformed"))
            return None
        doubts += ("separator",) if _is_odd(text, fractional=unit_is_fraction) else ()
        return Number(
            first=place, last=last, after=last, start=token.start, end=self.tokens[last - 1].end,
            raw=self.text[token.start : self.tokens[last - 1].end], value=value,
            decimals=_decimals(text, fractional=unit_is_fraction), doubts=doubts,
        )  # fmt: skip

    def _torn(self, place: int) -> str | None:
        """The rest of a number that spaces tore apart: 14. 607 hồ sơ, 84, 7%, 99 ,8%."""
        tokens = self.tokens[place : place + 4]
        if len(tokens) < 4 or tokens[1].text not in ".," or not tokens[2].is_number:
            return None
        spaced = tokens[0].end < tokens[1].start or tokens[1].end < tokens[2].start
        if not spaced or "," in tokens[2].text or "." in tokens[2].text:
            return None
        unit = self._unit_of(place + 3)[0]
        if tokens[1].text == "." and len(tokens[2].text) == 3 and unit and len(tokens[0].text) < 4:
            return "." + tokens[2].text
        is_percent = unit in _FRACTIONAL and len(tokens[0].text) < 4 and len(tokens[2].text) < 3
        has_one_side = tokens[0].end == tokens[1].start or tokens[1].end == tokens[2].start
        return "," + tokens[2].text if is_percent and has_one_side else None

    # --- none

    def _none_of(self, place: int) -> Number | None:
        """«không có hồ sơ quá hạn»: the number 0, unless it is only wished for."""
        said = [h for h in self.starting.get(place, ()) if "negation.none" in h.labels]
        if not said or self._is_wished(place) or self._is_counted(place):
            return None
        unit, after = self._unit_of(self._past_fillers(said[-1].last))
        wanted = {"dossier": {"overdue", "returned"}, "agency": {"weak"}}.get(unit or "", set())
        status = self._status_after(after, wanted)
        first = self.tokens[place]
        return status and Number(
            first=place, last=said[-1].last, after=status, start=first.start,
            end=self.tokens[status - 1].end, raw=self.text[first.start : self.tokens[status - 1].end],
            value=0, unit=unit,
        )  # fmt: skip

    def _is_counted(self, place: int) -> bool:
        """«9 đơn vị không có hồ sơ quá hạn»: none of theirs, not none at all."""
        for before in range(max(0, place - 6), place):
            if self.tokens[before].is_number and self._unit_of(before + 1)[1] == place:
                return True
        return False

    def _past_fillers(self, place: int) -> int:
        """The token behind words that say nothing: «tình trạng», «một», «trường hợp»."""
        fillers = {"tình", "trạng", "một", "bất", "kỳ", "có", "còn", "việc", "nào"}
        while place < len(self.tokens) and self.tokens[place].folded in fillers:
            place += 1
        return place

    def _status_after(self, place: int, wanted: set[str]) -> int | None:
        """The token behind the status that follows within a few words, before any mark."""
        for start in range(place, min(place + 8, len(self.tokens))):
            if self.tokens[start].text in ",;:()." or self.tokens[start].is_number:
                return None
            found = self.lexicon.features.starting_at(self.tokens, start)
            if found and found[-1].labels & wanted:
                return found[-1].last
        return None

    def _is_wished(self, place: int) -> bool:
        """Whether a word before it in the clause makes it a wish: «phấn đấu không có …»."""
        for before in range(place - 1, -1, -1):
            if self.tokens[before].text in ",;:.":
                return False
            if any("negation.unless" in h.labels for h in self.starting.get(before, ())):
                return True
        return False

    # --- words

    def _in_words(self, place: int) -> Number | None:
        """A number in words, where something counted follows it or a rank stands before it."""
        if place in self.hidden or self.tokens[place].is_capital and place:
            return None
        words = [token.folded for token in self.tokens[place : place + 6]]
        rank = self._place_in_words(place)
        if rank:
            return rank
        found = spelled(words)
        if found is None:
            return None
        value, used = found
        unit, after = self._unit_of(place + used)
        is_status = unit is None and self._is_status(place + used) and value > 1
        if unit in (None, "nothing", "form", "field", "group") and not is_status:
            return None
        if value == 1 and unit not in ("place",):
            return None
        first, last = self.tokens[place], self.tokens[place + used - 1]
        number = Number(
            first=place, last=place + used, after=after, start=first.start, end=last.end,
            raw=self.text[first.start : last.end], value=value, unit=unit, doubts=("word",),
        )  # fmt: skip
        return replace(number, approx=self._approx(number))

    def _place_in_words(self, place: int) -> Number | None:
        """«xếp thứ nhất», «đứng thứ hai»."""
        if (
            place < 2
            or self.tokens[place - 1].folded != "thứ"
            or not self._is_rank(place, firm=True)
        ):
            return None
        value = ordinal(self.tokens[place].folded)
        token = self.tokens[place]
        return value and Number(
            first=place, last=place + 1, after=place + 1, start=token.start, end=token.end,
            raw=token.text, value=value, unit="rank",
        )  # fmt: skip

    def _is_status(self, place: int) -> bool:
        """Whether a status of dossiers begins at a token: «bốn trước hạn»."""
        found = self.lexicon.features.starting_at(self.tokens, place)
        status = {"early", "on_time", "on_time_all", "overdue"}
        return bool(found) and not found[-1].labels.isdisjoint(status)

    # --- unit, scale, precision

    def _complete(self, number: Number) -> Number:
        """The number with its scale, unit and precision."""
        scale = self._scale(number.last)
        if scale:
            number = _scaled(number, scale)
        unit, after = self._unit_of(number.after)
        if unit in ("place", None, "province", "district", "commune", "agency") and self._is_ranked(
            number, unit
        ):
            unit, after = "rank", number.after
        number = replace(number, unit=unit, after=after)
        far = self._far_end(number)
        if far:
            number = replace(number, range_end=far, unit=far.unit, after=far.after, last=far.last)
        return replace(number, approx=self._approx(number))

    def _is_ranked(self, number: Number, unit: str | None) -> bool:
        """Whether the number is a place in a ranking and not a count or a change of places."""
        if unit == "place":
            return False
        firm = number.pair is None or unit is not None
        if self._is_rank(number.first, firm=firm):
            return True
        return number.pair is not None and self._is_rank_noun_near(number.first)

    def _is_rank_noun_near(self, place: int) -> bool:
        """«thứ hạng giảm từ 51/63 xuống 56/63»: a noun of ranking a few words before."""
        first = max(0, place - _RANK_NOUN)
        return any(
            "rank.noun" in hit.labels
            for p in range(first, place)
            for hit in self.starting.get(p, ())
        )

    def _is_rank(self, place: int, *, firm: bool) -> bool:
        """Whether words of ranking end at a token; `firm` asks for a verb or noun of ranking."""
        hits = [hit for hit in self.ending.get(place, ()) if "rank.before" in hit.labels]
        if not hits:
            return False
        before = {
            self.tokens[p].folded for hit in hits for p in range(max(0, hit.first - 2), hit.last)
        }
        words = {fold(word) for text in self.lexicon.signs["rank"]["firm"] for word in text.split()}
        return not firm or bool(before & (words - {"thứ"})) or self._begins_clause(place - 1)

    def _begins_clause(self, place: int) -> bool:
        """Whether a token opens the sentence or follows a mark or «và»."""
        return (
            place == 0
            or self.tokens[place - 1].text in ",;:("
            or self.tokens[place - 1].folded == "và"
        )

    def _scale(self, place: int) -> int | None:
        """«ngàn», «triệu» … where money is not meant as its unit."""
        token = self.tokens[place] if place < len(self.tokens) else None
        return self.lexicon.scales.get(token.folded) if token else None

    def _unit_of(self, place: int) -> tuple[str | None, int]:
        """The unit that begins at a token and the token behind it; the longest phrase wins."""
        hits = [(h, label) for h in self.starting.get(place, ()) for label in h.labels
                if label.startswith("units.")]  # fmt: skip
        if not hits:
            return None, place
        hit, _ = max(hits, key=lambda pair: pair[0].last)
        units = sorted(label[6:] for h, label in hits if h.last == hit.last)
        unit = next((u for u in units if u != "nothing"), units[0])
        return ("dossier" if unit == "sets" else unit), hit.last

    def _far_end(self, number: Number) -> Number | None:
        """«từ 20% đến 50%», «từ 1 đến 32 ngày»: the far end of a range of one unit."""
        before = self.tokens[number.first - 1].folded if number.first else ""
        joint = self.tokens[number.after] if number.after < len(self.tokens) else None
        place = number.after + 1
        if before != "từ" or joint is None or joint.folded not in ("đến", "tới", "-", "–"):
            return None
        if place >= len(self.tokens) or not self.tokens[place].is_number:
            return None
        far = self._plain(place)
        if far is None:
            return None
        unit, after = self._unit_of(far.after)
        agrees = unit is not None and number.unit in (None, unit)
        return replace(far, unit=unit, after=after) if agrees else None

    def _approx(self, number: Number) -> str | None:
        """at_least, nearly, about or below, from the words around the number."""
        names = [
            label.removeprefix("approx.")
            for place in (number.first, number.first - 1)
            for hit in self.ending.get(place, ())
            if not self._is_compared(hit)
            for label in hit.labels
            if label.startswith("approx.") and not label.endswith("_after")
            and (place == number.first or self.tokens[number.first - 1].folded in ("có", "là", "từ"))
        ]  # fmt: skip
        return self._approx_after(number) or (names[0] if names else None)

    def _is_compared(self, hit: Hit) -> bool:
        """«cao hơn 1,85%» is a change, not «hơn 1,85%»."""
        longer = [other for other in self.ending.get(hit.last, ()) if other.first < hit.first]
        return any(label.startswith("change.") for other in longer for label in other.labels)

    def _approx_after(self, number: Number) -> str | None:
        """«trở lên», a few words behind, before any mark."""
        for place in range(number.after, min(number.after + _AHEAD, len(self.tokens))):
            token = self.tokens[place]
            if token.text in ",;:()" or token.is_number and place not in self.hidden:
                return None
            for hit in self.starting.get(place, ()):
                if "approx.at_least_after" in hit.labels:
                    return "at_least"
                if "approx.below_after" in hit.labels:
                    return "below"
        return None


def _by(hits: list[Hit], side: str) -> dict[int, list[Hit]]:
    places: dict[int, list[Hit]] = {}
    for hit in hits:
        places.setdefault(getattr(hit, side), []).append(hit)
    return places


def _scaled(number: Number, scale: int) -> Number:
    """The number times thousand or million; the scale belongs to what is printed."""
    pair = number.pair and replace(number.pair, value=_times(number.pair.value, scale))
    value = _times(number.value, scale)
    return replace(number, value=value, after=number.last + 1, pair=pair, decimals=0)


def _times(value: float, scale: int) -> float:
    product = round(value * scale, 6)
    return int(product) if product == int(product) else product


def _value(text: str, *, fractional: bool) -> float | None:
    """14.607 → 14607; 84,7 and 90.17 → decimals; None where the separators make no number."""
    if _THOUSANDS.fullmatch(text) and not (fractional and text.count(".") == 1):
        return _number(text.replace(".", "").replace(",", "."))
    if _COMMA_THOUSANDS.fullmatch(text) and not fractional and text.count(",") > 1:
        return _number(text.replace(",", ""))
    if _COMMA_THOUSANDS.fullmatch(text) and not fractional and not text.startswith("0"):
        return _number(text.replace(",", ""))
    if _SIMPLE.fullmatch(text):
        return _number(text.replace(",", "."))
    return None


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)


def _is_odd(text: str, *, fractional: bool) -> bool:
    """Whether the separator could have been meant otherwise: 1,234 hồ sơ; 12.3456."""
    return bool(_COMMA_THOUSANDS.fullmatch(text)) and not fractional


def _decimals(text: str, *, fractional: bool) -> int:
    value = _value(text, fractional=fractional)
    if isinstance(value, int) or value is None:
        return 0
    return len(re.split(r"[.,]", text)[-1])
