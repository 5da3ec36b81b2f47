"""What a person sees of the store: reports, vintages, withdrawals, what was known when."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from cchc.errors import StoreError, UnknownCodeError
from cchc.figures import FIGURE_SCHEMA, Finding
from cchc.store import writing
from cchc.store.versions import Store
from tests.store.samples import QUARTER, figure, known, report, save


def test_an_empty_store_answers_and_creates_nothing(store):
    assert store.version == 0
    assert store.query("FROM known_figure").empty
    assert store.reports() == []
    assert store.warning is None
    assert not store.folder.path.exists()


def test_a_saved_report_is_version_1_with_its_figures_and_its_original(store):
    draft = report(figure(100), figure(5, "dossiers_overdue"), content="a")
    result = store.save(draft, b"a", who="An", choices={"agency": "20"})
    assert (result.report_id, result.status, result.new) == (1, "imported", 2)
    assert store.version == 1
    assert known(store) == {"dossiers_received": 100, "dossiers_overdue": 5}
    saved = store.report(1)
    assert (saved.file, saved.agency, saved.start) == ("quy1.csv", "20", QUARTER.start)
    assert (saved.status, saved.who, saved.figures) == ("confirmed", "An", 2)
    assert saved.choices == {"agency": "20"}
    assert store.original(saved.sha256) == b"a"


def test_every_column_of_a_figure_comes_back(store):
    whole = figure(
        98.75, "on_time_rate", kind="target", breakdown="Đất đai", denominator="dossiers_due",
        of=63, approx="nearly", quote="gần 98,75 %", source="https://example.vn",
    )  # fmt: skip
    draft = report(whole, content="a")
    store.save(draft, b"a", who="An")
    columns = ", ".join(f'"{name}"' for name in FIGURE_SCHEMA.names)
    stored = store.query_arrow(f"SELECT {columns} FROM figure")  # noqa: S608
    assert stored.to_pylist() == draft.figures.to_pylist()


def test_the_same_file_with_the_same_figures_is_unchanged(store):
    save(store, figure(100), content="a")
    again = save(store, figure(100), content="a")
    assert (again.report_id, again.status, again.same) == (1, "unchanged", 1)
    assert store.version == 1


def test_the_same_file_read_otherwise_is_a_new_vintage(store):
    save(store, figure(100), content="a")
    again = save(store, figure(101), content="a")
    assert (again.report_id, again.status, again.changed) == (2, "imported", 1)


def test_the_same_file_is_imported_again_after_it_was_withdrawn(store):
    save(store, figure(100), content="a")
    store.withdraw(1, "nhầm kỳ", "Bình")
    again = save(store, figure(100), content="a")
    assert (again.report_id, again.status, again.new) == (3, "imported", 1)


def test_a_later_report_wins_and_says_what_it_changed(store):
    save(store, figure(100), figure(5, "dossiers_overdue"), content="a")
    result = save(
        store,
        figure(120, row=9),
        figure(5, "dossiers_overdue"),
        figure(80, "dossiers_resolved"),
        content="b",
    )
    assert (result.new, result.changed, result.same) == (1, 1, 1)
    [change] = result.difference.changes.to_pylist()
    assert (change["indicator"], change["old_value"], change["new_value"]) == (
        "dossiers_received", 100, 120,
    )  # fmt: skip
    assert (change["old_report"], change["old_row"], change["new_row"]) == (1, 7, 9)
    assert known(store) == {
        "dossiers_received": 120,
        "dossiers_overdue": 5,
        "dossiers_resolved": 80,
    }
    assert [r.status for r in store.reports()] == ["confirmed", "confirmed"]


def test_a_rank_out_of_more_is_a_change(store):
    save(store, figure(8, "par_index_rank", of=63), content="a")
    assert save(store, figure(8, "par_index_rank", of=34), content="b").changed == 1


def test_more_or_less_exact_is_a_change(store):
    save(store, figure(8, approx="nearly"), content="a")
    assert save(store, figure(8), content="b").changed == 1


def test_a_difference_stores_nothing(store):
    save(store, figure(100), content="a")
    draft = report(figure(90), figure(3, "dossiers_returned"), content="b", rows_rejected=2)
    difference = store.difference(draft)
    assert (difference.new, difference.changed, difference.same) == (1, 1, 0)
    assert difference.rejected == 2
    assert difference.changes["old_value"].to_pylist() == [100]
    assert store.version == 1


def test_other_agencies_and_periods_do_not_meet(store):
    save(store, figure(100), content="a")
    result = save(
        store,
        figure(1, agency="04"),
        figure(2, start=date(2024, 4, 1), end=date(2024, 6, 30)),
        figure(3, breakdown="Đất đai"),
        figure(4, kind="target"),
        content="b",
    )
    assert (result.new, result.changed, result.same) == (4, 0, 0)
    assert len(store.query("FROM current_figure")) == 5


def test_of_two_figures_with_one_key_in_a_report_the_first_counts(store):
    result = save(store, figure(1), figure(2), figure(3), content="a")
    assert result.new == 1
    assert known(store) == {"dossiers_received": 1}
    assert len(store.query("FROM figure")) == 3
    save(store, figure(9), content="b")
    store.withdraw(2, "sai", "An")
    assert known(store) == {"dossiers_received": 1}


def test_a_draft_counts_only_when_it_is_confirmed(store):
    save(store, figure(100), content="a")
    assert save(store, figure(120), content="b", confirm=False).status == "draft"
    assert known(store) == {"dossiers_received": 100}
    store.confirm(2, "Bình")
    assert known(store) == {"dossiers_received": 120}
    assert (store.report(2).confirmed_by, store.report(2).status) == ("Bình", "confirmed")


def test_the_report_confirmed_last_counts_not_the_one_saved_last(store):
    save(store, figure(1), content="a", confirm=False)
    save(store, figure(2), content="b")
    store.confirm(1, "An")
    assert known(store) == {"dossiers_received": 1}


def test_saving_a_draft_again_confirms_it_instead_of_storing_it_twice(store):
    save(store, figure(1), content="a", confirm=False)
    assert save(store, figure(1), content="a", confirm=False).status == "draft"
    assert store.version == 1
    result = save(store, figure(1), content="a")
    assert (result.report_id, result.status) == (1, "imported")
    assert [r.status for r in store.reports()] == ["confirmed"]
    assert known(store) == {"dossiers_received": 1}


def test_after_a_withdrawal_the_figures_before_it_come_back(store):
    save(store, figure(1), content="a")
    save(store, figure(2), figure(7, "dossiers_returned"), content="b")
    save(store, figure(3), content="c")
    store.withdraw(3, "nhầm tỉnh", "Bình")
    assert known(store) == {"dossiers_received": 2, "dossiers_returned": 7}
    store.withdraw(2, "nhầm tỉnh", "Bình")
    assert known(store) == {"dossiers_received": 1}
    withdrawn = store.report(3)
    assert (withdrawn.status, withdrawn.withdrawn_why) == ("withdrawn", "nhầm tỉnh")
    assert withdrawn.withdrawn_by == "Bình"


def test_withdrawing_an_earlier_report_changes_nothing_of_the_later(store):
    save(store, figure(1), content="a")
    save(store, figure(2), content="b")
    store.withdraw(1, "nhầm", "Bình")
    assert known(store) == {"dossiers_received": 2}


def test_what_cannot_be_done_to_a_report_is_refused_and_changes_nothing(store):
    save(store, figure(1), content="a")
    with pytest.raises(StoreError, match="báo cáo số 1: báo cáo đã được xác nhận"):
        store.confirm(1, "An")
    store.withdraw(1, "nhầm", "An")
    with pytest.raises(StoreError, match="đã bị rút"):
        store.withdraw(1, "nhầm", "An")
    with pytest.raises(UnknownCodeError, match="báo cáo số «9»"):
        store.withdraw(9, "nhầm", "An")
    assert store.version == 2


def test_a_refused_draft_and_foreign_bytes_are_not_saved(store):
    with pytest.raises(StoreError, match="bị từ chối"):
        store.save(report(content="a", refused=True), b"a", who="An")
    with pytest.raises(StoreError, match="không phải là nội dung đã được đọc"):
        store.save(report(figure(1), content="a"), b"b", who="An")
    assert store.reports() == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": float("nan")}, "hữu hạn"),
        ({"value": None}, "thiếu «value»"),
        ({"value": 1.0, "agency": None}, "thiếu «agency»"),
        ({"value": 1.0, "end": date(2023, 1, 1)}, "ngày đầu kỳ sau ngày cuối kỳ"),
    ],
)
def test_what_is_no_figure_is_not_saved(store, wrong, said):
    with pytest.raises(StoreError, match=said):
        save(store, figure(**wrong), content="a")
    assert store.version == 0


def test_a_report_without_figures_is_kept(store):
    """Không phát sinh: somebody reported, and reported nothing."""
    assert save(store, content="không phát sinh").status == "imported"
    assert store.report(1).figures == 0


def test_findings_keep_numbers_as_numbers_and_get_answers(store):
    finding = Finding(
        rule="rate_differs", severity="doubt", message="Tỷ lệ ở dòng 7 là 98,5 %, tính lại 99,6 %.",
        where="dòng 7", stated=98.5, expected=99.6, agency="20", indicator="on_time_rate",
    )  # fmt: skip
    note = Finding(rule="W_bom", severity="note", message="Tệp có BOM.", stated="utf-8-sig")
    store.save(report(figure(1), content="a", findings=[finding, note]), b"a", who="An")
    first, second = store.findings(1)
    assert (first.id, first.stated, first.expected, first.where) == ((1, 1), 98.5, 99.6, "dòng 7")
    assert (second.stated, second.expected, second.answer) == ("utf-8-sig", None, None)
    assert (store.report(1).doubts, store.report(1).notes, store.report(1).errors) == (1, 1, 0)
    store.answer((1, 1), "giữ", "đã hỏi lại đơn vị", "Bình")
    answered = store.findings(1)[0]
    assert (answered.answer, answered.reason, answered.answered_by) == (
        "giữ", "đã hỏi lại đơn vị", "Bình",
    )  # fmt: skip
    with pytest.raises(UnknownCodeError):
        store.answer((1, 3), "giữ", "", "Bình")


def test_as_of_gives_back_what_was_known_by_version_and_by_time(tmp_path):
    noon = datetime(2025, 3, 1, 12, tzinfo=UTC)
    hours = iter(range(100))
    store = Store(tmp_path / "store", clock=lambda: noon + timedelta(hours=next(hours)))
    save(store, figure(1), content="a")  # 1: 12 h
    save(store, figure(2), content="b", confirm=False)  # 2: 13 h
    store.confirm(2, "An")  # 3: 14 h
    store.withdraw(2, "sai", "An")  # 4: 15 h
    by_version = [known(store, as_of=n) for n in range(5)]
    assert by_version == [{}, *({"dossiers_received": v} for v in (1, 1, 2, 1))]
    assert known(store, as_of=noon - timedelta(minutes=1)) == {}
    assert known(store, as_of=noon + timedelta(hours=2.5)) == {"dossiers_received": 2}
    hanoi = datetime.fromisoformat("2025-03-01T21:30:00+07:00")  # 14 h 30 UTC
    assert known(store, as_of=hanoi) == {"dossiers_received": 2}
    assert store.version_at(hanoi) == 3
    assert [r.status for r in store.reports(as_of=2)] == ["confirmed", "draft"]
    assert [r.status for r in store.reports(as_of=3)] == ["confirmed", "confirmed"]
    assert [r.status for r in store.reports(as_of=hanoi)] == ["confirmed", "confirmed"]
    assert [r.status for r in store.reports(as_of=1)] == ["confirmed"]


def test_order_is_by_sequence_when_the_clock_is_set_back(tmp_path):
    """Monday's report, then the clock goes back a week: the second is still the later one."""
    clock = iter([datetime(2025, 3, 10, tzinfo=UTC), datetime(2025, 3, 3, tzinfo=UTC)])
    store = Store(tmp_path / "store", clock=lambda: next(clock))
    save(store, figure(1), content="a")
    save(store, figure(2), content="b")
    assert known(store) == {"dossiers_received": 2}
    assert known(store, as_of=1) == {"dossiers_received": 1}
    assert store.version_at(datetime(2025, 3, 4, tzinfo=UTC)) == 2


def test_values_are_bound_and_lists_unnested(store):
    save(store, figure(1), figure(2, "dossiers_overdue"), content="a")
    sql = "SELECT value FROM known_figure WHERE indicator IN (SELECT unnest($codes))"
    assert store.query(sql, codes=["dossiers_overdue", "x'; DROP"])["value"].tolist() == [2]


def test_tables_of_the_catalogue_are_taken_over_when_they_differ(store):
    def agencies(name: str) -> dict[str, pa.Table]:
        rows = {"id": ["20"], "code": ["20"], "name": [name], "level": ["province"]}
        return {"agency": pa.table(rows)}

    save(store, figure(1), content="a", catalog_rows=agencies("Lạng Sơn"))
    save(store, figure(2), content="b", catalog_rows=agencies("Lạng Sơn"))
    save(store, figure(3), content="c", catalog_rows=agencies("Tỉnh Lạng Sơn"))
    assert store.query("SELECT id, name FROM agency").values.tolist() == [["20", "Tỉnh Lạng Sơn"]]
    sql = "SELECT json_keys(body, 'catalog') AS tables FROM audit ORDER BY seq"
    taken = [list(names) for names in store.query(sql)["tables"]]
    assert taken == [["agency"], [], ["agency"]]
    with pytest.raises(StoreError, match="không có bảng danh mục «report»"):
        save(store, figure(4), content="d", catalog_rows={"report": pa.table({"id": [1]})})
    assert store.version == 3


def test_the_audit_has_a_row_per_decision(store):
    save(store, figure(1), content="a")
    store.withdraw(1, "nhầm", "Bình")
    rows = store.query("SELECT seq, who, action, report_id FROM audit ORDER BY seq")
    assert rows.values.tolist() == [[1, "An", "import", 1], [2, "Bình", "withdraw", 1]]


def test_the_last_versions_are_kept_and_no_more(store, monkeypatch):
    assert writing.KEPT_VERSIONS == 20
    monkeypatch.setattr(writing, "KEPT_VERSIONS", 3)
    for n in range(5):
        store.views.keep(f"{n}", "/tong-quan", "An")
    assert store.folder.kept() == [5, 4, 3]
    assert sorted(path.stem for path in store.folder.versions.glob("*.json")) == ["3", "4", "5"]
