"""From a printed name to one agency, or to those it could mean and why it stays open.

Names match when they are spelled alike (case, tone placement and punctuation aside), then with
i for y. Names that agree only without accents are never taken, only offered: they collide inside
nine provinces. Nor is a territory of one time ever taken for that of another.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from cchc.naming.answers import Question, Resolution
from cchc.naming.phrases import Phrases
from cchc.naming.reasons import ambiguous, elsewhere, not_then, unknown
from cchc.naming.wording import Reading, plain, readings, taken_apart, with_i, without_prefix
from cchc.vietnamese import sort_key, unaccented

if TYPE_CHECKING:
    from cchc.agencies import Agencies, Agency, Alias


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one agency in the index, by its type; `alias` where it is another name."""

    agency: "Agency"
    type: str
    alias: "Alias | None" = None


@dataclass(kw_only=True)
class Named:
    """Entries a head was found under; `typed` when a type word was written."""

    entries: list[Entry] = field(default_factory=list)
    typed: bool = False


class Matcher:
    """The index of names and the rules by which one of them is taken."""

    def __init__(self, agencies: "Agencies"):
        self.agencies = agencies
        self.wording = agencies.wording
        self._exact = self._index()
        self._alike = _regrouped(self._exact, with_i)
        self._accentless = _regrouped(self._exact, unaccented)
        self._phrases = Phrases(self)
        self._remembered = lru_cache(maxsize=65536)(self._answer)
        self._place = lru_cache(maxsize=4096)(self._ids_of_place)

    def resolve(self, asked: Question) -> Resolution:
        """See Agencies.resolve."""
        return self._remembered(asked)

    def _index(self) -> dict[str, list[Entry]]:
        index = defaultdict(list)
        for agency in self.agencies:
            bare = plain(agency.name.removeprefix(agency.type))
            index[bare].append(Entry(agency, agency.type))
        for alias in self.agencies.aliases:
            agency = self.agencies.get(alias.agency)
            kind, bare = readings(plain(alias.alias), self.wording.type_prefixes)[0]
            index[bare].append(Entry(agency, kind.name if kind else agency.type, alias))
        return dict(index)

    def _answer(self, asked: Question) -> Resolution:
        if not plain(asked.name):
            return Resolution(reason="Tên đơn vị để trống.")
        tries = []
        for attempt in (self.as_agency, self._phrases.as_scope, self._phrases.as_department):
            found = attempt(asked)
            if found and found.agency:
                return found
            tries.append(found)
        return next((found for found in tries if found), None) or self._offered(asked)

    def as_agency(self, asked: Question) -> Resolution | None:
        """The agency under a name spelled alike; None where there is no such name at all."""
        first = None
        for reading in taken_apart(asked.name, self.wording):
            for index, key in ((self._exact, str), (self._alike, with_i)):
                named = self._named(reading.head, index, key)
                found = named.entries and self._narrowed(asked, reading, named)
                if found and found.agency:
                    return found
                first = first or found
        return first or None

    def _named(self, head: str, index: dict, key) -> Named:
        """What the index has under a plain name, a written type taken at its word."""
        for kind, bare in readings(
            without_prefix(head, self.wording.body_prefixes), self.wording.type_prefixes
        ):
            found = index.get(key(bare), ())
            if kind:
                found = [entry for entry in found if entry.type == kind.name]
            if found and not (kind is None and bare.isdigit()):
                return Named(entries=list(found), typed=kind is not None)
        return Named()

    # --- from several to one

    def _narrowed(self, asked: Question, reading: Reading, named: Named) -> Resolution:
        """The one entry that fits place, level and time, else the candidates and the reason."""
        entries = [e for e in named.entries if asked.level in (None, e.agency.level)]
        entries = [e for e in entries if self._lies_where_written(e.agency, reading)]
        inside = self._inside(asked, entries, typed=named.typed)
        if not inside:
            return Resolution(reason=elsewhere(self.agencies, asked, _agencies(entries)))
        now = _in_time(inside, asked.on)
        if not now:
            candidates = tuple(_agencies(inside))
            return Resolution(candidates=candidates, reason=not_then(asked, candidates))
        return self._one_of(asked, self._without_renamings(_agencies(now), asked.on))

    def _one_of(self, asked: Question, found: "list[Agency]") -> Resolution:
        if len(found) == 1:
            return Resolution(agency=found[0])
        candidates = tuple(sorted(found, key=lambda a: (sort_key(self.agencies.label(a.id)), a.id)))
        reason = ambiguous(self.agencies, asked, candidates)
        return Resolution(candidates=candidates, reason=reason)

    def _inside(self, asked: Question, entries: list[Entry], *, typed: bool) -> list[Entry]:
        """Those within the agency asked for; a bare name means a part of it, nearest first."""
        if asked.within is None:
            return entries
        whole = set(self.agencies.series(asked.within))
        frame = self.agencies.get(asked.within)
        inside = [e for e in entries if self._is_in(e.agency, whole)]
        if asked.on is None:
            inside = [e for e in inside if e.agency.overlaps(frame)]
        if typed:
            return inside
        parts = [e for e in inside if e.agency.id not in whole]
        direct = [e for e in parts if e.agency.parent in whole]
        return direct or parts or inside

    def _is_in(self, agency: "Agency", whole: set[str]) -> bool:
        chain = {agency.id, *self.agencies.ancestors(agency.id)}
        return bool(chain & whole) or self.agencies.region_of(agency.id) in whole

    def _lies_where_written(self, agency: "Agency", reading: Reading) -> bool:
        """Whether the places written beside the name hold it; other remarks say nothing."""
        chain = set(self.agencies.ancestors(agency.id))
        remarks = [ids for remark in reading.remarks if (ids := self._place(remark))]
        places = [self._place(place) for place in reading.places]
        return all(chain & ids for ids in (*places, *remarks))

    def _ids_of_place(self, name: str) -> frozenset[str]:
        named = self._named(name, self._exact, str)
        return frozenset(
            one for entry in named.entries for one in self.agencies.series(entry.agency.id)
        )

    def _without_renamings(self, found: "list[Agency]", on: date | None) -> "list[Agency]":
        """One agency per territory: of a series the member in force, else the last found."""
        by_series = {}
        for agency in sorted(found, key=lambda a: a.valid_from or date.min):
            by_series[self.agencies.series(agency.id)] = agency
        return list(by_series.values())

    # --- where no name is spelled alike

    def _offered(self, asked: Question) -> Resolution:
        """Names that agree only without accents, as candidates."""
        near: list[Agency] = []
        for reading in taken_apart(asked.name, self.wording):
            named = self._named_without_accents(reading.head)
            inside = self._inside(asked, named.entries, typed=named.typed)
            near += _agencies(_in_time(inside, asked.on))
        unique = self._without_renamings([a for a in near if asked.level in (None, a.level)], None)
        return Resolution(
            candidates=tuple(unique), reason=unknown(self.agencies, asked, tuple(unique))
        )

    def _named_without_accents(self, head: str) -> Named:
        bare_head = unaccented(without_prefix(head, self.wording.body_prefixes))
        for kind, bare in readings(bare_head, self.wording.accentless_prefixes):
            found = self._accentless.get(bare, ())
            if kind:
                found = [entry for entry in found if entry.type == kind.name]
            if found and not (kind is None and bare.isdigit()):
                return Named(entries=list(found), typed=kind is not None)
        return Named()


def _in_time(entries: list[Entry], on: date | None) -> list[Entry]:
    """Those that exist on the day; another name used at the time goes before one used later."""
    now = [e for e in entries if e.agency.holds_on(on)]
    if on is None:
        return now
    used = [e for e in now if e.alias is None or e.alias.holds_on(on)]
    return used or now


def _agencies(entries: Iterable[Entry]) -> "list[Agency]":
    return list({entry.agency.id: entry.agency for entry in entries}.values())


def _regrouped(index: dict[str, list[Entry]], key) -> dict[str, list[Entry]]:
    groups = defaultdict(list)
    for name, entries in index.items():
        groups[key(name)] += entries
    return dict(groups)
