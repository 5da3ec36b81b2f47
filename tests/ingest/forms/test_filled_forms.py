from datetime import date

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.ingest.files.workbooks import read_grid
from cchc.ingest.forms.filled_forms import FilledRow, as_webpage, as_xlsx, fill_form
from cchc.ingest.reading import read_report
from cchc.periods import Period

MAY = Period(date(2024, 5, 1), date(2024, 5, 31))
COUNTS = {"dossiers_received": 12, "online_dossiers": 7, "dossiers_direct_bcci": 4,
          "dossiers_carried_over": 1, "dossiers_resolved": 10, "dossiers_early": 6,
          "dossiers_exactly_on_time": 3, "dossiers_overdue": 1, "dossiers_in_progress": 2,
          "dossiers_in_progress_in_time": 2, "dossiers_in_progress_overdue": 0}  # fmt: skip


def filled(period=MAY, remark=""):
    cells = {(code, 0): value for code, value in COUNTS.items()}
    rows = [
        FilledRow(name="Huyện, thị xã, thành phố", number="I"),
        FilledRow(name="Huyện Bình Gia", number=1, cells=cells),
        FilledRow(name="Tổng cộng", cells=cells),
    ]
    form = load_catalog().form("II.06a-units")
    return fill_form(form, rows, agency="UBND tỉnh Lạng Sơn", period=period, remark=remark)


@pytest.mark.parametrize(("write", "name"), [(as_xlsx, "bieu.xlsx"), (as_webpage, "bieu.xls")])
def test_what_is_filled_in_is_read_back(write, name):
    [draft] = read_report(write(filled()), name, load_catalog())
    assert (draft.form, draft.agency, draft.period) == ("II.06a-units", "20", MAY)
    read = [(f["agency"], f["indicator"], f["value"]) for f in draft.figures.to_pylist()]
    assert read[:11] == [("181", code, value) for code, value in COUNTS.items()]
    assert [f.rule for f in draft.findings if f.severity != "note"] == []


def test_a_remark_stands_below_and_is_no_row():
    [draft] = read_report(as_xlsx(filled(remark="Ghi chú: chỉ để thử")), "b.xlsx", load_catalog())
    assert (draft.rows_read, draft.rows_rejected) == (1, 0)


def test_a_document_that_was_not_yet_issued_is_not_named():
    def printed(period):
        [sheet] = read_grid(as_xlsx(filled(period)), "b.xlsx").sheets
        return [str(cell) for row in sheet.cells for cell in row if cell is not None]

    assert any("01/2020/TT-VPCP" in text for text in printed(MAY))
    before = Period(date(2018, 5, 1), date(2018, 5, 31))
    assert not any("01/2020/TT-VPCP" in text for text in printed(before))
