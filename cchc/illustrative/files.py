"""The reports of the illustrative province as files: what a system would have exported."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc.catalog.catalog import Catalog
from cchc.illustrative.lines import Report
from cchc.illustrative.story import Story
from cchc.ingest.forms.filled_forms import FilledRow, as_webpage, as_xlsx, fill_form
from cchc.vietnamese import unaccented

REMARK = "Ghi chú: số liệu minh họa của một tỉnh không có thật, chỉ để xem thử bảng theo dõi."
ROMAN = ("I", "II", "III", "IV")


def write_files(
    reports: Iterable[Report], folder: Path, catalog: Catalog, story: Story
) -> Iterator[Path]:
    """Writes every report to a file of its own; the names sort in the order they were sent."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, report in enumerate(reports, 1):
        old_system = report.period.end < story.by_commune
        path = folder / f"{number:03d}_{_name(report, catalog)}.{'xls' if old_system else 'xlsx'}"
        workbook = fill_form(
            catalog.form(report.form),
            _rows(report),
            agency=report.sender,
            period=report.period,
            remark=REMARK,
        )
        path.write_bytes((as_webpage if old_system else as_xlsx)(workbook))
        yield path


def _name(report: Report, catalog: Catalog) -> str:
    """The period, the form, who sends it: "2024-Q1_II.06a_hoa-lam", and whether again."""
    agency = unaccented(catalog.agencies.get(report.agency).short).replace(" ", "-")
    again = "_gui-lai" if report.edition > 1 else ""
    return f"{report.period.label}_{report.form}_{agency}{again}"


def _rows(report: Report) -> Iterator[FilledRow]:
    """The lines numbered: headings in roman, units through the whole table."""
    heads, units = iter(ROMAN), 0
    for line in report.lines:
        if line.agency is None:
            yield FilledRow(name=line.name, number=next(heads))
            continue
        units += not line.is_total
        yield FilledRow(name=line.name, number="" if line.is_total else units, cells=line.cells)
