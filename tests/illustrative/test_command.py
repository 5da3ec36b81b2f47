"""`sample --illustrative`, on a story of one month."""

from pathlib import Path

import pytest

from cchc.cli.running import main
from cchc.illustrative.stores import is_illustrative
from cchc.store.versions import Store
from tests.illustrative.conftest import told

SAMPLE = ["sample", "--illustrative"]


@pytest.fixture(autouse=True)
def one_month(monkeypatch, tmp_path):
    monkeypatch.setattr("cchc.illustrative.building.load_story", lambda: told("2025-07", "2025-07"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CCHC_STORE", raising=False)


def test_without_a_named_store_it_makes_one_of_its_own(capsys):
    assert main(SAMPLE) == 0
    assert is_illustrative(Store("data/demo/store"))
    assert [path.name for path in Path("data/demo/files").iterdir()] == [
        "001_2025-07_II.06a-units_ngan-giang.xlsx"
    ]
    assert not Path("data/store").exists()
    assert "1 báo cáo" in capsys.readouterr().out


def test_it_is_made_once(capsys):
    assert main(["--store", "made", *SAMPLE]) == 0
    capsys.readouterr()
    assert main(["--store", "made", *SAMPLE, "--if-empty"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["--store", "made", *SAMPLE]) == 1
    assert "xóa thư mục" in capsys.readouterr().err


def test_real_figures_do_not_come_into_it_and_answers_say_what_it_is(capsys):
    main(["--store", "made", *SAMPLE])
    capsys.readouterr()
    assert main(["--store", "made", "sample"]) == 1
    assert "không được để chung" in capsys.readouterr().err
    assert main(["--store", "made", "reports"]) == 0
    said = capsys.readouterr()
    assert "Tỉnh Ngân Giang" in said.out
    assert said.err.startswith("Số liệu minh họa")
