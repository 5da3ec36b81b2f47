"""Sections of the page Đọc báo cáo chữ: the text, what is read in it, and what a person decides."""

import pandas as pd
import streamlit as st

from cchc.errors import CchcError
from cchc.figures import Finding
from cchc.ingest.importing import ImportOptions, keep, review
from cchc.ingest.prose.proposals import SURE, UNSURE, Proposal
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.levels import level_name
from cchc.ui.prose import desk
from cchc.ui.prose.desk import Work
from cchc.ui.prose.remarks import RULES as FOLLOWED
from cchc.ui.prose.rows import Judged, draft_of, judged, kind_name, value_text
from cchc.ui.prose.table import HEIGHTS, TABLE, agencies_offered, agency_label
from cchc.ui.prose.text import LEGEND, Mark, show_text
from cchc.ui.quality.findings import SEVERITIES, show_finding
from cchc.vietnamese import number

TYPES = ["txt", "docx", "pdf", "html", "htm"]
TEXT = "prose-text"
WHY_UNREAD = {
    "unknown": later("không rõ con số nói về chỉ tiêu nào"),
    "threshold": later("là ngưỡng để chia nhóm"),
    "range": later("là một khoảng"),
    "average": later("là số bình quân"),
    "malformed": later("dấu chấm, dấu phẩy không thành một con số"),
    "unnamed": later("là mức cao nhất hoặc thấp nhất, không nói của đơn vị nào"),
    "before": later("là mức trước khi thay đổi, không ghi năm"),
}


def ask_report() -> Work | None:
    """The report on the desk, after the person pasted or dropped one."""
    work = desk.on_desk()
    with _other_report(work) if work else st.container():
        if not work:
            st.markdown(
                say(
                    "Mỗi con số trong văn bản được đánh dấu ngay tại câu của nó, kèm "
                    "cách hiểu và độ chắc. Người đọc nhận, sửa hoặc bỏ từng số; chỉ số "
                    "được nhận mới vào kho."
                )
            )
        left, right = st.columns(2, gap="large")
        with left:
            _ask_text()
        with right, st.container(key="upload"):
            _ask_file()
    return work


def _other_report(work: Work):
    """Closed again for each new report."""
    return st.expander(say("Đọc văn bản khác"), key=f"prose-other-{work.turn}")


def _ask_text() -> None:
    text = st.text_area(
        say("Dán văn bản báo cáo, tin bài, kết luận kiểm tra"), height=220, key="prose-pasted",
        placeholder=say("Dán toàn văn vào đây, không cần sửa lại"),
    )  # fmt: skip
    if st.button(say("Đọc văn bản"), type="primary"):
        if text.strip():
            _open(lambda: desk.open_text(text))
        else:
            st.error(say("Hãy dán văn bản vào ô trên trước."))


def _ask_file() -> None:
    """A file is read as soon as it is dropped, once."""
    file = st.file_uploader(say("hoặc thả tệp Word, PDF, trang web, văn bản"), type=TYPES)
    if file and st.session_state.get("_prose_file") != file.file_id:
        st.session_state["_prose_file"] = file.file_id
        _open(lambda: desk.open_file(file.getvalue(), file.name))


def _open(opening) -> None:
    try:
        opening()
    except CchcError as error:
        st.error(str(error))
        return
    st.rerun()


def show_head(work: Work) -> None:
    """The report's name and, correctable, whose it is and of which period."""
    st.subheader(work.name, anchor=False)
    st.markdown(tally(work))
    left, middle, right = st.columns([3, 3, 2], vertical_alignment="bottom", gap="medium")
    with left:
        agency = _ask_agency(work)
    with middle:
        said = work.reading.period.full_name if work.reading.period else ""
        period = st.text_input(
            say("Kỳ báo cáo"), value=said, key=f"prose-period-{work.turn}",
            placeholder=say("Văn bản không nêu năm: hãy ghi kỳ"),
        ).strip()  # fmt: skip
    with right:
        st.text_input(
            say("Người nhập"), key="who", persist_state="session", placeholder=say("Họ tên, phòng")
        )
    _show_own_periods(work)
    if agency != work.whose or period != said:
        _reread(work, agency, period if period != said else None)


def _show_own_periods(work: Work) -> None:
    """Which period counts where the person set one and a sentence names another."""
    own = desk.own_periods(work)
    if not own:
        return
    chosen = work.period.full_name
    listed = "; ".join(f"{name} ({number(times, 0)})" for name, times in own.items())
    st.warning(
        say("Kỳ «{chosen}» ghi ở trên dùng cho câu không tự nêu kỳ. Câu tự nêu kỳ khác giữ kỳ của "
            "câu: {listed}.", chosen=chosen, listed=listed)
    )  # fmt: skip
    if st.button(say("Dùng «{chosen}» cho tất cả", chosen=chosen)):
        desk.use_period(work)
        st.rerun()


def _reread(work: Work, agency: str | None, period: str | None) -> None:
    agency = agency if agency != work.reading.agency else work.agency
    period = period or (work.period.full_name if work.period else None)
    try:
        desk.reread(work, agency=agency, period=period)
    except CchcError as error:
        st.error(str(error))
        return
    st.rerun()


def _ask_agency(work: Work) -> str | None:
    """The report's agency, or another: one beside it by choice, any by its name."""
    options = agencies_offered(work)
    return st.selectbox(
        say("Đơn vị của báo cáo"), options, format_func=agency_label, accept_new_options=True,
        index=options.index(work.whose) if work.whose in options else None,
        key=f"prose-agency-{work.turn}", placeholder=say("Văn bản không nêu: hãy gõ tên đơn vị"),
    )  # fmt: skip


def tally(work: Work) -> str:
    """How much was read and how surely, in one line."""
    proposals, reading = work.proposals, work.reading
    sure = sum(p.confidence == SURE for p in proposals)
    unsure = sum(p.confidence == UNSURE for p in proposals)
    parts = [
        say(
            "**{n} số liệu**: {sure} chắc chắn, {likely} khá chắc, {unsure} cần xem lại",
            n=number(len(proposals), 0),
            sure=sure,
            likely=len(proposals) - sure - unsure,
            unsure=unsure,
        ),
        say("{n} số chưa hiểu", n=len(reading.unread_numbers)),
        say("{n} mâu thuẫn, điều phải hỏi lại", n=len(doubts(work))),
        say("{n} hạn chế, kiến nghị", n=sum(one.kind in FOLLOWED for one in reading.remarks)),
    ]
    return " · ".join(parts)


# --- the text


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


# --- what a person must know


# Told elsewhere on the page: in the table, among what was not understood, among the remarks.
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


# --- into the store


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
