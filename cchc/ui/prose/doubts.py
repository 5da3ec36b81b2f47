"""What is doubtful in a report, which numbers were not understood, and what it asks of whom."""

import streamlit as st

from cchc.figures import Finding
from cchc.ingest.prose.doubts import WHY_UNREAD
from cchc.languages import later, say
from cchc.ui.prose.desk import Work
from cchc.ui.prose.remarks import RULES as FOLLOWED
from cchc.ui.quality.findings import SEVERITIES, show_finding

_TOLD = {"uncertain_reading", "unread_number", "weakness", "recommendation", "band"}


def doubts(work: Work) -> list[Finding]:
    """What the text contradicts in itself or leaves open, with the arithmetic; the worst first."""
    order = list(SEVERITIES)
    found = [f for f in work.reading.findings if f.rule not in _TOLD]
    return sorted(found, key=lambda finding: order.index(finding.severity))


def show_doubts(work: Work) -> None:
    """Each contradiction as a card."""
    found = doubts(work)
    if not found:
        return
    st.markdown(say("**Mâu thuẫn và điều phải hỏi lại trong văn bản**"))
    for n, finding in enumerate(found):
        with st.container(border=True, key=f"doubt-{n}"):
            show_finding(finding)


def show_unread(work: Work) -> None:
    """What looks like a figure and was not understood, so that nothing is missed."""
    if work.reading.unread_numbers:
        st.markdown(say("**Số chưa hiểu** · bôi đen hoặc nhấn vào số trong văn bản để nhập"))
    for unread in work.reading.unread_numbers:
        start, end = unread.span
        around = unread.quote[max(0, start - 60) : start], unread.quote[end : end + 40]
        st.markdown(
            say(
                "- Câu {sentence}: …{before}**{number}**{after}… — {why}",
                sentence=unread.sentence,
                before=_plain(around[0]),
                number=_plain(unread.raw),
                after=_plain(around[1]),
                why=say(WHY_UNREAD.get(unread.reason, unread.reason)),
            )
        )


def _plain(text: str) -> str:
    """Text of a report that is not taken for markup."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#$:~|" else letter for letter in text)


REMARK = later("Nhận xét")
REMARKS = {**FOLLOWED, "band": later("Được xếp")}


def show_remarks(work: Work) -> None:
    """What is said without a number: kept with the report, followed on the agency's page."""
    remarks = work.reading.remarks
    if not remarks:
        return
    with st.expander(say("Hạn chế, kiến nghị, xếp loại: lưu kèm, theo dõi ở trang Đơn vị")):
        for remark in remarks:
            name = say(REMARKS.get(remark.kind, REMARK))
            st.markdown(
                say(
                    "- **{name}** (câu {sentence}): {text}",
                    name=name,
                    sentence=remark.sentence,
                    text=_plain(remark.text),
                )
            )
