"""The way of a file into the store: kept, unchanged, revised, refused, accepted."""

from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow.parquet import write_table

from cchc.catalog.catalog import load_catalog
from cchc.errors import CchcError, UnreadablePeriodError
from cchc.ingest.choosing import agencies_named, chosen_agency
from cchc.ingest.importing import (
    ImportOptions,
    import_bytes,
    import_files,
)
from cchc.ingest.outcomes import outcome_json, outcome_text, place_of
from cchc.ingest.samples import FOLDER, load_samples
from cchc.store.versions import Store

HEADER = "Chỉ số;Năm;Đơn vị;Điểm;Xếp hạng;Tổng số;Nguồn\n"
FIRST = HEADER + "PAR INDEX;2023;Sơn La;86,51;13;63;https://a.vn\n"
CORRECTED = FIRST.replace("86,51", "86,15")
ONE_BAD_ROW = FIRST + "PAR INDEX;2023;Lai Châu;8x,5;14;63;https://a.vn\n"
SCORES = "SELECT value FROM current_figure WHERE indicator = 'par_index' ORDER BY value"


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "store")


def put(store: Store, text: str, name: str = "par.csv", **options):
    """Import one table; the only outcome."""
    chosen = ImportOptions(who="an", **options)
    (outcome,) = import_bytes(text.encode(), name, store, load_catalog(), chosen)
    return outcome


def scores(store: Store) -> list[float]:
    return store.query(SCORES)["value"].tolist()


def test_a_clean_table_is_stored_at_once_with_its_original(store):
    outcome = put(store, FIRST)
    assert (outcome.status, outcome.is_done, outcome.difference.new) == ("imported", True, 2)
    assert scores(store) == [86.51]
    assert store.original(outcome.draft.sha256) == FIRST.encode()
    assert store.reports()[0].who == "an"


def test_the_same_file_again_changes_nothing(store):
    first = put(store, FIRST)
    version = store.version
    again = put(store, FIRST)
    assert (again.status, again.report_id) == ("unchanged", first.report_id)
    assert store.version == version


def test_a_corrected_file_is_a_new_vintage_and_both_stay(store):
    first = put(store, FIRST)
    revised = put(store, CORRECTED)
    assert revised.status == "draft"
    assert scores(store) == [86.51]
    (finding,) = [f for f in revised.draft.findings if f.rule == "revised"]
    assert (finding.stated, finding.expected) == (86.15, 86.51)
    accepted = put(store, CORRECTED, accept=True)
    assert (accepted.status, accepted.difference.changed) == ("imported", 1)
    assert scores(store) == [86.15]
    assert [row.status for row in store.reports()] == ["confirmed", "confirmed"]
    store.withdraw(accepted.report_id, "sai", "an")
    assert scores(store) == [86.51]
    assert store.report(first.report_id).status == "confirmed"


def test_what_needs_a_persons_word_waits_as_a_draft(store):
    waiting = put(store, ONE_BAD_ROW)
    assert (waiting.status, waiting.is_done) == ("draft", False)
    assert scores(store) == []
    accepted = put(store, ONE_BAD_ROW, accept=True)
    assert (accepted.status, accepted.report_id) == ("imported", waiting.report_id)
    assert scores(store) == [86.51]


def test_a_file_of_errors_only_is_refused_and_leaves_no_trace(store):
    outcome = put(store, HEADER + "PAR INDEX;2023;Xứ Nào Đó;86,5;1;63;\n", accept=True)
    assert outcome.status == "refused"
    assert store.version == 0
    assert {"unknown_agency", "nothing_to_store"} <= {f.rule for f in outcome.draft.findings}


def test_a_dry_run_says_what_would_happen_and_stores_nothing(store):
    assert put(store, FIRST, dry_run=True).status == "imported"
    assert put(store, ONE_BAD_ROW, dry_run=True).status == "draft"
    assert store.version == 0
    put(store, FIRST)
    assert put(store, FIRST, dry_run=True).status == "unchanged"
    assert store.version == 1


def test_a_dry_run_comes_to_what_the_import_comes_to(store):
    put(store, FIRST)
    for text in (FIRST, FIRST + "\n", CORRECTED):
        foreseen = put(store, text, dry_run=True, accept=True).status
        assert foreseen == put(store, text, accept=True).status


def test_an_empty_file_is_told_apart_from_an_unknown_form(store):
    outcome = put(store, " \n")
    assert (outcome.status, [f.rule for f in outcome.draft.findings]) == ("refused", ["E_EMPTY"])


DOSSIERS = (
    "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Hạn trả;Ngày trả\nH1;Xã Yên Đổ;2/1/2025;9/1/2025;8/1/2025\n"
)


def test_a_file_with_a_row_a_dossier_is_led_to_the_roll_up(store):
    outcome = put(store, "Sở Nội vụ\n\n" + DOSSIERS)
    [finding] = outcome.draft.findings
    assert (outcome.status, finding.rule) == ("refused", "case_level")
    assert "python -m cchc rollup" in finding.message
    without_end = DOSSIERS.replace("Ngày trả", "Ghi chú")
    assert [f.rule for f in put(store, without_end).draft.findings] == ["unknown_form"]


@pytest.mark.parametrize("count", [400_001, 480_000])  # over two million cells; over 20 MB too
def test_dossiers_too_many_to_be_read_by_cell_are_led_there_too(store, tmp_path, count):
    head, row = DOSSIERS.splitlines(keepends=True)
    many = tmp_path / "hồ sơ.csv"
    many.write_text(head + row * count, "utf-8")
    [outcome] = import_files([many], store, load_catalog(), ImportOptions())
    [finding] = outcome.draft.findings
    assert finding.rule == "case_level"
    assert finding.message.endswith(f": python -m cchc rollup '{many.name}' --out ket-qua")


def test_a_packed_file_is_told_what_to_do_if_it_holds_dossiers(store, tmp_path):
    packed = tmp_path / "ho-so.parquet"
    write_table(pa.table({"Mã hồ sơ": ["H1"]}), packed)
    [outcome] = import_files([packed], store, load_catalog(), ImportOptions())
    assert [f.rule for f in outcome.draft.findings] == ["E_TYPE_MISMATCH", "case_level"]
    assert outcome.draft.findings[1].message.endswith(f" rollup {packed.name} --out ket-qua")


def test_one_bad_file_does_not_keep_the_others_out(store, tmp_path):
    good, bad = tmp_path / "a.csv", tmp_path / "b.csv"
    good.write_text(FIRST, "utf-8")
    bad.write_bytes(b"\x00\x01\x02")
    seen = []
    outcomes = import_files(
        [bad, good], store, load_catalog(), ImportOptions(),
        progress=lambda what, share: seen.append((what, share)),
    )  # fmt: skip
    assert [outcome.status for outcome in outcomes] == ["refused", "imported"]
    assert seen == [("b.csv", 0.0), ("a.csv", 0.5), ("", 1.0)]


def test_the_persons_period_and_agency_fill_what_the_file_leaves_out(store):
    outcome = put(store, "Đơn vị;Tiếp nhận;Đã giải quyết\nXã Yên Đổ;9;9\n", period="Quý I/2024",
                  agency="Tỉnh Thái Nguyên", form="tidy_dossiers")  # fmt: skip
    row = outcome.draft.figures.to_pylist()[0]
    assert (row["agency"], row["from"].isoformat()) == ("05620", "2024-01-01")
    assert store.reports()[0].choices == {
        "agency": "Tỉnh Thái Nguyên", "period": "Quý I/2024", "form": "tidy_dossiers",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"agency": "Xứ Nào Đó"}, CchcError),
        ({"form": "khong_co"}, CchcError),
        ({"period": "bữa nọ"}, UnreadablePeriodError),
    ],
)
def test_a_choice_that_means_nothing_is_refused_before_reading(store, options, error):
    with pytest.raises(error):
        put(store, FIRST, **options)


def test_an_agency_by_name_across_the_reform():
    catalog = load_catalog()
    assert chosen_agency("22", catalog) == "22"
    assert catalog.agencies.series(chosen_agency("Lạng Sơn", catalog))[0] == "20"
    assert set(agencies_named("Hải Phòng", catalog)) == {"31", "31.20250701"}
    with pytest.raises(CchcError, match="mã"):
        chosen_agency("Xã Tân Thành", catalog)


def test_an_outcome_as_json_has_what_a_reader_needs(store):
    outcome = put(store, FIRST)
    document = outcome_json(outcome, load_catalog())
    assert document["period"] == {
        "from": "2023-01-01", "to": "2023-12-31", "name": "Năm 2023", "label": "2023",
    }  # fmt: skip
    figure = next(f for f in document["figures"] if f["indicator"] == "par_index")
    assert figure == figure | {
        "agency": "Tỉnh Sơn La", "code": "14", "level": "province", "province": "Tỉnh Sơn La",
        "period": "2023", "from": "2023-01-01", "to": "2023-12-31", "value": 86.51, "unit": "%",
        "kind": "actual", "breakdown": None, "where": "dòng 2, cột Điểm", "approx": None,
        "source": "https://a.vn",
    }  # fmt: skip


def test_a_place_as_a_person_looks_it_up():
    assert place_of("Sheet1!F", 9) == "Sheet1!F9"
    assert place_of("score", 9) == "dòng 9, cột score"
    assert place_of("câu 12", None) == "câu 12"


def test_a_draft_says_how_to_accept_it(store):
    text = outcome_text(put(store, ONE_BAD_ROW))
    assert "bản nháp" in text
    assert "[LỖI] Dòng 3, cột «Điểm»: «8x,5» không phải là một số" in text
    assert "--accept" in text


def test_a_finding_on_the_terminal_says_where(store):
    text = outcome_text(
        put(store, "Đơn vị;Kỳ;Đã giải quyết;Trước và đúng hạn\nTỉnh Sơn La;2024;9;12\n")
    )
    assert "[cần xem] Dòng 2, " in text


def test_samples_are_loaded_once_and_told(store):
    names = {path.name for path in Path(FOLDER).glob("*.csv")}
    loaded = load_samples(store, load_catalog())
    assert {outcome.draft.file for outcome in loaded} == names
    assert {outcome.status for outcome in loaded} == {"imported"}
    assert {row.who for row in store.reports()} == {"mẫu"}
    version = store.version
    assert load_samples(store, load_catalog()) == []
    assert store.version == version


HEADED = """Đơn vị báo cáo: UBND tỉnh Lạng Sơn
Từ ngày 15/6/2024 đến ngày 14/9/2024
STT;Đơn vị;Tổng;Tiếp nhận;Kỳ trước chuyển qua;Hồ sơ đã giải quyết;;;;Hồ sơ đang giải quyết;;
;;;;;Số hồ sơ;Sớm;Đúng;Xong muộn;Số hồ sơ;Chưa đến hạn;Đã quá hạn
1;Huyện Bình Gia;10;9;1;8;5;3;0;2;2;0
"""
LATE = (("Hồ sơ đã giải quyết > Xong muộn", "dossiers_overdue"),)


def counted(outcome) -> set[str]:
    return set(outcome.draft.figures["indicator"].to_pylist())


def test_explained_headings_are_kept_with_the_store_and_told_the_next_time(store):
    assert "dossiers_overdue" not in counted(put(store, HEADED, dry_run=True))
    explained = put(store, HEADED, mapping=LATE)
    assert "dossiers_overdue" in counted(explained)
    assert store.report(explained.report_id).choices["mapping"] == dict(LATE)
    later = put(store, HEADED.replace("6/2024", "6/2023").replace("9/2024", "9/2023"), "b.csv")
    assert "dossiers_overdue" in counted(later)
    told = [f.message for f in later.draft.findings if f.rule == "remembered_headings"]
    assert len(told) == 1
    assert "«Hồ sơ đã giải quyết > Xong muộn»" in told[0]


def test_nothing_is_remembered_of_what_was_only_looked_at(store):
    put(store, HEADED, mapping=LATE, dry_run=True)
    assert "dossiers_overdue" not in counted(put(store, HEADED, dry_run=True))


def test_who_was_overtaken_is_told_and_both_vintages_stay(store):
    first = put(store, FIRST, seen=0)
    slower = put(store, CORRECTED, accept=True, seen=0)
    assert (first.status, slower.status) == ("imported", "draft")
    (told,) = [f.message for f in slower.draft.findings if f.rule == "overtaken"]
    assert "báo cáo số 1 «par.csv» cùng đơn vị, cùng kỳ đã được an xác nhận" in told
    assert scores(store) == [86.51]
    again = put(store, CORRECTED, accept=True)
    assert (again.status, again.report_id) == ("imported", slower.report_id)
    assert scores(store) == [86.15]
