"""What an inspection found wanting and what it asked for, as text."""

import re
from collections.abc import Sequence
from datetime import date

from cchc.ingest.prose.proposals import Remark
from cchc.ingest.prose.sentences import Sentence

_WEAK = re.compile(
    r"(?i)(?:một số |những |các |còn )?(?:mặt )?(?:hạn chế|tồn tại|thiếu sót|khó khăn|yếu kém|bất cập)"
    r"(?:, (?:tồn tại|hạn chế|thiếu sót|vướng mắc|bất cập|khó khăn))*"
    r"(?: (?:như|sau|là|gồm|cụ thể|cần khắc phục|chủ yếu))*\s*[:：]?\s*"
)
_NAMES_WEAKNESS = re.compile(
    r"(?i)(?:hạn chế|tồn tại|thiếu sót|bất cập|yếu kém)[^.;:]{0,30}(?:như|sau|là|gồm|:)"
)
_ASKS = re.compile(
    r"(?i)\b(?:đoàn|trưởng đoàn|chủ tịch|đồng chí|ông|bà|ban|lãnh đạo|hội nghị|kết luận)\b[^.;:]{0,160}?"
    r"\b(đề nghị|yêu cầu|kiến nghị|chỉ đạo)\b\s*:?\s*"
)
_SHORTEST = 15


def remarks_of(
    sentences: Sequence[Sentence], *, agency: str | None, day: date | None
) -> list[Remark]:
    """Weaknesses and recommendations, one remark per item of a list."""
    found = []
    for sentence in sentences:
        for kind, items in (
            ("weakness", _weaknesses(sentence.text)),
            ("recommendation", _recommendations(sentence.text)),
        ):
            found += [
                Remark(kind=kind, text=item, sentence=sentence.number, agency=agency, day=day)
                for item in items
            ]
            if items:
                break
    return found


def _weaknesses(text: str) -> list[str]:
    if not _NAMES_WEAKNESS.search(text):
        return []
    starts = [found.end() for found in _WEAK.finditer(text)]
    return _items(text[starts[-1] :]) if starts else []


def _recommendations(text: str) -> list[str]:
    found = _ASKS.search(text)
    return _items(text[found.end() :]) if found else []


def _items(text: str) -> list[str]:
    """The parts of a list, without the marks around them."""
    parts = [part.strip(" .…;:-/") for part in re.split(r"[;]|\.\.\.", text)]
    return [part for part in parts if len(part) >= _SHORTEST]
