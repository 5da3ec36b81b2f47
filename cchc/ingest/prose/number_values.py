"""What a number is worth as printed: 14.607, 84,7, 90.17, 1,2 triệu."""

import re
from dataclasses import dataclass

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMA_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_SIMPLE = re.compile(r"\d+(?:[.,]\d+)?")
# Units whose numbers have decimals: 3.125 điểm is 3,125; 3.125 hồ sơ is three thousand.
FRACTIONAL = {"percent", "point", "percent_point"}


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number as printed and what it means.

    `first`–`last` are its tokens without the unit, `after` is the token behind the unit;
    `start`–`end` its place in the sentence. `pair` is Y of X/Y, `range_end` the far end of a range.
    """

    first: int
    last: int
    after: int
    start: int
    end: int
    raw: str
    value: float
    decimals: int = 0
    unit: str | None = None
    approx: str | None = None
    pair: "Number | None" = None
    range_end: "Number | None" = None
    doubts: tuple[str, ...] = ()

    @property
    def is_denial(self) -> bool:
        """Whether it is the 0 of «không có …»."""
        return not self.value and not any(letter.isdigit() for letter in self.raw)


def value_of(text: str, *, fractional: bool) -> float | None:
    """The value of digits with separators; None where the separators make no number."""
    if _THOUSANDS.fullmatch(text) and not (fractional and text.count(".") == 1):
        return _plain(text.replace(".", "").replace(",", "."))
    if _COMMA_THOUSANDS.fullmatch(text) and not fractional:
        return _plain(text.replace(",", ""))
    if _SIMPLE.fullmatch(text):
        return _plain(text.replace(",", "."))
    return None


def is_ambiguous(text: str, *, fractional: bool) -> bool:
    """Whether the separator could have been meant otherwise: 1,234 hồ sơ."""
    return bool(_COMMA_THOUSANDS.fullmatch(text)) and not fractional


def decimals_of(text: str, *, fractional: bool) -> int:
    """How many decimals are printed."""
    value = value_of(text, fractional=fractional)
    return 0 if value is None or isinstance(value, int) else len(re.split(r"[.,]", text)[-1])


def times(value: float, scale: int) -> float:
    """A value in thousands or millions; whole where the product is."""
    product = round(value * scale, 6)
    return int(product) if product == int(product) else product


def _plain(text: str) -> float:
    return float(text) if "." in text else int(text)
