"""The registry of indicators, from data/reference/indicators.toml.

Names, units, decimals, direction, formula and legal basis of every number on a screen, in a table
or in an export are read from here and nowhere else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from cchc.catalog.indicator import Indicator, Method, Unit
from cchc.catalog.indicator_checks import check_indicators
from cchc.catalog.loading import REFERENCE, Source, read_source
from cchc.errors import UnknownCodeError
from cchc.vietnamese import fold


@dataclass(frozen=True, eq=False)
class Indicators:
    """Every indicator, in the order of the file."""

    all: tuple[Indicator, ...]
    _by_code: Mapping[str, Indicator] = field(repr=False)
    _by_name: Mapping[str, Indicator] = field(repr=False)

    def get(self, code: str) -> Indicator:
        """The indicator of a code; UnknownCodeError suggests what may have been meant."""
        if code in self._by_code:
            return self._by_code[code]
        raise UnknownCodeError("chỉ tiêu", code, self._suggestions(code))

    def named(self, text: str) -> Indicator | None:
        """The indicator a file calls so, whatever the case, spaces, dashes and tone placement."""
        return self._by_name.get(bare_name(text))

    @cached_property
    def in_english(self) -> "Indicators":
        """The same with English names and units; what files call them stays."""
        english = {one.code: one.in_english() for one in self.all}
        by_code = {code: english[one.code] for code, one in self._by_code.items()}
        by_name = {name: english[one.code] for name, one in self._by_name.items()}
        return Indicators(tuple(english.values()), by_code, by_name)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code that `get` knows."""
        return frozenset(self._by_code)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def _suggestions(self, code: str) -> tuple[str, ...]:
        meant = self.named(code)
        return (meant.code,) if meant else tuple(get_close_matches(code.lower(), self._by_code))


def bare_name(text: str) -> str:
    """A name as it is compared: without case, spaces, dashes, brackets and the percent sign."""
    return re.sub(r"[\W_]+", "", fold(text))


@cache
def load_indicators(folder: Path = REFERENCE) -> Indicators:
    """The checked registry; BadReferenceError says which file and line is wrong."""
    source = read_source(folder / "indicators.toml")
    units = load_units(folder)
    bases = read_source(folder / "legal_bases.toml").document()
    found = tuple(
        _indicator(source, code, entry, units=units, bases=bases)
        for code, entry in source.document().items()
    )
    by_code = {code: one for one in found for code in (one.code, *one.other_codes)}
    check_indicators(source, found, by_code)
    return Indicators(found, by_code, _by_name(source, found))


@cache
def load_units(folder: Path = REFERENCE) -> Mapping[str, Unit]:
    """Units of measure by name."""
    source = read_source(folder / "units.toml")
    tables = source.document().items()
    return {name: source.record(Unit, entry, table=name, name=name) for name, entry in tables}


def _indicator(
    source: Source, code: str, entry: dict, *, units: Mapping[str, Unit], bases: Mapping[str, str]
) -> Indicator:
    """One table of the file, with its unit and its legal basis looked up."""
    unit = units.get(entry.get("unit"))
    if unit is None:
        remedy = "dùng một đơn vị của units.toml hoặc thêm vào đó"
        raise source.error(code, "unit", f"không có đơn vị tính {entry.get('unit')!r}", remedy)
    basis = entry.get("legal_basis")
    if basis not in bases:
        remedy = "dùng một mã của legal_bases.toml hoặc thêm vào đó"
        raise source.error(code, "legal_basis", f"không có căn cứ {basis!r}", remedy)
    versions = tuple(
        source.record(Method, method, table=code) for method in entry.pop("versions", ())
    )
    entry = {"decimals": unit.decimals} | entry | {"legal_basis": bases[basis]}
    return source.record(
        Indicator, entry, table=code, code=code, unit_en=unit.name_en, versions=versions
    )


def _by_name(source: Source, indicators: tuple[Indicator, ...]) -> Mapping[str, Indicator]:
    """Every name and alias, each of one indicator only."""
    found: dict[str, Indicator] = {}
    for one in indicators:
        for name in (one.code, *one.other_codes, one.name, one.name_en, *one.aliases):
            owner = found.setdefault(bare_name(name), one)
            if owner is not one:
                key = "aliases" if name in one.aliases else "name"
                problem = f"tên «{name}» đã là của {owner.code}"
                raise source.error(one.code, key, problem, "mỗi tên chỉ thuộc một chỉ tiêu")
    return found
