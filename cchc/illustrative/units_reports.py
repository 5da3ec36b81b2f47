"""Reports with a line for every unit: form II.06a by unit, and the grids of Decision 766."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from cchc.illustrative.flows import Tally
from cchc.illustrative.grids import digitisation, payments, with_rates
from cchc.illustrative.lines import TOTAL, Line, Report, cells, under_headings
from cchc.illustrative.offices import Office
from cchc.illustrative.province import Province
from cchc.periods import Period

UNITS, DIGITISATION, PAYMENTS = "II.06a-units", "F", "G"
SECTIONS = {"department": "Sở, ban, ngành", "district": "Huyện, thị xã, thành phố"}
COMMUNES, NEW_COMMUNES = "Xã, phường, thị trấn", "Xã, phường, đặc khu"
COMMUNES_TOGETHER = "UBND cấp xã"

Counts = Mapping[str, float]


def units_report(province: Province, period: Period, *, edition: int = 1) -> Report:
    """Form II.06a by unit over a month, or since the beginning of the year."""
    is_first = edition == 1 and period.kind == "month"

    def counts(office: Office, worked: Tally) -> Counts:
        seen = _as_first_sent(province, office, period, worked) if is_first else worked
        return seen.figures()

    report = _by_unit(province, UNITS, period, counts)
    return replace(report, edition=edition)


def digitisation_report(province: Province, period: Period) -> Report:
    """Grid F of Decision 766."""

    def counts(office: Office, worked: Tally) -> Counts:
        return digitisation(office, worked, period, province.story)

    return _by_unit(province, DIGITISATION, period, counts)


def payments_report(province: Province, period: Period) -> Report:
    """Grid G of Decision 766, whose rates are printed beside the counts."""

    def counts(office: Office, worked: Tally) -> Counts:
        return payments(office, worked, period, province.story)

    return _by_unit(province, PAYMENTS, period, counts, finish=with_rates)


def _by_unit(
    province: Province,
    form: str,
    period: Period,
    counts: Callable[[Office, Tally], Counts],
    finish: Callable[[Counts], Counts] = dict,
) -> Report:
    """A report with every unit that sent one, and their total; `finish` adds rates to counts."""
    rows = [
        (line, _summed(counts(office, province.worked(office, period)) for office in offices))
        for line, offices in _units(province, period)
    ]
    lines = [replace(line, cells=cells(finish(row))) for line, row in rows]
    whole = cells(finish(_summed(row for _, row in rows)))
    here = province.id_on(period)
    total = Line(name=TOTAL, agency=here, level="province_total", cells=whole)
    return Report(
        form=form,
        period=period,
        agency=here,
        sender=f"UBND {province.agencies.get(here).name}",
        lines=(*under_headings(lines), total),
    )


def _summed(rows) -> Counts:
    total: Counter = Counter()
    for row in rows:
        for indicator, count in row.items():
            total[indicator] += count
    return total


def _units(province: Province, period: Period) -> Iterator[tuple[Line, list[Office]]]:
    """The lines of a report and the offices each adds up; who sent nothing has no line."""
    silent = _silent(province, period)
    for line, offices in (*_each(province, period), *_communes(province, period)):
        if line.agency not in silent:
            yield line, offices


def _silent(province: Province, period: Period) -> set[str]:
    """Who sent nothing for a month; later reports since the beginning of the year include it."""
    missing = province.story.missing if period.kind == "month" else ()
    return {one.agency for one in missing if one.month == period.start}


def _each(province: Province, period: Period) -> Iterator[tuple[Line, list[Office]]]:
    for level, section in SECTIONS.items():
        for office in province.at_work(period, level):
            yield _line(office, section), [office]


def _communes(province: Province, period: Period) -> Iterator[tuple[Line, list[Office]]]:
    """Communes one by one, or in the old system those of a district in one line."""
    story = province.story
    communes = province.at_work(period, "commune")
    if period.start >= story.by_commune:
        section = NEW_COMMUNES if period.start >= story.break_on else COMMUNES
        yield from ((_line(office, section), [office]) for office in communes)
        return
    for district in province.at_work(period, "district"):
        below = [office for office in communes if office.district == district.id]
        name = f"{COMMUNES_TOGETHER} {district.name[0].lower()}{district.name[1:]}"
        line = _line(district, COMMUNES_TOGETHER)
        yield replace(line, name=name, level="commune_all"), below


def _line(office: Office, section: str) -> Line:
    return Line(name=office.name, agency=office.id, level=office.level, section=section)


def _as_first_sent(province: Province, office: Office, period: Period, worked: Tally) -> Tally:
    """A month as first reported: some of what was settled in time still entered as pending."""
    for resent in province.story.resent:
        if resent.agency == office.id and resent.month == period.start:
            left = round(resent.dropped * worked.exactly)
            return replace(worked, exactly=worked.exactly - left, in_time=worked.in_time + left)
    return worked
