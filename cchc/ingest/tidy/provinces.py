"""The province that a published table means, be it its name of another time or without accents."""

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from cchc.agencies import Agency
from cchc.naming.answers import Question, Resolution
from cchc.naming.named import NamedAgencies
from cchc.naming.reasons import unknown
from cchc.vietnamese import fold, unaccented

CLOSE = 0.8  # how alike two spellings must be to offer one for the other
OFFERED = 3
_ENGLISH_TYPE = re.compile(r"(?i)\s+(?:city|province)$")


class Provinces:
    """Provinces by what tables call them on a day."""

    def __init__(self, agencies: NamedAgencies):
        self._agencies = agencies

    def called(self, name: str, on: date) -> str | None:
        """The only province in force that bears the name as it is; every other name is resolved."""
        bearers = [a.id for a in self._by_name.get(fold(name), ()) if a.holds_on(on)]
        return bearers[0] if len(bearers) == 1 else None

    def meant(self, name: str, on: date) -> Resolution:
        """The province a name means on a day; the reason says so where it is not its name then."""
        found = self._agencies.resolve(name, on=on, level="province")
        if found.agency:
            return found
        renamed = {m for a in found.candidates if not a.holds_on(on) for m in self._then(a, on)}
        if len(renamed) == 1:
            agency = self._agencies.get(renamed.pop())
            return Resolution(agency=agency, reason=f"tên vào lúc khác của {agency.name}")
        plain = _letters(_ENGLISH_TYPE.sub("", name)) if name.isascii() else ""
        bearers = [a for a in self._by_letters.get(plain, ()) if a.holds_on(on)]
        if len(bearers) == 1:
            return Resolution(agency=bearers[0], reason=f"tên không dấu, hiểu là {bearers[0].name}")
        return found if found.candidates else self._offered(name, on, found)

    def _offered(self, name: str, on: date, found: Resolution) -> Resolution:
        """The provinces whose name is a slip away, never taken."""
        names = {n: a for n, group in self._by_name.items() for a in group if a.holds_on(on)}
        close = get_close_matches(fold(name), names, n=OFFERED, cutoff=CLOSE)
        near = tuple(dict.fromkeys(names[one] for one in close))
        asked = Question(name=name, on=on, level="province")
        reason = unknown(self._agencies, asked, near)
        return Resolution(candidates=near, reason=reason) if near else found

    def _then(self, agency: Agency, on: date) -> list[str]:
        """What the territory of an agency was on a day, whatever it was called."""
        return [m for m in self._agencies.series(agency.id) if self._agencies.get(m).holds_on(on)]

    @cached_property
    def _by_name(self) -> dict[str, list[Agency]]:
        return self._grouped(lambda agency: {fold(agency.name), fold(agency.short)})

    @cached_property
    def _by_letters(self) -> dict[str, list[Agency]]:
        return self._grouped(lambda agency: {_letters(agency.short)})

    def _grouped(self, names: Callable[[Agency], set[str]]) -> dict[str, list[Agency]]:
        grouped: dict[str, list[Agency]] = {}
        for agency in self._agencies:
            for name in names(agency) if agency.level == "province" else ():
                grouped.setdefault(name, []).append(agency)
        return grouped


def _letters(name: str) -> str:
    """The letters of a name without accents: "hochiminh"."""
    return "".join(filter(str.isalnum, unaccented(fold(name))))
