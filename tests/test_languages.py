"""What is said, in the language of the reader."""

from datetime import date

import pytest

from cchc import languages
from cchc.catalog.catalog import load_catalog
from cchc.catalog.english import load_english
from cchc.errors import BadReferenceError
from cchc.languages import ENGLISH, say, speaking
from cchc.periods import Period
from cchc.vietnamese import date_text, number, percent, points


@pytest.fixture(autouse=True)
def restored():
    before = dict(languages._state)
    yield
    languages._state.update(before)


def test_a_sentence_is_said_as_written_with_its_values():
    assert say("{name} lên {places} bậc", name="Huế", places="28") == "Huế lên 28 bậc"


def test_a_sentence_without_values_keeps_its_braces():
    assert say("để trong {}") == "để trong {}"


def test_the_reader_of_english_is_answered_in_english_with_the_same_values():
    languages.teach(lambda: {"{name} lên {places} bậc": "{name} climbed {places} places"})
    languages.choose(lambda: "en")
    assert say("{name} lên {places} bậc", name="Huế", places="28") == "Huế climbed 28 places"


def test_what_has_no_english_yet_is_said_in_vietnamese():
    languages.choose(lambda: "en")
    assert say("Câu này không có trong bảng") == "Câu này không có trong bảng"


def test_numbers_and_dates_are_written_for_the_reader():
    with speaking(ENGLISH):
        assert number(1234.5) == "1,234.5"
        assert percent(12.34) == "12.3%"
        assert points(-1.2) == "−1.2 pp"
        assert date_text(date(2025, 7, 1)) == "1 Jul 2025"
        assert Period(date(2024, 1, 1), date(2024, 3, 31)).name == "Q1 2024"
    assert number(1234.5) == "1.234,5"
    assert Period(date(2024, 1, 1), date(2024, 3, 31)).name == "Quý I/2024"


def test_an_english_reader_sees_english_names_under_the_same_codes():
    catalog = load_catalog()
    assert catalog.in_english.indicators.get("dossiers_received").name == "Dossiers received"
    assert catalog.in_english.indicators.codes == catalog.indicators.codes
    assert catalog.in_english.agencies is catalog.agencies


def test_the_english_keeps_the_values_of_every_sentence(tmp_path):
    (tmp_path / "english.toml").write_text('"{n} hồ sơ" = "{m} dossiers"\n', "utf-8")
    with pytest.raises(BadReferenceError, match=r"\{n\} hồ sơ"):
        load_english(tmp_path)
    assert load_english()["Tổng quan"] == "Overview"


def test_a_value_may_be_called_text():
    assert say("Không tìm thấy «{text}».", text="Lạng Sơn") == "Không tìm thấy «Lạng Sơn»."
