"""Which words of a sentence belong to which number.

Between two numbers the words are divided where the strongest mark stands: a semicolon, a bracket,
«trong đó», a colon, a comma, «và». What stands before a number and what stands after it are kept
as fragments, the nearest first, so that a reader can stop as soon as the meaning is clear.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from cchc.ingest.prose.number_values import Number
from cchc.ingest.prose.phrases import Hit
from cchc.ingest.prose.tokens import Token

_OPENERS = {"thì", "có", "là"}  # words behind which what is said of the former number ends


class Fragment(NamedTuple):
    """Tokens from `first` up to, not including, `last`."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A number with the words around it and the number it is a part of.

    `parent` is the number whose parts are being listed (brackets, «trong đó»), `previous` the one
    before it in the same list; both are places in the sentence's list of numbers.
    """

    number: Number
    left: tuple[Fragment, ...]
    right: tuple[Fragment, ...]
    parent: int | None = None
    previous: int | None = None
    depth: int = 0
    mark: str = ""  # what stands between the number before and this one
    place: int = 0  # in the sentence's list of numbers

    @property
    def after_semicolon(self) -> bool:
        """Whether a semicolon parts it from the number before."""
        return self.mark == ";"


class Split(NamedTuple):
    """Where the words after one number end and those before the next begin."""

    end: int
    start: int
    mark: str


class Clauses:
    """Divides one sentence between its numbers."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        numbers: Iterable[Number],
        cues: list[Hit],
        protected: set[int],
        meaningful: set[int],
    ):
        """`protected` tokens are inside phrases and divide nothing; `meaningful` ones say what."""
        self.tokens = tokens
        self.numbers = tuple(numbers)
        self.protected = protected
        self.meaningful = meaningful
        opening = _labelled(cues, "boundary.clause")
        opening += [hit for hit in _labelled(cues, "boundary.soft") if self._is_after_mark(hit)]
        self.boundaries = sorted(
            (hit for hit in opening if hit.first not in protected), key=lambda hit: hit.first
        )
        self.parts = {hit.first for hit in _labelled(cues, "boundary.part")}
        self.joins = {hit.first for hit in _labelled(cues, "boundary.join")}
        self.values = {hit.first for hit in _labelled(cues, "boundary.value", "change.", "rank.")}

    def _is_after_mark(self, hit: Hit) -> bool:
        return hit.first == 0 or self.tokens[hit.first - 1].text in ",;:.("

    def stretches(self) -> tuple[Stretch, ...]:
        """One stretch per number, in order."""
        splits = [self._opening()] + [
            self._split(before, after)
            for before, after in zip(self.numbers, self.numbers[1:], strict=False)
        ]
        ends = [split.end for split in splits[1:]] + [self._closing()]
        parents = _Parents(self)
        found = [
            self._stretch(place, splits[place], ends[place], parents)
            for place in range(len(self.numbers))
        ]
        return tuple(self._with_tail(place, found) for place in range(len(found)))

    def _stretch(self, place: int, split: Split, end: int, parents: "_Parents") -> Stretch:
        number = self.numbers[place]
        kinship = parents.enter(place, split)
        if kinship["depth"]:
            end = min([end, *self.marks(number.after, end, ")")])
        end = min([end, *(hit.first for hit in self.boundaries if hit.first > number.after)])
        return Stretch(
            number=number,
            left=tuple(reversed(self._fragments(split.start, number.first))),
            right=self._right(number, end),
            **kinship,
        )

    def _right(self, number: Number, end: int) -> tuple[Fragment, ...]:
        """What stands behind a number; «là 3.312, còn lại …»: behind a comma it is not nearest."""
        after = number.after
        is_bare = number.unit is None and after < end and self.tokens[after].text == ","
        words = [token.folded for token in self.tokens[after : after + 2]]
        is_bare = is_bare or words in (["(", "đều"], ["(", "tất"], ["(", "toàn"])
        near = (Fragment(after, after),) if is_bare else ()
        return (*near, *self._fragments(number.last, end))

    def _with_tail(self, place: int, found: list[Stretch]) -> Stretch:
        """«có 90 hồ sơ (chiếm 2,16%) được trả lại»: what follows the bracket is of the 90 too."""
        stretch = found[place]
        inner = [p for p in range(place + 1, len(found)) if found[p].depth > stretch.depth]
        if not inner or inner[0] != place + 1 or found[place + 1].parent != place:
            return stretch
        last = next((p for p in inner if p + 1 not in inner), inner[-1])
        closed = self.marks(found[last].number.after, len(self.tokens), ")")
        if not closed:
            return stretch
        end = found[last + 1].number.first if last + 1 < len(found) else self._closing()
        ends = [*self.marks(closed[0], end, ";"), end]
        tail = self._fragments(closed[0] + 1, ends[0])
        after, parted = stretch.number.after, self.tokens[closed[0] + 1 : closed[0] + 2]
        is_far = bool(parted) and parted[0].text == "," and not stretch.right
        near = (Fragment(after, after),) if is_far else stretch.right  # nothing is nearest
        return replace(stretch, right=(*near, *tail))

    def marks(self, first: int, last: int, signs: str) -> list[int]:
        """Places of marks that divide, between two tokens."""
        return [
            p for p in range(first, last)
            if self.tokens[p].text in signs and p not in self.protected
        ]  # fmt: skip

    def _fragments(self, first: int, last: int) -> list[Fragment]:
        """The words between two places, cut at commas, colons and brackets."""
        cuts = [first - 1, *self.marks(first, last, ",:()"), last]
        pairs = zip(cuts, cuts[1:], strict=False)
        return [Fragment(a + 1, b) for a, b in pairs if a + 1 < b]

    # --- where to divide

    def _opening(self) -> Split:
        """Before the first number: from the last semicolon or the last word that opens a clause."""
        first = self.numbers[0].first
        start = max((p + 1 for p in self.marks(0, first, ";")), default=0)
        opened = [
            hit.last for hit in self.boundaries
            if start <= hit.first and hit.last <= first
            and self.tokens[hit.last - 1].folded != "gồm"
        ]  # fmt: skip
        return Split(0, max(opened, default=start) if opened and opened[-1] < first else start, "")

    def _closing(self) -> int:
        """After the last number: up to a semicolon or a word that opens a clause."""
        last = self.numbers[-1].after
        ends = self.marks(last, len(self.tokens), ";.")
        ends += [hit.first for hit in self.boundaries if hit.first > last]
        return min(ends, default=len(self.tokens))

    def _split(self, before: Number, after: Number) -> Split:
        """The strongest mark between two numbers."""
        first, last = before.after, after.first
        semicolons = self.marks(first, last, ";")
        if semicolons:
            return Split(semicolons[0], semicolons[-1] + 1, ";")
        opened, closed = self._brackets(first, last)
        if opened is not None:
            return Split(min(opened, closed if closed is not None else opened), opened + 1, "(")
        if closed is not None:
            rest = self._weaker(closed + 1, last, number=after, right_of=before)
            return Split(closed, closed + 1 if rest.mark in ("", "none") else rest.start, ")")
        return self._weaker(first, last, number=after, right_of=before)

    def _weaker(self, first: int, last: int, *, number: Number, right_of: Number) -> Split:
        opened = [hit for hit in self.boundaries if first <= hit.first and hit.last <= last]
        if opened:
            commas = [p for p in self.marks(first, opened[0].first, ",")]
            if commas and self._says(commas[-1] + 1, opened[0].first):
                return Split(commas[-1], commas[-1] + 1, ",")  # «23 tỉnh, nhóm B gồm 40 tỉnh»
            return Split(opened[0].first, opened[-1].last, "clause")
        colons = [p for p in self.marks(first, last, ":") if p < last - 1]
        if colons:
            return Split(colons[0], colons[0] + 1, ":")
        parted = self._at_comma(first, last)
        if parted:
            return parted
        joins = [p for p in range(first, last) if p in self.joins and p not in self.protected]
        joins = [p for p in joins if self._is_bare(p + 1, last) or self._says(p + 1, last)]
        if joins:
            return Split(joins[-1], joins[-1] + 1, "join")
        if self.marks(first, last, ":"):
            return Split(last - 1, last, "value:")
        verbs = [p for p in range(first, last) if p in self.values and p not in self.protected]
        dependent = number.unit in ("percent", "rank", "place", "point")
        if dependent and verbs:
            return Split(verbs[0], verbs[0], "verb")
        if not self._says(first, last):
            return Split(first, last, "none")
        if right_of.unit == "percent" and not self._says_before(right_of.first):
            return Split(last, first, "none")  # «100% TTHC được công khai bằng 02 hình thức»
        ends = self._passive_end(first, last)
        return Split(ends, ends, "none")

    def _at_comma(self, first: int, last: int) -> Split | None:
        """Where a comma divides, or a stroke: «233 toàn trình/129 một phần»."""
        stroke = last - 1
        if stroke > first and self.tokens[stroke].text == "/" and stroke not in self.protected:
            return Split(stroke, last, ",")
        commas = self.marks(first, last, ",")
        if not commas:
            return None
        begins = commas[-1] if self._is_bare(commas[-1] + 1, last) else commas[0]
        return Split(begins, begins + 1, ",")

    def _says_before(self, last: int) -> bool:
        """Whether words of the clause before a number say what it is of."""
        first = max((p + 1 for p in range(last) if self.tokens[p].text in ",;:.("), default=0)
        return self._says(first, last)

    def _passive_end(self, first: int, last: int) -> int:
        """«20 đơn vị được đánh giá thì có 4 …», «31 thủ tục được rút ngắn từ 5»: of the former."""
        if self.tokens[first].folded not in ("được", "bị"):
            return first
        opens = (p for p in range(first + 1, last) if self.tokens[p].folded in _OPENERS)
        return next(opens, last)

    def _brackets(self, first: int, last: int) -> tuple[int | None, int | None]:
        """The bracket that opens around the next number and the one that closes the last one's."""
        opened: list[int] = []
        closed = None
        for place in self.marks(first, last, "()"):
            if self.tokens[place].text == "(":
                opened.append(place)
            elif opened:
                opened.pop()
            else:
                closed = place if closed is None else closed
        return (opened[-1] if opened else None), closed

    def _is_bare(self, first: int, last: int) -> bool:
        """Whether nothing between two places says what is counted: the number comes first."""
        return not self._says(first, last) and last - first <= 5

    def _says(self, first: int, last: int) -> bool:
        return any(place in self.meaningful for place in range(first, last))


class _Parents:
    """Follows brackets and lists: whose part is each number."""

    def __init__(self, clauses: Clauses):
        self.clauses = clauses
        self.stack: list[int | None] = []  # parents of the brackets that are open
        self.whole: int | None = None  # whose parts «trong đó» lists
        self.last: int | None = None

    def enter(self, place: int, split: Split) -> dict:
        """Kinship of the next number, given the mark before it."""
        self._brackets(place)
        if place and self._opens_parts(place, split):
            self.whole = self.last
        previous, parent = self.last, self.stack[-1] if self.stack else self.whole
        self.last = place
        return {
            "parent": parent,
            "previous": previous,
            "depth": len(self.stack),
            "mark": split.mark,
            "place": place,
        }

    def _opens_parts(self, place: int, split: Split) -> bool:
        """Whether a list of parts begins before a number."""
        numbers = self.clauses.numbers
        between = range(numbers[place - 1].after, numbers[place].first)
        return split.mark in (":", "value:") or any(p in self.clauses.parts for p in between)

    def _brackets(self, place: int) -> None:
        first = self.clauses.numbers[place - 1].after if place else 0
        for mark in self.clauses.marks(first, self.clauses.numbers[place].first, "()"):
            if self.clauses.tokens[mark].text == "(":
                self.stack.append(self.last)
            elif self.stack:
                closed = self.stack.pop()
                self.last = closed if closed is not None else self.last


def _labelled(hits: list[Hit], *prefixes: str) -> list[Hit]:
    """Hits with a label that begins with one of the prefixes, longest at each place."""
    found: dict[int, Hit] = {}
    for hit in hits:
        if any(label.startswith(prefixes) for label in hit.labels):
            found[hit.first] = hit
    return list(found.values())
