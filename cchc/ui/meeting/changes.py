"""Changes of agendas as buttons ask for them: callbacks that know what their presser saw."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cchc.store.records import AgendaRow, Slide
from cchc.ui import cached
from cchc.ui.choices import current_scope
from cchc.ui.signing import decide, name_or_none


def create(title: str, day: date, slides: Sequence[Slide] = (), series: int | None = None):
    """A new agenda, frozen at the version on the screen; its number, else False."""
    add, version = cached.store().meetings.add, current_scope().as_of or cached.store().data_version
    return decide(add, title, day, version, slides, name_or_none(), series=series)


def change(agenda: AgendaRow, **fields) -> object:
    """The agenda with other fields, unless it changed since it was drawn."""
    meetings = cached.store().meetings
    return decide(
        meetings.change, replace(agenda, **fields), name_or_none(), seen=agenda.changed_seq
    )


def move(agenda: AgendaRow, place: int, by: int) -> None:
    """A slide some places up or down."""
    slides = list(agenda.slides)
    slides.insert(place + by, slides.pop(place))
    change(agenda, slides=tuple(slides))


def remove(agenda: AgendaRow, place: int) -> None:
    """The agenda without a slide."""
    change(agenda, slides=agenda.slides[:place] + agenda.slides[place + 1 :])


def rewrite(agenda: AgendaRow, place: int, slide: Slide) -> None:
    """The agenda with a slide in place of another."""
    change(agenda, slides=(*agenda.slides[:place], slide, *agenda.slides[place + 1 :]))


def take_over(agenda: AgendaRow, day: date) -> object:
    """The next meeting of the series: the same slides at the newest figures; its number."""
    version = cached.store().data_version
    add = cached.store().meetings.add
    return decide(
        add, agenda.title, day, version, agenda.slides, name_or_none(), series=agenda.series
    )


def drop(agenda: AgendaRow) -> None:
    """Takes the agenda out of the list."""
    decide(cached.store().meetings.drop, agenda.id, name_or_none())
