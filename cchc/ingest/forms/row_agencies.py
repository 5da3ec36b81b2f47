"""Whose the rows of a table are: names resolved inside the reporting agency, at that time."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from cchc.agencies import Agency
from cchc.catalog.published import load_published
from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.forms.rows import Row
from cchc.ingest.tidy.provinces import Provinces
from cchc.naming.answers import Resolution
from cchc.naming.named import NamedAgencies
from cchc.periods import Period
from cchc.vietnamese import fold, unaccented

# A code or a number printed before the name: "183 - Huyện Cao Lộc", "1. Huyện Cao Lộc".
_CODE = re.compile(r"^(?:\d{2,5}\s*[-–:.]\s*|(?:\d{1,3}|[IVX]{1,4}|[a-z])[.)]\s+)(?=\D)")
BELOW = ("province", "district")  # levels that have units below them
_ALL_OF = {"department": "department_all", "district": "district_all", "commune": "commune_all"}
_BY_AUTHORITY = {
    "province": {"Cấp tỉnh": "province", "Cấp huyện": "district_all", "Cấp xã": "commune_all"},
    "district": {"Cấp huyện": "district", "Cấp xã": "commune_all"},
}


@dataclass(frozen=True, kw_only=True)
class RowAgencies:
    """The agencies of one table's rows."""

    agencies: NamedAgencies
    reporting: Agency | None
    period: Period
    words: Vocabulary

    @cached_property
    def frame(self) -> str | None:
        """The agency inside which the rows lie; of a department, the province it belongs to."""
        if self.reporting is None:
            return None
        return self.reporting.parent if self.reporting.level == "department" else self.reporting.id

    def resolve(self, row: Row, within: str | None = None) -> Resolution:
        """The agency of a row; a period that straddles a change may name units of either side."""
        if fold(row.name) in load_published().country:
            return Resolution(agency=self.agencies.country)
        level = self.level(row)
        days = dict.fromkeys((self.period.end, self.period.start))
        name = _CODE.sub("", row.name)
        tries = [
            self.agencies.resolve(name, on=day, within=within or self.frame, level=one)
            for day in days
            for one in dict.fromkeys((level, *self._nobody_reports, None))
        ]
        found = next((t for t in tries if t.agency), tries[0])
        if found.agency is None and self.frame is None and within is None:
            found = self._province(name) or found
        return found if found.agency else self._by_letters(self._by_code(found, row), name)

    def _province(self, name: str) -> Resolution | None:
        """The province of another time's name or of one without accents, where none reports."""
        found = (self._national.meant(name, day) for day in (self.period.end, self.period.start))
        return next((one for one in found if one.agency), None)

    @cached_property
    def _national(self) -> Provinces:
        return Provinces(self.agencies)

    def _by_letters(self, found: Resolution, name: str) -> Resolution:
        """The only unit of the place whose name is this one once its accents are left out."""
        if found.agency or not name.isascii():
            return found
        there = [a for a in found.candidates if a.holds_on(self.period.end)]
        alike = [a for a in there if unaccented(a.name) == unaccented(name)]
        if len(alike) != 1:
            return found
        reason = f"«{name}» viết không dấu, hiểu là {alike[0].name}; hãy xác nhận."
        return Resolution(agency=alike[0], reason=reason)

    @property
    def _nobody_reports(self) -> tuple[str, ...]:
        """Where no agency frames the names, a bare one that a province bears is the province's."""
        return ("province",) if self.frame is None else ()

    def _by_code(self, found: Resolution, row: Row) -> Resolution:
        """Of several agencies that a name means, the one whose code the row gives."""
        coded = [a for a in found.candidates if a.code and a.code == row.code]
        return Resolution(agency=coded[0]) if len(coded) == 1 else found

    def new_department(self, row: Row) -> Agency | None:
        """A body the list does not know, where a section says that departments are listed."""
        if self.level(row) != "department" or self.frame is None:
            return None
        return self.agencies.get(f"{self.frame}/{row.name}")

    def level(self, row: Row) -> str | None:
        """The level that the nearest section gives to the rows below it."""
        levels = [self.words.section_level(section.name) for section in row.sections]
        return next((level for level in reversed(levels) if level), None)

    def are_agencies(self, rows: list[Row]) -> bool:
        """Whether the names of the rows are of agencies, whatever the heading says."""
        named = [row for row in rows if row.kind == "data"]
        known = sum(self.resolve(row).agency is not None for row in named)
        return bool(named) and known > len(named) / 2

    def are_national(self, rows: list[Row]) -> bool:
        """Whether most of the names are of provinces, or of ministries: the country ranks them."""
        named = [self.resolve(row).agency for row in rows if row.kind == "data"]
        levels = [agency.level for agency in named if agency]
        return sum(level in ("province", "ministry") for level in levels) > len(named) / 2

    def guessed_province(self, rows: list[Row]) -> Agency | None:
        """The one province in which the rows' names all exist, where nobody says who reports."""
        names = [_CODE.sub("", row.name) for row in rows if row.kind == "data"]
        counts = Counter(place for name in names for place in self._provinces(name))
        if not counts:
            return None
        best, count = counts.most_common(1)[0]
        alone = sum(other == count for other in counts.values()) == 1
        return self.agencies.get(best) if alone and count >= 3 and count == len(names) else None

    def _provinces(self, name: str) -> set[str]:
        """The provinces that have an agency of a name."""
        found = self.agencies.resolve(name, on=self.period.end)
        named = [found.agency] if found.agency else list(found.candidates)
        places = (self.agencies.province_of(a.id, self.period.end) for a in named if a.code)
        return {place for place in places if place}

    def total_level(self, levels: set[str]) -> str:
        """What a total over units of these levels counts, as one of figures.LEVELS."""
        own = self.reporting.level if self.reporting else "province"
        if own in BELOW and levels == {"district", "commune"}:
            return "below_province"
        if own not in BELOW:
            return own
        only = next(iter(levels)) if len(levels) == 1 else None
        return _ALL_OF.get(only, f"{own}_total")

    def sector_level(self, authority: str | None, *, own: bool, has_communes: bool) -> str:
        """Whose dossiers a row of a table by field counts, by the level of authority above it."""
        level = self.reporting.level if self.reporting else "province"
        if level not in BELOW:
            return level
        if authority is not None:
            return _BY_AUTHORITY[level].get(authority, level)
        return level if own and not has_communes else f"{level}_total"
