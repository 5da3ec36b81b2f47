"""A draft survives: what waits in the store is again what was read, compared with what is there."""

from hashlib import sha256

from cchc.catalog.catalog import load_catalog
from cchc.figures import FIGURE_SCHEMA, Draft
from cchc.ingest.importing import ImportOptions, import_bytes
from cchc.ingest.waiting import stored_draft, waiting_reports
from cchc.store.versions import Store

HEADER = "Chỉ số;Năm;Đơn vị;Điểm;Xếp hạng;Tổng số;Nguồn\n"
FIRST = HEADER + "PAR INDEX;2023;Sơn La;86,51;13;63;https://a.vn\n"
REVISED = FIRST.replace("86,51", "86,15")


def put(store: Store, text: str, **options):
    chosen = ImportOptions(who="an", **options)
    (outcome,) = import_bytes(text.encode(), "par.csv", store, load_catalog(), chosen)
    return outcome


def test_a_draft_is_found_again_with_its_figures_findings_and_difference(tmp_path):
    put(Store(tmp_path), FIRST)
    read = put(Store(tmp_path), REVISED).draft
    store = Store(tmp_path)
    (waiting,) = waiting_reports(store)
    draft = stored_draft(store, waiting.id)
    assert draft.figures.schema == FIGURE_SCHEMA
    assert draft.figures.to_pylist() == read.figures.to_pylist()
    assert draft.findings == read.findings
    difference = store.difference(draft)
    assert (difference.new, difference.changed, difference.same) == (0, 1, 1)
    store.confirm(waiting.id, "bình")
    assert waiting_reports(store) == []


def test_a_report_without_figures_waits_as_well(tmp_path):
    store, content = Store(tmp_path), b"x"
    empty = Draft(file="x.csv", sha256=sha256(content).hexdigest())
    store.save(empty, content, who="an", confirm=False)
    (waiting,) = waiting_reports(store)
    assert stored_draft(store, waiting.id).figures.schema == FIGURE_SCHEMA
