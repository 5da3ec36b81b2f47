"""What an inspection found wanting and what it asked for, as text."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from cchc.errors import BadReferenceError
from cchc.ingest.prose.phrases import Hit, Phrasebook
from cchc.ingest.prose.proposals import Remark
from cchc.ingest.prose.sections import BULLETS
from cchc.ingest.prose.sentences import Sentence

FILE = Path(__file__).parents[3] / "data" / "reference" / "phrases_remarks.toml"
LISTS = (
    "weaknesses", "links", "openers", "speakers", "requests", "nouns", "questions",
    "weakness_headings", "request_headings", "done", "band_openers", "bands",
)  # fmt: skip
_SHORTEST = 15  # letters of an item
_HEADING = 12  # words of a heading, at most
_REACH = 40  # words between who asks and that he asks
_MARKS = "".join(BULLETS)
_ITEM = re.compile(
    rf"^\s*(?:[{re.escape(_MARKS)}]|\(?\d{{1,2}}[.)]|[a-zđ][.)]|(?:thứ|một là|hai là|ba là)\b)",
    re.I,
)
_NUMBERED = re.compile(r"^\s*(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s*", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
RemarkKind = Literal["weakness", "recommendation", "band"]


@cache
def remark_words(file: Path = FILE) -> Phrasebook:
    """The words of remarks by list; BadReferenceError where a list is missing or empty."""
    try:
        lists = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as wrong:
        raise BadReferenceError(file.name, None, f"không đọc được ({wrong})", "sửa tệp") from None
    for name in LISTS:
        if not lists.get(name):
            raise BadReferenceError(file.name, None, f"thiếu danh sách «{name}»", "ghi danh sách")
    return Phrasebook({name: lists[name] for name in LISTS})


def remarks_of(
    sentences: Sequence[Sentence], *, agency: str | None, day: date | None
) -> list[Remark]:
    """Weaknesses and recommendations, one remark per item of a list."""
    reader = _Reader(remark_words())
    alone = _alone(sentences)
    found = []
    for sentence in sentences:
        for kind, text, is_done in reader.read(sentence, is_alone=sentence.number in alone):
            found.append(
                Remark(
                    kind=kind, text=text, sentence=sentence.number, agency=agency, day=day,
                    status="done" if is_done else "open",
                )
            )  # fmt: skip
    return found


def _alone(sentences: Sequence[Sentence]) -> set[int]:
    """Sentences that are a paragraph of their own, as headings are."""
    sizes = Counter(sentence.paragraph for sentence in sentences)
    return {s.number for s in sentences if sizes[s.paragraph] == 1}


@dataclass
class _Reader:
    """Goes through a report; knows under which heading it is and whether a list is open."""

    words: Phrasebook
    section: RemarkKind | None = None
    list_of: RemarkKind | None = None

    def read(self, sentence: Sentence, *, is_alone: bool) -> Iterator[tuple[RemarkKind, str, bool]]:
        """The remarks of one sentence: kind, text, whether it is said to be done."""
        hits = self.words.all_in(sentence.tokens)
        if is_alone and self._is_heading(sentence):
            self.section, self.list_of = self._opened(sentence, hits), None
            return
        band = _band(sentence, hits)
        if band:
            yield "band", band, False
        kind, start = self._introduced(sentence, hits)
        is_done = any("done" in hit.labels for hit in hits)
        for item in _items(sentence.text[start:]) if kind else ():
            yield kind, item, is_done

    def _is_heading(self, sentence: Sentence) -> bool:
        text = sentence.text.rstrip()
        return len(sentence.tokens) <= _HEADING and text[-1] not in ".;,…"

    def _opened(self, sentence: Sentence, hits: list[Hit]) -> RemarkKind | None:
        """What the paragraphs under a heading are."""
        skipped = _NUMBERED.match(sentence.text)
        begins = skipped.end() if skipped else 0
        first = [hit for hit in hits if sentence.tokens[hit.first].start == begins]
        labels = frozenset().union(*(hit.labels for hit in first))
        if "weakness_headings" in labels:
            return "weakness"
        return "recommendation" if "request_headings" in labels else None

    def _introduced(self, sentence: Sentence, hits: list[Hit]) -> tuple[RemarkKind | None, int]:
        """The kind of what a sentence lists and where the list begins."""
        for kind, after in (
            ("weakness", self._after_weakness(sentence, hits)),
            ("recommendation", self._after_request(sentence, hits)),
        ):
            if after is not None:
                tokens = sentence.tokens
                start = tokens[after].start if after < len(tokens) else len(sentence.text)
                self.list_of = kind if not sentence.text[start:].strip(" .:…") else None
                return kind, start
        if self.list_of and _ITEM.match(sentence.text):
            return self.list_of, 0
        self.list_of = None
        return self.section, 0

    def _after_weakness(self, sentence: Sentence, hits: list[Hit]) -> int | None:
        """Behind «còn một số hạn chế như sau:»; None where nothing is listed."""
        at = {hit.first: hit for hit in hits if {"weaknesses", "links"} & hit.labels}
        for hit in hits:
            if "weaknesses" not in hit.labels:
                continue
            place = hit.last
            while place < len(sentence.tokens):
                opened = self._opener(sentence, hits, place)
                if opened is not None:
                    return opened
                if place in at:
                    place = at[place].last
                elif sentence.tokens[place].text == ",":
                    place += 1
                else:
                    break
        return None

    def _opener(self, sentence: Sentence, hits: list[Hit], place: int) -> int | None:
        """Behind the words or the colon that open a list at a place."""
        last = max((h.last for h in hits if h.first == place and "openers" in h.labels), default=0)
        tokens = sentence.tokens
        behind = last or place
        has_colon = behind < len(tokens) and tokens[behind].text == ":"
        return behind + 1 if has_colon else last or None

    def _after_request(self, sentence: Sentence, hits: list[Hit]) -> int | None:
        """Behind «đồng chí … đề nghị»; None where nobody asks for anything."""
        tokens = sentence.tokens
        speakers = [hit for hit in hits if "speakers" in hit.labels]
        for hit in (hit for hit in hits if "requests" in hit.labels):
            asked = [s for s in speakers if s.last <= hit.first <= s.last + _REACH]
            is_noun = any("nouns" in h.labels and h.last == hit.first for h in hits)
            asks = any("questions" in h.labels and h.first == hit.last for h in hits)
            parted = any(tokens[p].text == ";" for p in range(hit.first))
            if asked and not is_noun and not asks and not parted:
                return hit.last
        return None


def _band(sentence: Sentence, hits: list[Hit]) -> str | None:
    """«nằm trong nhóm Khá tốt»; «8 đơn vị xếp loại tốt» counts and is a figure."""
    for opener in (hit for hit in hits if "band_openers" in hit.labels):
        named = [hit.last for hit in hits if "bands" in hit.labels and hit.first == opener.last]
        tokens = sentence.tokens
        before = tokens[max(0, opener.first - 4) : opener.first]
        counts = any(token.is_number and not _YEAR.fullmatch(token.text) for token in before)
        if named and not counts:
            return sentence.text[tokens[opener.first].start : tokens[max(named) - 1].end]
    return None


def _items(text: str) -> Iterator[str]:
    """The parts of a list, without the marks around them."""
    for part in re.split(r";|\.\.\.|…", text):
        item = _NUMBERED.sub("", part.strip(" .…;:,/" + _MARKS)).strip(" .;:," + _MARKS)
        if len(item) >= _SHORTEST:
            yield item
