"""Which agency a name or a level means in one report: «huyện», «cấp xã», «toàn tỉnh»."""

from collections.abc import Iterable

from cchc.agencies import Agencies, Agency
from cchc.ingest.prose.place_joining import PlaceMark
from cchc.ingest.prose.scope import Scope

_LEVELS = ("province", "district", "commune")
_GROUPS = {
    "two_levels": {"province": "below_province", "district": "district_total"},
    "city_level": {"province": "province", "district": "district"},
    "province_level": {"province": "province", "district": "province"},
    "district_level": {"province": "district_all", "district": "district"},
    "commune_level": {"province": "commune_all", "district": "commune_all", "commune": "commune"},
    "department_level": {"province": "department_all", "district": "department_all"},
}


class Bearers:
    """The agencies a report may speak of, seen from its own."""

    def __init__(
        self, agencies: Agencies, main: Agency | None, province: str | None, kind: str | None = None
    ):
        """`kind` is the level the report speaks of, where its agency is not known."""
        self.agencies = agencies
        self.main = main
        self.kind = main.level if main else kind
        self.province = province
        self.named: dict[str | None, str] = {}  # the agency of a level last spoken of

    def name(self, marks: Iterable[PlaceMark]) -> None:
        """Remember the agencies a sentence spoke of."""
        self.named |= {m.level: m.agency for m in marks if m.sort == "agency" and not m.gives}

    def is_main(self, scope: Scope) -> bool:
        """Whether a scope is of the report's own agency, as far as that is known."""
        return self.main is None or scope.agency == self.main.id

    def scope_of(self, mark: PlaceMark) -> Scope | None:
        """The agency and form a mark means in this report; None for those that say nothing."""
        if mark.sort == "everyone" and mark.acts:
            return self.own(form="whole")
        if mark.sort in ("same", "everyone"):
            return None
        if mark.sort == "country":
            return Scope(agency=self.agencies.country.id, form="level", level="country")
        if mark.sort == "ministry_level":
            return Scope(agency=self.agencies.country.id, form="level", level="ministry")
        if mark.sort in _GROUPS:
            return self.of_group(mark.sort)
        if mark.sort == "department":
            return self._department(mark)
        if mark.sort == "agency":
            form = "office" if mark.is_body else "territory"
            return Scope(agency=mark.agency, form=form)
        if mark.sort == "unknown":
            form = "office" if mark.is_body else "territory"
            return Scope(agency=None, form=form, kind=mark.level)
        if mark.sort == "whole":
            named = mark.agency or self._at_level(mark.level)
            if named or not self._is_below(mark.level):
                return Scope(agency=named, form="whole") if named else self.own(form="whole")
            return Scope(agency=None, form="whole", kind=mark.level)
        if mark.sort == "generic":
            return self._generic(mark)
        if mark.sort in ("desk", "committee"):
            return self.own(form="office") if mark.sort == "desk" else None
        return None

    def own(self, *, form: str) -> Scope:
        """The report's own agency, or that which is known of it."""
        return Scope(agency=self.main.id if self.main else None, form=form, kind=self.kind)

    def _generic(self, mark: PlaceMark) -> Scope | None:
        """«huyện», «UBND tỉnh»: the report's own agency, or the one of that level above it."""
        form = "office" if mark.is_body else "territory"
        agency = self._at_level(mark.level)
        if agency is None and (self.main is None or self._is_below(mark.level)):
            return Scope(agency=None, form=form, kind=mark.level)
        return Scope(agency=agency, form=form) if agency else None

    def _is_below(self, level: str | None) -> bool:
        """Whether a level is below that of the report's agency: its «toàn huyện» is another's."""
        if self.kind not in _LEVELS or level not in _LEVELS:
            return False
        return _LEVELS.index(level) > _LEVELS.index(self.kind)

    def _at_level(self, level: str | None) -> str | None:
        """The report's own agency of a level, the one above it, else the last one named."""
        if self.main is None:
            return self.province if level == "province" else self.named.get(level)
        is_city = self.main.name.startswith("Thành phố") and level in ("district", "province")
        if self.main.level == level or is_city:
            return self.main.id
        chain = self.agencies.ancestors(self.main.id)
        above = next((a for a in chain if self.agencies.get(a).level == level), None)
        return above or (self.province if level == "province" else self.named.get(level))

    def is_region(self, scope: Scope) -> bool:
        """Whether a scope is a region: where one is ranked, not whose the rank is."""
        return bool(scope.agency) and self.agencies.get(scope.agency).level == "region"

    def of_provinces(self, scope: Scope) -> Scope:
        """Provinces are counted in a region that is named, else in the country."""
        if self.is_region(scope):
            return scope
        return Scope(agency=self.agencies.country.id, form="level", level="country")

    def of_rated(self, unit: str | None) -> Scope | None:
        """«7 huyện xếp loại tốt»: the districts of the province, whoever reports it."""
        if unit not in ("department", "district", "commune"):
            return None
        is_above = self.main is not None and self.main.level in ("province", "district")
        agency = self.main.id if unit == "commune" and is_above else self.province
        return Scope(agency=agency, form="level", level=f"{unit}_all")

    def of_group(self, sort: str) -> Scope | None:
        """«cấp xã», «các sở»: all bodies of a level within the report's agency."""
        if sort not in _GROUPS:
            return None
        if self.main is None:
            level = _GROUPS[sort].get(self.kind or "province")
            return Scope(agency=self.province, form="level", level=level)
        is_department = self.main.level == "department"
        level = _GROUPS[sort].get("province" if is_department else self.main.level)
        agency = self.province or self.main.id if is_department else self.main.id
        if self.main.level == "district" and sort in ("province_level", "department_level"):
            agency = self.province or agency
        return Scope(agency=agency, form="level", level=level) if level else None

    def _department(self, mark: PlaceMark) -> Scope | None:
        above = mark.agency or self.province
        agency = f"{above}/{mark.name}" if above else None
        return Scope(agency=agency, form="level", level="department")
