"""What a unit that ended is today: the units its territory went into."""

from cchc.agencies import Agencies


def heirs(agencies: Agencies, agency: str) -> dict[str, bool]:
    """Unit of today → whether all of it comes from `agency`; empty for one that still exists.

    A district has no heir of its own: its communes have. A province goes into one province, which
    its lineage says.
    """
    here = agencies.get(agency)
    if here.level not in ("district", "commune") or not here.valid_to or agencies.continues(agency):
        return {}
    inside = {agency} | {part.id for part in agencies.descendants(agency)}
    lines = [line for one in sorted(inside) for line in agencies.successors(one)]
    return {
        line.new: all(other.old in inside for other in agencies.predecessors(line.new))
        for line in lines
        if agencies.get(line.new).level == "commune"
    }
