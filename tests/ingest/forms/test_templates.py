import io
from datetime import date

import pytest
from openpyxl import load_workbook

from cchc.catalog.catalog import load_catalog
from cchc.catalog.forms import load_forms
from cchc.ingest.forms.templates import write_template
from cchc.ingest.reading import read_report
from cchc.periods import Period

GRIDS = [form for form in load_forms() if form.kind == "grid"]
RANKED = ("score", "rank")  # of the index that a ranking is by
QUARTER = Period(date(2026, 3, 15), date(2026, 6, 14))


def blank(form, **options):
    file = io.BytesIO()
    write_template(form, file, **options)
    return file.getvalue()


def filled(form):
    """The template with one row: an agency or a field, 0 in every column of numbers, rank 1."""
    data = blank(form, agency="UBND tỉnh Lạng Sơn", period=QUARTER)
    workbook = load_workbook(io.BytesIO(data))
    sheet = workbook.active
    first = int(sheet.freeze_panes.removeprefix("A"))
    columns = form.on(QUARTER.end).columns
    names = [n for n, c in enumerate(columns, 1) if c.role in ("agency", "sector")]
    last = first if names else first + len(form.items) - 1
    for row in range(first, last + 1):
        for number, column in enumerate(columns, 1):
            if column in form.values or column.role in RANKED:
                sheet.cell(row, number, int("rank" in (column.role or column.indicator)))
    for number in names:
        role = columns[number - 1].role
        sheet.cell(first, number, "Xã Thiện Tân" if role == "agency" else "Đất đai")
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


@pytest.mark.parametrize("form", GRIDS, ids=lambda form: form.id)
def test_a_filled_template_is_read_back_as_its_form(form):
    index = "dti_local" if form.of_index else None
    [draft] = read_report(filled(form), "mau.xlsx", load_catalog(), index=index)
    assert draft.form == form.id
    assert draft.period == QUARTER
    assert draft.agency == "20.20250701"
    assert draft.rows_rejected == 0
    read = {(f["indicator"], f["breakdown"], f["kind"]) for f in draft.figures.to_pylist()}
    columns = form.on(QUARTER.end).columns
    field = "Đất đai" if form.rows == "sector" else None
    wanted = {(c.indicator, c.breakdown or field, c.kind) for c in columns if c.indicator}
    if index:
        wanted = {(index, None, "actual"), (f"{index}_rank", None, "actual")}
    kinds = ("actual", "target") if any(c.role == "plan" for c in columns) else ("actual",)
    wanted |= {(item.indicator, item.breakdown, kind) for item in form.items for kind in kinds}
    assert read == wanted


@pytest.mark.parametrize("form", GRIDS, ids=lambda form: form.id)
def test_an_empty_template_asks_for_what_is_missing(form):
    drafts = read_report(blank(form), "mau.xlsx", load_catalog())
    assert [draft.form for draft in drafts] == [form.id]
    assert not len(drafts[0].figures)
    rules = {finding.rule for finding in drafts[0].findings}
    assert {"missing_period", "missing_agency"} <= rules


def test_groups_are_merged_as_the_form_prints_them():
    form = next(form for form in GRIDS if form.id == "II.06a")
    sheet = load_workbook(io.BytesIO(blank(form))).active
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "TT")
    for cells in ("A{0}:A{2}", "C{0}:F{0}", "D{1}:E{1}", "G{1}:G{2}", "K{0}:M{0}"):
        assert cells.format(head, head + 1, head + 2) in merged
    assert sheet.cell(head + 2, 4).value == "Trực tuyến"
    assert sheet.cell(head + 3, 13).value == "(13)"


def test_the_version_of_the_day_decides_the_columns():
    form = next(form for form in GRIDS if form.id == "II.07b")
    width = {}
    for year in (2024, 2026):
        data = blank(form, period=Period(date(year, 1, 1), date(year, 12, 31)))
        width[year] = load_workbook(io.BytesIO(data)).active.max_column
    assert width == {2024: 14, 2026: 11}


@pytest.mark.parametrize(
    "form", [form for form in load_forms() if form.kind == "tidy"], ids=lambda form: form.id
)
def test_the_template_of_a_tidy_table_is_its_headings(form):
    sheet = load_workbook(io.BytesIO(blank(form))).active
    assert [cell.value for cell in sheet[1]] == [column.heading for column in form.columns]
