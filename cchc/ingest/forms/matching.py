"""Which form a table is, column by column, and why.

Every heading is compared with every column of a form: the same words, the same meaning, or only
part of it. What is only alike is proposed, and somebody has to confirm it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cchc.catalog.form import Column, Form
from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.forms.explained import explained_column
from cchc.ingest.forms.headings import Header, Heading
from cchc.ingest.forms.likeness import SAME_MEANING, How, letters, likeness, spelled
from cchc.vietnamese import fold

WORTH_PROPOSING = 0.5
WORTH_READING = 0.6  # of one heading: read, and asked about
IS_FORM = 0.55  # of a whole table
IS_SURE = 0.9
BONUS = 0.04  # for the form's number or title in the sheet
NAMING = ("number", "agency", "sector", "identifier", "unit", "note", "ignored", "of")
UNTITLED = 0.2  # against a form that only its title tells from others
# Columns that any table may have.
ANYWHERE = (
    Column(heading="Mã đơn vị", role="identifier", optional=True),
    Column(heading="Đơn vị tính", role="unit", optional=True),
    Column(heading="Ghi chú", role="note", optional=True),
)


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
    title: str | None = None  # phrase of the form's title that the sheet says
    asks_index: bool = False  # a ranking, and nobody says by which index
    doubtful: str | None = None  # a line that says that it is of a part of an index, or a plan

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it."""
        open_ones = ("similar",) if self.form.of_index else ("similar", "none")
        doubtful = any(p.how in open_ones for p in self.values)
        return self.score >= IS_SURE and not doubtful

    @property
    def values(self) -> tuple[Proposal, ...]:
        """Proposals for the columns that may hold numbers."""
        return tuple(p for p in self.proposals if not (p.column and _names_rows(p.column)))

    def of_role(self, *roles: str) -> Proposal | None:
        """The proposal for the column of one of these roles."""
        return next((p for p in self.proposals if p.column and p.column.role in roles), None)


def _names_rows(column: Column) -> bool:
    return column.role in NAMING


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
    """The form that fits a header best; `said` is the text above the table, `year` its year.

    `corrections` explain headings: text -> code, code/breakdown, a role, or "" to leave it out.
    `floor` is the score below which it is no form: lower where somebody has named the form.
    """
    known = tuple(form for form in forms if not (form.of_index or form.by_title))
    forms = tuple(form for form in forms if form.kind == "grid" and not form.of_index)
    meant = {letters(text): target for text, target in (corrections or {}).items()}
    headed = " ".join(heading.text for heading in header.headings)
    matcher = _Matcher(
        header=header, words=words, said=fold(f"{said} {headed}"), year=year, meant=meant
    )
    matches = [matcher.match(form) for form in forms]
    best = max(matches, key=lambda match: match.score, default=None)
    if best is None or best.score < floor:
        return None
    best = matcher.with_borrowed(best, known)
    return best if any(p.is_read for p in best.values) else None


@dataclass(frozen=True, kw_only=True)
class _Matcher:
    """One header, to be held against forms."""

    header: Header
    words: Vocabulary
    said: str  # folded
    year: int | None
    meant: Mapping[str, str]  # headings somebody has explained, by their letters

    def match(self, form: Form) -> Match:
        """The header taken for a form, however badly it fits."""
        columns = self._spelled((*form.columns, *_anywhere(form)))
        explained = {h: self._explained(h, columns) for h in self._known}
        chosen = explained | self._assigned(columns, explained)
        proposals = tuple(chosen.get(h, Proposal(heading=h)) for h in self.header.headings)
        found = {p.column.heading for p in proposals if p.is_read}
        missing = tuple(c for c in columns if c.heading not in found and not c.optional)
        return Match(
            form=form,
            header=self.header,
            proposals=proposals,
            missing=missing,
            score=_score(proposals, columns, self.words) + _bonus(form, self.said),
            title=_named(form, self.said)[1],
            reasons=_reasons(form, proposals, missing, self.said),
        )

    @property
    def _known(self) -> list[Heading]:
        """Headings that somebody has explained."""
        return [h for h in self.header.headings if letters(h.text) in self.meant]

    def _spelled(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """The columns with "{year}" written out: the report's, else the latest of the headings."""
        years = [int(y) for h in self.header.headings for y in re.findall(r"\b20\d\d\b", h.text)]
        year = self.year or max(years, default=None)
        return tuple(spelled(column, year) for column in columns)

    def _explained(self, heading: Heading, columns: tuple[Column, ...]) -> Proposal:
        """A heading as somebody has explained it: a column of the form, or one of its own."""
        target = self.meant[letters(heading.text)]
        code, _, breakdown = target.partition("/")
        known = (c for c in columns if (c.indicator, c.breakdown) == (code, breakdown or None))
        own = explained_column(heading.text, target)
        return Proposal(heading=heading, column=next(known, own), how="corrected", score=1.0)

    def _assigned(
        self, columns: tuple[Column, ...], explained: Mapping[Heading, Proposal]
    ) -> dict[Heading, Proposal]:
        """Each heading with the column it fits best, no column twice; ties go by position."""
        chosen: dict[Heading, Proposal] = {}
        taken = {p.column.heading for p in explained.values()}
        for proposal in self._ranked(columns):
            heading, column = proposal.heading, proposal.column
            if heading not in chosen and heading not in explained and column.heading not in taken:
                chosen[heading] = proposal
                taken.add(column.heading)
        return chosen

    def _ranked(self, columns: tuple[Column, ...]) -> list[Proposal]:
        """Every pair of a heading and a column that is worth proposing, the best first."""
        pairs = []
        for place, heading in enumerate(self.header.headings):
            for order, column in enumerate(columns):
                how, score = likeness(heading.text, column, self.words)
                if score >= WORTH_PROPOSING:
                    proposal = Proposal(heading=heading, column=column, how=how, score=score)
                    pairs.append((-score, abs(place - order), proposal))
        return [proposal for *_, proposal in sorted(pairs, key=lambda pair: pair[:2])]

    def with_borrowed(self, match: Match, forms: Iterable[Form]) -> Match:
        """The match with columns other forms know: a table may have one column more.

        A rank is of what the table ranks by, so no form lends it.
        """
        sure = [p for p in match.proposals if p.column and p.how != "similar"]
        known = {p.column.indicator for p in sure}
        others = self._spelled(
            c for f in forms for c in f.columns if c.indicator and f is not match.form
        )
        proposals = [
            p if p in sure else self._borrowed(p, others, known) or p for p in match.proposals
        ]
        return replace(match, proposals=tuple(proposals))

    def _borrowed(
        self, proposal: Proposal, columns: Iterable[Column], known: set[str | None]
    ) -> Proposal | None:
        """The column that other forms head so, if they agree on what it is."""
        text = proposal.heading.text
        found = [c for c in columns if likeness(text, c, self.words)[1] >= SAME_MEANING]
        meant = {(c.indicator, c.breakdown, c.kind) for c in found}
        if len(meant) != 1 or found[0].indicator in known:
            return None
        column = replace(found[0], alone=None, beside=None)
        return Proposal(heading=proposal.heading, column=column, how="borrowed", score=SAME_MEANING)


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
    untitled = form.by_title and title is None
    return BONUS * bool(code) + BONUS * bool(title) - UNTITLED * untitled


def _named(form: Form, said: str) -> tuple[str | None, str | None]:
    """The form's number and the longest title phrase that the sheet says."""
    read = letters(said)
    code = next((c for c in form.codes if fold(c) in said), None)
    titles = [title for title in form.titles if letters(title) in read]
    return code, max(titles, key=len, default=None)


def _anywhere(form: Form) -> tuple[Column, ...]:
    """The columns any table may have that the form does not name itself."""
    own = {column.role for column in form.columns}
    return tuple(column for column in ANYWHERE if column.role not in own)


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
    if form.by_title and title is None:
        reasons.append("tên biểu không nói rõ là chỉ số nào")
    reasons += [f"thiếu cột «{column.heading}»" for column in missing]
    return tuple(reasons)
