"""Where each number of a table stands: its report, the place in it, and the words."""

from collections.abc import Iterable
from itertools import islice

from cchc.charts.wording import shown
from cchc.exports.view import Block, Place, Table
from cchc.indicators.places import places_of_many
from cchc.periods import Period
from cchc.ui import cached
from cchc.ui.address import parsed
from cchc.ui.sources import number_asked

MOST_NUMBERS = 5000  # of one view; the store has them all


def places_in(blocks: Iterable[Block], as_of: int | None) -> tuple[Place, ...]:
    """The figures behind the numbers of the tables, each once."""
    links = dict.fromkeys(link for block in blocks for link in _links(block))
    numbers = filter(None, (number_asked(parsed(link)[1].get("so", "")) for link in links))
    asked = dict.fromkeys(
        (one.agency, code, one.start, one.end)
        for one in islice(numbers, MOST_NUMBERS)
        for code in sorted(one.codes)
    )
    counted = [one.id for one in cached.reports(as_of=as_of) if one.status == "confirmed"]
    if not asked or not counted:
        return ()
    found = places_of_many(cached.store(), asked, reports=counted)
    return tuple(_place(row) for row in found.to_dict("records"))


def _links(block: Block) -> list[str]:
    has_links = isinstance(block, Table) and "source" in block.rows
    return [str(link) for link in block.rows["source"].dropna()] if has_links else []


def _place(row: dict) -> Place:
    catalog = cached.catalog()
    indicator = catalog.indicators.get(row["indicator"])
    return Place(
        agency=catalog.agencies.label(row["agency"]),
        period=Period(row["from"], row["to"]).name,
        indicator=indicator.name,
        value=shown(row["value"], indicator, approx=row["approx"]),
        report=f"{row['file']} ({row['report_id']})",
        place=row["where"],
        quote=row["quote"] or "",
    )
