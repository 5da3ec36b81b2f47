"""What is taken away: one view of the dashboard as blocks, in the order of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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


FEW_LINES = 4  # sentences that stand with another block rather than alone
Block = Drawing | Table | Tiles | Words


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One indicator as the registry defines it, in words."""

    code: str
    name: str
    unit: str
    formula: str
    nature: str
    note: str
    legal_basis: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one number stands: in which report, at which place, in which words."""

    agency: str
    period: str
    indicator: str
    value: str
    report: str
    place: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class View:
    """One screen: whose figures, as of when, by which data version, under which link.

    `caveat`: what every sheet of it must say, where there is such a thing.
    """

    title: str
    scope: str
    as_of: str
    version: int
    address: str
    link: str
    blocks: tuple[Block, ...]
    definitions: tuple[Definition, ...] = ()
    places: tuple[Place, ...] = ()
    caveat: str = ""
    made_on: date = date.min

    @property
    def told(self) -> list[tuple[Block, tuple[str, ...]]]:
        """Each block with the few sentences that lead to it; many sentences stay a block."""
        told: list[tuple[Block, tuple[str, ...]]] = []
        waiting: tuple[str, ...] = ()
        for block in self.blocks:
            if isinstance(block, Words) and len(block.lines) <= FEW_LINES:
                waiting += block.lines
            else:
                told.append((block, waiting))
                waiting = ()
        if waiting and told:
            last, lines = told[-1]
            told[-1] = (last, lines + waiting)
        elif waiting:
            told.append((Words(title=self.title, lines=waiting), ()))
        return told

    def definitions_of(self, block: Block) -> list[Definition]:
        """The indicators that a block names; all of the view's where it names none."""
        text = words_of(block)
        return [one for one in self.definitions if one.name in text] or list(self.definitions)


def words_of(block: Block) -> str:
    """What a block says of itself."""
    if isinstance(block, Drawing):
        return f"{block.title} {block.chart.subtitle} {block.chart.alt}"
    return block.title
