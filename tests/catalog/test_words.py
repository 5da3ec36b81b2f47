"""The files of words: what is wrong in one is said with file, line and remedy."""

import pytest

from cchc.catalog.loading import REFERENCE
from cchc.catalog.published import load_published
from cchc.catalog.vocabulary import load_vocabulary
from cchc.errors import BadReferenceError
from cchc.ingest.tables.table_words import load_table_words

LOADERS = {
    "headings.toml": load_vocabulary,
    "published.toml": load_published,
    "table_words.toml": load_table_words,
}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("headings.toml", 'none = ["kps"', "none = [1", "none không phải danh sách chữ"),
        ("published.toml", 'level = "country"', 'level = "land"', "level = land"),
        ("published.toml", 'severity = "doubt"', 'severity = "x"', "severity = 'x' không hợp lệ"),
        ("published.toml", "undated = ", "undatd = ", "thiếu undated"),
        ("published.toml", '"phường", "khối phường"', '"wards", "x"', "«wards» có hai lần"),
        ("table_words.toml", 'ticks = ["x"', "ticks = [5", "ticks không phải danh sách chữ"),
        ("table_words.toml", "ticks = [", "ticks = ", "không đọc được TOML"),
    ],
)
def test_a_wrong_entry_is_pointed_at(tmp_path, file, old, new, said):
    text = (REFERENCE / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadReferenceError) as told:
        LOADERS[file](tmp_path / file)
    assert said in str(told.value)
    assert f"{file}, dòng " in str(told.value)
    assert "Cách sửa" in str(told.value)
