"""The text of the report beside the table, each figure marked by how surely it was read."""

import pandas as pd
import streamlit as st

from cchc.ingest.prose.doubts import WHY_UNREAD
from cchc.ingest.prose.proposals import UNSURE, Proposal
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.levels import level_name
from cchc.ui.prose import desk
from cchc.ui.prose.desk import Work
from cchc.ui.prose.rows import kind_name, value_text
from cchc.ui.prose.table import HEIGHTS, TABLE
from cchc.ui.prose.text import LEGEND, Mark, show_text

TEXT = "prose-text"


def show_report(work: Work, edited: pd.DataFrame) -> None:
    """The text with its figures marked, beside the table."""
    show_text(
        work.sentences, marks_of(work, edited), key=TEXT, table=TABLE, heights=HEIGHTS,
        on_chosen=_on_chosen,
    )  # fmt: skip
    st.caption(say("Trong văn bản: ") + " · ".join(say(words) for words in LEGEND.values()))


def _on_chosen() -> None:
    desk.on_desk().chosen = st.session_state[TEXT].chosen


def marks_of(work: Work, edited: pd.DataFrame) -> list[Mark]:
    """A mark for each number that was read, with all its rows, and for each that was not."""
    accepted = edited["accepted"].tolist()
    at: dict[tuple, list[int]] = {}
    for n, proposal in enumerate(work.proposals, 1):
        at.setdefault((proposal.sentence, proposal.span), []).append(n)
    marks = [_mark_of(work, place, rows, accepted) for place, rows in at.items()]
    for unread in work.reading.unread_numbers:
        why = say("Chưa hiểu: {why}", why=say(WHY_UNREAD.get(unread.reason, unread.reason)))
        marks.append(Mark(sentence=unread.sentence, span=unread.span, kind="unread",
                          lines=(why, say("Nhấn để nhập thành số liệu"))))  # fmt: skip
    return marks


def _mark_of(work: Work, place: tuple, rows: list[int], accepted: list[bool]) -> Mark:
    proposals = [work.proposals[n - 1] for n in rows]
    is_kept = any(accepted[n - 1] for n in rows)
    unsure = any(p.confidence == UNSURE for p in proposals)
    return Mark(
        sentence=place[0], span=place[1], kind=proposals[0].figure.kind, rows=tuple(rows),
        state="unsure" if unsure and not is_kept else "sure" if is_kept else "rejected",
        lines=tuple(line for proposal in proposals for line in _lines(proposal)),
    )  # fmt: skip


def _lines(proposal: Proposal) -> list[str]:
    """What the card says of a figure: what, whose, when, how surely and why, what else."""
    catalog, figure = cached.reference(), proposal.figure
    whose = catalog.agencies.label(figure.agency) if figure.agency else say("chưa rõ đơn vị")
    when = proposal.period.full_name if proposal.period else say("chưa rõ kỳ")
    name = catalog.indicators.get(figure.indicator).name
    why = f" ({'; '.join(proposal.why)})" if proposal.why else ""
    lines = [
        f"{name}: {value_text(figure.value, figure.indicator, catalog)}",
        f"{whose}, {level_name(figure.level)} · {when} · {kind_name(figure.kind)}",
        f"{proposal.confidence.capitalize()}{why}",
    ]
    others = [catalog.indicators.get(a.indicator).name for a in proposal.alternatives]
    return lines + ([say("Cũng có thể là: {others}", others="; ".join(others))] if others else [])


# Told elsewhere on the page: in the table, among what was not understood, among the remarks.
