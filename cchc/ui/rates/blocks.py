"""Which block of units stands side by side, by code in the address."""

from dataclasses import replace

import pandas as pd

from cchc.indicators.blocks import Block, block_of, blocks_in, with_blocks
from cchc.indicators.comparison import A_YEAR
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.rates import rate


def ask_block(code: str, scope: Scope, denominator: str | None) -> Block | None:
    """The block to look at: that of the chosen unit, else the largest; None where there is none."""
    blocks = {block.code: block for block in known_blocks(code, scope, denominator)}
    if not blocks:
        return None
    labels = {block: found.name.capitalize() for block, found in blocks.items()}
    default = usual_block(code, scope, denominator).code
    return blocks[ask_code("khoi", say("Khối đơn vị"), labels, default=default, width=190)]


def usual_block(code: str, scope: Scope, denominator: str | None) -> Block | None:
    """The block of the chosen unit, else the largest; None where there is none."""
    known = known_blocks(code, scope, denominator)
    own = [block_of(cached.catalog().agencies, agency) for agency in scope.agencies]
    return next((block for block in [*own, *known] if block in known), None)


def known_blocks(code: str, scope: Scope, denominator: str | None) -> list[Block]:
    """The blocks of units that reported in the last year, the largest first."""
    return cached.kept(_known_blocks, code, scope, denominator, as_of=scope.as_of)


def _known_blocks(code: str, scope: Scope, denominator: str | None) -> list[Block]:
    rows = _around(code, scope, denominator)
    return blocks_in(rows, cached.catalog().agencies)


def rows_of(block: Block, code: str, scope: Scope, denominator: str | None) -> pd.DataFrame:
    """Every value of the units of a block that still report, with `short` names."""
    return cached.kept(_rows_of, block.code, code, scope, denominator, as_of=scope.as_of)


def _rows_of(block: str, code: str, scope: Scope, denominator: str | None) -> pd.DataFrame:
    rows = with_blocks(_around(code, scope, denominator), cached.catalog().agencies)
    return rows[rows["block"] == block]


def _around(code: str, scope: Scope, denominator: str | None) -> pd.DataFrame:
    """Values of all units that still report; below provinces only those around the scope."""
    rows = rate.rate_rows(code, replace(scope, agencies=()), denominator)
    if rows.empty:
        return rows
    lately = set(rows["series"][rows["to"] > rows["to"].max() - A_YEAR])
    rows = rows[rows["series"].isin(lately)]
    agencies = cached.catalog().agencies
    provinces = {agencies.province_of(agency) for agency in scope.agencies} - {None}
    if not provinces:
        return rows
    series = {unit for province in provinces for unit in agencies.series(province)}
    units = rows["agency"].unique()
    is_near = {a: agencies.get(a).level == "province" or agencies.province_of(a) in series
               for a in units}  # fmt: skip
    return rows[rows["agency"].map(is_near)]
