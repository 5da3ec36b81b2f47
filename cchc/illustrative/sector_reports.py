"""Form II.06a by field of procedures, as a district sends it."""

from cchc.illustrative.lines import TOTAL, Line, Report, cells
from cchc.illustrative.offices import Office, generator
from cchc.illustrative.province import Province
from cchc.illustrative.sectors import by_sector
from cchc.periods import Period

SECTORS = "II.06a"


def sector_report(province: Province, district: Office, period: Period) -> Report:
    """What a district's own offices did in a period, field by field."""
    worked, story = province.worked(district, period), province.story
    random = generator(story, district.id, SECTORS, period.label)
    lines = [
        _line(district, name, tally.figures())
        for name, tally in by_sector(worked, story.sectors, random).items()
    ]
    return Report(
        form=SECTORS,
        period=period,
        agency=district.id,
        sender=f"UBND {district.name[0].lower()}{district.name[1:]}",
        lines=(*lines, _line(district, TOTAL, worked.figures())),
    )


def _line(district: Office, name: str, counts: dict[str, int]) -> Line:
    return Line(
        name=name,
        agency=district.id,
        level=district.level,
        breakdown=None if name == TOTAL else name,
        cells=cells(counts),
    )
