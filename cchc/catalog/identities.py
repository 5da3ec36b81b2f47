"""What must hold between the figures of one row: sums, parts of wholes, stated rates.

A form's own identities stand in its file; data/reference/identities.toml has those of any report.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from cchc.catalog.loading import REFERENCE, Source, read_source

NEEDED = {"sum": "terms", "at_most": "terms", "rate": "base", "levels": "breakdowns"}


@dataclass(frozen=True, kw_only=True)
class Identity:
    """One identity, written in indicator codes; a term that starts with "-" is subtracted.

    sum: indicator = Σ terms + Σ optional. at_most: Σ terms ≤ indicator. rate: indicator =
    100 × Σ terms / Σ base. levels: indicator = Σ of it over the breakdowns. Optional terms are
    those that only some reports give; one not given counts as nothing. An identity says nothing
    about a report that gives one of `unless`.
    """

    rule: Literal["sum", "at_most", "rate", "levels"]
    indicator: str
    terms: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every indicator it speaks of."""
        named = (self.indicator, *self.terms, *self.optional, *self.base, *self.unless)
        return frozenset(code.removeprefix("-") for code in named)


def checked(one: Identity, source: Source, number: int) -> Identity:
    """The identity, if it has what its rule needs; BadReferenceError says what it lacks."""
    needed = NEEDED[one.rule]
    if not getattr(one, needed):
        raise source.error(
            "check", "rule", f"rule = {one.rule} mà thiếu {needed}", f"ghi {needed}", nth=number
        )
    return one


@cache
def load_identities(file: Path = REFERENCE / "identities.toml") -> tuple[Identity, ...]:
    """The identities of any report; BadReferenceError says which entry is wrong."""
    source = read_source(file)
    entries = enumerate(source.document()["check"])
    return tuple(
        checked(source.record(Identity, entry, table="check", nth=n), source, n)
        for n, entry in entries
    )
