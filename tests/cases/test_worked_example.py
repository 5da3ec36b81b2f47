"""A dozen dossiers of two communes that became one on 01/07/2025, counted by hand."""

import csv
import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cchc.cases.asked import Asked
from cchc.cases.rolling import roll_up
from cchc.catalog.catalog import load_catalog
from cchc.cli.running import main
from cchc.errors import CchcError

FILE = Path(__file__).with_name("ho-so.csv")
LAST = date(2025, 7, 31)
COUNTED = (
    "dossiers_received", "dossiers_received_new", "dossiers_carried_over", "online_dossiers",
    "dossiers_direct", "bcci_dossiers", "dossiers_resolved", "dossiers_early",
    "dossiers_exactly_on_time", "dossiers_overdue", "dossiers_returned", "dossiers_in_progress",
    "dossiers_in_progress_overdue",
)  # fmt: skip
# Xã Hưng Đạo received D01–D06, xã Hoa Thám D07, the new xã Hoa Thám D08 and D09; it holds what
# the two had open on 30/06/2025: D04, D06, D07. D03 is late by half an hour, D02 is not: its due
# has no hour. On 30/06 D04 is in time, on 31/07 no more.
EXPECTED = {
    ("06067", "2025-05-01"): (4, 4, 0, 1, 2, 1, 2, 1, 1, 0, 0, 2, 0),
    ("06067", "2025-06-01"): (4, 2, 2, 1, 1, 0, 1, 0, 0, 1, 1, 2, 0),
    ("06073", "2025-06-01"): (1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0),
    ("06073.20250701", "2025-07-01"): (5, 2, 3, 1, 1, 0, 3, 1, 1, 1, 0, 2, 1),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("rolled") / "out"
    return roll_up(Asked(inputs=(str(FILE),), out=out, until=LAST), load_catalog()), out


def rows(out: Path, split: str) -> list[dict]:
    table = pq.read_table(out / "figures.parquet").to_pylist()
    return [row for row in table if row["split"] == split]


def test_every_month_is_counted_as_by_hand(made):
    found = {
        (row["agency"], row["from"].isoformat()): tuple(row[code] for code in COUNTED)
        for row in rows(made[1], "all")
    }
    assert found == EXPECTED


def test_sectors_add_up_to_the_whole(made):
    for whole in rows(made[1], "all"):
        cell = [r for r in rows(made[1], "sector") if same_cell(r, whole)]
        assert {row["breakdown"] for row in cell} <= {"Hộ tịch", "Đất đai"}
        for code in COUNTED:
            assert sum(row[code] for row in cell) == whole[code], code


def same_cell(one: dict, other: dict) -> bool:
    return (one["agency"], one["from"]) == (other["agency"], other["from"])


def test_what_is_not_counted_is_counted_by_rule(made):
    assert made[0].rejected == {
        "conflicting_id": 2,  # D13, of two communes
        "due_before_received": 1,  # D10
        "finished_before_received": 1,  # D11
        "finished_without_date": 1,  # D18
        "missing_id": 1,
        "missing_received": 1,  # D14
        "repeated_id": 1,  # D01 before it was finished
        "unknown_agency": 1,  # D12
        "unknown_channel": 1,  # D17
        "unreadable_received": 1,  # D15, a 31st of June
        "unreadable_line": 1,  # D16
    }
    assert (made[0].rows_read, made[0].rows_counted, made[0].rows_rejected) == (21, 9, 12)
    rejected = pq.read_table(made[1] / "rejects.parquet").to_pylist()
    assert [r["dossier_id"] for r in rejected if r["rule"] == "conflicting_id"] == ["D13", "D13"]
    assert any("dòng 20 của ho-so.csv" in note for note in made[0].notes)


def test_the_origin_is_kept_beside_the_figures(made):
    origin = json.loads((made[1] / "origin.json").read_text("utf-8"))
    assert origin["inputs"][0]["bytes"] == FILE.stat().st_size
    assert len(origin["inputs"][0]["sha256"]) == 64
    assert origin["engine"].startswith("duckdb ")
    assert origin["columns"][0]["received"] == "Ngày tiếp nhận"
    assert origin["rows_read"] == 21
    assert origin["end"] == "2025-07-31"


def test_what_the_files_do_not_tell_is_no_figure(made):
    """No column of payments, no degrees of online service: no zeros that look like knowledge."""
    assert not {"dossiers_with_fee", "online_full_dossiers"} & set(made[0].indicators)


def test_files_of_an_earlier_day_tell_the_same_of_the_months_before(tmp_path):
    """Taken on 30/06: D06 and D07 are open, whatever became of them later; July has not begun."""
    out = tmp_path / "out"
    asked = Asked(inputs=(str(FILE),), out=out, until=date(2025, 6, 30))
    assert roll_up(asked, load_catalog()).rejected["after_period"] == 2  # D08, D09
    found = {
        (row["agency"], row["from"].isoformat()): tuple(row[code] for code in COUNTED)
        for row in rows(out, "all")
    }
    assert found == {key: counts for key, counts in EXPECTED.items() if key[1] < "2025-07"}


def test_the_result_is_a_report_like_any_other(made, tmp_path, capsys):
    store = ["--store", str(tmp_path / "store")]
    for table in ("figures.csv", "breakdowns.csv"):
        assert main([*store, "import", str(made[1] / table), "--json"]) == 0
        [report] = json.loads(capsys.readouterr().out)["reports"]
        assert (report["status"], report["findings"]) == ("imported", [])
        with (made[1] / table).open(encoding="utf-8", newline="") as file:
            assert report["rows_accepted"] == len(list(csv.DictReader(file)))
    asked = ["figures", "--indicator", "on_time_rate", "--from", "2025-07-01", "--json"]
    assert main([*store, *asked]) == 0
    [july] = json.loads(capsys.readouterr().out)
    assert (july["agency"], july["numerator"], july["denominator"]) == ("Xã Hoa Thám", 2, 3)
    assert july["basis"] == "computed"


def test_a_folder_with_something_in_it_is_left_alone(made, tmp_path):
    before = {file.name: file.stat().st_mtime_ns for file in made[1].iterdir()}
    with pytest.raises(CchcError, match="không trống"):
        roll_up(Asked(inputs=(str(FILE),), out=made[1]), load_catalog())
    assert {file.name: file.stat().st_mtime_ns for file in made[1].iterdir()} == before


def test_nothing_is_left_where_nothing_could_be_counted(tmp_path, capsys):
    lines = FILE.read_text("utf-8").splitlines()
    file = tmp_path / "hong.csv"
    file.write_text("\n".join([lines[0], *lines[11:13]]), "utf-8")
    assert main(["rollup", str(file), "--out", str(tmp_path / "out"), "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Không hồ sơ nào tính được" in said.err
    assert "due_before_received" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["hong.csv"]


def test_one_document_and_nothing_else_with_json(tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["rollup", str(FILE), "--out", str(out), "--to", "31/7/2025", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((out / "origin.json").read_text())
