"""Words around and within tables that the reader knows: data/reference/table_words.toml."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from cchc.catalog.loading import read_source
from cchc.catalog.vocabulary import Vocabulary, bare, load_vocabulary
from cchc.vietnamese import fold

FILE = Path(__file__).parents[3] / "data" / "reference" / "table_words.toml"
_LISTS = (
    "total_hints",
    "titles",
    "signatures",
    "remarks",
    "total_starts",
    "totals",
    "not_totals",
    "missing",
    "ticks",
    "not_finite",
    "spelled_numbers",
)


_TABLES = {
    "units": ("whole", "other"),
    "headings": (
        "whole", "fraction", "rate", "plan", "change", "code", "order", "agency", "period", "date",
        "not_date",
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class TableWords:
    """The lists of the file, every phrase folded, beside the vocabulary of report headings."""

    lists: dict[str, frozenset[str]]
    units: dict[str, frozenset[str]]
    headings: dict[str, tuple[str, ...]]
    parts: tuple[tuple[frozenset[str], frozenset[str]], ...]  # concepts of a part and its whole
    vocabulary: Vocabulary

    def is_one_of(self, text: str, kind: str) -> bool:
        """Whether the whole text is one of a list: is_one_of("Không có", "missing")."""
        return fold(text) in self.lists[kind]

    def starts(self, text: str, kind: str) -> bool:
        """Whether the text begins with a phrase of a list, as whole words."""
        return _starts(fold(text), self.lists[kind])

    @lru_cache(maxsize=65536)  # noqa: B019  one instance lives as long as the process
    def is_total(self, text: str) -> bool:
        """Whether a row of this name adds up other rows: "Tổng cộng (I+II)", "Cộng khối huyện"."""
        name = bare(text)
        if not name or _starts(name, self.lists["not_totals"]):
            return False
        is_listed = name in self.lists["totals"] or name in self.vocabulary.phrases["totals"]
        return is_listed or _starts(name, self.lists["total_starts"])

    def is_remark(self, text: str) -> bool:
        """Whether a line below the table explains or signs it."""
        is_known = self.vocabulary.starts(text, "remarks") is not None
        return is_known or self.starts(text, "remarks") or self.starts(text, "signatures")

    @lru_cache(maxsize=4096)  # noqa: B019  one instance lives as long as the process
    def is_heading(self, heading: str, kind: str) -> bool:
        """Whether a column heading is of a kind: is_heading("Tỷ lệ đúng hạn (%)", "rate")."""
        folded = fold(heading).replace("_", " ")
        return any(re.search(rf"(?<!\w){re.escape(p)}(?!\w)", folded) for p in self.headings[kind])

    def begins_as(self, heading: str, kind: str) -> bool:
        """Whether a column heading begins with a phrase of a kind."""
        return _starts(fold(heading.rsplit(" > ", 1)[-1]), self.headings[kind])

    def heads_codes(self, heading: str) -> bool:
        """Whether a column of this heading holds codes: "Mã đơn vị", "unit_code"."""
        last = fold(heading).replace("_", " ").split()[-1:]
        return (
            self.begins_as(heading, "code")
            or "code" in self.meaning(heading)
            or bool(set(last) & set(self.headings["code"]))
        )

    def meaning(self, heading: str) -> frozenset[str]:
        """The concepts of report headings that a heading names."""
        return self.vocabulary.known(heading)


def _starts(folded: str, phrases) -> bool:
    return any(
        folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum()
        for phrase in phrases
    )


@cache
def load_table_words(file: Path = FILE) -> TableWords:
    """The words of the file; BadReferenceError says what is wrong with it."""
    source = read_source(file)
    document = source.document()
    if missing := sorted({*_LISTS, *_TABLES, "part"} - document.keys()):
        raise source.error("table_words", None, f"thiếu {', '.join(missing)}", "thêm các mục này")
    lists = source.words(document, _LISTS, table="table_words")
    units, headings = (
        source.words(document[table], kinds, table=table) for table, kinds in _TABLES.items()
    )
    parts = [source.words(entry, ("part", "whole"), table="part") for entry in document["part"]]
    return TableWords(
        lists={name: frozenset(map(fold, words)) for name, words in lists.items()},
        units={kind: frozenset(map(fold, words)) for kind, words in units.items()},
        headings={kind: tuple(map(fold, words)) for kind, words in headings.items()},
        parts=tuple((frozenset(one["part"]), frozenset(one["whole"])) for one in parts),
        vocabulary=load_vocabulary(),
    )
