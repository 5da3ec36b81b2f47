"""What is said, in the language of the reader."""

import pytest

from cchc import languages
from cchc.languages import say


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
    languages.teach({"{name} lên {places} bậc": "{name} climbed {places} places"})
    languages.choose(lambda: "en")
    assert say("{name} lên {places} bậc", name="Huế", places="28") == "Huế climbed 28 places"


def test_what_has_no_english_yet_is_said_in_vietnamese():
    languages.choose(lambda: "en")
    assert say("Chưa có số liệu") == "Chưa có số liệu"
