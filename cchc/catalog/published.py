"""The words of published tables: data/reference/published.toml.

Whose dossiers a row counts, which blocks are ranked apart, what a rate was divided by, and what
the notes of those who copied the figures say about them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from cchc.catalog.loading import REFERENCE, Source, read_source
from cchc.figures import LEVELS, Severity
from cchc.vietnamese import fold

FILE = REFERENCE / "published.toml"
# Tables of printed words, and the key by which each says what they mean.
TABLES = {"level": "level", "block": "breakdown", "part": "breakdown", "denominator": "indicator"}
LISTS = {
    "names": ("country", "region", "total"),
    "index_names": ("around", "local", "national", "rank", "leads"),
    "ranking": (
        "score", "rank", "of", "of_ranks", "of_scores", "parts", "plans", "units", "other",
        "previous",
    ),
    "words": ("undated", "disagrees", "computed_rank"),
    "remark": (),
}  # fmt: skip


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
    source = read_source(file)
    document = source.document()
    if missing := sorted({*TABLES, *LISTS} - document.keys()):
        raise source.error("published", None, f"thiếu {', '.join(missing)}", "thêm các mục này")
    words = {t: _folded(source.words(document[t], ns, table=t)) for t, ns in LISTS.items() if ns}
    return Published(
        levels={word: _level(source, *one) for word, *one in _printed(source, document, "level")},
        blocks={word: e["breakdown"] for word, e, _ in _printed(source, document, "block")},
        parts={word: e["breakdown"] for word, e, _ in _printed(source, document, "part")},
        denominators={w: e["indicator"] for w, e, _ in _printed(source, document, "denominator")},
        country=words["names"]["country"],
        region=tuple(words["names"]["region"]),
        total=words["names"]["total"],
        words=words["words"],
        index_names=words["index_names"],
        ranking=words["ranking"],
        remarks=tuple(
            _remark(source.record(Remark, entry, table="remark", nth=n))
            for n, entry in enumerate(document["remark"])
        ),
    )


def _folded(lists: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(map(fold, words)) for key, words in lists.items()}


def _printed(source: Source, document: dict, table: str) -> list[tuple[str, dict, int]]:
    """Each printed word of a table with its entry; no word may mean two things."""
    found: dict[str, tuple[str, dict, int]] = {}
    for nth, entry in enumerate(document[table]):
        for key in ("printed", TABLES[table]):
            if key not in entry:
                raise source.error(table, None, f"thiếu {key}", "ghi thêm", nth=nth)
        for word in source.words(entry, ("printed",), table=table)["printed"]:
            if fold(word) in found:
                problem = f"«{word}» có hai lần"
                raise source.error(table, "printed", problem, "bỏ một chỗ", nth=nth)
            found[fold(word)] = fold(word), entry, nth
    return list(found.values())


def _level(source: Source, entry: dict, nth: int) -> LevelWord:
    if entry["level"] not in LEVELS:
        remedy = f"chọn trong {', '.join(LEVELS)}"
        raise source.error("level", "level", f"level = {entry['level']}", remedy, nth=nth)
    return LevelWord(
        level=entry["level"],
        of_province=entry.get("agency") == "province",
        split=entry.get("split", False),
    )


def _remark(remark: Remark) -> Remark:
    return replace(remark, contains=tuple(map(fold, remark.contains)))
