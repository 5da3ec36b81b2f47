"""Reports of the illustrative province are refused where real figures are kept."""

from cchc.catalog.catalog import load_catalog
from cchc.illustrative.files import write_files
from cchc.illustrative.reports import reports
from cchc.ingest.importing import ImportOptions, import_files
from cchc.store.versions import Store


def test_a_report_of_the_province_is_refused_by_a_store_of_real_figures(
    catalog, province, story, tmp_path
):
    of_units = (report for report in reports(province) if report.form == "II.06a-units")
    [path] = write_files([next(of_units)], tmp_path / "files", catalog, story)
    store = Store(tmp_path / "store")
    options = ImportOptions(who="an", accept=True)
    [outcome] = import_files([path], store, load_catalog(), options)
    assert outcome.status == "refused"
    [finding] = outcome.draft.findings
    assert finding.rule == "made_up"
    assert "Tỉnh Ngân Giang, tỉnh minh họa" in finding.message
    assert store.version == 0
