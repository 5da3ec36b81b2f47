"""Whose a number is: the agency and the level of each mention, from the marks around it."""

from collections.abc import Sequence
from dataclasses import replace

from cchc.ingest.prose.bearers import Bearers
from cchc.ingest.prose.clauses import Fragment, Stretch
from cchc.ingest.prose.marked import Marked
from cchc.ingest.prose.place_joining import PlaceMark
from cchc.ingest.prose.respectively import cue_of, marks_in_file, marks_of
from cchc.ingest.prose.scope import Scope
from cchc.ingest.prose.sections import is_item

# Units of numbers that are of the same as the number before them.
_LEANING = {"percent", "rank", "place", "point", "percent_point"}
_AT = {"tại", "ở", "của", "thuộc"}
# What an item of a list follows.
_LISTING = {"", ",", ";", ":", "(", "đó", "gồm", "và", "-", "+", ")"}
_ACTING = {"đã", "tiếp", "nhận", "giải", "quyết", "trả", "được"}
_A_LIST = 3  # so many agencies in one sentence are a list, of which the next says nothing


class ScopeReader:
    """Follows through a report whose numbers are meant."""

    def __init__(self, bearers: Bearers):
        self.bearers = bearers
        self.usual: Scope | None = None  # what the report's first number is of
        self.current: Scope | None = None
        self.paragraph: int | None = None
        self.compared: set[int] = set()  # tokens where a comparison begins
        self.words: list[str] = []  # of the sentence
        self.breakdowns: list[tuple[int, int]] = []  # tokens of whole lists of levels

    def default(self) -> Scope:
        """Whose a number is when nothing says otherwise."""
        if self.usual:
            return self.usual
        return replace(self.bearers.own(form="territory"), is_said=False)

    def begin(self, paragraph: int) -> None:
        """A new sentence; a new paragraph forgets the level the last one spoke of."""
        if paragraph != self.paragraph:
            self.current = None
        self.paragraph = paragraph

    def scopes(
        self, stretches: Sequence[Stretch], marks: Sequence[PlaceMark], marked: Marked
    ) -> list[Scope]:
        """The scope of each number of a sentence."""
        cues = marked.cues
        self.words = [token.folded for token in marked.tokens]
        compares = {"change.base", "change.plan"}
        self.compared = {hit.first for hit in cues if hit.labels & compares}
        marks = _enumerated(marks, marked)
        self.breakdowns = _breakdowns(stretches, marks, marked)
        found: list[Scope | None] = []
        for place, stretch in enumerate(stretches):
            said = self._behind(stretch, marks) or self._beside(place, stretches, marks, found)
            found.append(said or self._before(place, stretches, marks))
        self._coordinate(found, stretches, marks)
        cue = cue_of(cues)
        listed = marks_of(stretches, marks, cue, marked) if cue else {}
        listed |= marks_in_file(stretches, marks, marked)
        for place, mark in listed.items():
            found[place] = self.bearers.scope_of(mark)
        settled = [scope or self.current_or_default() for scope in found]
        self._remember(stretches, marks)
        return settled

    def current_or_default(self) -> Scope:
        """What still holds from the sentence before; of a body's own work «toàn huyện» does not."""
        if self.current and self.current.form == "whole":
            return replace(self.current, form="territory")
        return self.current or self.default()

    # --- before and behind

    def _before(
        self, place: int, stretches: Sequence[Stretch], marks: Sequence[PlaceMark]
    ) -> Scope | None:
        """The last mark before a number that is not inside a bracket closed since."""
        number = stretches[place].number
        closed = self._closed_spans(place, stretches)
        closed += [span for span in self.breakdowns if span[1] <= number.first]
        for mark in reversed(marks):
            if mark.last > number.first or mark.gives:
                continue
            if any(a <= mark.first < b for a, b in closed) or self._is_behind(
                mark, stretches, place
            ):
                continue
            scope = self.bearers.scope_of(mark)
            if scope:
                return scope
        return None

    def _beside(
        self,
        place: int,
        stretches: Sequence[Stretch],
        marks: Sequence[PlaceMark],
        found: Sequence[Scope | None],
    ) -> Scope | None:
        """«52 thủ tục cấp tỉnh, tổng thời gian 2.092 ngày, giảm 30%»: all of the same."""
        if not place or stretches[place].mark in (";", "clause", ":", ""):
            return None
        here, there = stretches[place], stretches[place - 1]
        if any(there.number.last <= m.first and m.last <= here.number.first
               and not self._binds_behind(m, there) and not m.gives for m in marks):  # fmt: skip
            return None
        if here.number.unit in _LEANING:
            return found[place - 1]
        differs = here.number.unit != there.number.unit and here.depth == there.depth
        return self._behind(there, marks) if differs else None

    def _closed_spans(self, place: int, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
        """From the number before a bracket to the first number after it."""
        spans, depth = [], stretches[place].depth
        for start, stretch in enumerate(stretches[:place]):
            if stretch.depth > depth:
                first = stretches[start - 1].number.after if start else 0
                spans.append(
                    (first, stretch.right[-1].last if stretch.right else stretch.number.after)
                )
        return spans

    def _is_behind(self, mark: PlaceMark, stretches: Sequence[Stretch], place: int) -> bool:
        """Whether a mark belongs to an earlier number that it stands behind."""
        for earlier, stretch in enumerate(stretches[:place]):
            shares = stretches[earlier + 1].mark in ("verb", "none", "value:")
            if self._stands_behind(mark, stretch) and not shares:
                return True
        return False

    def _behind(self, stretch: Stretch, marks: Sequence[PlaceMark]) -> Scope | None:
        """«85% tại UBND thành phố», «54 nghị quyết của cấp xã»."""
        for mark in marks:
            if self._binds_behind(mark, stretch) and not mark.gives:
                return self.bearers.scope_of(mark)
        return None

    def _binds_behind(self, mark: PlaceMark, stretch: Stretch) -> bool:
        if any(stretch.number.after <= place < mark.first for place in self.compared):
            return False
        if (
            mark.sort in ("same", "everyone")
            or mark.sort in ("country", "whole", "generic")
            and stretch.number.unit == "rank"
        ):
            return False
        if mark.is_desk and self.bearers.kind == "department":  # its own, at the centre
            return False
        return self._stands_behind(mark, stretch)

    def _stands_behind(self, mark: PlaceMark, stretch: Stretch) -> bool:
        """Whether a mark is among the words right behind a number, and not what it counts."""
        if _is_counted_by(mark, stretch):
            return False
        after = stretch.number.after
        bracket = [*self.words[after : after + 1], *self.words[mark.last : mark.last + 1]]
        if mark.first == after + 1 and bracket == ["(", ")"]:
            return True  # «255 TTHC (huyện)»
        near = [*stretch.right[:1], *(f for f in stretch.right[1:] if self._goes_on(f))]
        return any(f.first <= mark.first and mark.last <= f.last for f in near)

    def _goes_on(self, fragment: Fragment) -> bool:
        """«5 hồ sơ (năm 2017) tại phường X»: the words behind a bracket are of the number too."""
        before, first = self.words[fragment.first - 1], self.words[fragment.first]
        return before == ")" and first in _AT

    def _coordinate(
        self,
        found: list[Scope | None],
        stretches: Sequence[Stretch],
        marks: Sequence[PlaceMark],
    ) -> None:
        """«09 nghị quyết, 15 quyết định của cấp huyện»: both are of the district."""
        for place in range(len(stretches) - 2, -1, -1):
            here, there = stretches[place], stretches[place + 1]
            joined = not there.left and not there.after_semicolon and here.depth == there.depth
            differs = here.number.unit != there.number.unit
            if joined and differs and not self._behind(here, marks) and self._behind(there, marks):
                found[place] = self._behind(there, marks)

    def _remember(self, stretches: Sequence[Stretch], marks: Sequence[PlaceMark]) -> None:
        """What holds for the sentences that follow: the last mark outside brackets."""
        if not stretches:
            return
        closing = [first for first, end in self.breakdowns if end == len(self.words)]
        outer = [p for p, s in enumerate(stretches) if s.depth == 0 and (
            not closing or s.number.first < closing[0])] or [len(stretches) - 1]  # fmt: skip
        scope = self._before(outer[-1], stretches, marks)
        if scope and self.usual is None:
            self.usual = self._usual(self._before(0, stretches, marks) or scope, marks)
        named = {(m.agency, m.name) for m in marks if m.sort in ("agency", "department")}
        self.bearers.name(marks)
        groups = [mark for mark in marks if mark.sort.endswith("_level")]
        is_breakdown = len(groups) > 1 and len(stretches) <= len(groups) + 1
        if len(named) < _A_LIST and not is_breakdown:
            self.current = scope or self.current

    def _usual(self, scope: Scope, marks: Sequence[PlaceMark]) -> Scope | None:
        """What later numbers are of by default: the agency itself, or its desk alone."""
        if scope.form == "level" or not self.bearers.is_main(scope):
            return None
        is_desk = any(mark.is_desk or mark.sort == "desk" for mark in marks)
        return scope if is_desk else replace(scope, form="territory")

    def of_heading(self, marks: Sequence[PlaceMark]) -> Scope | None:
        """Whose the lines below a heading are, if it says so."""
        scopes = [self.bearers.scope_of(mark) for mark in marks if not mark.gives]
        return next((scope for scope in reversed(scopes) if scope), None)


def _enumerated(marks: Sequence[PlaceMark], marked: Marked) -> list[PlaceMark]:
    """«huyện 1.012 hồ sơ, các xã 8.042 hồ sơ»: in such a list «huyện» is the level alone."""
    told = [m for m in marks if _is_before_number(m, marked) or _is_behind_number(m, marked)]
    if len({_level_of(mark) for mark in told}) < 2 and not _is_label(told, marked):
        return list(marks)
    return [
        replace(mark, sort=f"{mark.level}_level")
        if mark in told and mark.sort == "generic" and not mark.is_body
        else mark
        for mark in marks
    ]


def _is_label(told: Sequence[PlaceMark], marked: Marked) -> bool:
    """«a) Huyện: 1.126», «- Xã: 3.192»: an item that says nothing but whose its number is."""
    if len(told) != 1 or not is_item(marked.sentence.text) or marked.word(told[0].last) != ":":
        return False
    before = [marked.tokens[place].text for place in range(told[0].first)]
    return not any(len(text) > 1 and text.isalpha() for text in before)


def _is_before_number(mark: PlaceMark, marked: Marked) -> bool:
    begins = mark.sort == "generic" and marked.word(mark.first - 1) in _LISTING
    is_level = begins or mark.sort.endswith("_level")
    place = mark.last + (marked.word(mark.last) in (":", "là", "có"))
    while marked.word(place) in _ACTING:  # «huyện nhận 8.114; xã nhận 40.215»
        place += 1
    return is_level and place < len(marked.tokens) and marked.tokens[place].is_number


def _is_behind_number(mark: PlaceMark, marked: Marked) -> bool:
    """«99,2% ở quận và 99,7% ở phường», «255 TTHC (huyện), 160 TTHC (xã)»."""
    place = mark.first - 2
    is_level = mark.sort == "generic" or mark.sort.endswith("_level")
    if is_level and (marked.word(place + 1), marked.word(mark.last)) == ("(", ")"):
        return True
    if mark.sort != "generic" or marked.word(mark.first - 1) not in ("ở", "tại"):
        return False
    place -= marked.word(place) == "%"
    return place >= 0 and marked.tokens[place].is_number


def _level_of(mark: PlaceMark) -> str:
    return mark.level or mark.sort.removesuffix("_level")


def _breakdowns(
    stretches: Sequence[Stretch], marks: Sequence[PlaceMark], marked: Marked
) -> list[tuple[int, int]]:
    """«trong đó cấp huyện A, cấp xã B; đúng hạn C»: C is of the whole again."""
    ends = [place for place, token in enumerate(marked.tokens) if token.text == ";"]
    spans = []
    for first in (hit.first for hit in marked.cues if "boundary.part" in hit.labels):
        end = next((place for place in ends if place > first), len(marked.tokens))
        inside = [m for m in marks if _is_of_level(m) and first < m.first < end]
        counted = [s for s in stretches if first < s.number.first < end]
        if len({_level_of(mark) for mark in inside}) > 1 and len(counted) <= len(inside):
            spans.append((first, end))
    return spans


def _is_of_level(mark: PlaceMark) -> bool:
    """«cấp xã», «bộ phận một cửa huyện»: a level, or an office of one."""
    named = mark.is_desk or mark.sort == "agency"
    return mark.sort.endswith("_level") or named and mark.level is not None


def _is_counted_by(mark: PlaceMark, stretch: Stretch) -> bool:
    """«10 xã, thị trấn», «thứ 12/64 xã, phường»: communes that are counted or compared."""
    if not mark.sort.endswith("_level"):
        return False
    number = stretch.number
    return mark.first < number.after or number.unit == "rank" and mark.first == number.after
