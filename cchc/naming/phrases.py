"""Names that are no agency by themselves: "toàn huyện", "40 xã, phường", "Sở Nội vụ".

A scope phrase means the agency it is written with, or the one the report is about, and says
whose dossiers are counted. A department is a body of its agency and has no code.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from cchc.agencies import Agencies, Agency
from cchc.naming.answers import Question, Resolution
from cchc.naming.reasons import whose
from cchc.naming.wording import DepartmentWord, Wording, plain, taken_apart, without_prefixes
from cchc.vietnamese import nfc

LONGEST_DEPARTMENT = 12  # words; a longer line is a sentence
_COUNT = re.compile(r"^\d+ ")
_PLACE_BEHIND = re.compile(
    r"[\s,(-]+((?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường)\s.+)$", re.IGNORECASE
)


class Phrases:
    """Scope phrases and departments; `as_agency` finds the name of an agency in them."""

    def __init__(
        self,
        agencies: Agencies,
        wording: Wording,
        as_agency: Callable[[Question], Resolution | None],
    ):
        self.agencies, self.wording, self._as_agency = agencies, wording, as_agency
        self._scopes = dict(self.wording.scope_phrases)

    # --- scopes

    def as_scope(self, asked: Question) -> Resolution | None:
        """The agency and whose dossiers count, where the name is or holds a scope phrase."""
        first = None
        heads = [reading.head for reading in taken_apart(asked.name, self.wording)]
        for text in dict.fromkeys([*heads, *(self._without_fillers(head) for head in heads)]):
            found = self._scope_of(text, asked)
            if found and found.agency:
                return found
            first = first or found
        return first

    def with_scope_in(self, remarks: Iterable[str], found: Resolution) -> Resolution:
        """The resolution with the scope that a remark adds: "Huyện Phú Giáo (cấp xã)"."""
        for remark in remarks:
            scope = self._scopes.get(remark, {}).get(found.agency.level)
            if scope:
                return replace(found, scope=scope)
        return found

    def _without_fillers(self, head: str) -> str:
        """The head without words that change nothing; a count stays as "n": "n xã phường"."""
        return _COUNT.sub("n ", without_prefixes(head, self.wording.filler_prefixes))

    def _scope_of(self, text: str, asked: Question) -> Resolution | None:
        whole = self._scopes.get(text) or self._scopes.get(text.removeprefix("n "))
        if whole:
            return self._scope_here(whole, asked)
        for phrase, scopes in self.wording.scope_phrases:
            for rest in _rests(text.removeprefix("n "), phrase):
                found = self._as_agency(replace(asked, name=rest, level=None))
                scope = found and found.agency and scopes.get(found.agency.level)
                if scope:
                    return replace(found, scope=scope)
        return None

    def _scope_here(self, scopes: Mapping[str, str], asked: Question) -> Resolution:
        """The agency the report is about, or the nearest above that has such a scope."""
        if "country" in scopes:
            return Resolution(agency=self.agencies.country, scope=scopes["country"])
        here = self._nearest(tuple(scopes), asked)
        if here is None:
            return Resolution(reason=whose(asked), scope=next(iter(scopes.values())))
        return Resolution(agency=here, scope=scopes[here.level])

    def _nearest(self, levels: tuple[str, ...], asked: Question) -> Agency | None:
        """The agency the report is about, or the nearest above, that is of one of the levels."""
        if asked.within is None:
            return None
        chain = (asked.within, *self.agencies.ancestors(asked.within, asked.on))
        fitting = (a for a in chain if self.agencies.get(a).level in levels)
        nearest = next(fitting, None)
        return nearest and self.agencies.get(self.agencies.at(nearest, asked.on))

    # --- departments

    def as_department(self, asked: Question) -> Resolution | None:
        """A body without a code: "Sở Nội vụ" of the province the report is about, or is named."""
        if asked.level not in (None, "department", "ministry"):
            return None
        name, rest = self._name_and_rest(nfc(" ".join(asked.name.split())))
        kind = self._kind(plain(name))
        if kind is None:
            return None
        above = self._written_above(rest, kind, asked) if plain(rest) else None
        if above is None and (not plain(rest) or kind.goes_on):
            name = f"{name} {rest}".strip()
            above = self.agencies.country if "country" in kind.of else self._nearest(kind.of, asked)
        if above is None:
            return Resolution(reason=whose(asked), scope="department")
        return Resolution(agency=self.agencies.get(f"{above.id}/{name}"))

    def _name_and_rest(self, text: str) -> tuple[str, str]:
        """The usual name of the department, and what is written behind it."""
        words = text.split()
        for count in range(min(len(words), LONGEST_DEPARTMENT), 0, -1):
            name = self.wording.department_names.get(plain(" ".join(words[:count])))
            if name:
                return name, " ".join(words[count:])
        cut = _PLACE_BEHIND.search(text)
        return (text[: cut.start()].rstrip(" ,"), cut[1]) if cut else (text, "")

    def _kind(self, name: str) -> DepartmentWord | None:
        """The kind of department a plain name is of; None when it is no department."""
        words = name.split()
        if len(words) > LONGEST_DEPARTMENT or any(word.isdigit() for word in words):
            return None
        usual = DepartmentWord(starts=(), of=("province",))
        known = usual if name in self.wording.department_names else None
        return next((w for w in self.wording.department_words if w.begins(name)), known)

    def _written_above(self, rest: str, kind: DepartmentWord, asked: Question) -> Agency | None:
        """The agency written behind a department's name, if it is one such departments have."""
        found = self._as_agency(replace(asked, name=rest.strip(" ,-–()"), level=None))
        fits = found and found.agency and found.agency.level in kind.of
        return found.agency if fits else None


def _rests(text: str, phrase: str) -> list[str]:
    """What is left of a text that begins or ends with the phrase, likeliest first.

    "toàn huyện bình gia" leaves "huyện bình gia" before "bình gia".
    """
    rests = []
    if text.startswith(phrase + " "):
        rest, last = text[len(phrase) + 1 :], phrase.split()
        rests += [f"{last[-1]} {rest}", f"{' '.join(last[-2:])} {rest}", rest]
    if text.endswith(" " + phrase):
        rests.append(text[: -len(phrase) - 1])
    return rests
