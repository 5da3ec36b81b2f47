"""Finding agencies for a picker: what people type, with or without accents, best match first."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cchc.naming.wording import plain
from cchc.vietnamese import sort_key, unaccented

if TYPE_CHECKING:
    from cchc.agencies import Agencies, Agency

LEVEL_ORDER = ("country", "region", "ministry", "province", "district", "commune", "department")


class Searched(NamedTuple):
    """One agency as it is searched: its names without accents, and with the places it lies in."""

    agency: "Agency"
    names: tuple[str, ...]
    label: str


class Search:
    """The searchable names of all agencies."""

    def __init__(self, agencies: "Agencies"):
        self.agencies = agencies

    @cached_property
    def _searched(self) -> list[Searched]:
        others: dict[str, list[str]] = {}
        for alias in self.agencies.aliases:
            others.setdefault(alias.agency, []).append(alias.alias)
        return [
            Searched(
                agency,
                tuple(_typed(n) for n in (a.short, a.name, *others.get(a.id, ()))),
                _typed(self.agencies.label(a.id)),
            )
            for a in self.agencies
            for agency in [a]
        ]

    def find(
        self,
        text: str,
        *,
        on: date | None,
        level: str | None,
        inside: set[str] | None,
        limit: int,
    ) -> "list[Agency]":
        """The best matches: whole name, beginning of it, of a word, anywhere, then by label."""
        asked, found = _typed(text), []
        for entry in self._searched:
            agency = entry.agency
            if level not in (None, agency.level) or not agency.holds_on(on):
                continue
            if inside is not None and agency.id not in inside:
                continue
            quality = _quality(asked, entry)
            if quality is not None:
                found.append((quality, agency))
        found.sort(key=lambda pair: _order(text, *pair))
        return [agency for _, agency in found[:limit]]


def _typed(text: str) -> str:
    return unaccented(plain(text))


def _quality(asked: str, entry: Searched) -> int | None:
    """How well it matches, 0 best; None when it does not."""
    if not asked or asked in entry.names or asked == entry.agency.code:
        return 0
    if any(name.startswith(asked) for name in entry.names):
        return 1
    if any(f" {asked}" in name for name in entry.names):
        return 2
    if any(asked in name for name in entry.names):
        return 3
    return 4 if all(word in entry.label for word in asked.split()) else None


def _order(text: str, quality: int, agency: "Agency") -> tuple:
    """Best first; the accents as typed, what still exists, and the higher level go before."""
    is_spelled_so = plain(text) in plain(agency.name)
    has_ended = agency.valid_to is not None
    level = LEVEL_ORDER.index(agency.level)
    return quality, has_ended, not is_spelled_so, level, sort_key(agency.short), agency.id
