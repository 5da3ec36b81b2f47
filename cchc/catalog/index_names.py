"""What published tables call an index: «Chỉ số CCHC cấp xã năm 2025», «PAR INDEX 2023».

The name of an index is what is left without the year, the words every such name has, and the words
for who was ranked. Where an index of provinces and one that provinces make of their own units have
one name («chỉ số CCHC», «DTI»), who was ranked decides. The words are in published.toml. A title
says more than a name; what it mentions is an index's acronym, or its name after a word like
«chỉ số» or «xếp hạng».
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cchc.catalog.indicator import Indicator
from cchc.catalog.indicators import Indicators, bare_name
from cchc.vietnamese import fold, unaccented

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ACRONYM = re.compile(r"[A-Z]{3,}(?:[ -][A-Za-z]{3,})?")


@dataclass(frozen=True)
class Meant:
    """The index that units of a province are ranked by under a name, and the one of provinces."""

    local: str
    national: str


class IndexNames:
    """Every index of a registry by what is left of its names; `words` by what they say."""

    def __init__(
        self,
        indicators: Indicators,
        words: Mapping[str, frozenset[str]],
        *,
        spell: Callable[[str], str] = fold,
    ):
        self._indicators, self._printed, self._spell = indicators, words, spell
        words = {kind: frozenset(map(spell, phrases)) for kind, phrases in words.items()}
        if spell is unaccented:  # "so" is "số" as often as "sở"
            words["local"] = frozenset(word for word in words["local"] if len(word) > 2)
        self._words = {kind: any_of(phrases) for kind, phrases in words.items()}
        self._besides = any_of(words["local"] | words["national"] | words["around"])
        self._by_core: dict[str, set[str]] = defaultdict(set)
        for one in indicators:
            for name in (one.name, one.name_en, one.short, *one.aliases) if one.rank else ():
                for core in filter(None, self._cores(name)):
                    self._by_core[core].add(one.code)
        self.meant = lru_cache(maxsize=4096)(self._meant)

    @cached_property
    def _accentless(self) -> "IndexNames | None":
        """The same for texts that are written wholly without accents."""
        if self._spell is unaccented:
            return None
        return IndexNames(self._indicators, self._printed, spell=unaccented)

    def _meant(self, text: str, *, local: bool | None = None) -> Indicator | None:
        """The index a text names; `local` says whether units of a province are ranked, if known."""
        printed = self._printed_side(self._spell(text))
        found = self._of_side(self._called(text), local if printed is None else printed)
        if found is None and self._accentless and text.isascii():
            found = self._accentless.meant(text, local=local)
        return found or self._indicators.named(text)

    def rank_meant(self, text: str) -> Indicator | None:
        """The rank a heading names by its index: «Hạng PAR INDEX», «PCI rank»."""
        rest = self._words["rank"].sub(" ", self._spell(text))
        index = self._meant(rest) if rest != self._spell(text) else None
        return self._indicators.get(index.rank) if index and index.rank else None

    def pair(self, text: str) -> Meant | None:
        """The indices a text names, by who may be ranked."""
        local, national = (self._meant(text, local=side) for side in (True, False))
        known = [one for one in (local, national) if one and one.rank and one.kind == "score"]
        return Meant(known[0].code, known[-1].code) if known else None

    def mentioned(self, text: str) -> set[Meant]:
        """The indices that a title speaks of: «Kết quả xếp hạng DDCI năm 2023 của tỉnh …»."""
        spelled = self._spell(text)
        side = self._printed_side(spelled)
        found = {self._of_core(core, side) for core in self._mentioned_cores(spelled)} - {None}
        if not found and self._accentless and text.isascii():
            return self._accentless.mentioned(text)
        return found

    def _mentioned_cores(self, spelled: str) -> Iterator[str]:
        """The names in a text, each once; a longer one covers the shorter ones in it."""
        for pattern in self._mentions:
            for name in dict.fromkeys(pattern.findall(spelled)):
                yield bare_name(self._besides.sub(" ", name))
            spelled = pattern.sub(" ", spelled)

    @cached_property
    def _mentions(self) -> tuple[re.Pattern, re.Pattern]:
        """What a title mentions: a whole name or acronym; a core behind a word that leads to it."""
        ranked = [one for one in self._indicators if one.rank and one.kind == "score"]
        names = [n for one in ranked for n in (one.name, one.name_en, one.short, *one.aliases)]
        whole = {self._spell(_BRACKETS.sub(" ", n)) for n in names if self._names_itself(n)}
        cores = {" ".join(self._besides.sub(" ", name).split()) for name in whole} - {""}
        leads, words = self._words["leads"].pattern, self._besides.pattern
        behind = rf"{leads}(?:\s+{words})*\s+({any_of(cores).pattern})"
        return any_of(whole), re.compile(behind)

    def _names_itself(self, name: str) -> bool:
        """Whether a name can only be that of an index: it says so, or is an acronym."""
        return bool(self._words["leads"].search(self._spell(name)) or _ACRONYM.fullmatch(name))

    def _of_core(self, core: str, side: bool | None) -> Meant | None:
        """The indices of a name on the side that the text speaks of, else on both."""
        found = [self._indicators.get(code) for code in sorted(self._by_core.get(core, ()))]
        found = [one for one in found if one.kind == "score"]
        local = self._of_side(found, True)
        national = self._of_side(found, False)
        known = [one for one in (local, national) if one]
        if not known:
            return None
        if side is not None and len(known) == 2:
            known = known[:1] if side else known[1:]
        return Meant(known[0].code, known[-1].code)

    def without_names(self, words: str) -> str:
        """The words without whole names of indices and the words that stand around names."""
        for pattern in (self._mentions[0], self._besides):
            words = pattern.sub(" ", words)
        return words

    def _called(self, text: str) -> list[Indicator]:
        """The indices that may be called so: by the whole name, else by all of its known parts."""
        whole, *parts = (self._by_core.get(core, set()) for core in self._cores(text))
        known = [codes for codes in parts if codes]
        codes = whole or (set.intersection(*known) if known else set())
        return [self._indicators.get(code) for code in sorted(codes)]

    def _cores(self, text: str) -> list[str]:
        """What is left of a name as a whole, without its brackets, and of what stands in them."""
        spelled = self._spell(text)
        parts = (spelled, _BRACKETS.sub(" ", spelled), *_BRACKETS.findall(spelled))
        return [bare_name(self._besides.sub(" ", _YEAR.sub(" ", part))) for part in parts]

    def _printed_side(self, spelled: str) -> bool | None:
        """Whether the name speaks of units of a province; None where it says nothing."""
        if self._words["local"].search(spelled):
            return True
        return False if self._words["national"].search(spelled) else None

    def _of_side(self, found: list[Indicator], local: bool | None) -> Indicator | None:
        """The only one, or of several the only one on that side."""
        if len(found) > 1:
            found = [one for one in found if one.local == local]
        return found[0] if len(found) == 1 else None


def any_of(phrases: Iterable[str]) -> re.Pattern:
    """What finds any of some phrases as whole words, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
