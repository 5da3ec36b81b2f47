"""Names that are no agency by themselves: "toàn huyện", "40 xã, phường", "Sở Nội vụ".

A scope phrase means the agency it is written with, or the one the report is about, and says
whose dossiers are counted. A department is a body of its agency and has no code.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cchc.naming.answers import Question, Resolution
from cchc.naming.wording import ScopePhrase, plain, taken_apart, without_prefix
from cchc.vietnamese import nfc

if TYPE_CHECKING:
    from cchc.agencies import Agency
    from cchc.naming.matching import Matcher

_COUNT = re.compile(r"^\d+ ")
_PLACE_BEHIND = re.compile(
    r"[\s,(-]+((?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường)\s.+)$", re.I
)


class Phrases:
    """Scope phrases and departments, read with the help of the names of agencies."""

    def __init__(self, matcher: "Matcher"):
        self.matcher = matcher
        self.agencies = matcher.agencies
        self.wording = matcher.wording

    # --- scopes

    def as_scope(self, asked: Question) -> Resolution | None:
        """The agency and whose dossiers count, where the name is or holds a scope phrase."""
        whole, first = plain(asked.name), None
        heads = dict.fromkeys([*(r.head for r in taken_apart(asked.name, self.wording)), whole])
        for head in heads:
            found = self._scope_of(self._bare_phrase(head), asked)
            if found and found.agency:
                return found
            first = first or found
        return first

    def _bare_phrase(self, head: str) -> str:
        """The head without a count and words that change nothing: "tổng 40 xã" is "xã"."""
        while True:
            shorter = without_prefix(_COUNT.sub("", head), self.wording.filler_prefixes)
            if shorter == head:
                return head
            head = shorter

    def _scope_of(self, text: str, asked: Question) -> Resolution | None:
        for phrase, scope in self.wording.scope_phrases:
            if text == phrase:
                return self._scope_here(scope, asked)
            for rest in _rests(text, phrase):
                found = self.matcher.as_agency(replace(asked, name=rest))
                at = found and found.agency and scope.at.get(found.agency.level)
                if at:
                    return replace(found, scope=at)
        return None

    def _scope_here(self, scope: ScopePhrase, asked: Question) -> Resolution:
        """The agency the report is about, or the nearest above that has such a scope."""
        if "country" in scope.at and set(scope.at) == {"country"}:
            return Resolution(agency=self.agencies.get("VN"), scope=scope.at["country"])
        chain = (asked.within, *self.agencies.ancestors(asked.within)) if asked.within else ()
        for agency in chain:
            here = self.agencies.get(agency)
            if here.level in scope.at:
                return Resolution(agency=self._on(here, asked), scope=scope.at[here.level])
        name = asked.name.strip()
        reason = f"«{name}» là của đơn vị nào? Hãy cho biết đơn vị báo cáo."
        return Resolution(reason=reason, scope=next(iter(scope.at.values())))

    def _on(self, agency: "Agency", asked: Question) -> "Agency":
        """The member of the agency's series in force on the day asked for."""
        return self.agencies.get(self.agencies.at(agency.id, asked.on))

    # --- departments

    def as_department(self, asked: Question) -> Resolution | None:
        """A body without a code: "Sở Nội vụ" of the province the report is about, or is named."""
        text = plain(asked.name)
        of = self._levels_above(text)
        if not of or asked.level not in (None, "department", "ministry"):
            return None
        name, rest = self._department_name(nfc(" ".join(asked.name.split())))
        above = self._above(rest, of, asked)
        if above is None:
            reason = f"«{asked.name.strip()}» là của tỉnh nào? Hãy cho biết đơn vị báo cáo."
            return Resolution(reason=reason, scope="department")
        return Resolution(agency=self.agencies.get(f"{above.id}/{name}"))

    def _levels_above(self, text: str) -> tuple[str, ...]:
        for word in self.wording.department_words:
            if any(text.startswith(plain(start) + " ") for start in word.starts):
                return word.of
        return ()

    def _department_name(self, text: str) -> tuple[str, str]:
        """The usual name of the department, and what is written behind it."""
        known = self.wording.department_names
        words = text.split()
        for count in range(len(words), 0, -1):
            name = known.get(plain(" ".join(words[:count])))
            if name:
                return name, " ".join(words[count:])
        cut = _PLACE_BEHIND.search(text)
        return (text[: cut.start()].rstrip(" ,"), cut[1]) if cut else (text, "")

    def _above(self, rest: str, of: tuple[str, ...], asked: Question) -> "Agency | None":
        """The agency a department belongs to: the one written behind it, else the one asked."""
        if plain(rest):
            found = self.matcher.as_agency(replace(asked, name=rest.strip(" ,-–()"), level=None))
            fits = found and found.agency and found.agency.level in of
            return found.agency if fits else None
        if "country" in of:
            return self.agencies.get("VN")
        chain = (asked.within, *self.agencies.ancestors(asked.within)) if asked.within else ()
        fitting = [here for a in chain if (here := self.agencies.get(a)).level in of]
        return self._on(fitting[0], asked) if fitting else None


def _rests(text: str, phrase: str) -> list[str]:
    """What is left of a text that begins or ends with the phrase, likeliest first.

    "toàn huyện bình gia" leaves "huyện bình gia" before "bình gia".
    """
    rests = []
    if text.startswith(phrase + " "):
        rest = text[len(phrase) + 1 :]
        rests += [f"{phrase.split()[-1]} {rest}", f"{' '.join(phrase.split()[-2:])} {rest}", rest]
    if text.endswith(" " + phrase):
        rests.append(text[: -len(phrase) - 1])
    return rests
