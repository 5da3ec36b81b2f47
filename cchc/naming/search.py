"""Finding agencies for a picker: what people type, with or without accents, best match first."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from heapq import nsmallest
from typing import NamedTuple

from cchc.agencies import AGENCY_LEVELS, Agencies, Agency
from cchc.naming.wording import Alias, Wording, plain, readings
from cchc.vietnamese import sort_key, unaccented

NO_MATCH = 5


class Searched(NamedTuple):
    """One agency as it is searched: its names without accents, and the places it lies in."""

    agency: Agency
    names: tuple[str, ...]
    places: str


class Search:
    """The searchable names of all agencies."""

    def __init__(self, agencies: Agencies, aliases: Iterable[Alias], wording: Wording):
        self.agencies, self._aliases, self._wording = agencies, aliases, wording

    @cached_property
    def _searched(self) -> list[Searched]:
        others: dict[str, list[str]] = {}
        for alias in self._aliases:
            agency = self.agencies.get(alias.agency)
            full = f"{agency.type} {alias.alias}"
            others.setdefault(alias.agency, []).extend((_typed(alias.alias), _typed(full)))
        places = {agency.id: agency for agency in self.agencies if agency.level != "commune"}
        above = {agency: self._places(agency) for agency in places}
        return [
            Searched(
                agency, (*_names(agency), *others.get(agency.id, ())), above.get(agency.parent, "")
            )
            for agency in self.agencies
        ]

    def _places(self, agency: str) -> str:
        chain = (agency, *self.agencies.ancestors(agency))
        return "".join(f" {_typed(self.agencies.get(one).short)}" for one in chain)

    def find(
        self,
        text: str,
        *,
        on: date | None,
        level: str | None,
        inside: set[str] | None,
        limit: int,
    ) -> list[Agency]:
        """The best matches: whole name, beginning of it, of a word, anywhere, then by name."""
        asked, found = plain(text), []
        ways = {unaccented(asked), unaccented(self._spelled_out(asked))}
        for entry in self._searched:
            agency = entry.agency
            if level not in (None, agency.level) or not agency.holds_on(on):
                continue
            if inside is not None and agency.id not in inside:
                continue
            quality = 0 if text.strip() == agency.code else min(_quality(w, entry) for w in ways)
            if quality < NO_MATCH:
                found.append((_rank(asked, quality, entry), agency))
        best = nsmallest(limit, found, key=lambda pair: pair[0])
        return [
            a for _, a in sorted(best, key=lambda pair: (*pair[0][:4], sort_key(pair[1].short)))
        ]

    def _spelled_out(self, asked: str) -> str:
        """The plain text with a type in front written in full: "h phú lương", "q1"."""
        kind, bare = readings(asked, self._wording.type_prefixes)[0]
        return f"{plain(kind.name)} {bare}" if kind else bare


def _typed(text: str) -> str:
    return unaccented(plain(text))


def _names(agency: Agency) -> tuple[str, str]:
    """The name without and with its type."""
    name = _typed(agency.name)
    return name.removeprefix(_typed(agency.type) + " "), name


def _quality(asked: str, entry: Searched) -> int:
    """How well it matches, 0 best, NO_MATCH when it does not."""
    names = entry.names
    if not asked or asked in names:
        return 0
    found = [name.find(asked) for name in names]
    if max(found) >= 0:
        at_word = any(f" {asked}" in name for name in names)
        return 1 if 0 in found else 2 if at_word else 3
    words = asked.split()
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    in_place = any(
        f" {place}" in entry.places and any(name.startswith(start) for name in names)
        for start, place in cuts
    )
    return 4 if in_place else NO_MATCH


def _rank(asked: str, quality: int, entry: Searched) -> tuple:
    """Best first; the accents as typed, what still exists, and the higher level go before."""
    agency = entry.agency
    accents_differ = not asked.isascii() and asked not in plain(agency.name)
    has_ended = agency.valid_to is not None
    level = AGENCY_LEVELS.index(agency.level)
    return quality, accents_differ, has_ended, level, entry.names[0], agency.id
