"""Contradictions between the figures of a report: sums, parts and wholes, stated rates.

They look at figures, not at sheets, so sentences, forms and tidy tables are held to the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from cchc.catalog.catalog import Catalog
from cchc.catalog.identities import Identity, load_identities
from cchc.figures import Figure, Finding, figure_table
from cchc.ingest.checks.board import board
from cchc.ingest.checks.identities import IdentityCheck
from cchc.ingest.checks.rates import RateCheck
from cchc.ingest.checks.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A finding, and the lines of the figures that cannot all be true; the disputed one first."""

    finding: Finding
    lines: tuple[int, ...]


def check_figures(
    figures: pa.Table | Iterable[Figure],
    catalog: Catalog,
    *,
    identities: Sequence[Identity] | None = None,
    given: frozenset[str] = frozenset(),
) -> list[Finding]:
    """What contradicts itself among the figures of one report, in their order.

    `identities` are a form's own; without them those of any report hold, and every stated rate
    is held against its counts. `given` are the indicators a form has a column for: there a blank
    counts as nothing, elsewhere it leaves a sum open.
    """
    return [c.finding for c in contradictions(figures, catalog, identities, given)]


def contradictions(
    figures: pa.Table | Iterable[Figure],
    catalog: Catalog,
    identities: Sequence[Identity] | None = None,
    given: frozenset[str] = frozenset(),
) -> list[Contradiction]:
    """The same, with the lines of the figures concerned."""
    table = figures if isinstance(figures, pa.Table) else figure_table(list(figures))
    of_any = identities is None
    rows, wording = board(table), Wording(table, catalog)
    check = IdentityCheck(
        table=table, board=rows, wording=wording, given=given,
        severity="doubt" if of_any else "error",
    )  # fmt: skip
    found = [c for one in (load_identities() if of_any else identities) for c in check.broken(one)]
    if of_any:
        found += RateCheck(table=table, board=rows, wording=wording).broken()
    return [Contradiction(finding=f, lines=lines) for lines, f in sorted(_once(found), key=_place)]


def _place(found: tuple[tuple[int, ...], Finding]) -> tuple[int, ...]:
    return found[0][:1]


def _once(found: list[tuple[tuple[int, ...], Finding]]) -> list[tuple[tuple[int, ...], Finding]]:
    """Each contradiction once: two identities may find the same."""
    return list({(lines, f.rule): (lines, f) for lines, f in reversed(found)}.values())[::-1]
