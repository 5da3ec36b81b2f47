"""Which files are taken, what their headings mean, and which are refused with the remedy."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cchc.cases.asked import Asked
from cchc.cases.inputs import sources_of
from cchc.cases.rolling import roll_up
from cchc.catalog.cases import load_case_words
from cchc.catalog.catalog import load_catalog
from cchc.cli.running import main
from cchc.errors import BadReferenceError, CchcError

HEAD = "dossier_id,unit_code,received_at,due_at,resolved_at"
LATE_IN_MARCH = datetime(2025, 3, 31, 18, tzinfo=UTC)
ROW = "{id},06067,2025-03-03 08:00:00,2025-03-10,2025-03-05"


def write(file: Path, *lines: str) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return str(file)


def rolled(tmp_path: Path, *inputs: str, **asked):
    made = roll_up(Asked(inputs=inputs, out=tmp_path / "out", **asked), load_catalog())
    table = pq.read_table(tmp_path / "out" / "figures.parquet").to_pylist()
    return made, [row for row in table if row["split"] == "all"]


def test_a_missing_column_is_named_with_what_was_found(tmp_path):
    file = write(tmp_path / "a.csv", "Mã hồ sơ,Ngày nhận,Ghi chú", "1,2025-03-03,x")
    with pytest.raises(CchcError) as error:
        sources_of([file], load_case_words())
    for words in (
        "Ngày hẹn trả (due)",
        "Mã đơn vị",
        "Các cột của tệp: Mã hồ sơ, Ngày nhận, Ghi chú",
    ):
        assert words in str(error.value)


def test_two_headings_of_one_column_are_asked_about(tmp_path):
    file = write(tmp_path / "a.csv", HEAD + ",Hạn trả", ROW.format(id=1) + ",2025-03-10")
    with pytest.raises(CchcError, match="«due_at» và «Hạn trả» đều là cột due"):
        sources_of([file], load_case_words())


def test_files_of_which_only_one_tells_the_channel_are_not_added_up(tmp_path):
    one = write(tmp_path / "a.csv", HEAD, ROW.format(id=1))
    two = write(tmp_path / "b.csv", HEAD + ",channel", ROW.format(id=2) + ",online")
    with pytest.raises(CchcError, match="có cột channel mà «a.csv» không có"):
        sources_of([one, two], load_case_words())


def test_a_file_that_is_not_there_or_no_table_is_said(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["rollup", str(tmp_path / "khong.parquet"), "--out", out]) == 1
    assert "Không có tệp hồ sơ nào" in capsys.readouterr().err
    assert main(["rollup", write(tmp_path / "a.parquet", "hỏng"), "--out", out]) == 1
    assert "không phải tệp Parquet nguyên vẹn" in capsys.readouterr().err
    assert main(["rollup", write(tmp_path / "a.docx", "x"), "--out", out]) == 1
    assert "không phải Parquet hay CSV" in capsys.readouterr().err


def test_folders_masks_and_lists_are_one_set_of_dossiers(tmp_path):
    for at in (1, 2, 3):
        write(tmp_path / "thang" / f"{at}.csv", HEAD, ROW.format(id=at))
    folder, mask = str(tmp_path / "thang"), str(tmp_path / "thang" / "[12].csv")
    made, [row] = rolled(tmp_path, folder, mask, str(tmp_path / "thang" / "1.csv"))
    assert (made.rows_read, row["dossiers_received"]) == (3, 3)


def test_partitions_of_parquet_are_columns_and_keep_their_zeros(tmp_path):
    times = {
        "received_at": [LATE_IN_MARCH.replace(day=3, tzinfo=None)], "due_at": [date(2025, 3, 10)],
        "resolved_at": pa.array([None], pa.timestamp("us")),
    }  # fmt: skip
    for at, code in enumerate(("06067", "00004")):
        folder = tmp_path / "ho-so" / f"unit_code={code}"
        folder.mkdir(parents=True)
        pq.write_table(pa.table({"dossier_id": [str(at)], **times}), folder / "1.parquet")
    _, found = rolled(tmp_path, str(tmp_path / "ho-so"), until=date(2025, 3, 31))
    assert {(row["agency"], row["dossiers_in_progress_overdue"]) for row in found} == {
        ("00004", 1), ("06067", 1),
    }  # fmt: skip


def test_instants_are_read_on_the_clock_of_vietnam(tmp_path):
    """18:00 UTC on 31/03 is 01:00 on 01/04 here."""
    at = pa.array([LATE_IN_MARCH], pa.timestamp("us", tz="UTC"))
    columns = {"dossier_id": ["1"], "unit_code": ["06067"], "received_at": at, "due_at": at}
    pq.write_table(pa.table({**columns, "resolved_at": at}), tmp_path / "a.parquet")
    _, [row] = rolled(tmp_path, str(tmp_path / "a.parquet"))
    assert row["from"] == date(2025, 4, 1)


def test_times_that_name_no_zone_are_refused(tmp_path):
    at = pa.array([LATE_IN_MARCH], pa.timestamp("ns"))
    columns = {"dossier_id": ["1"], "unit_code": ["06067"], "received_at": at, "due_at": at}
    table = pa.table({**columns, "resolved_at": at})
    pq.write_table(table, tmp_path / "a.parquet", use_deprecated_int96_timestamps=True)
    with pytest.raises(CchcError, match="INT96"):
        sources_of([str(tmp_path / "a.parquet")], load_case_words())


def test_days_and_times_as_people_write_them(tmp_path):
    """A month of the year and the hour are never exchanged; other writing is no date."""
    received = (
        "2025-03-03",
        "3/3/2025",
        "03-03-2025 8:05",
        "2025/3/3T08:05:06",
        "25/3/2025",
        "03.03.2025 23:59:59",
    )
    wrong = ("3/13/2025", "2025-02-30", "45720", "2025-03-03 25:00", "hôm qua")
    lines = [f"{at},06067,{day},2025-03-31,2025-03-31" for at, day in enumerate(received + wrong)]
    made, [row] = rolled(tmp_path, write(tmp_path / "a.csv", HEAD, *lines))
    assert made.rejected == {"unreadable_received": len(wrong)}
    assert row["dossiers_received_new"] == len(received)


def test_days_written_month_first_are_refused_not_exchanged(tmp_path):
    lines = [f"{day},06067,3/{day}/2025,4/1/2025," for day in range(1, 32)]
    with pytest.raises(CchcError, match="viết tháng trước"):
        rolled(tmp_path, write(tmp_path / "a.csv", HEAD, *lines))


def test_a_first_period_after_the_files_is_said(tmp_path):
    file = write(tmp_path / "a.csv", HEAD, ROW.format(id=1))
    with pytest.raises(CchcError, match="chỉ đến 05/03/2025"):
        rolled(tmp_path, file, start=date(2025, 4, 1))


def test_months_before_the_first_one_asked_for_only_feed_its_stock(tmp_path):
    lines = ["1,06067,2025-03-03,2025-03-10,", "2,06067,2025-04-03,2025-04-10,2025-04-05"]
    file = write(tmp_path / "a.csv", HEAD, *lines)
    made, [row] = rolled(tmp_path, file, start=date(2025, 4, 1), until=date(2025, 4, 30))
    assert (made.start, row["from"]) == ("2025-04-01", date(2025, 4, 1))
    assert (row["dossiers_carried_over"], row["dossiers_received_new"]) == (1, 1)


def test_the_last_period_ends_with_the_files_unless_told(tmp_path):
    file = write(tmp_path / "a.csv", HEAD, ROW.format(id=1))
    made, [row] = rolled(tmp_path, file)
    assert row["to"] == date(2025, 3, 5)
    assert any("Kỳ cuối tính đến 05/03/2025" in note for note in made.notes)


def test_a_column_that_no_word_list_belongs_to_is_refused(tmp_path):
    text = (load_catalog().folder / "cases.toml").read_text("utf-8")
    file = tmp_path / "cases.toml"
    file.write_text(text.replace('column = "status"', 'column = "statu"', 1), "utf-8")
    with pytest.raises(BadReferenceError, match="không có cột «statu»"):
        load_case_words(file)
    file.write_text(text.replace('"Mã tỉnh", "province"', '"Mã xã", "province"'), "utf-8")
    with pytest.raises(BadReferenceError, match="tiêu đề «Mã xã» đã thuộc cột agency_code"):
        load_case_words(file)
