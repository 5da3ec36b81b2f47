"""Which index units are ranked by, where the headings of a table do not say it.

The texts above a table, on a cover, the name of its sheet and of its file are asked in turn; the
first that speaks of one index alone says it. A line about components of an index does not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from cchc.catalog.catalog import Catalog
from cchc.catalog.index_names import IndexNames, Meant, any_of
from cchc.catalog.published import load_published
from cchc.catalog.vocabulary import Vocabulary
from cchc.figures import Finding
from cchc.vietnamese import fold, unaccented

_BESIDES = re.compile(r"(?:,|và) (?:các )?(?:chỉ số|tiêu chí) thành phần")


@dataclass(frozen=True, kw_only=True)
class IndexContext:
    """What may name the index of a table: groups of texts, the nearest first."""

    groups: tuple[tuple[str, ...], ...]
    catalog: Catalog
    words: Vocabulary
    chosen: str | None = None  # code of the index that somebody chose
    headings: tuple[str, ...] = ()  # of the table: they may tell plans from results

    @property
    def title(self) -> str:
        """The texts above the table, folded."""
        return fold(" ".join(self.groups[0]))

    @cached_property
    def index(self) -> Meant | None:
        """The index that somebody chose, else that the texts name; None where they do not."""
        if self.chosen:
            return Meant(self.chosen, self.chosen)
        if self.doubtful:
            return None
        wide: set[Meant] = set()
        for group in self.groups:
            found = self._mentioned(group)
            if len(found) == 1 and (not wide or found <= wide):
                return found.pop()
            wide = wide or found
        return None

    @cached_property
    def doubtful(self) -> str | None:
        """A line above the table, or a sheet's name, that tells of a part of an index or a plan."""
        lines = [line.replace("_", " ") for group in self.groups[:-1] for line in group]
        return next((line for line in lines if self._tells_of_less(line)), None)

    def _tells_of_less(self, line: str) -> bool:
        words = _BESIDES.sub(" ", fold(line))
        if _holds(words, "parts"):
            return True
        if not _holds(words, "plans") or any(_holds(fold(h), "plans") for h in self.headings):
            return False
        return bool(index_names(self.catalog).mentioned(line))

    def _mentioned(self, texts: Iterable[str]) -> set[Meant]:
        """The indices some lines speak of; lines that cite documents only if no other does."""
        lines = [text.replace("_", " ") for text in texts]
        own = [line for line in lines if not self.words.holds(line, "documents")]
        names = index_names(self.catalog)
        found = set().union(*map(names.mentioned, own))
        return found or set().union(*map(names.mentioned, lines))


def _holds(words: str, kind: str) -> bool:
    """Whether a phrase of a list stands among the words."""
    return bool(_pattern(kind).search(words))


@cache
def _pattern(kind: str) -> re.Pattern:
    return any_of(ranking_words()[kind])


@lru_cache(maxsize=1)
def index_names(catalog: Catalog) -> IndexNames:
    """The names of every index of the registry."""
    return IndexNames(catalog.indicators, load_published().index_names)


@cache
def ranking_words() -> Mapping[str, frozenset[str]]:
    """The words of headings of rankings, with and without accents."""
    lists = load_published().ranking
    return {kind: words | frozenset(map(unaccented, words)) for kind, words in lists.items()}


def unknown_index(where: str | None = None) -> Finding:
    """That units are ranked, and nothing says by which index."""
    message = (
        "Bảng có điểm hoặc thứ hạng nhưng tiêu đề, tên biểu, tên trang và tên tệp không nói rõ của "
        "một chỉ số nào. Hãy chọn chỉ số (dòng lệnh: --index, ví dụ --index pci), hoặc ghi tên chỉ "
        "số vào tên biểu rồi nhập lại."
    )
    return Finding(rule="unknown_index", severity="error", message=message, where=where)
