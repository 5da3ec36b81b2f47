"""What the province promised for a year: the table of targets it sent, and again when raised."""

from collections.abc import Iterator

from cchc.illustrative.lines import Line, Report
from cchc.illustrative.province import Province
from cchc.illustrative.story import Promise
from cchc.periods import of_kind

TARGETS = "targets"


def target_reports(province: Province) -> Iterator[Report]:
    """The tables sent within the story."""
    for promise in province.story.promises:
        if province.span.contains(promise.sent):
            yield _report(province, promise)


def _report(province: Province, promise: Promise) -> Report:
    year = of_kind("year", promise.year)
    here = province.id_on(year)
    lines = [
        Line(name=row, agency=here, cells=_cells(wanted, promise.document))
        for row, wanted in promise.rows.items()
    ]
    return Report(
        form=TARGETS,
        period=year,
        agency=here,
        sender=f"UBND {province.agencies.get(here).name}",
        lines=tuple(lines),
        edition=1
        + sum(
            other.year == promise.year and other.sent < promise.sent
            for other in province.story.promises
        ),
        sent=promise.sent,
    )


def _cells(wanted: str, document: str) -> dict:
    """Keyed by the role of the column, as the row says of what it is."""
    return {("plan", 0): wanted, ("unit", 0): "%", ("note", 0): document}
