"""The axes of a figure: its own range and ticks where it has them, else round ones."""

import math
from dataclasses import replace

from cchc.exports.plot import Axis, serial
from cchc.exports.text import clean, untagged
from cchc.vietnamese import number

TICKS = 6
STEPS = (1, 2, 2.5, 5, 10)
MOST_PLAIN = 1000  # numbers below it are written alike everywhere


def axis_of(said: dict, values: list[float]) -> Axis:
    """One axis of a plotly layout over the values that stand on it."""
    start, end = _range(said, values)
    low, high = min(start, end), max(start, end)
    shared = {
        "suffix": said.get("ticksuffix", ""),
        "title": clean(" ".join(untagged(said.get("title", {}).get("text", "")))),
        "is_reversed": start > end,
        "has_grid": said.get("showgrid", True),
    }
    if said.get("tickvals") is not None:
        return Axis(low=low, high=high, labels=_ticks(said, low, high), **shared)
    if not said.get("showticklabels", True):
        return Axis(low=low, high=high, **shared)
    step = nice_step(low, high, said.get("nticks") or TICKS)
    low, high = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    if min(values, default=0) >= 0:
        low = max(low, 0)
    if shared["suffix"].strip() == "%" and max(values, default=0) <= 100:
        high = min(high, 100)
    axis = Axis(low=low, high=high, step=step, **shared)
    is_plain = step == int(step) and max(abs(low), abs(high)) < MOST_PLAIN
    return axis if is_plain else replace(axis, labels=_worded(axis))


def _worded(axis: Axis) -> tuple[tuple[float, str], ...]:
    """Ticks in Vietnamese numbers, where an office program would write those of its machine."""
    count = round((axis.high - axis.low) / axis.step)
    places = [round(axis.low + place * axis.step, 9) for place in range(count + 1)]
    decimals = next(d for d in range(9) if all(abs(p - round(p, d)) < 1e-9 for p in places))
    return tuple((place, number(place, decimals) + axis.suffix) for place in places)


def _range(said: dict, values: list[float]) -> tuple[float, float]:
    if said.get("range"):
        start, end = map(serial, said["range"])
        return (start, end) if start != end else (start, start + 1)
    low, high = (min(values), max(values)) if values else (0, 1)
    if said.get("rangemode") == "tozero":
        low, high = min(low, 0), max(high, 0)
    return low, high if high > low else low + 1


def _ticks(said: dict, low: float, high: float) -> tuple[tuple[float, str], ...]:
    places = [serial(value) for value in said["tickvals"]]
    texts = said.get("ticktext") or [f"{place:g}" for place in places]
    suffix = said.get("ticksuffix", "") if not said.get("ticktext") else ""
    return tuple(
        (place, " ".join(untagged(str(text))) + suffix)
        for place, text in zip(places, texts, strict=True)
        if low <= place <= high
    )


def nice_step(low: float, high: float, ticks: int) -> float:
    """The round step that divides the span into about `ticks` parts."""
    rough = (high - low) / max(ticks, 1)
    power = 10 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * 0.999)
