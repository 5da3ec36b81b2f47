"""Where a report comes from, by its web address: baolamdong.vn, thoibinh.camau.gov.vn."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cchc.agencies import Agency
from cchc.naming.named import NamedAgencies
from cchc.vietnamese import unaccented

_ADDRESS = re.compile(r"https?://([^/\s]+)(/\S*)?")
_SHORTEST = 5  # letters of a province's name that may stand inside another word
_PROVINCES_UNTIL_2025 = date(2025, 1, 1)


@dataclass(frozen=True)
class Address:
    """The ids of the province and of the district or commune that an address names."""

    province: str | None = None
    place: str | None = None


def address_of(
    texts: Iterable[str], agencies: NamedAgencies, *, on: date | None, sources: dict[str, list[str]]
) -> Address:
    """What the first telling address names; `sources` are papers whose name is no province's."""
    day = on or _PROVINCES_UNTIL_2025
    provinces = {_joined(a.short): a.id for a in agencies.valid_on(day, level="province")}
    for host, path in (found for text in texts for found in _ADDRESS.findall(text)):
        province = _of_source(host, agencies, day, sources) or _province(host, path, provinces)
        if province:
            return Address(province, _place(host, path, agencies.descendants(province, day)))
    return Address()


def _of_source(
    host: str, agencies: NamedAgencies, day: date, sources: dict[str, list[str]]
) -> str | None:
    known = next((p for p, parts in sources.items() if any(s in host for s in parts)), None)
    found = known and agencies.resolve(f"tỉnh {known}", on=day, level="province").agency
    return found.id if found else None


def _province(host: str, path: str, provinces: dict[str, str]) -> str | None:
    for text in (host, path.replace("-", "")):
        inside = [name for name in provinces if name in text and len(name) >= _SHORTEST]
        if inside:
            return provinces[max(inside, key=len)]
    return None


def _place(host: str, path: str, places: list[Agency]) -> str | None:
    """A part of the host is the place's name; the path names it with its type, or opens with it."""
    labels = [re.sub(r"\d+$", "", label) for label in host.split(".")]
    for label in labels:
        named = [a for a in places if label in (_joined(a.short), _joined(a.name))]
        if len(named) == 1:
            return named[0].id
    for before, name in (("[-/]", lambda a: a.name), ("/", lambda a: a.short)):
        named = [a for a in places if _is_in(path, before, name(a))]
        if named:
            return named[0].id if len(named) == 1 else None
    return None


def _is_in(path: str, before: str, name: str) -> bool:
    """Whether the words of a name stand in a path: …/huyen-ba-to/…, …/viet-yen-day-manh-…"""
    slug = unaccented(name).replace(" ", "-")
    return "-" in slug and bool(re.search(rf"{before}{slug}(?![^-/.])", path))


def _joined(name: str) -> str:
    return unaccented(name).replace(" ", "").replace("-", "")
