"""From a printed name to one agency, or to those it could mean and why it stays open.

Names match when they are spelled alike (case, tone placement and punctuation aside), then with
spellings in use for one another (i for y). Names that agree only without accents are never taken,
only offered: they collide inside nine provinces. Nor is a territory of one time ever taken for
that of another.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from cchc.agencies import Agencies, Agency
from cchc.naming.answers import Question, Resolution
from cchc.naming.phrases import Phrases
from cchc.naming.reasons import ambiguous, elsewhere, frame_not_then, not_then, unknown
from cchc.naming.wording import (
    Alias,
    Reading,
    TypeWord,
    Wording,
    alike,
    plain,
    readings,
    taken_apart,
    without_prefixes,
)
from cchc.vietnamese import sort_key, unaccented

CLOSE = 0.85  # how alike two spellings must be to offer one for the other
OFFERED = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one agency in the index, by its type; `alias` where it is another name."""

    agency: Agency
    type: str
    alias: Alias | None = None


class Named(NamedTuple):
    """Entries found under a name; `typed` when a type word was written."""

    entries: list[Entry]
    typed: bool


NOBODY = Named([], False)


class Index(NamedTuple):
    """Entries by bare name under one way of comparing; types are written as `prefixes`."""

    by_name: dict[str, list[Entry]]
    compare: Callable[[str], str]
    prefixes: list[tuple[str, TypeWord]]


class Matcher:
    """The index of names and the rules by which one of them is taken."""

    def __init__(self, agencies: Agencies, aliases: Iterable[Alias], wording: Wording):
        self.agencies, self.wording = agencies, wording
        exact = self._entries(aliases)
        types, bare_types = self.wording.type_prefixes, self.wording.accentless_prefixes
        self._exact = Index(exact, str, types)
        self._alike = Index(_regrouped(exact, alike), alike, types)
        self._accentless = Index(_regrouped(exact, unaccented), unaccented, bare_types)
        self._phrases = Phrases(agencies, wording, self.as_agency)
        self._remembered = lru_cache(maxsize=65536)(self._answer)
        self._place = lru_cache(maxsize=4096)(self._ids_of_place)

    def resolve(self, asked: Question) -> Resolution:
        """See NamedAgencies.resolve."""
        return self._remembered(asked)

    def _entries(self, aliases: Iterable[Alias]) -> dict[str, list[Entry]]:
        entries = defaultdict(list)
        for agency in self.agencies:
            bare = plain(agency.name.removeprefix(agency.type))
            entries[bare].append(Entry(agency, agency.type))
        for alias in aliases:
            agency = self.agencies.get(alias.agency)
            kind, bare = readings(plain(alias.alias), self.wording.type_prefixes)[0]
            if kind is None or agency.level not in kind.levels:
                kind, bare = None, plain(alias.alias)
            entries[bare].append(Entry(agency, kind.name if kind else agency.type, alias))
        return dict(entries)

    def _answer(self, asked: Question) -> Resolution:
        if not plain(asked.name):
            return Resolution(reason="Tên đơn vị để trống.")
        if asked.within and not self.agencies.in_force(asked.within, asked.on):
            return Resolution(reason=frame_not_then(self.agencies, asked))
        tries = []
        for attempt in (self.as_agency, self._phrases.as_scope, self._phrases.as_department):
            found = attempt(asked)
            if found and found.agency:
                return found
            tries.append(found)
        return next((found for found in tries if found), None) or self._offered(asked)

    def as_agency(self, asked: Question) -> Resolution | None:
        """The agency under a name spelled alike; None where there is no such name at all."""
        best = None
        for reading in taken_apart(asked.name, self.wording):
            for index in (self._exact, self._alike):
                named = self._named(reading.head, index)
                found = self._narrowed(asked, reading, named) if named.entries else None
                if found and found.agency:
                    return self._phrases.with_scope_in(reading.remarks, found)
                best = found if best is None or (found and not best.candidates) else best
        return best

    def _named(self, head: str, index: Index) -> Named:
        """What the index has under a plain name, a written type taken at its word."""
        text = without_prefixes(head, self.wording.body_prefixes)
        text = unaccented(text) if index.compare is unaccented else text
        for kind, bare in readings(text, index.prefixes):
            found = index.by_name.get(index.compare(bare), ())
            if kind:
                found = [entry for entry in found if entry.type == kind.name]
            if found and not (kind is None and bare.isdigit()):
                return Named(list(found), kind is not None)
        return NOBODY

    # --- from several to one

    def _narrowed(self, asked: Question, reading: Reading, named: Named) -> Resolution:
        """The one entry that fits level, place and time, else the candidates and the reason."""
        entries = [e for e in named.entries if asked.level in (None, e.agency.level)]
        inside = self._inside(asked, entries)
        inside = [e for e in inside if self._lies_where_written(e.agency, reading)]
        if not inside:
            return Resolution(reason=elsewhere(self.agencies, asked, _agencies(entries)))
        now = _in_time(inside, asked.on)
        if not now:
            candidates = tuple(_agencies(inside))
            reason = not_then(self.agencies, asked, candidates)
            return Resolution(candidates=candidates, reason=reason)
        nearest = now if named.typed else self._nearest(asked, now)
        return self._one_of(asked, self._without_renamings(_agencies(nearest)))

    def _one_of(self, asked: Question, found: list[Agency]) -> Resolution:
        if len(found) == 1:
            return Resolution(agency=found[0])
        candidates = tuple(sorted(found, key=lambda a: (sort_key(self.agencies.label(a.id)), a.id)))
        reason = ambiguous(self.agencies, asked, candidates)
        return Resolution(candidates=candidates, reason=reason)

    def _inside(self, asked: Question, entries: list[Entry]) -> list[Entry]:
        """Those within the agency asked for, in its time where no day is known."""
        if asked.within is None:
            return entries
        whole = set(self.agencies.series(asked.within))
        frame = self.agencies.get(asked.within)
        inside = [e for e in entries if self._is_in(e.agency, whole)]
        return inside if asked.on else [e for e in inside if e.agency.overlaps(frame)]

    def _nearest(self, asked: Question, entries: list[Entry]) -> list[Entry]:
        """What a bare name means within an agency: its direct parts before theirs, and itself."""
        if asked.within is None:
            return entries
        whole = set(self.agencies.series(asked.within))
        parts = [e for e in entries if e.agency.id not in whole]
        direct = [e for e in parts if e.agency.parent in whole]
        return direct or parts or entries

    def _is_in(self, agency: Agency, whole: set[str]) -> bool:
        chain = {agency.id, *self.agencies.ancestors(agency.id)}
        return bool(chain & whole) or self.agencies.region_of(agency.id) in whole

    def _lies_where_written(self, agency: Agency, reading: Reading) -> bool:
        """Whether the places written beside the name hold it; other remarks say nothing."""
        chain = set(self.agencies.ancestors(agency.id))
        remarks = [ids for remark in reading.remarks if (ids := self._place(remark))]
        places = [self._place(place) for place in reading.places]
        return all(chain & ids for ids in (*places, *remarks))

    def _ids_of_place(self, name: str) -> frozenset[str]:
        entries = self._named(name, self._alike).entries
        return frozenset(one for e in entries for one in self.agencies.series(e.agency.id))

    def _without_renamings(self, found: list[Agency]) -> list[Agency]:
        """One agency per territory: of a series the last one found."""
        by_series = {}
        for agency in sorted(found, key=lambda a: a.valid_from or date.min):
            by_series[self.agencies.series(agency.id)] = agency
        return list(by_series.values())

    # --- where no name is spelled alike

    def _offered(self, asked: Question) -> Resolution:
        """Names that agree without accents, then those spelled nearly so, as candidates."""
        near: list[Entry] = []
        for reading in taken_apart(asked.name, self.wording):
            named = self._named(reading.head, self._accentless)
            near += self._inside(asked, named.entries)
        if asked.within and not near:
            near = self._nearly_spelled(asked)
        fitting = [e for e in _in_time(near, asked.on) if asked.level in (None, e.agency.level)]
        candidates = tuple(self._without_renamings(_agencies(fitting))[:OFFERED])
        return Resolution(candidates=candidates, reason=unknown(self.agencies, asked, candidates))

    def _nearly_spelled(self, asked: Question) -> list[Entry]:
        """Agencies within whose whole name is a slip away from the one asked for."""
        below = self.agencies.descendants(asked.within, asked.on)
        names = defaultdict(list)
        for agency in below:
            names[plain(agency.name)].append(Entry(agency, agency.type))
        close = get_close_matches(plain(asked.name), names, n=3, cutoff=CLOSE)
        return [entry for name in close for entry in names[name]]


def _in_time(entries: list[Entry], on: date | None) -> list[Entry]:
    """Those that exist on the day; another name used at the time goes before one used later."""
    now = [e for e in entries if e.agency.holds_on(on)]
    if on is None:
        return now
    used = [e for e in now if e.alias is None or e.alias.holds_on(on)]
    return used or now


def _agencies(entries: Iterable[Entry]) -> list[Agency]:
    return list({entry.agency.id: entry.agency for entry in entries}.values())


def _regrouped(entries: dict[str, list[Entry]], compare) -> dict[str, list[Entry]]:
    groups = defaultdict(list)
    for name, named in entries.items():
        groups[compare(name)] += named
    return dict(groups)
