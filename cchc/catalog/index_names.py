"""What published tables call an index: «Chỉ số CCHC cấp xã năm 2025», «PAR INDEX 2023».

The name of an index is what is left without the year, the words every such name has, and the words
for who was ranked. Where an index of provinces and one that provinces make of their own units have
one name («chỉ số CCHC», «DTI»), who was ranked decides. The words are in published.toml.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from cchc.catalog.indicator import Indicator
from cchc.catalog.indicators import Indicators, bare_name
from cchc.vietnamese import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKETS = re.compile(r"\(([^()]*)\)")


class IndexNames:
    """Every index of a registry by what is left of its names; `words` by what they say."""

    def __init__(self, indicators: Indicators, words: Mapping[str, frozenset[str]]):
        self._indicators = indicators
        self._words = {kind: _any_of(phrases) for kind, phrases in words.items()}
        self._besides = _any_of(words["local"] | words["national"] | words["around"])
        self._by_core: dict[str, set[str]] = defaultdict(set)
        for one in indicators:
            for name in (one.name, one.name_en, one.short, *one.aliases) if one.rank else ():
                for core in filter(None, self._cores(name)):
                    self._by_core[core].add(one.code)
        self.meant = lru_cache(maxsize=4096)(self._meant)

    def _meant(self, text: str, *, local: bool | None = None) -> Indicator | None:
        """The index a text names; `local` says whether units of a province are ranked, if known."""
        printed = self._printed_side(fold(text))
        found = self._of_side(self._called(text), local if printed is None else printed)
        return found or self._indicators.named(text)

    def rank_meant(self, text: str) -> Indicator | None:
        """The rank a heading names by its index: «Hạng PAR INDEX», «PCI rank»."""
        rest = self._words["rank"].sub(" ", fold(text))
        index = self._meant(rest) if rest != fold(text) else None
        return self._indicators.get(index.rank) if index and index.rank else None

    def _called(self, text: str) -> list[Indicator]:
        """The indices that may be called so: by the whole name, else by all of its known parts."""
        whole, *parts = (self._by_core.get(core, set()) for core in self._cores(text))
        known = [codes for codes in parts if codes]
        codes = whole or (set.intersection(*known) if known else set())
        return [self._indicators.get(code) for code in sorted(codes)]

    def _cores(self, text: str) -> list[str]:
        """What is left of a name as a whole, without its brackets, and of what stands in them."""
        folded = fold(text)
        parts = (folded, _BRACKETS.sub(" ", folded), *_BRACKETS.findall(folded))
        return [bare_name(self._besides.sub(" ", _YEAR.sub(" ", part))) for part in parts]

    def _printed_side(self, folded: str) -> bool | None:
        """Whether the name speaks of units of a province; None where it says nothing."""
        if self._words["local"].search(folded):
            return True
        return False if self._words["national"].search(folded) else None

    def _of_side(self, found: list[Indicator], local: bool | None) -> Indicator | None:
        """The only one, or of several the only one on that side."""
        if len(found) > 1:
            found = [one for one in found if one.local == local]
        return found[0] if len(found) == 1 else None


def _any_of(phrases: Iterable[str]) -> re.Pattern:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
