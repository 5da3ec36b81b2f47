"""The lexicon is data, and is checked when it is loaded."""

import shutil

import pytest

from cchc.errors import BadReferenceError
from cchc.ingest.prose.lexicon import FOLDER, load_lexicon
from cchc.ingest.prose.phrases import Phrasebook
from cchc.ingest.prose.remarks import FILE, remark_words
from cchc.ingest.prose.tokens import tokens_of
from tests.ingest.prose.read import catalog


@pytest.fixture
def folder(tmp_path):
    for file in FOLDER.glob("phrases*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_measure_names_an_indicator_of_the_registry():
    lexicon = load_lexicon()
    codes = {code for m in lexicon.measures for code in (m.code, m.whole, *m.alternatives)}
    proposed = codes - {None, *lexicon.elsewhere}
    assert all(catalog().indicators.get(code) for code in proposed)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("phrases_measures.toml", 'unit = "dossier"', 'unit = "hồ sơ"', "đơn vị tính lạ"),
        ("phrases_measures.toml", '"received"', '"receivd"', "receivd"),
        ("phrases_measures.toml", 'family = "body"', 'family = "bodies"', "nhóm lạ"),
        ("phrases.toml", "[feature]", "[feature]\nempty = []", "trống"),
        ("phrases.toml", "[feature]", "[feature", "TOML"),
    ],
)
def test_a_mistake_in_the_lexicon_is_told(folder, name, old, new, said):
    change(folder, name, old, new)
    with pytest.raises(BadReferenceError, match=said):
        load_lexicon(folder)


def test_a_missing_file_is_told(folder):
    (folder / "phrases_places.toml").unlink()
    with pytest.raises(BadReferenceError, match="phrases_places"):
        load_lexicon(folder)


def test_a_missing_list_of_remarks_is_told(tmp_path):
    file = tmp_path / FILE.name
    file.write_text('weaknesses = ["hạn chế"]\n', "utf-8")
    with pytest.raises(BadReferenceError, match="links"):
        remark_words(file)


def test_phrases_are_found_in_any_case_and_with_their_short_forms():
    book = Phrasebook(
        {"a": ["thủ tục hành chính"], "b": ["thủ tục"]}, {"thủ tục hành chính": ["TTHC"]}
    )
    hits = book.all_in(tokens_of("Giải quyết TTHC, Thủ tục"))
    assert [(hit.first, sorted(hit.labels)) for hit in hits] == [(2, ["a"]), (4, ["b"])]
    (longest,) = book.longest_in(tokens_of("thủ tục hành chính"))
    assert longest.labels == {"a"}
