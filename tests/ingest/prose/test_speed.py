"""A hundred pages are read while a person waits."""

import time

from cchc.ingest.files.documents import document_of_text
from cchc.ingest.prose.reading import propose
from cchc.vietnamese import number
from tests.ingest.prose.read import TITLE, catalog

PAGE, PAGES = 3000, 100
SECONDS = 10  # of one processor; half of it on a machine that is not busy


def paragraph(n: int) -> str:
    received, late = 1000 + 7 * n, n % 13
    return (
        f"Tháng {1 + n % 12}, UBND xã thứ {n} của huyện tiếp nhận {number(received)} hồ sơ, trong "
        f"đó giải quyết đúng hạn {number(received - late)} hồ sơ, đạt 99,{n % 10}%; quá hạn {late} "
        "hồ sơ. Cán bộ bộ phận một cửa đã hướng dẫn người dân nộp hồ sơ qua Cổng dịch vụ công và "
        "niêm yết công khai các thủ tục tại trụ sở, nhà văn hóa thôn để mọi người dễ tra cứu.\n"
    )


def hundred_pages() -> str:
    """A long report; every third of its sentences has no figure."""
    lines, length = [TITLE], len(TITLE)
    while length < PAGE * PAGES:
        lines.append(paragraph(len(lines)))
        length += len(lines[-1])
    return "".join(lines)


def test_a_hundred_pages():
    text = hundred_pages()
    propose(document_of_text(TITLE + paragraph(0)), catalog())  # what is read once is read
    began = time.process_time()
    found = propose(document_of_text(text), catalog())
    assert len(found.sentences) > text.count("\n")
    assert time.process_time() - began < SECONDS
