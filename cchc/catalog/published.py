"""The words of published tables: data/reference/published.toml.

Whose dossiers a row counts, which blocks are ranked apart, what a rate was divided by, and what
the notes of those who copied the figures say about them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cchc.errors import BadReferenceError
from cchc.figures import LEVELS, Severity
from cchc.vietnamese import fold

FILE = Path(__file__).parents[2] / "data" / "reference" / "published.toml"


@dataclass(frozen=True, kw_only=True)
class LevelWord:
    """A printed level of aggregation.

    `of_province`: the figures are the province's, the name beside only says which part of it;
    `split`: that name is a breakdown.
    """

    level: str
    of_province: bool = False
    split: bool = False


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A phrase of notes, and the finding it gives rise to."""

    contains: tuple[str, ...]
    rule: str
    severity: Severity
    message: str
    remedy: str

    def speaks_in(self, note: str) -> bool:
        """Whether the phrase stands in the note."""
        return any(phrase in note for phrase in self.contains)


@dataclass(frozen=True, eq=False)
class Published:
    """Every word folded, as key of what it means."""

    levels: Mapping[str, LevelWord]
    blocks: Mapping[str, str]
    parts: Mapping[str, str]
    denominators: Mapping[str, str]
    country: frozenset[str]
    region: tuple[str, ...]
    total: frozenset[str]
    words: Mapping[str, frozenset[str]]
    index_names: Mapping[str, frozenset[str]]
    ranking: Mapping[str, frozenset[str]]  # what headings of a ranking say
    remarks: tuple[Remark, ...]

    def holds(self, text: str, kind: str) -> bool:
        """Whether a word of a list stands anywhere in the text."""
        folded = fold(text)
        return any(word in folded for word in self.words[kind])

    def is_one_of(self, text: str, kind: str) -> bool:
        """Whether the text is a word of a list."""
        return fold(text) in self.words[kind]

    def denominator(self, text: str) -> str | None:
        """The count that a printed base of a rate means."""
        return self.denominators.get(fold(text))


@cache
def load_published(file: Path = FILE) -> Published:
    """The words of the file; BadReferenceError says what is wrong with it."""
    try:
        return _published(tomllib.loads(file.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        remedy = "sửa theo mẫu các mục đã có"
        raise BadReferenceError(file.name, None, f"không đọc được ({error})", remedy) from error


def _published(document: dict) -> Published:
    names = {key: tuple(map(fold, words)) for key, words in document["names"].items()}
    return Published(
        levels={word: _level(entry) for word, entry in _printed(document, "level")},
        blocks={word: entry["breakdown"] for word, entry in _printed(document, "block")},
        parts={word: entry["breakdown"] for word, entry in _printed(document, "part")},
        denominators={word: e["indicator"] for word, e in _printed(document, "denominator")},
        country=frozenset(names["country"]),
        region=names["region"],
        total=frozenset(names["total"]),
        words=_folded(document["words"]),
        index_names=_folded(document["index_names"]),
        ranking=_folded(document["ranking"]),
        remarks=tuple(_remark(entry) for entry in document["remark"]),
    )


def _folded(lists: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(map(fold, words)) for key, words in lists.items()}


def _printed(document: dict, table: str) -> list[tuple[str, dict]]:
    """Each printed word of a table with its entry; no word may mean two things."""
    pairs = [(fold(word), entry) for entry in document[table] for word in entry["printed"]]
    words = [word for word, _ in pairs]
    if twice := sorted({word for word in words if words.count(word) > 1}):
        raise ValueError(f"[[{table}]] có hai lần: {', '.join(twice)}")
    return pairs


def _level(entry: dict) -> LevelWord:
    if entry["level"] not in LEVELS:
        raise ValueError(f"level = {entry['level']}")
    return LevelWord(
        level=entry["level"],
        of_province=entry.get("agency") == "province",
        split=entry.get("split", False),
    )


def _remark(entry: dict) -> Remark:
    return Remark(**(entry | {"contains": tuple(map(fold, entry["contains"]))}))
