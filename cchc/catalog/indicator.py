"""One chỉ tiêu: what it is called, how it is computed, which way is better."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Better = Literal["higher", "lower", "neither"]
Kind = Literal["flow", "stock", "rate", "score", "rank", "count", "change"]
COUNTED = ("flow", "stock", "count")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit of measure; `decimals` as its numbers are shown."""

    name: str
    name_en: str
    decimals: int


@dataclass(frozen=True, kw_only=True)
class Method:
    """One way an index was computed; lines and changes do not cross its beginning."""

    from_year: int
    name: str
    note: str = ""

    @property
    def starts(self) -> date:
        """The first day of its first year."""
        return date(self.from_year, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """Values are in `unit`; a rate is factor × numerator / denominator.

    `sum_of`: sets of counts that add up to it; a code that begins with "-" is subtracted.
    `carries`: the opening stock within a flow, which counts once however many periods are added.
    `local`: an index by which a province ranks its own units.
    """

    code: str
    name: str
    name_en: str
    short: str
    topic: str
    unit: str
    unit_en: str
    decimals: int
    better: Better
    kind: Kind
    legal_basis: str
    tier: Literal["core", "tail"] = "tail"
    at: Literal["start", "end"] = "end"
    numerator: str | None = None
    denominators: tuple[str, ...] = ()
    factor: float = 100
    sum_of: tuple[tuple[str, ...], ...] = ()
    carries: str | None = None
    rank: str | None = None
    score: str | None = None
    max: float | None = None
    local: bool = False
    components: tuple[str, ...] = ()
    of_change: str | None = None
    scale_note: str = ""
    note: str = ""
    versions: tuple[Method, ...] = ()
    aliases: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()

    def in_english(self) -> "Indicator":
        """The same as an English reader calls it."""
        short = self.short if self.short.isascii() else self.name_en  # PCI is PCI
        return replace(self, name=self.name_en, short=short, unit=self.unit_en)

    @property
    def is_counted(self) -> bool:
        """Whether it is a number of things, which rates are made of."""
        return self.kind in COUNTED
