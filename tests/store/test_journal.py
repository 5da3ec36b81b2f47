"""The journal: chained, cut where a crash tore it, and telling on whoever changed it."""

import json

import pytest

from cchc.errors import StoreError
from cchc.store.journal import BrokenJournalError, Entry, Journal
from cchc.store.versions import Store
from tests.store.samples import figure, known, save


@pytest.fixture
def journal(tmp_path) -> Journal:
    """A journal of three entries."""
    journal, last = Journal(tmp_path / "journal.jsonl"), None
    for seq in (1, 2, 5):
        last = Entry(
            seq=seq,
            at="2025-03-01T05:00:00+00:00",
            who="Lê Thị Ánh",
            action="keep_view",
            body={"title": f"Số {seq}"},
            **({"previous": last.hash} if last else {}),
        )
        journal.append(last)
    return journal


def test_what_is_appended_is_read_back_with_its_last(journal):
    assert [entry.seq for entry in journal.entries()] == [1, 2, 5]
    assert journal.last() == list(journal.entries())[-1]
    assert journal.last().who == "Lê Thị Ánh"


def test_each_line_is_json_with_the_hash_of_the_line_before(journal):
    lines = [json.loads(line) for line in journal.path.read_text("utf-8").splitlines()]
    assert [line["previous"] for line in lines[1:]] == [line["hash"] for line in lines[:-1]]
    assert lines[0]["previous"] == "0" * 64


def test_an_empty_journal_has_no_last(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    assert journal.last() is None
    assert list(journal.entries()) == []
    assert not journal.cut_torn_line()


@pytest.mark.parametrize("kept", [1, 40, -2], ids=["one byte", "a part", "all but two"])
def test_a_torn_last_line_is_cut_and_nothing_else(journal, kept):
    whole = journal.path.read_bytes()
    last = whole.splitlines(keepends=True)[-1]
    journal.path.write_bytes(whole + last[:kept])
    assert [entry.seq for entry in journal.entries()] == [1, 2, 5]
    assert journal.last().seq == 5
    assert journal.cut_torn_line()
    assert journal.path.read_bytes() == whole
    assert not journal.cut_torn_line()


def test_the_last_line_is_found_however_long_the_lines_are(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    fields = {"at": "2025-03-01T05:00:00+00:00", "who": "An", "action": "keep_view"}
    first = Entry(seq=1, body={"title": "x" * 200_000}, **fields)
    second = Entry(seq=2, body={"title": "y" * 200_000}, previous=first.hash, **fields)
    journal.append(first)
    assert journal.last() == first
    journal.append(second)
    assert journal.last() == second
    with journal.path.open("ab") as file:
        file.write(b"z" * 300_000)
    assert journal.last() == second


def tampered(line: bytes) -> bytes:
    """The line with another title, as somebody with an editor would change it."""
    return line.replace("Số 2".encode(), "Số 3".encode())


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (lambda lines: [lines[0], tampered(lines[1]), lines[2]], 2, "mã băm"),
        (lambda lines: [lines[0], lines[2]], 2, "không nối tiếp"),
        (lambda lines: [lines[1], lines[0], lines[2]], 1, "không nối tiếp"),
        (lambda lines: [lines[0], lines[0], *lines[1:]], 2, "không nối tiếp"),
        (lambda lines: [lines[0], b"{}\n", *lines[1:]], 2, "không đọc được"),
        (lambda lines: [b"\0" * 50 + b"\n", *lines[1:]], 1, "không đọc được"),
    ],
    ids=["changed", "removed", "swapped", "doubled", "inserted", "overwritten"],
)
def test_a_changed_journal_names_the_line(journal, change, line, said):
    lines = journal.path.read_bytes().splitlines(keepends=True)
    journal.path.write_bytes(b"".join(change(lines)))
    with pytest.raises(BrokenJournalError, match=said) as caught:
        list(journal.entries())
    assert caught.value.line == line


def test_a_store_whose_journal_was_changed_says_so_and_takes_no_rebuild(store):
    save(store, figure(1), content="a")
    save(store, figure(2), content="b")
    path = store.folder.journal.path
    path.write_bytes(path.read_bytes().replace(b'"who":"An"', b'"who":"Ba"', 1))
    [wrong] = [check for check in store.doctor() if not check.ok]
    assert wrong.name == "Nhật ký"
    assert "dòng 1" in wrong.message
    with pytest.raises(StoreError, match="dòng 1"):
        store.rebuild()
    assert known(store) == {"dossiers_received": 2}


def test_a_store_whose_journal_lost_a_line_takes_no_write(store):
    save(store, figure(1), content="a")
    save(store, figure(2), content="b")
    path = store.folder.journal.path
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(StoreError, match="thiếu dòng của phiên bản 2"):
        save(store, figure(3), content="c")
    assert known(store) == {"dossiers_received": 2}
    assert "Nhật ký" in {check.name for check in store.doctor() if not check.ok}


def test_a_store_whose_last_line_was_replaced_takes_no_write(tmp_path, store):
    save(store, figure(1), content="a")
    other = Store(tmp_path / "other")
    save(other, figure(2), content="b")
    store.folder.journal.path.write_bytes(other.folder.journal.path.read_bytes())
    with pytest.raises(StoreError, match="không phải dòng mà phiên bản hiện hành đã ghi"):
        save(store, figure(3), content="c")


def test_a_torn_line_behind_a_store_is_cut_at_the_next_write(store):
    save(store, figure(1), content="a")
    with store.folder.journal.path.open("ab") as file:
        file.write(b'{"action":"import","at":"2025')
    save(store, figure(2), content="b")
    assert known(store) == {"dossiers_received": 2}
    assert [check for check in store.doctor() if not check.ok] == []
