"""Rankings by an index: which column is the score or the rank of which index and year.

One index or several, one year or years side by side. A heading says the measure («Điểm», «Hạng»),
the year and the index as far as it does; an index that no heading names is the one that the title,
the sheet or the file names, or that somebody chose. Where nobody says it, it is asked for.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Column, Form
from cchc.catalog.index_names import Meant
from cchc.catalog.indicator import Indicator
from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.explained import explained_column
from cchc.ingest.forms.headings import Header, Heading
from cchc.ingest.forms.index_context import IndexContext
from cchc.ingest.forms.likeness import LOOSE_MEANING, letters, likeness
from cchc.ingest.forms.matching import Match, Proposal
from cchc.ingest.forms.ranking_headings import RankingHeadings, Said
from cchc.vietnamese import fold

SURE, ASKED = 0.9, 0.9  # least score with index, score and rank; factor where the index is asked
PLAIN = 0.75  # of the headings of a ranking whose index nobody names must be understood
_TIMES = {"year", "period", "as_of"}
_SAMPLE = 400  # rows below the headings that tell scores from ranks


@dataclass(frozen=True, kw_only=True)
class RankingMatcher:
    """One header of a sheet, to be taken for a ranking."""

    header: Header
    grid: Grid
    form: Form
    words: Vocabulary
    catalog: Catalog
    around: IndexContext
    meant: Mapping[str, str]  # headings somebody has explained, by their letters

    def match(self) -> Match | None:
        """The ranking, with its index or asking for it; None where it is none."""
        if self._is_tidy:
            return None
        proposals = self._once_each([self._proposal(h) for h in self.header.headings])
        read = [p for p in proposals if p.column and _is_value(p.column)]
        if not read or not any(p.column and p.column.role == "agency" for p in proposals):
            return None
        asks = any(p.column.role in ("score", "rank") for p in read)
        score = self._score(proposals, read, asks=asks)
        return Match(
            form=self.form, header=self.header, proposals=tuple(proposals), missing=(),
            score=score, reasons=self._reasons(read), asks_index=asks,
            doubtful=None if self.around.chosen else self.around.doubtful,
        )  # fmt: skip

    @property
    def _is_tidy(self) -> bool:
        """Whether columns say the period, the index or the province of each row."""
        roles = {
            h.column: _tidy_roles(self.catalog).get(fold(h.text)) for h in self.header.headings
        }
        if {"province", "agency"} <= set(roles.values()):
            return True
        named = (column for column, role in roles.items() if role == "index")
        return bool(_TIMES & set(roles.values())) or any(self._is_worded(c) for c in named)

    def _is_worded(self, column: int) -> bool:
        """Whether a column holds words and not numbers."""
        cells = [cell for cell in self._below(column) if isinstance(cell, str) and cell.strip()]
        return sum(not re.search(r"\d", cell) for cell in cells) > len(cells) / 2

    def _below(self, column: int) -> list:
        """The first cells below a heading."""
        first = self.header.last + 1
        return [row[column] for row in self.grid.cells[first : first + _SAMPLE]]

    def _score(self, proposals: list[Proposal], read: list[Proposal], *, asks: bool) -> float:
        headed = [p for p in proposals if not (p.column and p.column.role == "number")]
        known = sum(p.column is not None for p in headed) / len(headed)
        if asks:
            return known * ASKED if known >= PLAIN else 0.0
        kinds = {self._kind(p.column) for p in read}
        return max(known, SURE) if {"score", "rank"} <= kinds else known

    def _kind(self, column: Column) -> str:
        return self.catalog.indicators.get(column.indicator).kind if column.indicator else "role"

    def _reasons(self, read: list[Proposal]) -> tuple[str, ...]:
        codes = dict.fromkeys(p.column.indicator for p in read if p.column.indicator)
        names = ", ".join(self.catalog.indicators.get(code).short for code in codes)
        return (f"bảng xếp hạng: {names}" if names else "bảng xếp hạng, chưa rõ chỉ số nào",)

    # --- one heading

    @cached_property
    def _words(self) -> RankingHeadings:
        return RankingHeadings(
            catalog=self.catalog, words=self.words, around=self.around, below=self._below
        )

    @cached_property
    def _said(self) -> dict[int, Said]:
        """What each heading says, by its column from left to right."""
        return {h.column: self._words.said(h) for h in self.header.headings}

    def _proposal(self, heading: Heading) -> Proposal:
        target = self.meant.get(letters(heading.text))
        if target is not None:
            column = explained_column(heading.text, target)
            return Proposal(heading=heading, column=column, how="corrected", score=1.0)
        column = self._naming(heading)
        if column is None:
            column = self._column(heading, self._said[heading.column])
        if column is None:
            return Proposal(heading=heading)
        return Proposal(heading=heading, column=column, how="exact", score=1.0)

    def _naming(self, heading: Heading) -> Column | None:
        """The column of the form that names or numbers rows, or that no figure is read from."""
        columns = (c for c in self.form.columns if c.role not in ("score", "rank"))
        found = [(likeness(heading.text, c, self.words)[1], n, c) for n, c in enumerate(columns)]
        score, _, column = max(found, key=lambda one: (one[0], -one[1]))
        return column if score >= LOOSE_MEANING else None

    def _column(self, heading: Heading, said: Said) -> Column | None:
        """The column that the words of a heading make of it."""
        text, year = heading.text, -1 if said.previous else 0
        if said.component:
            return Column(heading=text, indicator=said.component, **_when(said))
        if said.measure == "of":
            return Column(heading=text, role="of")
        index = said.index or self._beside(heading) or self.around.index
        if said.measure in ("score", "rank") and index is None:
            return Column(heading=text, role=said.measure, year=year, **_when(said))
        local, national = self._codes(index, said.measure) if index else (None, None)
        if local is None:
            return None
        return Column(
            heading=text, indicator=local, of_provinces=national if national != local else None,
            kind="change" if said.measure == "change" else "actual", year=year, **_when(said),
        )  # fmt: skip

    def _beside(self, heading: Heading) -> Meant | None:
        """The index of the score a rank stands behind: «PCI | Hạng | PAPI | Hạng».

        Where a score names no index, the rank may be its rank.
        """
        scores = [(at, one.index) for at, one in self._said.items() if one.measure == "score"]
        is_score = self._said[heading.column].measure == "score"
        if is_score or any(index is None for _, index in scores):
            return None
        before = [index for column, index in scores if column < heading.column]
        named = {index for _, index in scores}
        return before[-1] if before else named.pop() if len(named) == 1 else None

    def _codes(self, index: Meant, measure: str | None) -> tuple[str | None, str | None]:
        """The indicators of a measure of an index: of units of a province, of provinces."""
        registry = self.catalog.indicators
        found = [self._code(registry.get(code), measure) for code in (index.local, index.national)]
        return found[0] or found[1], found[1] or found[0]

    def _code(self, index: Indicator, measure: str | None) -> str | None:
        if measure == "score":
            return index.code
        if measure == "rank":
            return index.rank
        if measure == "change":
            changes = (i for i in self.catalog.indicators if i.of_change == index.rank)
            return next((one.code for one in changes if one.unit != index.unit), None)
        return None

    # --- all headings

    def _once_each(self, proposals: list[Proposal]) -> list[Proposal]:
        """The proposals; of columns that mean the same none is read, for nobody knows which."""
        keys = [_key(p) for p in proposals]
        counts = Counter(key for key in keys if key)
        return [
            Proposal(heading=p.heading) if key and counts[key] > 1 else p
            for p, key in zip(proposals, keys, strict=True)
        ]


def _when(said: Said) -> dict:
    """When the figures of a column are of, as far as its heading says it."""
    return {"of_year": said.year, "of_period": said.period}


def _is_value(column: Column) -> bool:
    return bool(column.indicator) or column.role in ("score", "rank")


def _key(proposal: Proposal) -> tuple | None:
    column = proposal.column
    if column is None or not _is_value(column) or proposal.how == "corrected":
        return None
    when = (column.of_year, column.of_period, column.year)
    return column.indicator, column.role, *when, column.kind


@lru_cache(maxsize=1)
def _tidy_roles(catalog: Catalog) -> Mapping[str, str]:
    """What the headings of tidy tables of indices say of each row, by their folded text."""
    columns = next(form for form in catalog.forms if form.id == "tidy_index").columns
    return {
        fold(text.replace("_", " ")): column.role
        for column in columns
        if column.role
        for text in (column.heading, *column.synonyms)
    }
