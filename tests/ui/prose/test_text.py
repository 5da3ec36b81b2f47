"""A sentence cut at its marks loses no letter, and no mark covers another."""

from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.prose.sentences import sentences_of
from cchc.ui.prose.text import Mark, runs, text_data


def mark(start: int, end: int, *rows: int) -> Mark:
    return Mark(sentence=1, span=(start, end), kind="actual", rows=rows)


def test_a_number_stands_in_a_run_of_its_own():
    text = "Đã giải quyết 42 hồ sơ."
    assert runs(text, [(0, mark(14, 16, 1))]) == [
        ("Đã giải quyết ", None), ("42", 0), (" hồ sơ.", None),
    ]  # fmt: skip


def test_of_a_pair_the_second_number_keeps_its_own_mark():
    marks = [(0, mark(0, 5, 1)), (1, mark(3, 5, 2))]
    assert runs("42/43 hồ sơ", marks) == [("42/", 0), ("43", 1), (" hồ sơ", None)]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6))
def test_no_letter_is_lost_whatever_the_marks(text, spans):
    marks = sorted((mark(a, min(a + b, len(text))) for a, b in spans), key=lambda m: m.span)
    parts = runs(text, list(enumerate(marks)))
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)


def test_what_is_drawn_is_plain_text_by_paragraph_and_sentence():
    sentences = sentences_of(("<b>Toàn huyện</b> có 42 hồ sơ. Còn lại 1 hồ sơ.", "Hết."))
    data = text_data(sentences, [Mark(sentence=1, span=(21, 23), kind="unread", lines=("x",))])
    numbers = [[sentence["number"] for sentence in one] for one in data["paragraphs"]]
    assert numbers == [[1, 2], [3]]
    assert ("42", 0) in data["paragraphs"][0][0]["runs"]
    assert data["paragraphs"][0][0]["runs"][0][0].startswith("<b>")
    assert data["marks"][0]["label"] == "?"
