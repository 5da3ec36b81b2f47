"""Which reports the illustrative province sends, in the order they arrive."""

from collections.abc import Iterator
from datetime import date, timedelta

from cchc.illustrative.flows import months
from cchc.illustrative.index_reports import INDEX, index_reports
from cchc.illustrative.lines import Report
from cchc.illustrative.mistakes import with_mistakes
from cchc.illustrative.province import Province
from cchc.illustrative.sector_reports import sector_report
from cchc.illustrative.target_reports import target_reports
from cchc.illustrative.task_reports import task_report
from cchc.illustrative.units_reports import digitisation_report, payments_report, units_report
from cchc.periods import Kind, Period, of_kind

AFTER = {"month": 5, "quarter": 8, "half": 12, "nine_months": 14, "year": 16}  # days it takes
INDEX_AFTER, AGAIN_AFTER = 20, 40


def reports(province: Province) -> list[Report]:
    """Every report as sent, mistakes included."""
    found = [*_monthly(province), *_quarterly(province), *_longer(province), *_yearly(province)]
    found += target_reports(province)
    sent = sorted(found, key=lambda report: (_day_sent(report), report.form, report.agency))
    return [with_mistakes(report, province.story) for report in sent]


def _day_sent(report: Report) -> date:
    if report.sent:
        return report.sent
    after = INDEX_AFTER if report.form == INDEX else AFTER[report.period.kind]
    again = AGAIN_AFTER if report.edition > 1 else 0
    return report.period.end + timedelta(days=after + again)


def _monthly(province: Province) -> Iterator[Report]:
    again = {resent.month for resent in province.story.resent}
    for month in months(province.story.first, province.story.last):
        yield units_report(province, month)
        if month.start in again:
            yield units_report(province, month, edition=2)


def _quarterly(province: Province) -> Iterator[Report]:
    story = province.story
    for quarter in _lived_through(province, "quarter"):
        if quarter.start >= story.sectors_from:
            for district in province.at_work(quarter, "district"):
                yield sector_report(province, district, quarter)
        if quarter.start >= story.grids_from:
            yield digitisation_report(province, quarter)
            yield payments_report(province, quarter)
        if quarter.start >= story.break_on:
            yield task_report(province, quarter)


def _longer(province: Province) -> Iterator[Report]:
    """Counts since the beginning of a year; of the year of the break each half for itself."""
    years = {year.year for year in _lived_through(province, "year")}
    for half in _lived_through(province, "half"):
        is_first = half.start.month == 1
        if is_first or half.year == province.story.break_on.year:
            yield units_report(province, half)
    for nine_months in _lived_through(province, "nine_months"):
        if nine_months.year not in years:
            yield units_report(province, nine_months)
    for year in _lived_through(province, "year"):
        yield units_report(province, year)


def _yearly(province: Province) -> Iterator[Report]:
    """The index, of every complete year."""
    years = [of_kind("year", year, 1) for year in _years(province)]
    return index_reports(province, [year for year in years if province.span.contains(year)])


def _lived_through(province: Province, kind: Kind) -> Iterator[Period]:
    """The periods of a kind that lie in the story, and that no change of units divides."""
    per_year = {"quarter": 4, "half": 2}.get(kind, 1)
    for year in _years(province):
        for n in range(1, per_year + 1):
            period = of_kind(kind, year, n, "calendar")
            divided = period.start < province.story.break_on <= period.end
            if province.span.contains(period) and not divided:
                yield period


def _years(province: Province) -> range:
    return range(province.span.start.year, province.span.end.year + 1)
