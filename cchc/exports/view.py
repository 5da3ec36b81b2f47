"""What is taken away: one view of the dashboard as blocks, in the order of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from cchc.charts.chart import Chart


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One chart with the words that stand beneath it on the screen."""

    chart: Chart
    source: str = ""

    @property
    def title(self) -> str:
        """The finding."""
        return self.chart.title


@dataclass(frozen=True, kw_only=True)
class Table:
    """`columns`: field of `rows` → heading, in order; `decimals` of the numeric ones.

    A field `source` holds addresses of the source page.
    """

    title: str
    columns: Mapping[str, str]
    rows: pd.DataFrame
    decimals: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One number in words, and the lines beneath it."""

    label: str
    value: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """Numbers that stand together."""

    title: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, kw_only=True)
class Words:
    """Sentences that stand alone, as plain text."""

    title: str
    lines: tuple[str, ...]


Block = Drawing | Table | Tiles | Words


@dataclass(frozen=True, kw_only=True)
class View:
    """One screen: whose figures, as of when, by which data version, under which link."""

    title: str
    scope: str
    as_of: str
    version: int
    address: str
    link: str
    blocks: tuple[Block, ...]
