"""Where a sentence ends, and where it only seems to."""

import pytest

from cchc.ingest.prose.sentences import split


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Huyện tiếp nhận 14.607 hồ sơ. Đã giải quyết 14.506 hồ sơ.", 2),
        ("UBND TP. Đà Lạt tiếp nhận 1.200 hồ sơ.", 1),
        ("Kết quả do ông Nguyễn V. Minh trình bày.", 1),
        ("Tiếp nhận 14. 607 hồ sơ trong năm.", 1),
        ("1. Kết quả giải quyết hồ sơ", 1),
        ("Xếp thứ 5/12. Các xã còn lại chưa đạt.", 2),
        ("Đạt 99%... Riêng cấp xã đạt 100%.", 2),
    ],
)
def test_sentences_of_a_paragraph(text, count):
    assert len(split(text)) == count


def test_nothing_is_lost():
    text = "Quý I tiếp nhận 5 hồ sơ! Có quá hạn không? Không."
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
