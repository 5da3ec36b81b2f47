"""The child process: same results, and whatever happens to it, a refusal in words."""

import io
import json
import subprocess
import sys

import pytest

from cchc.ingest.files import isolation
from cchc.ingest.files.child import FAULT, OUT_OF_MEMORY
from cchc.ingest.files.documents import read_document
from cchc.ingest.files.isolation import (
    isolated_document,
    isolated_grid,
    isolated_table,
    write_table_json,
)
from cchc.ingest.files.refusal import RefusedError
from cchc.ingest.files.workbooks import read_grid
from cchc.ingest.tables.table import as_json, read_table
from tests.ingest.files.document_files import pdf, word
from tests.ingest.files.report_files import HEADINGS, ROWS, biff5, ods, page, report, workbook

TABLE = [HEADINGS, *ROWS]
SENTENCE = "Trong tháng 5/2024, toàn tỉnh tiếp nhận 14.607 hồ sơ, đúng hạn 99,4%."
XLSX = workbook(("Báo cáo", TABLE))


@pytest.mark.parametrize(
    "data",
    [XLSX, biff5(TABLE), ods(TABLE), page(TABLE), report()],
    ids=["xlsx", "xls", "ods", "html", "csv"],
)
def test_the_child_gives_the_same_workbook(data):
    assert isolated_grid(data, "a.xlsx") == read_grid(data, "a.xlsx")


def test_the_child_gives_the_same_table(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(XLSX)
    out = io.BytesIO()
    assert write_table_json(path, path.name, out) == 0
    assert json.loads(out.getvalue()) == as_json(read_table(XLSX, path.name))
    assert isolated_table(path, path.name).columns == tuple(HEADINGS)


def test_a_refused_file_has_status_one():
    out = io.BytesIO()
    assert write_table_json(b"%PDF-1.4", "a.csv", out) == 1
    assert json.loads(out.getvalue())["findings"][0]["rule"] == "E_TYPE_MISMATCH"
    assert isolated_table(b"%PDF-1.4", "a.csv").refused


@pytest.fixture
def child_that(tmp_path, monkeypatch):
    """Puts another program in the child's place."""

    def put(script: str) -> None:
        program = tmp_path / "child"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(isolation.sys, "executable", str(program))
        monkeypatch.setattr(isolation, "_READY", [])

    return put


@pytest.mark.parametrize("death", ["kill -9 $$", "kill -24 $$", f"exit {OUT_OF_MEMORY}"])
def test_a_killed_child_means_a_file_too_big(child_that, death):
    child_that(death)
    found = isolated_grid(XLSX, "a.xlsx")
    assert (found.refused, [f.rule for f in found.findings]) == (True, ["E_TOO_BIG"])
    assert isolated_table(XLSX, "a.xlsx").findings[0].rule == "E_TOO_BIG"


def test_a_fault_of_ours_is_said_and_ends_nothing(child_that):
    child_that("echo 'ValueError: lạ' >&2; exit 2")
    finding = isolated_grid(XLSX, "a.xlsx").findings[0]
    assert finding.rule == "E_UNREADABLE"
    assert "ValueError: lạ" in finding.message


def test_a_file_that_kills_its_fork_harms_no_other(monkeypatch):
    monkeypatch.setattr(isolation, "_READY", [])
    assert not isolated_grid(XLSX, "a.xlsx").refused
    [child] = isolation._READY
    lost = child.ask({"what": "grid", "name": "a", "file": "/dev/null", "answer": "/nowhere/a"}
                     | {"salvage": False, "raw": False})  # fmt: skip
    assert lost == FAULT
    assert not isolated_grid(XLSX, "a.xlsx").refused
    assert [child] == isolation._READY


WORD, PDF = word(SENTENCE, [["Đơn vị", "Số"]]), pdf([SENTENCE] * 5)


@pytest.mark.parametrize("data", [WORD, PDF], ids=["docx", "pdf"])
def test_the_child_gives_the_same_document(data):
    assert isolated_document(data, "a") == read_document(data, "a")


def test_the_child_says_why_there_is_no_document():
    with pytest.raises(RefusedError) as refusal:
        isolated_document(b"%PDF-1.4 nothing", "a.pdf")
    assert refusal.value.findings[0].severity == "error"


def test_the_child_takes_only_the_memory_it_uses(child_that):
    child_that("echo $ARROW_DEFAULT_MEMORY_POOL $MALLOC_ARENA_MAX >&2; exit 2")
    assert "(system 2)" in isolated_grid(XLSX, "a.xlsx").findings[0].message


def test_a_child_that_hangs_is_stopped(child_that, monkeypatch):
    monkeypatch.setattr(isolation, "WALL_SECONDS", 0.2)
    child_that("sleep 5")
    assert isolated_grid(XLSX, "a.xlsx").findings[0].rule == "E_TOO_BIG"


@pytest.mark.parametrize("deed", ["bytearray(300_000_000)", "exec('while True: pass')"])
def test_the_limits_hold(deed):
    code = f"from cchc.ingest.files.child import limit; limit(100_000_000, 1); {deed}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode != 0
