"""The periods of rankings in words and as ticks: "2013", "năm 2013", "III/2026"."""

from cchc.charts.timeline import ROMAN
from cchc.charts.wording import in_sentence
from cchc.languages import say
from cchc.periods import find_period


def period_shown(label: str) -> str:
    """A period by its shortest name: a year is its number."""
    return label if label.isdecimal() else period_named(label)


def period_named(label: str) -> str:
    """A period within a sentence: "năm 2013", "quý III/2026"."""
    return in_sentence(find_period(label).name)


def tick_shown(label: str) -> str:
    """A period beneath an axis."""
    year, _, part = label.partition("-")
    if not part:
        return label
    if part.startswith("Q"):
        return f"{ROMAN[int(part[1:]) - 1]}/{year}"
    if part.startswith("H"):
        return say("đầu {year}", year=year) if part == "H1" else say("cuối {year}", year=year)
    return f"{int(part)}/{year}"
