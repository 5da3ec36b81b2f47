"""The words of a ranking's headings: score or rank, of which index, in which year."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cchc.catalog.catalog import Catalog
from cchc.catalog.index_names import IndexNames, Meant
from cchc.catalog.vocabulary import Vocabulary
from cchc.errors import UnreadablePeriodError
from cchc.ingest.files.grid import Value
from cchc.ingest.forms.headings import Heading
from cchc.ingest.forms.index_context import IndexContext, index_names, ranking_words
from cchc.ingest.forms.likeness import letters
from cchc.periods import Period, parse_period
from cchc.vietnamese import fold

_YEAR = re.compile(r"(?<!\d)(?:199|20\d)\d(?!\d)")
_BRACKETS = re.compile(r"\([^()]*\)")
_ORDER = re.compile(r"(?<!\w)(?:năm|nam|của|theo|trên|về|year)(?!\w)")
MEASURES = ("score", "rank", "of")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one heading says."""

    measure: str | None = None  # score, rank, of (how many were ranked), change (of the rank)
    index: Meant | None = None
    year: int | None = None
    period: Period | None = None  # a part of a year
    component: str | None = None  # code of a component of the index
    previous: bool = False  # of the year before the reported one


@dataclass(frozen=True, kw_only=True)
class _Level:
    """One level of a heading: what it says besides a year, and whether that is the year before."""

    text: str
    rest: str
    previous: bool
    period: Period | None = None


def _unless_said(bracket: re.Match) -> str:
    """Nothing for a bracket that names a unit, a scale or an acronym; else what it says."""
    inner = bracket[0].strip("() ")
    units = ranking_words()["units"]
    is_unit = not re.search(r"[^\W\d]", inner) or inner.isupper()
    return " " if is_unit or fold(inner).startswith(tuple(units)) else f" {inner} "


def _part_of_year(text: str) -> Period | None:
    """The quarter, the month … that a level is the name of: «Quý I/2025»."""
    if not _YEAR.search(text):
        return None
    try:
        period = parse_period(text)
    except UnreadablePeriodError:
        return None
    return None if period.kind in ("year", "span") else period


@dataclass(frozen=True, kw_only=True)
class RankingHeadings:
    """The headings of one ranking; `below` gives the first cells of a column."""

    catalog: Catalog
    words: Vocabulary
    around: IndexContext
    below: Callable[[int], Sequence[Value]]

    def said(self, heading: Heading) -> Said:
        """What a heading says; no measure where it says more than that."""
        years = [found for text in heading.levels if (found := _YEAR.findall(text))]
        if years and len(set(years[-1])) > 1:
            return Said()
        year = int(years[-1][0]) if years else None
        levels = [self._level(text) for text in heading.levels]
        period = next((one.period for one in reversed(levels) if one.period), None)
        when = {"year": None if period else year, "period": period}
        if component := self._component(levels[-1].rest):
            return Said(component=component, **when)
        index = next((m for one in reversed(levels) if (m := self._index(one.text))), None)
        return Said(
            measure=self._measure(heading, levels, has_year=bool(years), has_index=bool(index)),
            index=index, previous=any(one.previous for one in levels), **when,
        )  # fmt: skip

    def _level(self, text: str) -> _Level:
        if period := _part_of_year(text):
            return _Level(text="", rest="", previous=False, period=period)
        text = " ".join(_BRACKETS.sub(_unless_said, text.replace("_", " ")).split())
        spelled = fold(_YEAR.sub(" ", text))
        said = [phrase for phrase in self._lists["previous"] if phrase in spelled]
        for phrase in sorted(said, key=len, reverse=True):
            spelled = spelled.replace(phrase, " ")
        rest = " ".join(_ORDER.sub(" ", spelled).split()).strip(" -–/.:,")
        return _Level(text=text, rest=rest, previous=bool(said))

    def _index(self, text: str) -> Meant | None:
        """The index that a level names."""
        if fold(text) in self._lists["score"] | self._lists["rank"]:
            return None
        if found := self._names.pair(text):
            return found
        rank = self._names.rank_meant(text)
        return self._names.pair(self.catalog.indicators.get(rank.score).name) if rank else None

    def _measure(
        self, heading: Heading, levels: list[_Level], *, has_year: bool, has_index: bool
    ) -> str | None:
        """The measure of the lowest level that says one; a year alone is told by its numbers."""
        found = [self._of_level(level) for level in levels]
        if "other" in found:
            return None
        known = [one for one in found if one not in (None, "name")]
        if known:
            return known[-1]
        if has_index:
            return "score"
        return self._by_values(heading.column) if has_year else None

    def _of_level(self, level: _Level) -> str | None:
        """The measure of a level; None for nothing, "name" for an index, "other" for more."""
        bare = " ".join(self._names.without_names(level.rest).split())
        for text in (level.rest, bare):
            if found := next((m for m in MEASURES if text in self._lists[m]), None):
                return found
        if not bare:
            return "name" if level.rest else None
        if self.words.meaning(level.text) - {"total"} == {"rank_change"}:
            return "change"
        if self._index(level.text):
            return "rank" if self._names.rank_meant(level.text) else "name"
        return "other"

    def _component(self, rest: str) -> str | None:
        """A component of the index that the surroundings name, by its name."""
        index = self.around.index and self.catalog.indicators.get(self.around.index.national)
        for code in index.components if index else ():
            one = self.catalog.indicators.get(code)
            called = (_BRACKETS.sub(" ", text) for text in (one.name, one.short, *one.aliases))
            if letters(rest) in set(map(letters, called)):
                return code
        return None

    def _by_values(self, column: int) -> str | None:
        """Scores have decimals; whole numbers are ranks or scores only where the title says so."""
        cells = [str(cell).strip().removesuffix(".0") for cell in self.below(column) if cell]
        numbers = [text for text in cells if text[:1].isdigit()]
        if not numbers:
            return None
        if sum(bool(re.search(r"\d[.,]\d", text)) for text in numbers) > len(numbers) / 4:
            return "score"
        is_rank, is_score = (
            any(word in self.around.title for word in self._lists[kind])
            for kind in ("of_ranks", "of_scores")
        )
        return None if is_rank == is_score else "rank" if is_rank else "score"

    @property
    def _lists(self) -> Mapping[str, frozenset[str]]:
        return ranking_words()

    @cached_property
    def _names(self) -> IndexNames:
        return index_names(self.catalog)
