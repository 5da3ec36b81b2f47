"""What happened, on any time axis: a line at each day, a short word or a number, names beneath.

Changes of units or method are dashed, since nothing is compared across them; acts are dotted. One
or two that stand apart carry their short words; more carry numbers, which a phone has room for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pandas as pd

from cchc.catalog.events import Event
from cchc.charts.theme import CONTEXT, SAME, SMALL_TEXT
from cchc.charts.timeline import ONE_DAY
from cchc.languages import say
from cchc.vietnamese import date_text

FEW = 2
APART = 0.35  # of the axis: two short words need so much between them
NEAR = 0.06  # numbers nearer than this stand one above the other
LINE = 16  # pixels from one label to the one above it
FIRST_NUMBER = ord("①")


@dataclass(frozen=True, kw_only=True)
class Happenings:
    """Shapes and annotations of a layout, the pixels they need above the plot, and the legend."""

    shapes: tuple[dict, ...] = ()
    annotations: tuple[dict, ...] = ()
    notes: tuple[str, ...] = ()


def happenings(
    events: tuple[Event, ...],
    start: date,
    end: date,
    *,
    place: Callable[[date], object] = date.isoformat,
) -> Happenings:
    """The events after `start` and not after `end`; `place` puts a day on the axis."""
    inside = sorted((e for e in events if start < e.date <= end), key=lambda e: e.date)
    days = [(day, tuple(same)) for day, same in groupby(inside, key=lambda e: e.date)]
    if not days:
        return Happenings()
    shares = [(day - start) / (end - start) for day, _ in days]
    words = _words(days, shares)
    heights = _heights(shares, are_words=len(days) <= FEW)
    return Happenings(
        shapes=tuple(_line(place(day), same) for day, same in days),
        annotations=tuple(
            _label(place(day), text, share, height)
            for (day, _), text, share, height in zip(days, words, shares, heights, strict=True)
        ),
        notes=(_legend(days, words),),
    )


def happenings_by_step(rows: pd.DataFrame, events: tuple[Event, ...]) -> Happenings:
    """On an axis of periods, one step each (column `at`), which reach half a step to both sides."""
    if rows.empty or not events:
        return Happenings()
    spans = rows.groupby("at").agg(start=("from", "min"), end=("to", "max")).sort_index()

    def place(day: date) -> float:
        at = next(at for at, end in spans["end"].items() if day <= end)
        start, end = spans.loc[at]
        return round(at - 0.5 + max((day - start) / (end - start + ONE_DAY), 0), 3)

    return happenings(events, spans["start"].min(), spans["end"].max(), place=place)


def _words(days: list, shares: list[float]) -> list[str]:
    """Short words where there is room for them, else numbers."""
    is_roomy = len(days) <= FEW and (len(days) < 2 or shares[1] - shares[0] > APART)
    if is_roomy:
        return [_first(same).short for _, same in days]
    return [chr(FIRST_NUMBER + place) for place in range(len(days))]


def _first(same: tuple[Event, ...]) -> Event:
    """Of one day the event that matters most to a line: a change before an act."""
    return min(same, key=lambda event: not event.is_change)


def _heights(shares: list[float], *, are_words: bool) -> list[int]:
    """How many lines up each label stands, so that neighbours do not lie on each other."""
    heights: list[int] = []
    for place, share in enumerate(shares):
        is_near = place and not are_words and share - shares[place - 1] < NEAR
        heights.append((heights[-1] + 1) % 2 if is_near else 0)
    return heights


def _line(x: object, same: tuple[Event, ...]) -> dict:
    is_change = any(event.is_change for event in same)
    line = {"color": SAME, "width": 1.5, "dash": "dash" if is_change else "dot"}
    return {
        "type": "line",
        "layer": "below",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line if is_change else line | {"color": CONTEXT},
    }


def _label(x: object, text: str, share: float, height: int) -> dict:
    is_word = len(text) > 1
    return {
        "x": x,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": LINE * height,
        "xanchor": ("right" if share > 0.7 else "left") if is_word else "center",
        "text": text,
        "showarrow": False,
        "font": {"size": SMALL_TEXT, "color": SAME},
    }


def _legend(days: list, words: list[str]) -> str:
    """ "Mốc: ① 21/10/2020 Thông tư …; ② 1/7/2025 …"."""
    told = [
        f"{word if len(word) == 1 else ''} {_when(same[0])} {_names(same)}".strip()
        for (_, same), word in zip(days, words, strict=True)
    ]
    return say("Mốc: {events}.", events="; ".join(told))


def _names(same: tuple[Event, ...]) -> str:
    return " · ".join(event.name for event in sorted(same, key=lambda e: not e.is_change))


def _when(event: Event) -> str:
    """As exactly as the day is known."""
    day = event.date
    return {"year": f"{day.year}", "month": f"{day.month}/{day.year}"}.get(
        event.precision, date_text(day)
    )
