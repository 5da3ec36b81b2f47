"""What happened that a reader of a chart must know, from data/reference/events.toml.

A change of method of an index is not written there: it is a version of the indicator, and is put
among the events from the registry.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from cchc.catalog.indicator import Indicator
from cchc.catalog.indicators import Indicators, load_indicators
from cchc.catalog.loading import REFERENCE, Source, read_source
from cchc.languages import say


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened on a day.

    `sort`: units (territories changed: nothing is joined across), status (only the rank or name
    of units changed), law, method. `short`: a few letters for an axis. `affects`: "all" or
    indicator codes. `agencies`: codes of the provinces concerned, empty for the whole country.
    `precision`: how exactly the day is known.
    """

    date: date
    sort: Literal["units", "status", "law", "method"]
    name: str
    name_en: str
    short: str
    short_en: str
    source: str
    note: str = ""
    affects: tuple[str, ...] = ("all",)
    agencies: tuple[str, ...] = ()
    precision: Literal["day", "month", "year"] = "day"

    @property
    def is_change(self) -> bool:
        """Whether what is before and after must not be held against each other."""
        return self.sort in ("units", "method")

    def concerns(self, indicator: str) -> bool:
        """Whether it bears on the figures of an indicator."""
        return "all" in self.affects or indicator in self.affects


@dataclass(frozen=True, eq=False)
class Events:
    """Every event, oldest first."""

    all: tuple[Event, ...]

    @property
    def unit_breaks(self) -> tuple[date, ...]:
        """Days on which the units of the whole country changed."""
        return tuple(e.date for e in self.all if e.sort == "units" and not e.agencies)

    @cached_property
    def in_english(self) -> "Events":
        """The same under their English names."""
        return Events(tuple(replace(e, name=e.name_en, short=e.short_en) for e in self.all))

    def of(
        self, indicator: Indicator, *, provinces: Collection[str] = frozenset()
    ) -> tuple[Event, ...]:
        """What bears on an indicator in the whole country or in one of the provinces (codes).

        Changes of its method are included.
        """
        known = [e for e in self.all if e.concerns(indicator.code)]
        found = [e for e in known if not e.agencies or set(provinces) & set(e.agencies)]
        return tuple(sorted([*found, *_changes_of_method(indicator)], key=lambda e: e.date))

    def changes(
        self, indicator: Indicator, *, provinces: Collection[str] = frozenset()
    ) -> tuple[date, ...]:
        """The days on which units or method changed: limits are calculated anew from there."""
        days = (e.date for e in self.of(indicator, provinces=provinces) if e.is_change)
        return tuple(dict.fromkeys(days))

    def __iter__(self) -> Iterator[Event]:
        return iter(self.all)


def _changes_of_method(indicator: Indicator) -> Iterator[Event]:
    """Its versions but the first: the first is a beginning, not a change."""
    for method in indicator.versions[1:]:
        yield Event(
            date=method.starts,
            sort="method",
            name=f"{indicator.short}: {method.name}",
            name_en=f"{indicator.name_en}: new method",
            short=say("Cách tính mới"),
            short_en="New method",
            note=method.note,
            source=indicator.legal_basis,
            affects=(indicator.code,),
            precision="year",
        )


@cache
def load_events(folder: Path = REFERENCE) -> Events:
    """The checked events; BadReferenceError says which file and line is wrong."""
    source = read_source(folder / "events.toml")
    indicators = load_indicators(folder)
    entries = source.document().get("event", [])
    found = [_event(source, entry, nth, indicators) for nth, entry in enumerate(entries)]
    return Events(tuple(sorted(found, key=lambda event: event.date)))


def _event(source: Source, entry: dict, nth: int, indicators: Indicators) -> Event:
    event = source.record(Event, entry, table="event", nth=nth)
    if unknown := [c for c in event.affects if c != "all" and c not in indicators]:
        problem = f"không có chỉ tiêu {', '.join(unknown)}"
        remedy = 'dùng mã của indicators.toml, hoặc ["all"]'
        raise source.error("event", "affects", problem, remedy, nth=nth)
    return event
