"""Whose a figure is: an agency, and what of it."""

from dataclasses import dataclass

from cchc.agencies import Agencies

# Level of a figure by the level of the agency: its whole territory, or its own office.
_TERRITORY = {"province": "province_total", "district": "district_total", "commune": "commune",
              "country": "country", "region": "region"}  # fmt: skip
_OFFICE = {"province": "province", "district": "district", "commune": "commune",
           "country": "country", "region": "region", "ministry": "ministry"}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Scope:
    """An agency id and what of it: territory, office, whole, or a level of figures.LEVELS."""

    agency: str | None
    form: str  # territory, office, whole or level
    level: str | None = None
    is_said: bool = True
    kind: str | None = None  # level of the agency, where only that is known

    def level_for(self, family: str, agencies: Agencies) -> str | None:
        """The level of a figure: an index is of the agency, service of its territory."""
        if self.level:
            return self.level
        kind = agencies.get(self.agency).level if self.agency else self.kind
        if kind == "department":
            return "department"
        if kind == "district" and (family == "index" or self._is_territory_of(family)):
            return "district"
        if kind == "province" and self._is_territory_of(family):
            return "province"
        table = _OFFICE if self.form == "office" else _TERRITORY
        return table.get(kind, kind)

    def _is_territory_of(self, family: str) -> bool:
        """Whether a place is named for its body: «huyện được giao 38 nhiệm vụ»."""
        return self.form == "territory" and family == "body"
