"""A chart as an office program can draw it: lines, labels and two axes, all in numbers.

Read from the same plotly figure the screen draws. Gaps divide a line into several, texts and
shapes keep their places, dates become the day numbers of spreadsheets.
"""

import math
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from cchc.charts.chart import spread
from cchc.charts.theme import INK, PALETTE, TEXT_SIZE

ORIGIN = datetime(1899, 12, 30, tzinfo=UTC)  # day 0 of spreadsheets
DAY = 86400  # seconds
TEXT_COLOUR = next(light for _, token, light, _ in PALETTE if token == INK)


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a line or a mark looks; sizes in pixels of the screen."""

    colour: str
    width: float = 0  # 0: no line
    dash: str = "solid"
    symbol: str = ""  # "": no mark
    size: float = 0


@dataclass(frozen=True, kw_only=True)
class Line:
    """Points that belong together.

    `fills`, `edges` and `symbols` are those of single marks where they differ, `below` and `above`
    how far an interval reaches from each point.
    """

    name: str
    x: list[float]
    y: list[float]
    style: Style
    fills: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    below: list[float] = field(default_factory=list)
    above: list[float] = field(default_factory=list)

    def within(self, low: float, high: float) -> "Line":
        """The part between two heights: marks that are there, a line cut where it leaves."""
        if self.style.width and min(self.y) < high and max(self.y) > low:
            return replace(self, y=[min(max(y, low), high) for y in self.y])
        return self.at([place for place, y in enumerate(self.y) if low < y < high])

    def at(self, places: list[int]) -> "Line":
        """The same look at some of the points."""
        lists = ("x", "y", "fills", "edges", "symbols", "below", "above")
        return replace(
            self, **{n: [v[i] for i in places] for n in lists if (v := getattr(self, n))}
        )

    @property
    def looks(self) -> tuple[list[str], ...]:
        """What may differ from mark to mark."""
        return self.fills, self.edges, self.symbols


@dataclass(frozen=True, kw_only=True)
class Label:
    """A text at a place; `side` says where it stands beside it: l, r, t, b or ctr.

    A label of a row stands outside the axes, at the height of its row.
    """

    x: float
    y: float
    lines: list[str]
    side: str
    colour: str
    size: float
    is_bold: bool = False
    is_outside: bool = False


@dataclass(frozen=True, kw_only=True)
class Axis:
    """Lines every `step`, if any; `labels` are place and text of ticks that need words."""

    low: float
    high: float
    step: float | None = None
    labels: tuple[tuple[float, str], ...] = ()
    suffix: str = ""
    title: str = ""
    is_reversed: bool = False
    has_grid: bool = True


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Lines over two number axes."""

    lines: list[Line]
    labels: list[Label]
    x: Axis
    y: Axis
    right: float = 0  # pixels beside the axes that the screen keeps for labels

    @property
    def has_rows(self) -> bool:
        """Whether each place of the second axis is a row with its own words."""
        return any(label.is_outside for label in self.labels)

    @property
    def tick_labels(self) -> list[Label]:
        """Ticks that do not stand evenly, or have words, as labels along their axis."""
        bottom, left = (one.high if one.is_reversed else one.low for one in (self.y, self.x))
        look = {"colour": TEXT_COLOUR, "size": TEXT_SIZE}
        return [
            *(Label(x=x, y=bottom, lines=[text], side="b", **look) for x, text in self.x.labels),
            *(Label(x=left, y=y, lines=[text], side="l", **look) for y, text in self.y.labels),
        ]

    def pages(self, rows: int) -> list["Plot"]:
        """The plot in parts of so many rows; one without rows stays whole."""
        last = math.ceil(self.y.high)
        if not self.has_rows or last <= rows:
            return [self]
        return [self._part(first, min(first + rows, last)) for first in range(0, last, rows)]

    def spread(self, apart: float) -> "Plot":
        """Labels that would lie on each other moved by so much of the height as they need."""
        unit = apart * (self.y.high - self.y.low)
        near = 0.3 * (self.x.high - self.x.low)
        labels = []
        for label in self.labels:
            beside = [o for o in self.labels if o.side == label.side and abs(o.x - label.x) < near]
            places = spread([one.y for one in beside], apart=unit)
            labels.append(replace(label, y=places[beside.index(label)]))
        return replace(self, labels=labels)

    def _part(self, first: int, end: int) -> "Plot":
        low, high = first - 0.6, end - 0.4
        lines = [part for one in self.lines if (part := one.within(low, high)).x]
        labels = [one for one in self.labels if low < one.y < high]
        return replace(self, lines=lines, labels=labels, y=replace(self.y, low=low, high=high))


@dataclass(frozen=True, kw_only=True)
class BarSeries:
    """Bars of one name and colour; `is_hatched` tells them apart without colour."""

    name: str
    colour: str
    values: list[float | None]
    is_hatched: bool = False


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Bars of several series over the same categories."""

    categories: list[str]
    series: list[BarSeries]
    is_horizontal: bool
    is_stacked: bool


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One pair of axes of a figure, and from where to where it stands in its height."""

    drawn: Plot | Bars
    span: tuple[float, float] = (0, 1)


def serial(value) -> float | None:
    """A number as it is, an ISO date as its day number; None where there is none."""
    if value is None or isinstance(value, int | float):
        return value
    moment = datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
    return (moment - ORIGIN).total_seconds() / DAY
