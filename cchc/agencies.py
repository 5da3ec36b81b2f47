"""Agencies in time: which existed when, inside whom, and what became of them.

An agency is a code with a time of validity, because codes are used again: 15 was Yên Bái until
2025-06-30 and is Lào Cai since. Its id is the code alone in the earliest list, else
code.YYYYMMDD of its first day. A department has no code; its id is "<parent id>/<name>".
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from cchc.errors import UnknownCodeError
from cchc.vietnamese import date_text, sort_key

COUNTRY = "VN"
CODE_WIDTHS = {"province": 2, "district": 3, "commune": 5}
ONE_DAY = timedelta(days=1)
AREAS = ("country", "region")  # levels that no office is of
AGENCY_LEVELS = ("country", "region", "ministry", "province", "district", "commune", "department")


class Agency(NamedTuple):
    """One agency over one time of validity; `parent` is its parent on its first day.

    A tuple, as `Lineage` is: 25,000 of them are made at every start.
    """

    id: str
    code: str | None
    name: str
    type: str
    level: str
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def short(self) -> str:
        """The name without its type; "Quận 1" keeps it, a number alone says nothing."""
        bare = self.name.removeprefix(self.type).strip()
        return bare if bare and not bare[0].isdigit() else self.name

    def holds_on(self, on: date | None) -> bool:
        """Whether it exists on that day; on no day in particular it does."""
        if on is None:
            return True
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)

    def overlaps(self, other: "Agency") -> bool:
        """Whether the two exist together on some day."""
        begins, ends = self.valid_from or date.min, self.valid_to or date.max
        return begins <= (other.valid_to or date.max) and (other.valid_from or date.min) <= ends


class Lineage(NamedTuple):
    """`old` went into `new` on that day; not `whole` where it was divided."""

    old: str
    new: str
    date: date
    whole: bool
    act: str


class Agencies:
    """Every agency that data/reference knows, by id, by code and by what became of it."""

    def __init__(
        self,
        agencies: Iterable[Agency],
        *,
        lineage: Iterable[Lineage] = (),
        regions: dict[str, str] | None = None,
    ):
        self._by_id = {agency.id: agency for agency in agencies}
        self._lineage = tuple(lineage)
        self._regions = regions or {}  # province id -> region id
        self._labels: dict[str, str] = {}

    def __iter__(self):
        return iter(self._by_id.values())

    def __contains__(self, agency: str) -> bool:
        return agency in self._by_id

    @property
    def country(self) -> Agency:
        """Việt Nam."""
        return self._by_id[COUNTRY]

    def get(self, agency: str) -> Agency:
        """The agency of an id; a department is made from its parent's id and its name."""
        found = self._by_id.get(agency)
        if found:
            return found
        parent, name = self._parts(agency)
        if name and parent in self._by_id:
            return self._department(parent, name)
        near = get_close_matches(agency, self._by_id, n=3) if len(agency) < 20 else []
        raise UnknownCodeError("đơn vị", agency, tuple(self.label(a) + f" ({a})" for a in near))

    def _parts(self, agency: str) -> tuple[str, str]:
        """Parent and name of a department; of a listed agency its id and no name."""
        parent, _, name = agency.partition("/")
        return (agency, "") if agency in self._by_id else (parent, name)

    def _department(self, parent: str, name: str) -> Agency:
        above = self._by_id[parent]
        level = "ministry" if parent == COUNTRY else "department"
        return Agency(
            id=f"{parent}/{name}",
            code=None,
            name=name,
            type="",
            level=level,
            parent=parent,
            valid_from=above.valid_from,
            valid_to=above.valid_to,
        )

    def label(self, agency: str) -> str:
        """The name with what tells it apart: "Xã Tân Thành (Thái Nguyên)"."""
        if agency not in self._labels:
            self._labels[agency] = self._label(self.get(agency))
        return self._labels[agency]

    def _label(self, here: Agency) -> str:
        if here.level == "province":
            ended = here.valid_to and f" (đến {date_text(here.valid_to)})"
            return here.name + (ended or "")
        above = [self.get(a) for a in self.ancestors(here.id)]
        places = [a.short for a in above if a.level in ("district", "province")]
        return f"{here.name} ({', '.join(places)})" if places else here.name

    # --- in time and place

    def valid_on(
        self, on: date | None, *, level: str | None = None, within: str | None = None
    ) -> list[Agency]:
        """Agencies of a level in force on a day, in the order of the Vietnamese alphabet."""
        pool = self if within is None else self.descendants(within, on)
        found = [a for a in pool if a.holds_on(on) and level in (None, a.level)]
        return sorted(found, key=lambda agency: (sort_key(agency.short), agency.id))

    def children(self, agency: str, on: date | None = None) -> list[Agency]:
        """What lies directly in it on that day, or while it existed; a region has provinces."""
        here = self.get(agency)
        parts = [a for one in self.series(agency) for a in self._children.get(one, ())]
        return [a for a in parts if (a.overlaps(here) if on is None else a.holds_on(on))]

    def descendants(self, agency: str, on: date | None = None) -> list[Agency]:
        """Everything below it, nearest first."""
        found, level = {}, self.children(agency, on)
        while level:  # a province lies in its region and in the country
            level = [a for a in level if a.id not in found]
            found |= {a.id: a for a in level}
            level = [a for above in level for a in self.children(above.id, on)]
        return list(found.values())

    def ancestors(self, agency: str, on: date | None = None) -> tuple[str, ...]:
        """Ids of what it lies in, nearest first, as on that day or on its last one."""
        here, found = self.get(agency), []
        on = on or here.valid_to or date.max
        while here.parent:
            here = self.get(self.at(here.parent, on))
            found.append(here.id)
        return tuple(found)

    def province_of(self, agency: str, on: date | None = None) -> str | None:
        """Id of the province it lies in or is; none for the country, regions and ministries."""
        chain = (agency, *self.ancestors(agency, on))
        return next((a for a in chain if self.get(a).level == "province"), None)

    def region_of(self, agency: str) -> str | None:
        """Id of the statistical region of the province it lies in, as published to 2025."""
        province = self.province_of(agency)
        return self._regions.get(self.series(province)[0]) if province else None

    def at(self, agency: str, on: date | None) -> str:
        """The member of the agency's series in force on that day, else the agency itself."""
        if on is None or self.get(agency).holds_on(on):
            return agency
        return next((a for a in self.series(agency) if self.get(a).holds_on(on)), agency)

    def in_force(self, agency: str, on: date | None) -> bool:
        """Whether the agency, or its territory under another name, exists on that day."""
        return self.get(self.at(agency, on)).holds_on(on)

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The days on which the list of agencies changed, in order."""
        starts = {a.valid_from for a in self if a.valid_from}
        ends = {a.valid_to + ONE_DAY for a in self if a.valid_to}
        return tuple(sorted(starts | ends))

    @cached_property
    def _children(self) -> dict[str, list[Agency]]:
        children = defaultdict(list)
        for agency in self:
            if agency.parent:
                children[agency.parent].append(agency)
        for province, region in self._regions.items():
            children[region].append(self._by_id[province])
        return children

    # --- what became of it

    def successors(self, agency: str) -> list[Lineage]:
        """Into what it went: one line for a merger, several where it was divided.

        A department goes on under the same name where its province goes on as it was.
        """
        parent, name = self._parts(agency)
        if not name:
            return self._by_old.get(agency, [])
        goes_on = self.continues(parent) is not None
        return [_of_department(line, name) for line in self.successors(parent) if goes_on]

    def predecessors(self, agency: str) -> list[Lineage]:
        """Out of what it was made."""
        parent, name = self._parts(agency)
        if not name:
            return self._by_new.get(agency, [])
        lines = self.predecessors(parent)
        return [_of_department(line, name) for line in lines if self.continues(line.old) == parent]

    def continues(self, agency: str) -> str | None:
        """The next id of the same territory: the only heir of an only, whole predecessor."""
        heirs = self.successors(agency)
        if len(heirs) != 1 or not heirs[0].whole:
            return None
        heir = self.get(heirs[0].new)
        begins_then = heir.valid_from == heirs[0].date and heir.level == self.get(agency).level
        return heir.id if begins_then and len(self.predecessors(heir.id)) == 1 else None

    def series(self, agency: str) -> tuple[str, ...]:
        """Ids of the same territory through its renamings, oldest first."""
        parent, name = self._parts(agency)
        if name:
            return tuple(f"{one}/{name}" for one in self.series(parent))
        return self._series.get(agency, (agency,))

    def today(self, on: date) -> dict[str, str]:
        """For every agency the one that holds the whole of it on a day; divided ones are out."""
        holders = {agency.id: self._holder(agency.id, on) for agency in self}
        return {agency: holder for agency, holder in holders.items() if holder}

    def _holder(self, agency: str, on: date) -> str | None:
        while not self._by_id[agency].holds_on(on):
            heirs = self.successors(agency)
            if len(heirs) != 1 or not heirs[0].whole or heirs[0].date > on:
                return None
            agency = heirs[0].new
        return agency

    @cached_property
    def _by_old(self) -> dict[str, list[Lineage]]:
        return _grouped(self._lineage, "old")

    @cached_property
    def _by_new(self) -> dict[str, list[Lineage]]:
        return _grouped(self._lineage, "new")

    @cached_property
    def _series(self) -> dict[str, tuple[str, ...]]:
        """The series of every agency that has more than one member."""
        only = {old: lines[0].new for old, lines in self._by_old.items() if len(lines) == 1}
        alone = [old for old, new in only.items() if len(self._by_new[new]) == 1]
        next_of = {old: new for old in alone if (new := self.continues(old))}
        firsts = set(next_of) - set(next_of.values())
        series = {}
        for first in firsts:
            chain = [first]
            while chain[-1] in next_of:
                chain.append(next_of[chain[-1]])
            series |= dict.fromkeys(chain, tuple(chain))
        return series

    # --- by code

    def coded(self, code: str, on: date, level: str | None = None) -> Agency | None:
        """The agency that has a code on a day.

        Zeros that a spreadsheet stripped do not matter where only one agency can be meant.
        """
        if level in CODE_WIDTHS:
            levels = (level,)
        else:
            exact = [lv for lv, width in CODE_WIDTHS.items() if len(code) == width]
            levels = exact or CODE_WIDTHS
        found = [agency for lv in levels for agency in self._codes.get((lv, padded(code, lv)), ())]
        found = [agency for agency in found if agency.holds_on(on)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _codes(self) -> dict[tuple[str, str], list[Agency]]:
        codes = defaultdict(list)
        for agency in self:
            codes[agency.level, agency.code or ""].append(agency)
        return codes


def padded(code: str, level: str) -> str:
    """A code with the zeros in front that its level has."""
    return code.zfill(CODE_WIDTHS.get(level, 0))


def _of_department(line: Lineage, name: str) -> Lineage:
    return line._replace(old=f"{line.old}/{name}", new=f"{line.new}/{name}")


def _grouped(lineage: Iterable[Lineage], side: str) -> dict[str, list[Lineage]]:
    groups = defaultdict(list)
    for line in lineage:
        groups[getattr(line, side)].append(line)
    return dict(groups)
