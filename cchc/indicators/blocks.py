"""Units of one kind stand beside each other: departments, districts, wards, communes, provinces."""

from dataclasses import dataclass

import pandas as pd

from cchc.languages import later, say
from cchc.naming.named import NamedAgencies
from cchc.vietnamese import unaccented

NAMES = {
    "province": later("tỉnh, thành phố"),
    "district": later("huyện"),
    "commune": later("xã, phường"),
    "department": later("sở, ngành"),
    "ministry": later("bộ, ngành"),
}

# The kinds that data/reference/agency_words.toml ranks apart, for an English reader.
KINDS = {
    "phường": later("phường"),
    "xã, đặc khu": later("xã, đặc khu"),
    "thị trấn": later("thị trấn"),
}


@dataclass(frozen=True, kw_only=True)
class Block:
    """Units of a level; `kind` where the rules rank types of it apart (phường, xã và đặc khu)."""

    level: str
    kind: str = ""

    @property
    def code(self) -> str:
        """As it stands in an address."""
        kind = unaccented(self.kind).replace(", ", "-").replace(" ", "-")
        return f"{self.level}.{kind}" if kind else self.level

    @property
    def name(self) -> str:
        """In words, within a sentence."""
        return say(KINDS.get(self.kind, self.kind) or NAMES[self.level])


def block_of(agencies: NamedAgencies, agency: str) -> Block | None:
    """The block of a unit; None for what stands beside nobody (the country, a region)."""
    unit = agencies.get(agency)
    if unit.level not in NAMES:
        return None
    kinds = agencies.wording.blocks
    return Block(level=unit.level, kind=kinds.get(unit.type, "") if unit.level == "commune" else "")


def with_blocks(rows: pd.DataFrame, agencies: NamedAgencies) -> pd.DataFrame:
    """Adds `block`, its code, "" for none."""
    units = {agency: block_of(agencies, agency) for agency in rows["agency"].unique()}
    codes = {agency: block.code if block else "" for agency, block in units.items()}
    return rows.assign(block=rows["agency"].map(codes).astype(object))


def blocks_in(rows: pd.DataFrame, agencies: NamedAgencies) -> list[Block]:
    """The blocks of at least two units, the largest first."""
    units = rows.drop_duplicates("series")["agency"]
    found = pd.Series([block_of(agencies, agency) for agency in units], dtype=object).dropna()
    sizes = found.value_counts()
    return [block for block, size in sizes.items() if size > 1]
