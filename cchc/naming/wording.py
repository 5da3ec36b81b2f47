"""How agencies are written in reports: type words, the bodies in front, phrases for a scope.

The words themselves are data (data/reference/agency_words.toml); here is only how a printed name
is taken apart. `plain` is the text names are compared by: folded, without punctuation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from cchc.vietnamese import fold, unaccented

_PUNCTUATION = re.compile(r"[^\w\s]|_")
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")
_GLUED_NUMBER = re.compile(r"^([^\W\d]{1,6})(\d{1,2})$")
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnprstvx])[yỳýỷỹỵ]\b|(?<=qu)[yỳýỷỹỵ]\b")
_DAK = re.compile(r"\b(?:đăk|đak|đắc|dak)\b")
_I_FOR_Y = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_SEPARATOR = re.compile(r"\s*[,;|/]\s*|\s+thuộc\s+|\s+-\s+")


class Alias(NamedTuple):
    """Another name of an agency, with the time it was used where that is known."""

    agency: str
    alias: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, on: date) -> bool:
        """Whether it was in use on that day."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


@dataclass(frozen=True, kw_only=True)
class TypeWord:
    """A type of agency: its levels and every way it is written in front of a name.

    `block`: among whom units of the type are ranked, where a level is ranked in several blocks.
    """

    name: str
    levels: tuple[str, ...]
    written: tuple[str, ...]
    block: str = ""


@dataclass(frozen=True, kw_only=True)
class ScopePhrase:
    """Words for whose dossiers are counted; `at` gives the scope by the level of the agency."""

    phrases: tuple[str, ...]
    at: dict


@dataclass(frozen=True, kw_only=True)
class DepartmentWord:
    """How names of departments begin, and the levels of agency they belong to."""

    starts: tuple[str, ...]
    of: tuple[str, ...]
    but_not: tuple[str, ...] = ()
    goes_on: bool = False  # whether the name may go on after a usual one

    def begins(self, text: str) -> bool:
        """Whether a plain name begins like such a department."""
        return _begins(text, self.starts) and not _begins(text, self.but_not)


def _begins(text: str, starts: tuple[str, ...]) -> bool:
    return any(f"{text} ".startswith(f"{plain(start)} ") for start in starts)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """All words of agency_words.toml."""

    types: tuple[TypeWord, ...]
    bodies: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    scopes: tuple[ScopePhrase, ...] = ()
    department_words: tuple[DepartmentWord, ...] = ()
    departments: tuple[tuple[str, ...], ...] = ()  # each its usual name and its other ones

    @cached_property
    def blocks(self) -> dict[str, str]:
        """Type → the block it is ranked in, of the types that have one."""
        return {kind.name: kind.block for kind in self.types if kind.block}

    @cached_property
    def type_prefixes(self) -> list[tuple[str, TypeWord]]:
        """Every plain spelling of a type, longest first."""
        pairs = {plain(w): kind for kind in self.types for w in (kind.name, *kind.written)}
        return sorted(pairs.items(), key=lambda pair: -len(pair[0]))

    @cached_property
    def accentless_prefixes(self) -> list[tuple[str, TypeWord]]:
        """The spellings of types as typed without accents, longest first."""
        return [(unaccented(word), kind) for word, kind in self.type_prefixes]

    @cached_property
    def before_places(self) -> re.Pattern:
        """Where a place follows without a comma: "xã tân thành | huyện phú bình"."""
        pairs = [(word, kind) for word, kind in self.type_prefixes if len(word) > 1]
        words = [re.escape(word) for word, kind in pairs if "commune" not in kind.levels]
        return re.compile(rf" (?=(?:{'|'.join(words)}) )" if words else r"(?!)")

    @cached_property
    def body_prefixes(self) -> list[str]:
        """Every plain spelling of a body, longest first."""
        return sorted({plain(body) for body in self.bodies}, key=len, reverse=True)

    @cached_property
    def filler_prefixes(self) -> list[str]:
        """Words that may stand before a scope phrase without changing it, longest first."""
        return sorted({plain(word) for word in self.fillers}, key=len, reverse=True)

    @cached_property
    def scope_phrases(self) -> list[tuple[str, Mapping[str, str]]]:
        """Every plain scope phrase with its scope by level of agency, longest first."""
        scopes: dict[str, dict[str, str]] = {}
        for scope in self.scopes:
            for phrase in scope.phrases:
                scopes.setdefault(plain(phrase), {}).update(scope.at)
        return sorted(scopes.items(), key=lambda pair: -len(pair[0]))

    @cached_property
    def department_names(self) -> dict[str, str]:
        """The usual name of a department for every plain spelling of it."""
        return {plain(name): names[0] for names in self.departments for name in names}


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """What names are compared by: folded, without punctuation, numbers without zeros in front."""
    folded = fold(text).replace("'", "")
    return _LEADING_ZEROS.sub("", " ".join(_PUNCTUATION.sub(" ", folded).split()))


def alike(text: str) -> str:
    """A plain name with spellings unified that offices use for one another.

    i for a final y ("mỹ" and "mĩ"), and đắk for đăk and đak in names of the Central Highlands.
    """
    return _DAK.sub("đắk", _FINAL_Y.sub(lambda found: found[0].translate(_I_FOR_Y), text))


def without_prefixes(text: str, prefixes: list[str]) -> str:
    """The plain text without whatever of the prefixes stands before further words."""
    found = next((prefix for prefix in prefixes if text.startswith(prefix + " ")), None)
    return without_prefixes(text[len(found) + 1 :], prefixes) if found else text


def readings(text: str, prefixes: list[tuple[str, TypeWord]]) -> list[tuple[TypeWord | None, str]]:
    """The ways to read a plain name as (type, bare name), the likeliest first.

    "phường đúc" is a ward called Đúc or something called Phường Đúc; "q1" is quận 1.
    """
    glued = _GLUED_NUMBER.match(text)
    spaced = f"{glued[1]} {glued[2]}" if glued else text
    typed = [
        (kind, spaced[len(word) + 1 :]) for word, kind in prefixes if spaced.startswith(word + " ")
    ]
    return [*typed, (None, text)]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One way to take a printed name apart; every part is plain.

    `places` are where the agency must lie, `remarks` what stood in parentheses.
    """

    head: str
    places: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def taken_apart(text: str, wording: Wording) -> list[Reading]:
    """The ways to read a printed name: as a whole, at its separators, at a type word inside."""
    remarks = tuple(plain(remark) for remark in _PARENTHESIS.findall(text))
    bare = _PARENTHESIS.sub(" ", text)
    ways = [Reading(head=plain(bare), remarks=remarks)]
    head, *places = [plain(part) for part in _SEPARATOR.split(fold(bare))]
    if any(places) and head:
        ways.append(Reading(head=head, places=tuple(filter(None, places)), remarks=remarks))
    head, *places = wording.before_places.split(plain(bare))
    if places:
        ways.append(Reading(head=head, places=tuple(places), remarks=remarks))
    return ways
