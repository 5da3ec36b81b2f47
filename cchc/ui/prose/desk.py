"""The report one person is reading: text, proposals and what was made of them, for the session."""

from dataclasses import dataclass, field, replace
from hashlib import sha256

import pandas as pd
import streamlit as st

from cchc.figures import Figure
from cchc.ingest.choosing import chosen_agency
from cchc.ingest.files.documents import Document
from cchc.ingest.files.isolation import isolated_document
from cchc.ingest.prose.proposals import SURE, Proposal, Reading
from cchc.ingest.prose.reading import propose
from cchc.ingest.prose.sentences import Sentence, sentences_of
from cchc.languages import say
from cchc.periods import Period, parse_period
from cchc.ui import cached
from cchc.ui.prose.rows import ADDED, period_text, row_of, rows_of, typed

_PLACE = "_prose_work"
SHORTEST_TITLE, LONGEST_NAME = 25, 70  # characters of the line that names a pasted text


@dataclass(kw_only=True)
class Work:
    """One report on the desk; `rows` are as the table shows them.

    `turn` counts the tables of a session: what is asked under it is never taken from another.
    """

    data: bytes
    name: str
    document: Document
    reading: Reading
    agency: str | None = None  # chosen instead of what the text says
    period: Period | None = None
    proposals: list[Proposal] = field(default_factory=list)
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    edited: pd.DataFrame | None = None  # the same as the person last saw them
    turn: int = 0
    chosen: dict | None = None  # a number of the text that somebody wants to add
    said: str | None = None  # what became of it in the store

    @property
    def sha256(self) -> str:
        """Of the bytes as they came."""
        return sha256(self.data).hexdigest()

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the document."""
        return sentences_of(self.document.paragraphs)

    @property
    def whose(self) -> str | None:
        """Id of the agency the report is of."""
        return self.agency or self.reading.agency


def on_desk() -> Work | None:
    """The report of this session."""
    return st.session_state.get(_PLACE)


def open_text(text: str) -> None:
    """Puts a pasted text on the desk, named by the first line that could be its title."""
    lines = isolated_document(text.encode(), say("văn bản dán")).paragraphs
    title = next((line for line in lines if _is_title(line)), say("Văn bản dán"))
    open_file(text.encode(), f"{_shortened(title)}.txt")


def _is_title(line: str) -> bool:
    """Long enough, and not the name of a site or a station, Every Word Of It Capital."""
    words = line.split()
    capital = sum(word[0].isupper() for word in words)
    return len(line) >= SHORTEST_TITLE and capital < 0.7 * len(words)


def _shortened(line: str) -> str:
    """The beginning of a line, whole words only, without marks a file name must not have."""
    plain = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in line).split()
    while len(plain) > 1 and len(" ".join(plain)) > LONGEST_NAME:
        plain.pop()
    return " ".join(plain)[:LONGEST_NAME]


def open_file(data: bytes, name: str) -> None:
    """Puts a report on the desk; RefusedError where it has no text."""
    document = isolated_document(data, name)
    before = on_desk()
    work = Work(
        data=data, name=name, document=document, reading=Reading(),
        turn=before.turn if before else 0,
    )  # fmt: skip
    _read(work)
    st.session_state[_PLACE] = work


def reread(work: Work, *, agency: str | None, period: str | None) -> None:
    """Reads again for the agency and period a person names; CchcError where they name none."""
    chosen = parse_period(period) if period else None
    work.agency = chosen_agency(agency, cached.reference(), on=chosen and chosen.end)
    work.period = chosen
    _read(work)


def _read(work: Work) -> None:
    catalog = cached.reference()
    work.reading = propose(work.document, catalog, agency=work.agency, period=work.period)
    work.proposals = list(work.reading.proposals)
    work.rows = rows_of(work.proposals, catalog)
    _made_anew(work)
    work.said = work.chosen = None


def add(work: Work, edited: pd.DataFrame, figure: Figure, span: tuple[int, int]) -> None:
    """A figure of the person's own as a new last row; what was edited stays."""
    sentence = int(figure.place.removeprefix("câu "))
    proposal = Proposal(
        figure=figure, sentence=sentence, span=span, raw=figure.quote[slice(*span)],
        period=Period(figure.start, figure.end), period_label=None, confidence=SURE, why=(ADDED,),
    )  # fmt: skip
    work.proposals.append(proposal)
    row = row_of(len(work.proposals), proposal, cached.reference())
    work.rows = typed(pd.concat([edited, pd.DataFrame([row])], ignore_index=True))
    _without_unread(work, sentence, span)
    _made_anew(work)
    work.chosen = None


def _without_unread(work: Work, sentence: int, span: tuple[int, int]) -> None:
    """What a person explained is no longer unread, and its note goes with it."""
    left = [
        unread
        for unread in work.reading.unread_numbers
        if unread.sentence != sentence or unread.span[1] <= span[0] or span[1] <= unread.span[0]
    ]
    gone = {(f"câu {u.sentence}", u.raw) for u in work.reading.unread_numbers} - {
        (f"câu {u.sentence}", u.raw) for u in left
    }
    findings = [
        f for f in work.reading.findings
        if not (f.rule == "unread_number" and (f.where, f.stated) in gone)
    ]  # fmt: skip
    work.reading = replace(work.reading, unread_numbers=tuple(left), findings=tuple(findings))


def own_periods(work: Work) -> dict[str, int]:
    """Periods of rows that are not the one the person set, and how many rows keep each."""
    if work.period is None:
        return {}
    rows = work.rows if work.edited is None else work.edited
    named = rows.loc[rows["period"].fillna("") != period_text(work.period), "period"].dropna()
    return {name: int(times) for name, times in named[named != ""].value_counts().items()}


def use_period(work: Work) -> None:
    """The period the person set, in every row."""
    rows = work.rows if work.edited is None else work.edited
    work.rows = rows.assign(period=period_text(work.period))
    _made_anew(work)


def accept_all(work: Work, edited: pd.DataFrame, *, accepted: bool) -> None:
    """Ticks or unticks every row."""
    work.rows = edited.assign(accepted=accepted)
    _made_anew(work)


def _made_anew(work: Work) -> None:
    """The table has other rows than the one on the screen."""
    work.turn += 1
    work.edited = None
