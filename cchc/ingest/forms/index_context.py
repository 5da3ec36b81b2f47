"""Which index units are ranked by, where the headings of a table do not say it.

The texts above a table, on a cover, the name of its sheet and of its file are asked in turn; the
first that speaks of one index alone says it. A line about components of an index does not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cchc.catalog.catalog import Catalog
from cchc.catalog.index_names import IndexNames, Meant
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

    @property
    def title(self) -> str:
        """The texts above the table, folded."""
        return fold(" ".join(self.groups[0]))

    @cached_property
    def index(self) -> Meant | None:
        """The index that somebody chose, else that the texts name; None where they do not."""
        if self.chosen:
            return Meant(self.chosen, self.chosen)
        wide: set[Meant] = set()
        for group in self.groups:
            found = self._mentioned(group)
            if len(found) == 1 and (not wide or found <= wide):
                return found.pop()
            wide = wide or found
        return None

    def _mentioned(self, texts: Iterable[str]) -> set[Meant]:
        """The indices some lines speak of; lines that cite documents only if no other does."""
        lines = [text.replace("_", " ") for text in texts]
        lines = [line for line in lines if not self._is_of_a_part(line)]
        own = [line for line in lines if not self.words.holds(line, "documents")]
        names = index_names(self.catalog)
        found = set().union(*map(names.mentioned, own))
        return found or set().union(*map(names.mentioned, lines))

    def _is_of_a_part(self, line: str) -> bool:
        """Whether a line speaks of components of an index and not of the index."""
        words = _BESIDES.sub(" ", fold(line))
        return any(word in words for word in ranking_words()["parts"])


@lru_cache(maxsize=1)
def index_names(catalog: Catalog) -> IndexNames:
    """The names of every index of the registry."""
    return IndexNames(catalog.indicators, load_published().index_names)


@lru_cache(maxsize=1)
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
