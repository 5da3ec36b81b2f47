"""Large texts give what careful reading gives, or are left to it."""

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.ingest.tidy.large import read_large
from tests.bench.tidy_file import write_tidy_file
from tests.ingest.tidy.tidy_tables import read_table

HEADER = "Chỉ số;Năm;Đơn vị;Điểm;Xếp hạng;Tổng số;Nguồn\n"
ROWS = (
    "PAR INDEX;2023;Quảng Ninh;92.18;1;63;https://a.vn/1\n"
    "PAR INDEX;2023;Hải Phòng;91.87;2;63;https://a.vn/1\n"
    "PAR INDEX;2023;Sơn La;;13;63;\n"
)


def large(source):
    return read_large(source, load_catalog(), file="bang.csv")


def rows_of(draft):
    rows = draft.figures.to_pylist()
    return sorted(rows, key=lambda row: (row["row"], row["place"]))


def carefully(text: str | bytes):
    return read_table(text)


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROWS,
        (HEADER + ROWS).rstrip("\n"),
        (HEADER + ROWS).replace("\n", "\r\n"),
        (HEADER + ROWS).replace(";", "\t"),
        "\ufeff" + HEADER + ROWS,
        HEADER + ROWS.replace("92.18", "92,18").replace("91.87", "91,87"),
        HEADER + ROWS.replace("92.18", "nan"),
        HEADER + ROWS.replace("Hải Phòng", '"Hải Phòng"'),
        HEADER + ROWS.replace("2;63", "2x;63"),
        HEADER + ROWS + "\n" + ROWS,
        "KẾT QUẢ CHỈ SỐ\n" + HEADER + ROWS,
        "Đơn vị,Kỳ,Tiếp nhận,Đúng hạn,Tỷ lệ đúng hạn (%),Mẫu số\n"
        "Tỉnh Sơn La,2024,338,309,91.0,tiếp nhận\nTỉnh Lai Châu,2024,1.338,,,\n",
    ],
    ids=[
        "plain", "no end of the last line", "lines of Windows", "tabs", "byte order mark",
        "decimal commas", "no number", "quoted", "unreadable", "a blank line", "title",
        "rates as printed",
    ],
)  # fmt: skip
def test_the_quick_way_gives_what_the_careful_one_gives(text, tmp_path):
    quick, careful = large(text.encode()), carefully(text)
    assert quick is not None
    assert rows_of(quick) == rows_of(careful)
    assert sorted(f.message for f in quick.findings) == sorted(f.message for f in careful.findings)
    assert (quick.rows_read, quick.rows_rejected) == (careful.rows_read, careful.rows_rejected)
    file = tmp_path / "bang.csv"
    file.write_bytes(text.encode())
    assert rows_of(large(file)) == rows_of(careful)


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROWS.replace("Sơn La", '"Sơn\nLa"'),
        HEADER + ROWS + "thừa;một;hai;ba;bốn;năm;sáu;bảy\n",
        "STT;Họ tên\n1;An\n",
        "không có bảng nào ở đây\n",
    ],
    ids=["line end within a cell", "ragged", "another table", "prose"],
)
def test_what_is_not_plain_is_left_to_careful_reading(text):
    assert large(text.encode()) is None


def test_other_encodings_are_left_to_careful_reading():
    assert large((HEADER + ROWS).encode("utf-16")) is None


@pytest.mark.parametrize("word", ["Sơn La", "https://a.vn/9"])
def test_so_is_one_word_that_is_no_utf8_far_down_among_many_that_are(word):
    rows = ROWS * 2000 + f"PAR INDEX;2023;{'Lai Châu' if 'a.vn' in word else word};90;3;63;"
    text = (HEADER + rows + (word if "a.vn" in word else "")).encode()
    assert large(text) is not None
    broken = word.encode()[:2] + b"\xff" + word.encode()[2:]
    assert large(broken.join(text.rsplit(word.encode(), 1))) is None


def test_a_table_of_many_communes_is_read_without_a_finding(tmp_path):
    file = tmp_path / "xa.csv"
    write_tidy_file(file, 25_000)
    draft = large(file)
    assert draft.findings == []
    assert (draft.rows_read, draft.rows_rejected, len(draft.figures)) == (25_000, 0, 50_000)
    careful = carefully(file.read_bytes())
    assert (
        draft.figures.select(["agency", "value", "row"]).to_pylist()[:500]
        == (careful.figures.select(["agency", "value", "row"]).to_pylist()[:500])
    )
