"""Reading a hundred pages of prose, over splitting the same text into words."""

from time import process_time

from cchc.ingest.files.documents import document_of_text
from cchc.ingest.prose.reading import propose
from cchc.ingest.prose.tokens import tokens_of
from tests.bench.measure import Line
from tests.ingest.prose.read import catalog
from tests.ingest.prose.test_speed import hundred_pages

RUNS = 3


def measure() -> list[Line]:
    """CPU seconds of the reading, and how many times the splitting that is."""
    text = hundred_pages()
    document = document_of_text(text)
    propose(document_of_text(text[:2000]), catalog())  # lexicon and agencies are read once
    ours = min(_seconds(lambda: propose(document, catalog())) for _ in range(RUNS))
    floor = min(_seconds(lambda: tokens_of(text)) for _ in range(RUNS))
    what = "Đọc 100 trang chữ thành số liệu"
    return [
        Line(what=f"{what}: CPU", against="–", ratio=ours, hold=5, unit="s"),
        Line(
            what=f"{what} ({ours:.2f} s)", against=f"tách thành từ ({floor:.2f} s)",
            ratio=ours / floor, hold=25,
        ),
    ]  # fmt: skip


def _seconds(work) -> float:
    began = process_time()
    work()
    return process_time() - began
