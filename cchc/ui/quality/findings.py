"""Findings on any page: their words and colours; the summary and the log of the page Kiểm tra."""

import pandas as pd
import streamlit as st

from cchc.figures import Finding
from cchc.indicators.cards import Card, cards
from cchc.indicators.corrections import corrections
from cchc.languages import later, say
from cchc.store.records import FindingRow
from cchc.ui import cached
from cchc.ui.tables import show_table
from cchc.vietnamese import moment_text, number

SEVERITIES = {"error": later("Sai"), "doubt": later("Nghi vấn"), "note": later("Ghi chú")}
TINTS = {"error": "red", "doubt": "orange", "note": "gray"}
MOST_CORRECTIONS = 500


def all_cards() -> list[Card]:
    """Every contradiction of reports that count or wait; made once per version."""
    return cached.kept(_cards)


def _cards() -> list[Card]:
    return cards(cached.store(), cached.catalog())


def show_summary() -> None:
    """How many contradictions of each kind nobody has answered yet, and how many are answered."""
    open_cards = [card for card in all_cards() if card.is_open]
    tally = pd.Series([card.finding.severity for card in open_cards]).value_counts()
    counts = {say(name): int(tally.get(code, 0)) for code, name in SEVERITIES.items()}
    counts[say("Đã trả lời")] = len(all_cards()) - len(open_cards)
    with st.grid(4, min_column_width=140):
        for place, (name, count) in enumerate(counts.items()):
            with st.container(border=True, key=f"tile-{place}"):
                st.metric(name, number(count, 0))


def show_finding(finding: Finding | FindingRow) -> None:
    """One finding: its severity as a word and a colour, and the sentence to act on."""
    st.markdown(
        f":{TINTS[finding.severity]}-badge[{say(SEVERITIES[finding.severity])}] {finding.message}"
    )


def show_corrections() -> None:
    """What was revised, mended, answered or withdrawn: when, by whom and why."""
    log = corrections(cached.store())
    st.subheader(say("Sổ đính chính"), anchor=False)
    if log.empty:
        st.caption(say("Chưa có số liệu nào bị thay, sửa, rút hay được trả lời."))
        return
    moments = pd.to_datetime(log["moment"], utc=True)
    show_table(
        log.assign(when=[moment_text(moment) for moment in moments]).head(MOST_CORRECTIONS),
        {
            "when": say("Lúc"),
            "what": say("Việc"),
            "report_id": say("Báo cáo số"),
            "file": say("Tệp"),
            "said": say("Nội dung"),
            "who": say("Người"),
        },
        alt=say("Sổ đính chính"),
        key="corrections",
    )
