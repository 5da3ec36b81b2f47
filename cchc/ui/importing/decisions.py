"""What a person decides about a report that was read: take it in, keep it for later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from cchc.ingest.importing import ImportOptions, ImportOutcome, keep
from cchc.languages import later, say
from cchc.store.vouching import two_people_are_needed
from cchc.ui import cached
from cchc.vietnamese import number

DONE = {
    "imported": later("Đã nhập"),
    "draft": later("Đã lưu nháp"),
    "unchanged": later("Kho đã có"),
}
SECOND = later("Đã lưu, chờ người thứ hai xác nhận")


@dataclass(frozen=True, kw_only=True)
class Read:
    """One report of a dropped file: what importing it would come to, and under which options."""

    key: str
    data: bytes
    outcome: ImportOutcome
    options: ImportOptions


def show_confirm_all(read: Sequence[Read]) -> None:
    """One button for all that need nobody's eye."""
    clean = [one for one in read if one.outcome.status == "imported"]
    clean = [one for one in clean if one.outcome.draft.is_clean]
    waiting = [one for one in clean if not _result(one)[0]]
    st.markdown(
        say(
            "**{n} báo cáo**, {clean} không có gì phải xem lại.",
            n=number(len(read), 0),
            clean=number(len(clean), 0),
        )
    )
    if len(waiting) > 1 and st.button(
        say("Nhập cả {n} báo cáo không vướng mắc", n=len(waiting)), type="primary",
        disabled=not waiting[0].options.who,
    ):  # fmt: skip
        for one in waiting:
            _keep(one, accept=False, seen=_seen(one))
        st.rerun()


def show_decision(read: Read) -> None:
    """Confirm or keep as a draft; what was done, with the way back."""
    draft, (said, is_kept) = read.outcome.draft, _result(read)
    if said:
        (st.success if is_kept else st.warning)(said)
    elif read.outcome.status == "unchanged":
        st.info(say("Kho đã có đúng những số liệu này; không cần nhập lại."))
    elif not draft.refused:
        _ask_decision(read)


def _ask_decision(read: Read) -> None:
    key, who = read.key, read.options.who
    if not who:
        st.caption(say("Ghi tên người nhập ở trên để xác nhận."))
    doubts = sum(finding.severity != "note" for finding in read.outcome.draft.findings)
    accepted = not doubts or st.checkbox(
        say("Tôi đã xem {doubts} điểm trên; nhập phần đúng, bỏ phần sai", doubts=doubts),
        key=f"accept-{key}",
    )
    seen = _seen(read)
    by_two = two_people_are_needed()
    with st.container(horizontal=True):
        if st.button(
            say("Chuyển người thứ hai xác nhận") if by_two else say("Xác nhận nhập"),
            key=f"confirm-{key}", type="primary", disabled=not (accepted and who),
        ):  # fmt: skip
            _keep(read, accept=True, seen=seen)
            st.rerun()
        if doubts and st.button(say("Lưu nháp để xem sau"), key=f"draft-{key}", disabled=not who):
            _keep(read, accept=False, seen=seen)
            st.rerun()


def _seen(read: Read) -> int:
    """The version that the person compared with: the one of the last time this was drawn."""
    known = st.session_state.setdefault("_seen", {})
    before = known.get(read.key, cached.version())
    known[read.key] = cached.version()
    return before


def _keep(read: Read, *, accept: bool, seen: int) -> None:
    """Stores the reviewed draft and remembers for this session what became of it."""
    chosen = replace(read.options, accept=accept, seen=seen)
    done = keep(read.outcome.draft, read.data, cached.store(), cached.reference(), chosen)
    became = SECOND if accept and done.status == "draft" else DONE[done.status]
    said = say(
        "{said}: báo cáo số {report_id}, bản số liệu {version}. Xem, xác "
        "nhận và hoàn tác ở cuối trang.",
        said=say(became),
        report_id=done.report_id,
        version=cached.store().version,
    )
    news = [f.message for f in done.draft.findings if f.rule == "overtaken"]
    said = (
        say(
            "Báo cáo số {report_id} được giữ làm bản nháp. {news}",
            report_id=done.report_id,
            news=news[0],
        )
        if news
        else said
    )
    st.session_state.setdefault("_kept", {})[_kept_key(read)] = said, not news


def _result(read: Read) -> tuple[str, bool]:
    """What became of a report, and whether it counts as it was meant to."""
    return st.session_state.get("_kept", {}).get(_kept_key(read), ("", False))


def _kept_key(read: Read) -> tuple:
    """Which report it is; one that was corrected again is another."""
    said = read.options
    return read.key, said.agency, said.period, said.form, said.index, said.mapping, said.edits
