"""Where the headings of a tidy table stand and what each column means.

Every tidy form's headings are known at once: a table of indices may carry a column of dossiers.
A heading that names an indicator of the registry needs no entry in a form.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Column, Form
from cchc.catalog.index_names import Meant
from cchc.catalog.indicator import Indicator
from cchc.catalog.vocabulary import load_vocabulary
from cchc.ingest.forms.explained import explained_column
from cchc.ingest.forms.index_context import index_names
from cchc.ingest.forms.likeness import SAME_MEANING, letters, likeness
from cchc.vietnamese import fold, unaccented

SEARCHED_ROWS = 30  # titles of a published table are short
NAMES = {"agency", "province", "identifier"}
TIMES = {"year", "period", "as_of", "start"}
INDEX_VALUES = {"score", "rank"}
_REPEATABLE = {"identifier", "source", "note", "number", "unit", "ignored"}
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_SPACING = re.compile(r"[_\s]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"[\d.,\s%-]*\d[\d.,\s%-]*")


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A column of the file with its meaning; `at` counts from 0."""

    at: int
    heading: str
    meaning: Column


OWNER = -1  # the place of a column that is not in the file: the one agency of a table


@dataclass(frozen=True, kw_only=True)
class TidyHeader:
    """The heading row of a tidy table: the form it is nearest to and its columns."""

    form: Form
    row: int
    columns: tuple[Bound, ...]
    unknown: tuple[str, ...]
    unread_numbers: tuple[str, ...] = ()  # the unknown ones that have numbers below them
    index: str | None = None  # the only index of the table, where the heading of its scores says it
    around: Meant | None = None  # the index that titles or names of sheet and file say
    owner: str | None = None  # the one agency of a table whose rows name none
    year: int | None = None  # of all rows, where its columns are years

    @property
    def roles(self) -> dict[str, Bound]:
        """The first column of each role."""
        pairs = [(bound.meaning.role, bound) for bound in reversed(self.columns)]
        return {role: bound for role, bound in pairs if role}

    @property
    def counted(self) -> tuple[Bound, ...]:
        """The columns whose heading names an indicator."""
        return tuple(bound for bound in self.columns if bound.meaning.indicator)

    @property
    def likeness(self) -> float:
        """How surely this is a tidy table: 0 where it cannot be one, 1 where all is known."""
        roles = set(self.roles)
        names_index = "index" in roles or self.index is not None or self.around is not None
        has_values = bool(self.counted) or (names_index and bool(roles & INDEX_VALUES))
        if not (roles & NAMES or self.owner) or not has_values:
            return 0.0
        known = len(self.columns) / (len(self.columns) + len(self.unknown))
        return known if roles & TIMES else known * 0.4

    def owned_by(self, owner: str) -> "TidyHeader":
        """The header of a table whose rows are all about one agency."""
        column = Column(heading=owner, role="agency")
        bound = Bound(at=OWNER, heading=owner, meaning=column)
        return replace(self, columns=(*self.columns, bound), owner=owner)

    @property
    def asks_index(self) -> bool:
        """Whether it has scores or ranks by period, and nobody says by which index."""
        roles = set(self.roles)
        is_named = self.index or self.around or "index" in roles
        is_of_rows = bool(roles & TIMES) or {"agency", "province"} <= roles
        return not is_named and is_of_rows and bool(roles & NAMES and roles & INDEX_VALUES)


def find_header(rows: Sequence[Sequence], catalog: Catalog) -> TidyHeader | None:
    """The heading row nearest to a tidy form among the first rows; None where there is none."""
    best = nearest_header(rows, catalog)
    return best if best and best.likeness else None


def nearest_header(
    rows: Sequence[Sequence], catalog: Catalog, explained: Mapping[str, str] | None = None
) -> TidyHeader | None:
    """The row that is most like headings, even where too few of them are understood.

    `explained` says what headings mean: text -> code, code/breakdown, a role, or "" to leave out.
    """
    forms = tuple(form for form in catalog.forms if form.kind == "tidy")
    meanings = _meanings(forms)
    said = {letters(text): target for text, target in (explained or {}).items()}
    found = [
        _header_of(cells, meanings, catalog, row=row, said=said)
        for row, cells in enumerate(rows[:SEARCHED_ROWS])
        if sum(isinstance(cell, str) and bool(cell.strip()) for cell in cells) > 1
    ]
    found = [header for header in found if not _goes_on(rows, header.row)]
    best = max(found, key=lambda h: (h.likeness, len(h.columns), -h.row), default=None)
    return best and _with_unread_numbers(_with_components(best, rows, catalog), rows)


def _goes_on(rows: Sequence[Sequence], row: int) -> bool:
    """Whether the row below heads columns that a row of headings leaves blank: levels of a grid."""
    below = rows[row + 1] if row + 1 < len(rows) else ()
    texts = [at for at, cell in enumerate(below) if isinstance(cell, str) and cell.strip()]
    if not texts or any(_is_number(below[at]) for at in range(len(below))):
        return False
    blank = {at for at, cell in enumerate(rows[row]) if cell in (None, "")}
    return bool(blank & set(texts))


def _with_unread_numbers(header: TidyHeader, rows: Sequence[Sequence]) -> TidyHeader:
    """The header with the columns of numbers that nobody understands."""
    below = rows[header.row + 1 : header.row + SEARCHED_ROWS]
    names = [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in rows[header.row]]
    numbers = {
        name
        for at, name in enumerate(names)
        if name in header.unknown and any(_is_number(row[at]) for row in below if at < len(row))
    }
    return replace(header, unread_numbers=tuple(n for n in header.unknown if n in numbers))


def _is_number(cell) -> bool:
    return isinstance(cell, int | float) or bool(_NUMBER.fullmatch(str(cell or "")))


def _header_of(
    cells: Sequence,
    meanings: dict[str, Column],
    catalog: Catalog,
    *,
    row: int,
    said: Mapping[str, str],
) -> TidyHeader:
    """The cells of one row read as headings."""
    columns, unknown = [], []
    for at, cell in enumerate(cells):
        text = " ".join(cell.split()) if isinstance(cell, str) else ""
        target = said.get(letters(text)) if text else None
        meaning = (
            _meaning(text, meanings, catalog) if target is None else explained_column(text, target)
        )
        if meaning:
            columns.append(Bound(at=at, heading=text, meaning=meaning))
        elif text:
            unknown.append(text)
    columns, doubled = _once_each(_beside(columns))
    columns, index = _of_one_index(columns, catalog)
    return TidyHeader(
        form=_nearest_form(columns, catalog), row=row, columns=tuple(columns),
        unknown=tuple(unknown + doubled), index=index,
    )  # fmt: skip


def _meaning(text: str, meanings: dict[str, Column], catalog: Catalog) -> Column | None:
    """The column a heading stands for; a unit in brackets at its end may be left out."""
    if not text:
        return None
    for wording in (_plain(text), _plain(_BRACKETS.sub("", text))):
        if wording in meanings:
            return meanings[wording]
    indicator = catalog.indicators.named(text) or _index_meant(text, catalog)
    if indicator:
        return Column(heading=text, indicator=indicator.code)
    return _of_same_meaning(text, catalog)


@lru_cache(maxsize=4096)  # a row is read as headings, and again when the table is
def _of_same_meaning(text: str, catalog: Catalog) -> Column | None:
    """The only column of counts whose words mean what the heading's do: «Trong đó: Trễ hạn»."""
    words = load_vocabulary()
    if not words.known(text):
        return None
    counts = (c for f in catalog.forms if f.kind == "tidy" for c in f.columns if c.indicator)
    found = [c for c in counts if likeness(text, c, words)[1] >= SAME_MEANING]
    return found[0] if len({c.indicator for c in found}) == 1 else None


def _index_meant(text: str, catalog: Catalog) -> Indicator | None:
    """The index or the rank that a heading names: «PCI score», «Điểm PAPI», «Hạng PAR INDEX».

    With a year it heads one of several years side by side, which is no tidy table.
    """
    words, names = _SPACING.sub(" ", text), index_names(catalog)
    if _YEAR.search(words):
        return None
    index = names.meant(words) or names.meant(words, local=False)  # the rows say whose it is
    return index if _is_index(index) else names.rank_meant(words)


def _is_index(indicator: Indicator | None) -> bool:
    return bool(indicator and indicator.rank and indicator.kind == "score")


def _meanings(forms: tuple[Form, ...]) -> dict[str, Column]:
    """Every wording of every heading; the first form that has it settles it."""
    printed = {
        _plain(wording): column
        for form in reversed(forms)
        for column in form.columns
        for wording in (column.heading, *column.synonyms)
    }
    return {unaccented(wording): column for wording, column in printed.items()} | printed


def _plain(text: str) -> str:
    """A heading as it is compared: underscores are spaces, a colon or full stop says nothing."""
    return _SPACING.sub(" ", fold(text)).strip(" .:*")


def _beside(columns: list[Bound]) -> list[Bound]:
    """The columns with the meaning they have where their neighbour is missing."""
    there = {bound.meaning.indicator for bound in columns}
    return [
        replace(bound, meaning=replace(bound.meaning, indicator=bound.meaning.alone))
        if bound.meaning.alone and bound.meaning.beside not in there
        else bound
        for bound in columns
    ]


def _once_each(columns: list[Bound]) -> tuple[list[Bound], list[str]]:
    """The first column of each meaning, and the headings of those that repeat one."""
    seen, kept, doubled = set(), [], []
    for bound in columns:
        what = (bound.meaning.role, bound.meaning.indicator, bound.meaning.kind)
        if what in seen and bound.meaning.role not in _REPEATABLE:
            doubled.append(bound.heading)
        else:
            kept.append(bound)
        seen.add(what)
    return kept, doubled


def _with_components(header: TidyHeader, rows: Sequence[Sequence], catalog: Catalog) -> TidyHeader:
    """The header with the components of the indices below it, named as their index calls them."""
    index = header.roles.get("index")
    if index is None or not header.unknown:
        return header
    below = {row[index.at] for row in rows[header.row + 1 : header.row + SEARCHED_ROWS]}
    named = [catalog.indicators.named(text) for text in below if isinstance(text, str)]
    codes = {code for indicator in named if indicator for code in indicator.components}
    components = {}
    for code in codes:
        one = catalog.indicators.get(code)
        components |= {_plain(_BRACKETS.sub("", text)): code for text in (one.name, one.short)}
    there = {bound.meaning.indicator for bound in header.columns}
    added = []
    for at, cell in enumerate(rows[header.row]):
        text = " ".join(cell.split()) if isinstance(cell, str) else ""
        code = components.get(_plain(_BRACKETS.sub("", text)))
        if text in header.unknown and code and code not in there:
            added.append(Bound(at=at, heading=text, meaning=Column(heading=text, indicator=code)))
    known = {bound.heading for bound in added}
    unknown = tuple(text for text in header.unknown if text not in known)
    return replace(header, columns=(*header.columns, *added), unknown=unknown)


def _of_one_index(columns: list[Bound], catalog: Catalog) -> tuple[list[Bound], str | None]:
    """The columns with the scores and ranks of the only index, and the heading that names it."""
    if {"index", "score"} & {bound.meaning.role for bound in columns}:
        return columns, None
    codes = {bound: bound.meaning.indicator for bound in columns if bound.meaning.indicator}
    named = [bound for bound, code in codes.items() if _is_index(catalog.indicators.get(code))]
    if len(named) != 1:
        return columns, None
    is_ranked = any(bound.meaning.role == "rank" for bound in columns)
    roles = {codes[named[0]]: "score"}
    if not is_ranked:
        roles[catalog.indicators.get(codes[named[0]]).rank] = "rank"
    return [_in_role(bound, roles) for bound in columns], named[0].heading


def _in_role(bound: Bound, roles: Mapping[str, str]) -> Bound:
    role = roles.get(bound.meaning.indicator)
    return replace(bound, meaning=Column(heading=bound.heading, role=role)) if role else bound


def _nearest_form(columns: list[Bound], catalog: Catalog) -> Form:
    """The tidy form that has most of the value columns."""
    forms = [form for form in catalog.forms if form.kind == "tidy"]
    values = [
        bound.meaning.indicator or bound.meaning.role
        for bound in columns
        if bound.meaning.indicator or bound.meaning.role in INDEX_VALUES
    ]
    shared = Counter()
    ranked = {one.code for one in catalog.indicators if one.rank or one.score}
    for form in forms:
        own = {c.indicator or c.role for c in form.columns} | {c.alone for c in form.columns}
        own |= ranked if own & INDEX_VALUES else set()
        shared[form.id] = sum(value in own for value in values)
    return max(forms, key=lambda form: shared[form.id])
