"""Taking in what the person accepted, with what keeps it from being taken in."""

import pandas as pd
import streamlit as st

from cchc.ingest.importing import ImportOptions, keep, review
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.prose.desk import Work
from cchc.ui.prose.rows import Judged, draft_of, judged


def show_saving(work: Work, edited: pd.DataFrame) -> None:
    """What would be stored, what stands against it, and the decision."""
    judgement = judged(work.proposals, edited, cached.reference())
    if judgement.problems:
        st.warning("  \n".join(judgement.problems))
    who = (st.session_state.get("who") or "").strip()
    count = len(judgement.figures)
    st.markdown(
        say(
            "Nhận **{count}**, không nhận **{rejected}**, còn thiếu "
            "**{missing}** trên {n} số liệu.",
            count=count,
            rejected=judgement.rejected,
            missing=judgement.missing,
            n=len(edited),
        )
    )
    if not who:
        st.caption(say("Ghi tên người nhập ở trên để lưu."))
    ready = bool(count and who and not judgement.problems)
    if st.button(
        say("Lưu {count} số liệu vào kho", count=count), type="primary", disabled=not ready
    ):
        _store(work, judgement, who)
        st.rerun()
    if work.said:
        st.success(work.said)


def _store(work: Work, judgement: Judged, who: str) -> None:
    """Through the same door as every report; the text is kept byte for byte."""
    store, catalog = cached.store(), cached.reference()
    draft = draft_of(judgement, work.reading, file=work.name, sha256=work.sha256)
    options = ImportOptions(
        agency=work.agency, period=work.period.full_name if work.period else None, who=who,
        accept=True,
    )  # fmt: skip
    done = keep(review(draft, store, catalog), work.data, store, catalog, options)
    if done.status == "unchanged":
        work.said = say(
            "Kho đã có đúng những số liệu này (báo cáo số {report_id}); không lưu lại.",
            report_id=done.report_id,
        )
        return
    found = done.difference
    work.said = say(
        "Đã lưu báo cáo số {report_id}: {new} số mới, {changed} số đổi, "
        "{same} số như cũ. Nguyên bản được giữ từng chữ.",
        report_id=done.report_id,
        new=found.new,
        changed=found.changed,
        same=found.same,
    )
