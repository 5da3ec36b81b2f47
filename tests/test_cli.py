"""The command line as a person or a script meets it: one document, the exit status, the words."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cchc.cli import running
from cchc.cli.arguments import parser
from cchc.cli.printing import print_table
from cchc.cli.running import main
from cchc.errors import CchcError
from cchc.store.versions import Store

ROOT = Path(__file__).parent.parent
TABLE = (
    "index_name,year,unit_name,score,rank,of_n\n"
    "PCI,2023,Sơn La,70.5,2,63\nPCI,2023,Lai Châu,69.5,3,63\nPCI,2023,Đà Nẵng,71,1,63\n"
    "PCI,2022,Sơn La,60.5,3,63\nPCI,2022,Lai Châu,61.5,2,63\nPCI,2022,Đà Nẵng,65,1,63\n"
)
DOSSIERS = (
    "unit_name,period,received,resolved,on_time\n"
    "Tỉnh Sơn La,Quý I/2024,200,100,98\nTỉnh Sơn La,Quý II/2024,100,100,100\n"
)


@pytest.fixture
def cchc(tmp_path, monkeypatch, capsys):
    """Runs one command on an empty store; gives (status, standard output, error stream)."""
    monkeypatch.setenv("CCHC_STORE", str(tmp_path / "store"))

    def run(*arguments: str):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "pci.csv"
    path.write_text(TABLE, "utf-8")
    return str(path)


def test_import_prints_one_document_and_its_status(cchc, table):
    status, out, err = cchc("import", table, "--json")
    (report,) = json.loads(out)["reports"]
    assert (status, err) == (0, "")
    assert (report["file"], report["report_id"], report["status"]) == ("pci.csv", 1, "imported")
    assert (report["rows_read"], report["rows_accepted"], report["rows_rejected"]) == (6, 6, 0)
    assert len(report["figures"]) == 12
    assert report["findings"] == []
    assert cchc("import", table)[1].startswith("pci.csv: đã có, không đổi (báo cáo số 1)")


def test_a_refused_import_ends_with_one_and_says_why(cchc, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text(TABLE.replace("70.5", "7o.5"), "utf-8")
    status, out, _ = cchc("import", str(bad))
    assert status == 1
    assert "[LỖI] Dòng 2, cột «score»: «7o.5»" in out
    status, out, _ = cchc("import", str(bad), "--accept", "--by", "an", "--json")
    assert (status, json.loads(out)["reports"][0]["status"]) == (0, "imported")
    assert json.loads(cchc("reports", "--json")[1])[0]["who"] != "an"


def test_wrong_usage_ends_with_two(cchc, table):
    assert cchc("import")[0] == 2
    assert cchc("khong-co")[0] == 2
    assert cchc("rank", "pci")[0] == 2
    assert cchc("figures", "--from", "bữa nọ")[0] == 2
    assert cchc("figures", "--csv", "--json")[0] == 2


def test_help_and_wrong_usage_are_told_in_vietnamese(cchc):
    status, out, err = cchc("figures", "--help")
    assert (status, err) == (0, "")
    assert out.startswith("Cách dùng: python -m cchc figures")
    assert "tùy chọn:" in out
    assert "options:" not in out
    for wrong, said in (
        (("rank", "pci"), "thiếu --year"),
        (("rank", "pci", "--year", "nay"), "--year: 'nay' không phải là số nguyên"),
        (("figures", "--by", "week"), "--by: không có 'week', chỉ có 'reported'"),
        (("figures", "--csv", "--json"), "--json không dùng cùng --csv"),
        (("reports", "--tat-ca"), "không hiểu --tat-ca"),
    ):
        status, out, err = cchc(*wrong)
        assert (status, out) == (2, "")
        assert said in err


def test_a_file_or_code_that_does_not_exist_ends_with_one(cchc):
    for command in (
        ("import", "khong_co.csv"),
        ("table", "khong_co.csv"),
        ("rank", "xyz", "--year", "2023"),
        ("withdraw", "7", "--why", "sai"),
        ("restore", "x"),
    ):
        status, out, err = cchc(*command)
        assert (status, out) == (1, "")
        assert err.strip()


def test_rank_gives_places_gained(cchc, table):
    cchc("import", table)
    status, out, _ = cchc("rank", "pci", "--year", "2023", "--against", "2022", "--json")
    rows = {row["agency"]: row for row in json.loads(out)}
    assert status == 0
    assert list(rows) == ["Thành phố Đà Nẵng", "Tỉnh Sơn La", "Tỉnh Lai Châu"]
    assert rows["Tỉnh Sơn La"] == rows["Tỉnh Sơn La"] | {
        "rank": 2, "of": 63, "score": 70.5, "rank_before": 3, "score_before": 60.5,
        "rank_change": 1,
    }  # fmt: skip
    assert rows["Tỉnh Lai Châu"]["rank_change"] == -1
    by_rank = cchc("rank", "pci_rank", "--year", "2023", "--json")[1]
    assert [row["rank"] for row in json.loads(by_rank)] == [1, 2, 3]


def test_figures_give_a_rate_with_its_counts(cchc, tmp_path):
    path = tmp_path / "ho_so.csv"
    path.write_text(DOSSIERS, "utf-8")
    cchc("import", str(path))
    status, out, _ = cchc(
        "figures", "--indicator", "on_time_rate", "--agency", "Tỉnh Sơn La", "--json"
    )
    first, second = json.loads(out)
    assert status == 0
    assert first == first | {
        "agency": "Tỉnh Sơn La", "code": "14", "from": "2024-01-01", "to": "2024-03-31",
        "indicator": "on_time_rate", "value": 98, "numerator": 98, "denominator": 100,
        "stated": None, "basis": "computed", "reports": [1],
    }  # fmt: skip
    assert second["value"] == 100
    until = cchc("figures", "--indicator", "on_time_rate", "--to", "31/3/2024", "--csv")[1]
    assert len(list(csv.DictReader(io.StringIO(until)))) == 1
    text = cchc("figures", "--indicator", "on_time_rate")[1]
    assert "Quý I/2024" in text
    assert "98,0" in text


def test_figures_of_everything_stored(cchc, table):
    assert json.loads(cchc("figures", "--json")[1]) == []
    cchc("import", table)
    found = json.loads(cchc("figures", "--json")[1])
    assert {row["indicator"] for row in found} == {"pci", "pci_rank"}


def test_figures_of_several_agencies(cchc, table):
    cchc("import", table)
    both = ("--agency", "Sơn La", "--agency", "Lai Châu")
    found = json.loads(cchc("figures", "--indicator", "pci", *both, "--json")[1])
    assert {row["agency"] for row in found} == {"Tỉnh Sơn La", "Tỉnh Lai Châu"}


def test_a_question_that_the_store_cannot_answer_says_so(cchc):
    assert cchc("figures") == (0, "Kho chưa có số liệu nào như đã hỏi.\n", "")
    assert cchc("rank", "pci", "--year", "2023", "--json") == (0, "[]\n", "")


def test_a_finding_is_printed_with_its_place(cchc, tmp_path):
    path = tmp_path / "ho_so.csv"
    path.write_text(DOSSIERS.replace("200,100,98", "200,100,120"), "utf-8")
    out = cchc("import", str(path))[1]
    assert "[cần xem] Dòng 2, cột «on_time»: Tỉnh Sơn La: Trước và đúng hạn 120" in out


def test_an_import_can_be_withdrawn(cchc, table):
    cchc("import", table)
    status, out, _ = cchc("withdraw", "1", "--why", "gửi nhầm", "--by", "an")
    assert (status, out) == (0, "Đã rút báo cáo số 1.\n")
    (report,) = json.loads(cchc("reports", "--json")[1])
    assert (report["status"], report["withdrawn_why"], report["withdrawn_by"]) == (
        "withdrawn", "gửi nhầm", "an",
    )  # fmt: skip
    assert cchc("withdraw", "1", "--why", "nữa")[0] == 1
    assert "đã rút" in cchc("reports")[1]


def test_as_of_asks_what_was_known_then(cchc, table, tmp_path):
    cchc("import", table)
    known = json.loads(cchc("reports", "--json")[1])[0]["recorded_at"]
    revised = tmp_path / "sua.csv"
    revised.write_text(TABLE.replace("70.5", "70.9"), "utf-8")
    assert cchc("import", str(revised), "--accept")[0] == 0
    ask = ("figures", "--indicator", "pci", "--agency", "Sơn La", "--from", "2023-01-01", "--json")
    assert [row["value"] for row in json.loads(cchc(*ask)[1])] == [70.9]
    assert [row["value"] for row in json.loads(cchc(*ask, "--as-of", known)[1])] == [70.5]


def test_table_shows_cells_before_any_meaning(cchc, table):
    status, out, _ = cchc("table", table, "--json")
    document = json.loads(out)
    assert status == 0
    assert document["columns"][:3] == ["index_name", "year", "unit_name"]
    assert document["rows"][0] == ["PCI", 2023, "Sơn La", 70.5, 2, 63]
    raw = json.loads(cchc("table", table, "--raw", "--json")[1])
    assert raw["rows"][0] == ["PCI", "2023", "Sơn La", "70.5", "2", "63"]
    assert cchc("table", table, "--csv")[1].splitlines()[1].startswith("PCI,2023,Sơn La")


def test_a_table_with_a_row_a_dossier_is_followed_by_the_command_that_adds_it_up(cchc, tmp_path):
    file = tmp_path / "t6.csv"
    file.write_text(
        "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Hạn trả;Ngày trả\nH1;Xã A;2/1/2025;9/1/2025;8/1/2025\n"
    )
    for how in ((), ("--csv",)):
        status, out, err = cchc("table", str(file), *how)
        assert (status, "H1" in out, "rollup" in out) == (0, True, False)
        assert f"python -m cchc rollup {file} --out ket-qua" in err


def test_a_refused_table_ends_with_one(cchc, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"%PDF-1.4 khong phai bang")
    status, out, err = cchc("table", str(path))
    assert status == 1
    assert err.strip()


def test_a_store_survives_backup_restore_and_rebuild(cchc, table, tmp_path):
    cchc("import", table)
    copy = tmp_path / "sao_luu.zip"
    assert cchc("backup", str(copy))[0] == 0
    elsewhere = str(tmp_path / "kho_khac")
    assert cchc("--store", elsewhere, "restore", str(copy))[0] == 0
    before = Store(tmp_path / "store").checksum()
    assert Store(elsewhere).checksum() == before
    status, out, _ = cchc("rebuild")
    assert (status, bool(out.strip())) == (0, True)
    after = Store(tmp_path / "store").checksum()
    assert {name: after[name] for name in after if name != "audit"} == {
        name: before[name] for name in before if name != "audit"
    }


def test_doctor_says_what_is_well(cchc, table):
    cchc("import", table)
    status, out, _ = cchc("doctor")
    assert status == 0
    assert "[tốt] Dữ liệu tham chiếu" in out


def test_sample_fills_an_empty_store_and_is_silent_afterwards(cchc):
    status, out, _ = cchc("sample")
    assert status == 0
    assert out.count("Đã nạp") == 8
    assert cchc("sample") == (0, "", "")
    assert cchc("sample", "--if-empty") == (0, "", "")


def test_the_store_may_be_named_before_or_after_the_command():
    before = parser().parse_args(["--store", "a", "reports"])
    after = parser().parse_args(["reports", "--store", "a"])
    assert before.store == after.store == Path("a")


def test_a_table_lines_up_its_numbers(capsys):
    print_table(("đơn vị", "số"), [["Huyện A", "1,5"], ["B", "12.000,0"]])
    assert capsys.readouterr().out.splitlines() == [
        "đơn vị         số",
        "Huyện A       1,5",
        "B        12.000,0",
    ]


def test_help_and_usage_load_nothing_heavy():
    code = (
        "import sys; from cchc.cli.arguments import parser; parser().format_help();"
        "print([m for m in ('pandas', 'duckdb', 'pyarrow', 'streamlit') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


def test_what_was_said_before_a_refusal_reaches_a_pipe(monkeypatch):
    def import_two(_) -> int:
        sys.stdout.write("tệp thứ nhất đã nhập\n")
        raise CchcError("tệp thứ hai hỏng")

    options = SimpleNamespace(run=import_two)
    monkeypatch.setattr(running, "parser", lambda: SimpleNamespace(parse_args=lambda _: options))
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="utf-8"))
    assert main([]) == 1
    assert pipe.getvalue().decode() == "tệp thứ nhất đã nhập\n"


@pytest.mark.parametrize(("said", "used"), [(None, "1"), ("4", "4")])
def test_no_idle_threads_are_made_unless_somebody_asks_for_them(cchc, monkeypatch, said, used):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", said or "")
    if said is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    cchc("reports")
    assert os.environ["OPENBLAS_NUM_THREADS"] == used
