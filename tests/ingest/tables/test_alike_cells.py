"""Columns of cells that hardly repeat but look alike are read as if cell by cell."""

from datetime import datetime, timedelta

import pytest

from cchc.ingest.files import text_blocks
from cchc.ingest.tables import alike
from cchc.ingest.tables.table import read_table

START = datetime(2024, 1, 1)  # noqa: DTZ001 - as printed
TIMES = [START + timedelta(hours=7 * n, seconds=n % 3) for n in range(60)]
COLUMNS = {
    "codes": [f"000.00-H{n % 9}-{n:06d}" for n in range(60)],
    "codes with zeros": [f"{n:05d}" for n in range(60)],
    "times": [f"{time:%Y-%m-%d %H:%M:%S}" for time in TIMES],
    "days first": [f"{time:%d/%m/%Y %H:%M}" for time in TIMES],
    "some empty": [f"{n:05d}-x" if n % 3 else "" for n in range(60)],
    "an impossible day": [*(f"{time:%d/%m/%Y %H:%M}" for time in TIMES[1:]), "31/02/2024 08:00"],
    "a year too far": [*(f"{time:%Y-%m-%d %H:%M}" for time in TIMES[1:]), "2204-01-31 08:00"],
    "numbers": [str(7 * n) for n in range(60)],
    "formulas": [f"=SUM(A1:A{n})" for n in range(60)],
    "accents": [f"Đơn {n}" for n in range(60)],
    "spaces": [f"a  {n} " for n in range(60)],
    "two styles": [*(f"{time:%Y-%m-%d %H:%M}" for time in TIMES[:30]),
                   *(f"{time:%d/%m/%Y %H:%M}" for time in TIMES[30:])],
}  # fmt: skip


@pytest.mark.parametrize("heading", ["Mã", "Ngày tiếp nhận", "Nội dung"])
@pytest.mark.parametrize("cells", COLUMNS.values(), ids=COLUMNS.keys())
def test_they_are_what_they_are_one_by_one(cells, heading, monkeypatch):
    monkeypatch.setattr(text_blocks, "LARGE_TEXT_BYTES", 1)
    lines = [f"{cell},{n % 5 + 1}" for n, cell in enumerate(cells)]
    data = "\n".join([f"{heading},Số hồ sơ", *lines]).encode()
    one_by_one = read_table(data, "a.csv")
    monkeypatch.setattr(alike, "MANY_WORDS", 5)
    at_once = read_table(data, "a.csv")
    assert list(at_once.rows) == list(one_by_one.rows)
    assert at_once.findings == one_by_one.findings


def test_shapes_keep_letters_and_a_zero_in_front():
    words = alike.pa.array(["", "012", "312", "A-07", "B-99"])
    assert alike._shapes(words).to_pylist() == ["", "099", "999", "A-99", "B-99"]
    assert alike._shapes(words.slice(2)).to_pylist() == ["999", "A-99", "B-99"]
