"""What of a text may enter the store: only what somebody vouched for."""

import pytest

from cchc.ingest.files.documents import document_of_text
from cchc.ingest.importing import ImportOptions, import_bytes
from cchc.ingest.outcomes import outcome_json
from cchc.ingest.prose.reading import is_prose, read_prose
from cchc.ingest.reading import read_report
from cchc.store.versions import Store
from tests.ingest.files.document_files import word
from tests.ingest.prose.read import catalog

TEXT = """Báo cáo năm 2023 của UBND huyện Quan Sơn, tỉnh Thanh Hóa
Năm 2023, UBND huyện tiếp nhận 8.412 hồ sơ, giải quyết 14 506 hồ sơ. Huyện trồng 4.512 cây xanh.
"""


def draft(text: str = TEXT):
    document = document_of_text(text, name="dán")
    return read_prose(document, catalog(), file="dán", sha256="0" * 64)


def test_a_draft_holds_what_is_without_doubt_and_shows_the_rest():
    found = draft()
    assert found.figures["value"].to_pylist() == [8412]
    assert [p.figure.value for p in found.reading.proposals] == [8412, 14506]
    assert [u.raw for u in found.reading.unread_numbers] == ["4.512"]
    assert (found.rows_read, found.rows_accepted, found.rows_rejected) == (3, 1, 1)
    assert not found.is_clean


def test_a_person_may_choose_other_proposals():
    found = draft()
    chosen = found.with_only(found.reading.proposals[1:])
    assert chosen.figures["value"].to_pylist() == [14506]


def test_what_has_no_year_cannot_be_chosen():
    found = draft("UBND huyện Quan Sơn, tỉnh Thanh Hóa tiếp nhận 8.412 hồ sơ.")
    assert len(found.reading.proposals) == 1
    assert not len(found.with_only(found.reading.proposals).figures)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.mark.parametrize(
    ("accept", "status", "stored"), [(False, "draft", 0), (True, "imported", 1)]
)
def test_only_accepted_figures_enter_the_store(store, accept, status, stored):
    options = ImportOptions(accept=accept)
    (outcome,) = import_bytes(TEXT.encode(), "bao-cao.txt", store, catalog(), options)
    assert outcome.status == status
    rows = store.query_arrow("SELECT value FROM current_figure")
    assert len(rows) == stored


def test_the_json_lists_doubtful_and_unread_numbers_too(store):
    options = ImportOptions(dry_run=True)
    (outcome,) = import_bytes(TEXT.encode(), "bao-cao.txt", store, catalog(), options)
    printed = outcome_json(outcome, catalog())
    assert [f["confidence"] for f in printed["figures"]] == ["chắc chắn", "cần xem lại"]
    assert [f["period"] for f in printed["figures"]] == ["2023", "2023"]
    assert [u["raw"] for u in printed["unread_numbers"]] == ["4.512"]
    assert "unread_number" in {finding["rule"] for finding in printed["findings"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2023, huyện tiếp nhận 8.412 hồ sơ.", True),
        ("Hội nghị diễn ra tại hội trường UBND huyện lúc 14 giờ.", False),
        ("STT;Đơn vị;Tiếp nhận;Đúng hạn;Quá hạn;12;15;18", False),
    ],
)
def test_what_is_a_report_in_sentences(text, expected):
    assert is_prose(document_of_text(text, name="dán")) is expected


SENTENCE = "Năm 2023, UBND huyện Quan Sơn, tỉnh Thanh Hóa tiếp nhận 8.412 hồ sơ."
TABLE = [["Cấp", "Tiếp nhận", "Đúng hạn"], ["Cấp xã", "1.000", "990"]]


def page_with_a_table() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in TABLE)
    return f"<html><body><p>{SENTENCE}</p><table>{rows}</table></body></html>".encode()


@pytest.mark.parametrize(
    ("data", "name"),
    [(word(SENTENCE, TABLE), "a.docx"), (page_with_a_table(), "a.html")],
)
def test_the_sentences_around_a_table_are_read_as_well(data, name):
    drafts = read_report(data, name, catalog())
    assert [draft.form for draft in drafts] == ["tidy_dossiers", "prose"]
    assert drafts[1].figures["value"].to_pylist() == [8412]
