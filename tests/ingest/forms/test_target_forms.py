"""Tables of targets and of tasks, filled in as the templates print them."""

from cchc.catalog.catalog import load_catalog
from cchc.indicators.targets import targets_of
from cchc.ingest.forms.filled_forms import FilledRow, as_xlsx, fill_form
from cchc.ingest.importing import ImportOptions, import_bytes
from cchc.periods import of_kind
from cchc.store.versions import Store

SENDER, PROVINCE = "UBND tỉnh Lạng Sơn", "20.20250701"


def kept(folder, form, rows, period):
    catalog, store = load_catalog(), Store(folder / "store")
    workbook = fill_form(catalog.form(form), rows, agency=SENDER, period=period)
    options = ImportOptions(who="an")
    [outcome] = import_bytes(as_xlsx(workbook), f"{form}.xlsx", store, catalog, options)
    assert [f for f in outcome.draft.findings if f.severity != "note"] == []
    return store, catalog


def target(name, wanted, document=""):
    return FilledRow(name=name, number=1, cells={("plan", 0): wanted, ("note", 0): document})


def test_a_target_is_for_its_year_with_its_operator_and_its_document(tmp_path):
    rows = [
        target("Tỷ lệ hồ sơ trực tuyến", "≥ 80%", "Quyết định số 12/QĐ-UBND"),
        target("Tỷ lệ hồ sơ giải quyết đúng hạn", 98),
    ]
    store, catalog = kept(tmp_path, "targets", rows, of_kind("year", 2026))
    targets = targets_of(store, catalog, agencies=(PROVINCE,), year=2026)
    found = {target.indicator: target for target in targets}
    assert found["online_rate"].document == "12/QĐ-UBND"
    assert (found["online_rate"].operator, found["online_rate"].value) == (">=", 80)
    assert found["on_time_rate"].document == "targets.xlsx"
    assert found["on_time_rate"].operator == ">="  # by which way is better


def test_tasks_come_in_five_states(tmp_path):
    counts = {"tasks_assigned": 10, "tasks_done": 7, "tasks_done_early": 4,
              "tasks_done_exactly_on_time": 2, "tasks_done_late": 1, "tasks_in_progress": 2,
              "tasks_overdue": 1}  # fmt: skip
    row = FilledRow(name="Xã Bình Gia", number=1, cells={(c, 0): n for c, n in counts.items()})
    store, _ = kept(tmp_path, "tasks", [row], of_kind("quarter", 2026, 1))
    figures = store.query("SELECT indicator, value FROM current_figure")
    stored = dict(zip(figures["indicator"], figures["value"], strict=True))
    assert stored == counts
