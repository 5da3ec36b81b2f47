"""The command line around an import: explained headings, two people, blank forms, who is late."""

import json

import pytest

from cchc.cli.running import main
from cchc.store.versions import Store
from cchc.store.vouching import DEMAND

FORM = """Đơn vị báo cáo: UBND tỉnh Lạng Sơn
Từ ngày 15/6/2024 đến ngày 14/9/2024
STT;Đơn vị;Tổng;Tiếp nhận;Kỳ trước chuyển qua;Hồ sơ đã giải quyết;;;;Hồ sơ đang giải quyết;;
;;;;;Số hồ sơ;Sớm;Đúng;Xong muộn;Số hồ sơ;Chưa đến hạn;Đã quá hạn
1;Huyện Bình Gia;10;9;1;8;5;3;0;2;2;0
"""
LATE = "Hồ sơ đã giải quyết > Xong muộn=dossiers_overdue"


@pytest.fixture
def cchc(tmp_path, monkeypatch, capsys):
    """Runs one command on an empty store; gives (status, standard output, error stream)."""
    monkeypatch.setenv("CCHC_STORE", str(tmp_path / "store"))

    def run(*arguments: str):
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def form(tmp_path) -> str:
    path = tmp_path / "bieu.csv"
    path.write_text(FORM, "utf-8")
    return str(path)


def indicators(out: str) -> set[str]:
    return {f["indicator"] for f in json.loads(out)["reports"][0]["figures"]}


def test_an_explained_heading_is_remembered_for_its_sender(cchc, form, tmp_path):
    cchc("import", form, "--map", LATE, "--accept")
    later = tmp_path / "sau.csv"
    later.write_text(FORM.replace("/2024", "/2023"), "utf-8")
    assert "dossiers_overdue" in indicators(cchc("import", str(later), "--json")[1])


def test_an_explanation_without_a_code_is_refused(cchc, form):
    status, _, err = cchc("import", form, "--map", "Xong muộn")
    assert (status, "tiêu đề=mã" in err) == (1, True)


def test_a_draft_is_confirmed_by_a_second_person(cchc, form, tmp_path, monkeypatch):
    monkeypatch.setenv(DEMAND, "1")
    cchc("import", form, "--accept", "--by", "An")
    assert cchc("confirm", "1", "--by", "An")[0] == 1
    assert cchc("confirm", "1", "--by", "Bình")[:2] == (0, "Đã xác nhận báo cáo số 1.\n")
    assert Store(tmp_path / "store").report(1).status == "confirmed"


def test_a_blank_form_is_written(cchc, tmp_path):
    file = tmp_path / "mau.xlsx"
    given = ("--agency", "Tỉnh Lạng Sơn", "--period", "Quý I/2026")
    status, out, _ = cchc("template", "II.06a", str(file), *given)
    assert (status, "II.06a" in out) == (0, True)
    assert file.read_bytes().startswith(b"PK")
    assert cchc("template", "không-có", str(file))[0] == 1


def test_who_has_not_reported_is_listed(cchc, form, tmp_path):
    cchc("import", form, "--accept")
    other = tmp_path / "khac.csv"
    other.write_text(FORM.replace("/6/2024", "/9/2024").replace("14/9", "14/12")
                     .replace("Bình Gia", "Cao Lộc"), "utf-8")  # fmt: skip
    cchc("import", str(other), "--accept")
    rows = json.loads(cchc("missing", "--on", "2025-01-15", "--json")[1])
    assert {(row["form"], row["name"], row["to"], row["state"]) for row in rows} == {
        ("D", "Huyện Bình Gia (Lạng Sơn)", "2024-12-14", "missing"),
        ("D", "Huyện Cao Lộc (Lạng Sơn)", "2024-09-14", "missing"),
    }
    assert "Huyện Cao Lộc" in cchc("missing", "--on", "2025-01-15")[1]
