"""Which events belong on a page's time axes, and from which days limits are calculated anew."""

from collections.abc import Iterable
from datetime import date

from cchc.catalog.events import Event
from cchc.catalog.indicator import Indicator
from cchc.ui import cached


def events_of(indicator: Indicator, agencies: Iterable[str] = ()) -> tuple[Event, ...]:
    """What bears on an indicator; what happened to one province only where it is shown."""
    return cached.catalog().events.of(indicator, provinces=_provinces(agencies))


def changes_of(indicator: Indicator, agencies: Iterable[str] = ()) -> tuple[date, ...]:
    """The days on which its method or the units of the country or of these provinces changed."""
    return cached.catalog().events.changes(indicator, provinces=_provinces(agencies))


def _provinces(agencies: Iterable[str]) -> frozenset[str]:
    """The codes of the provinces in which the agencies lie."""
    known = cached.catalog().agencies
    provinces = {known.province_of(agency) for agency in agencies} - {None}
    return frozenset(known.get(province).code for province in provinces)
