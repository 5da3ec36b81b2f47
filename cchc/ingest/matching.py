"""Which form a table is, column by column, and why.

Every heading is compared with every column of a form: the same words, the same meaning, or only
part of it. What is only alike is proposed, and somebody has to confirm it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from cchc.catalog.form import ROLES, Column, Form
from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.headings import Header, Heading
from cchc.vietnamese import fold

How = Literal["exact", "meaning", "similar", "borrowed", "corrected", "none"]
LOOSE = frozenset({"total", "new"})  # concepts a heading may leave unsaid
SAME_MEANING, LOOSE_MEANING, SIMILAR = 0.95, 0.9, 0.85  # SIMILAR × share of concepts in common
WORTH_PROPOSING = 0.5
WORTH_READING = 0.6  # of one heading: read, and asked about
IS_FORM = 0.55  # of a whole table
IS_SURE = 0.9
BONUS = 0.04  # for the form's number or title in the sheet
_YEAR = re.compile(r"\{year(-1)?\}")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What one heading is taken for: a column of the form, or none."""

    heading: Heading
    column: Column | None = None
    how: How = "none"
    score: float = 0.0

    @property
    def is_read(self) -> bool:
        """Whether the numbers below the heading become figures."""
        return self.column is not None and self.score >= WORTH_READING


@dataclass(frozen=True, kw_only=True)
class Match:
    """A table taken for a form, with the reasons."""

    form: Form
    header: Header
    proposals: tuple[Proposal, ...]
    missing: tuple[Column, ...]  # columns of the form that the table lacks
    score: float
    reasons: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.score >= IS_SURE and not any(p.how in ("similar", "none") for p in self.values)

    @property
    def values(self) -> tuple[Proposal, ...]:
        """Proposals for the columns that may hold numbers."""
        return tuple(p for p in self.proposals if not (p.column and _names_rows(p.column)))

    def of_role(self, *roles: str) -> Proposal | None:
        """The proposal for the column of one of these roles."""
        return next((p for p in self.proposals if p.column and p.column.role in roles), None)


def _names_rows(column: Column) -> bool:
    return column.role in ("number", "agency", "sector", "identifier", "unit", "note", "ignored")


def best_match(
    header: Header,
    forms: Iterable[Form],
    words: Vocabulary,
    *,
    said: str = "",
    year: int | None = None,
    corrections: Mapping[str, str] | None = None,
    floor: float = IS_FORM,
) -> Match | None:
    """The form that fits a header best; `said` is the text of the sheet around the table.

    `floor` is the score below which it is none: lower where somebody has named the form.
    """
    forms = tuple(form for form in forms if form.kind == "grid")
    matches = [_match(header, form, words, said=fold(said), year=year) for form in forms]
    best = max(matches, key=lambda match: match.score, default=None)
    if best is None:
        return None
    best = _with_borrowed(best, forms, words, year=_year(header, year))
    best = _corrected(best, corrections or {})
    return best if best.score >= floor and any(p.is_read for p in best.values) else None


def _match(header: Header, form: Form, words: Vocabulary, *, said: str, year: int | None) -> Match:
    spelled = tuple(_spelled(c, _year(header, year)) for c in form.columns)
    chosen = _assigned(header.headings, spelled, words)
    proposals = tuple(chosen.get(h, Proposal(heading=h)) for h in header.headings)
    found = {p.column.heading for p in chosen.values() if p.is_read}
    missing = tuple(c for c in spelled if c.heading not in found and not c.optional)
    return Match(
        form=form,
        header=header,
        proposals=proposals,
        missing=missing,
        score=_score(proposals, spelled, words) + _bonus(form, said),
        reasons=_reasons(form, proposals, missing, said),
    )


def _year(header: Header, year: int | None) -> int | None:
    """The year "{year}" stands for: the one reported on, else the latest in the headings."""
    years = [int(y) for h in header.headings for y in re.findall(r"\b20\d\d\b", h.text)]
    return year if year in years else max(years, default=year)


@lru_cache(maxsize=4096)
def _spelled(column: Column, year: int | None) -> Column:
    """The column with the year written out in its headings."""
    if not any("{" in heading for heading in (column.heading, *column.synonyms)):
        return column

    def write(heading: str) -> str:
        named = _YEAR.sub(lambda mark: str(year - bool(mark[1])) if year else "", heading)
        return " ".join(named.split())

    return replace(
        column, heading=write(column.heading), synonyms=tuple(map(write, column.synonyms))
    )


def _assigned(
    headings: Iterable[Heading], columns: tuple[Column, ...], words: Vocabulary
) -> dict[Heading, Proposal]:
    """Each heading with the column it fits best, no column twice; ties go by position."""
    pairs = []
    for place, heading in enumerate(headings):
        for order, column in enumerate(columns):
            how, score = _likeness(heading.text, column, words)
            if score >= WORTH_PROPOSING:
                pairs.append((-score, abs(place - order), heading, column, how))
    chosen: dict[Heading, Proposal] = {}
    taken: set[str] = set()
    for minus, _, heading, column, how in sorted(pairs, key=lambda pair: pair[:2]):
        if heading not in chosen and column.heading not in taken:
            chosen[heading] = Proposal(heading=heading, column=column, how=how, score=-minus)
            taken.add(column.heading)
    return chosen


def _likeness(text: str, column: Column, words: Vocabulary) -> tuple[How, float]:
    """How a heading fits a column, and how well, from 0 to 1."""
    return max(
        (_alike(text, wording, words) for wording in (column.heading, *column.synonyms)),
        key=lambda found: found[1],
    )


@lru_cache(maxsize=65536)
def _alike(text: str, wording: str, words: Vocabulary) -> tuple[How, float]:
    if letters(text) == letters(wording):
        return "exact", 1.0
    one, two = words.meaning(text), words.meaning(wording)
    if one == two and one:
        return "meaning", SAME_MEANING
    if one - LOOSE == two - LOOSE and one - LOOSE:
        return "meaning", LOOSE_MEANING
    common = len(one & two) / max(len(one | two), 1)
    return "similar", SIMILAR * common


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Only what is read aloud, and the levels: punctuation does not tell headings apart."""
    return " ".join(re.findall(r"\w+|[%>]", fold(text)))


def _score(
    proposals: tuple[Proposal, ...], columns: tuple[Column, ...], words: Vocabulary
) -> float:
    """From 0 to 1: how much of the form and of the table fit each other."""
    fitting = [p for p in proposals if p.column and p.column.role != "number"]
    needed = sum(not c.optional for c in columns)
    extra = sum(p.column.optional for p in fitting)
    headed = sum(not words.names(p.heading.text, "number") for p in proposals)
    return 2 * sum(p.score for p in fitting) / max(needed + extra + headed, 1)


def _bonus(form: Form, said: str) -> float:
    code, title = _named(form, said)
    return BONUS * bool(code) + BONUS * bool(title)


def _named(form: Form, said: str) -> tuple[str | None, str | None]:
    """The form's number and title phrase that the sheet says."""
    read = letters(said)
    code = next((c for c in form.codes if fold(c) in said), None)
    title = next((t for t in form.titles if letters(t) in read), None)
    return code, title


def _reasons(
    form: Form, proposals: tuple[Proposal, ...], missing: tuple[Column, ...], said: str
) -> tuple[str, ...]:
    """Why the table is taken for the form, in sentences for the analyst."""
    found = [p for p in proposals if p.is_read]
    wanted = len({p.column.heading for p in found if not p.column.optional}) + len(missing)
    code, title = _named(form, said)
    reasons = [f"khớp {wanted - len(missing)}/{wanted} tiêu đề của biểu {form.id}"]
    reasons += [f"có mã biểu «{code}»"] if code else []
    reasons += [f"tên biểu có «{title}»"] if title else []
    reasons += [f"thiếu cột «{column.heading}»" for column in missing]
    return tuple(reasons)


def _with_borrowed(
    match: Match, forms: Iterable[Form], words: Vocabulary, *, year: int | None
) -> Match:
    """The match with columns other forms know: a table may have one column more."""
    known = {p.column.indicator for p in match.proposals if p.column}
    others = [
        _spelled(c, year) for f in forms for c in f.columns if c.indicator and f is not match.form
    ]
    proposals = [
        p if p.is_read else _borrowed(p, others, known, words) or p for p in match.proposals
    ]
    return replace(match, proposals=tuple(proposals))


def _borrowed(
    proposal: Proposal, columns: list[Column], known: set[str | None], words: Vocabulary
) -> Proposal | None:
    """The column that other forms head so, if they agree on what it is."""
    text = proposal.heading.text
    found = [c for c in columns if _likeness(text, c, words)[1] >= SAME_MEANING]
    meant = {(c.indicator, c.breakdown, c.kind) for c in found}
    if len(meant) != 1 or found[0].indicator in known:
        return None
    column = replace(found[0], alone=None, beside=None)
    return Proposal(heading=proposal.heading, column=column, how="borrowed", score=SAME_MEANING)


def _corrected(match: Match, corrections: Mapping[str, str]) -> Match:
    """The match with the headings somebody has explained: text -> code, code/breakdown or role."""
    if not corrections:
        return match
    meant = {letters(text): target for text, target in corrections.items()}
    proposals = tuple(
        _explained(p, meant[letters(p.heading.text)]) if letters(p.heading.text) in meant else p
        for p in match.proposals
    )
    read = sum(p.how == "corrected" for p in proposals)
    reason = f"{read} cột theo cách hiểu đã được người nhập xác nhận"
    return replace(match, proposals=proposals, reasons=(*match.reasons, reason))


def _explained(proposal: Proposal, target: str) -> Proposal:
    code, _, breakdown = target.partition("/")
    if code in ROLES or not code:
        column = Column(heading=proposal.heading.text, role=code or "ignored")
    else:
        column = Column(heading=proposal.heading.text, indicator=code, breakdown=breakdown or None)
    return Proposal(heading=proposal.heading, column=column, how="corrected", score=1.0)
