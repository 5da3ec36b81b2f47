"""What must hold between the figures of one row: sums, parts of wholes, stated rates."""

from dataclasses import dataclass
from typing import Literal

Rule = Literal["sum", "at_most", "rate", "levels"]
KEYS = {"rule", "indicator", "terms", "optional", "base", "breakdowns"}
NEEDED = {
    "sum": {"terms"},
    "at_most": {"terms"},
    "rate": {"terms", "base"},
    "levels": {"breakdowns"},
}


@dataclass(frozen=True, kw_only=True)
class Identity:
    """One identity, written in indicator codes; a term that starts with "-" is subtracted.

    sum: indicator = Σ terms + Σ optional. at_most: Σ terms ≤ indicator. rate: indicator =
    100 × Σ terms / Σ base. levels: indicator = Σ of it over the breakdowns. Optional terms are
    those that only some files give; without a column they count as nothing.
    """

    rule: Rule
    indicator: str
    terms: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every indicator it speaks of."""
        named = (self.indicator, *self.terms, *self.optional, *self.base)
        return frozenset(code.removeprefix("-") for code in named)


def identity(entry: dict) -> Identity:
    """The identity a [[check]] table writes; ValueError says in Vietnamese what is wrong."""
    if unknown := sorted(entry.keys() - KEYS):
        raise ValueError(f"khóa lạ {', '.join(unknown)}")
    if entry.get("rule") not in NEEDED:
        raise ValueError(f"rule phải là một trong {', '.join(NEEDED)}")
    if missing := sorted((NEEDED[entry["rule"]] | {"indicator"}) - entry.keys()):
        raise ValueError(f"thiếu {', '.join(missing)}")
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    return Identity(**(entry | lists))
