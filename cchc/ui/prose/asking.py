"""Which text is read, pasted or dropped; whose it is and for when, as read or as somebody says."""

from collections.abc import Mapping

import streamlit as st

from cchc.errors import CchcError
from cchc.ingest.prose.proposals import SURE, UNSURE
from cchc.languages import later, say
from cchc.ui.prose import desk
from cchc.ui.prose.desk import Work
from cchc.ui.prose.doubts import doubts
from cchc.ui.prose.remarks import RULES as FOLLOWED
from cchc.ui.prose.table import agencies_offered, agency_label
from cchc.vietnamese import number

TYPES = ["txt", "docx", "pdf", "html", "htm"]


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
    likely = len(proposals) - sure - unsure
    surely = _told(
        {
            later("{n} chắc chắn"): sure,
            later("{n} khá chắc"): likely,
            later("{n} cần xem lại"): unsure,
        }
    )
    others = _told(
        {
            later("{n} số chưa hiểu"): len(reading.unread_numbers),
            later("{n} mâu thuẫn, điều phải hỏi lại"): len(doubts(work)),
            later("{n} hạn chế, kiến nghị"): sum(o.kind in FOLLOWED for o in reading.remarks),
        }
    )
    found = say("**{n} số liệu**", n=number(len(proposals), 0))
    return " · ".join([f"{found}: {', '.join(surely)}" if surely else found, *others])


def _told(counts: Mapping[str, int]) -> list[str]:
    """What there is of each kind; of what there is not nothing is said."""
    return [say(words, n=number(n, 0)) for words, n in counts.items() if n]
