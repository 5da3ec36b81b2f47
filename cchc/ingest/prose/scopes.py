"""Whose a number is: the agency and the level of each mention, from the marks around it."""

from collections.abc import Sequence
from dataclasses import replace

from cchc.agencies import Agencies, Agency
from cchc.ingest.prose.clauses import Stretch
from cchc.ingest.prose.marked import Marked
from cchc.ingest.prose.place_joining import PlaceMark
from cchc.ingest.prose.respectively import cue_of, marks_of
from cchc.ingest.prose.scope import Scope

# Units of numbers that are of the same as the number before them.
_LEANING = {"percent", "rank", "place", "point", "percent_point"}
_A_LIST = 3  # so many agencies in one sentence are a list, of which the next says nothing
_GROUPS = {
    "two_levels": {"province": "below_province", "district": "district_total"},
    "city_level": {"province": "province", "district": "district"},
    "province_level": {"province": "province", "district": "province"},
    "district_level": {"province": "district_all", "district": "district"},
    "commune_level": {"province": "commune_all", "district": "commune_all", "commune": "commune"},
    "department_level": {"province": "department_all", "district": "department_all"},
}


class ScopeReader:
    """Follows through a report whose numbers are meant."""

    def __init__(
        self, agencies: Agencies, main: Agency | None, province: str | None, kind: str | None = None
    ):
        """`kind` is the level the report speaks of, where its agency is not known."""
        self.agencies = agencies
        self.kind = main.level if main else kind
        self.main = main
        self.province = province
        self.usual: Scope | None = None  # what the report's first number is of
        self.current: Scope | None = None
        self.paragraph: int | None = None
        self.compared: set[int] = set()  # tokens where a comparison begins

    def default(self) -> Scope:
        """Whose a number is when nothing says otherwise."""
        if self.usual:
            return self.usual
        agency = self.main.id if self.main else None
        return Scope(agency=agency, form="territory", is_said=False, kind=self.kind)

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
        compares = {"change.base", "change.plan"}
        self.compared = {hit.first for hit in cues if hit.labels & compares}
        found: list[Scope | None] = []
        for place, stretch in enumerate(stretches):
            said = self._behind(stretch, marks) or self._beside(place, stretches, marks, found)
            found.append(said or self._before(place, stretches, marks))
        self._coordinate(found, stretches, marks)
        cue = cue_of(cues)
        listed = marks_of(stretches, marks, cue, marked) if cue else {}
        for place, mark in listed.items():
            found[place] = self.scope_of(mark)
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
        for mark in reversed(marks):
            if mark.last > number.first or mark.gives:
                continue
            if any(a <= mark.first < b for a, b in closed) or self._is_behind(
                mark, stretches, place
            ):
                continue
            scope = self.scope_of(mark)
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
        if any(there.number.after <= m.first and m.last <= here.number.first
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
                return self.scope_of(mark)
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
        if mark.is_desk and self.kind == "department":  # its procedures, handled at the centre
            return False
        return self._stands_behind(mark, stretch)

    def _stands_behind(self, mark: PlaceMark, stretch: Stretch) -> bool:
        """Whether a mark is among the words right behind a number, and not what it counts."""
        if _is_counted_by(mark, stretch):
            return False
        return any(f.first <= mark.first and mark.last <= f.last for f in stretch.right[:1])

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
        last = max(place for place, s in enumerate(stretches))
        outer = [p for p, s in enumerate(stretches) if s.depth == 0] or [last]
        scope = self._before(outer[-1], stretches, marks)
        if scope and self.usual is None:
            self.usual = self._usual(self._before(0, stretches, marks) or scope, marks)
        named = {(m.agency, m.name) for m in marks if m.sort in ("agency", "department")}
        groups = [mark for mark in marks if mark.sort.endswith("_level")]
        is_breakdown = len(groups) > 1 and len(stretches) <= len(groups) + 1
        if len(named) < _A_LIST and not is_breakdown:
            self.current = scope or self.current

    def _usual(self, scope: Scope, marks: Sequence[PlaceMark]) -> Scope | None:
        """What later numbers are of by default: the agency itself, or its desk alone."""
        if scope.form == "level" or self.main and scope.agency != self.main.id:
            return None
        is_desk = any(mark.is_desk or mark.sort == "desk" for mark in marks)
        return scope if is_desk else replace(scope, form="territory")

    def of_heading(self, marks: Sequence[PlaceMark]) -> Scope | None:
        """Whose the lines below a heading are, if it says so."""
        scopes = [self.scope_of(mark) for mark in marks if not mark.gives]
        return next((scope for scope in reversed(scopes) if scope), None)

    # --- from marks to agencies

    def scope_of(self, mark: PlaceMark) -> Scope | None:
        """The agency and form a mark means in this report; None for those that say nothing."""
        if mark.sort == "everyone" and mark.acts:
            return self._own(form="whole")
        if mark.sort in ("same", "everyone"):
            return None
        if mark.sort == "country":
            return Scope(agency="VN", form="level", level="country")
        if mark.sort in _GROUPS:
            return self.of_group(mark.sort)
        if mark.sort == "department":
            return self._department(mark)
        if mark.sort == "agency":
            form = "office" if mark.is_body else "territory"
            return Scope(agency=mark.agency, form=form)
        if mark.sort == "unknown":
            form = "office" if mark.is_body else "territory"
            return Scope(agency=None, form=form, kind=mark.level)
        if mark.sort == "whole":
            named = mark.agency or self._at_level(mark.level)
            return Scope(agency=named, form="whole") if named else self._own(form="whole")
        if mark.sort == "generic":
            return self._generic(mark)
        if mark.sort in ("desk", "committee"):
            return self._own(form="office") if mark.sort == "desk" else None
        return None

    def _own(self, *, form: str) -> Scope | None:
        return Scope(agency=self.main.id if self.main else None, form=form, kind=self.kind)

    def _generic(self, mark: PlaceMark) -> Scope | None:
        """«huyện», «UBND tỉnh»: the report's own agency, or the one of that level above it."""
        form = "office" if mark.is_body else "territory"
        agency = self._at_level(mark.level)
        if agency is None and self.main is None:
            return Scope(agency=None, form=form, kind=mark.level)
        return Scope(agency=agency, form=form) if agency else None

    def _at_level(self, level: str | None) -> str | None:
        if self.main is None:
            return self.province if level == "province" else None
        is_city = self.main.name.startswith("Thành phố") and level in ("district", "province")
        if self.main.level == level or is_city:
            return self.main.id
        chain = self.agencies.ancestors(self.main.id)
        above = next((a for a in chain if self.agencies.get(a).level == level), None)
        return above or (self.province if level == "province" else None)

    def of_ranked(self, scope: Scope) -> Scope:
        """«trong vùng Tây Nguyên xếp thứ 3/5»: a region is where one is ranked."""
        level = self.agencies.get(scope.agency).level if scope.agency else None
        return self.default() if level == "region" else scope

    def of_provinces(self, scope: Scope) -> Scope:
        """Provinces are counted in a region that is named, else in the country."""
        level = self.agencies.get(scope.agency).level if scope.agency else None
        return scope if level == "region" else Scope(agency="VN", form="level", level="country")

    def of_rated(self, unit: str | None) -> Scope | None:
        """«7 huyện xếp loại tốt»: the districts of the province, whoever reports it."""
        if unit not in ("department", "district", "commune"):
            return None
        is_above = self.main is not None and self.main.level in ("province", "district")
        agency = self.main.id if unit == "commune" and is_above else self.province
        return Scope(agency=agency, form="level", level=f"{unit}_all")

    def of_group(self, sort: str) -> Scope | None:
        """«cấp xã», «các sở»: all bodies of a level within the report's agency."""
        if sort not in _GROUPS:
            return None
        if self.main is None:
            level = _GROUPS[sort].get(self.kind or "province")
            return Scope(agency=self.province, form="level", level=level)
        is_department = self.main.level == "department"
        level = _GROUPS[sort].get("province" if is_department else self.main.level)
        agency = self.province or self.main.id if is_department else self.main.id
        if self.main.level == "district" and sort in ("province_level", "department_level"):
            agency = self.province or agency
        return Scope(agency=agency, form="level", level=level) if level else None

    def _department(self, mark: PlaceMark) -> Scope | None:
        above = mark.agency or self.province
        agency = f"{above}/{mark.name}" if above else None
        return Scope(agency=agency, form="level", level="department")


def _is_counted_by(mark: PlaceMark, stretch: Stretch) -> bool:
    """«10 xã, thị trấn», «thứ 12/64 xã, phường»: communes that are counted or compared."""
    if not mark.sort.endswith("_level"):
        return False
    number = stretch.number
    return mark.first < number.after or number.unit == "rank" and mark.first == number.after
