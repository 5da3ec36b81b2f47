"""A figure that a person adds: the number is selected in the text, the rest is asked."""

import pandas as pd
import streamlit as st

from cchc.errors import CchcError
from cchc.figures import Figure
from cchc.ingest.choosing import chosen_agency
from cchc.languages import say
from cchc.periods import parse_period
from cchc.ui import cached
from cchc.ui.levels import LEVEL_NAMES, level_name
from cchc.ui.prose import desk
from cchc.ui.prose.desk import Work
from cchc.ui.prose.rows import KIND_NAMES, kind_name, period_text, value_of_text


def show_adding(work: Work, edited: pd.DataFrame) -> None:
    """The form for a number that was selected, until it is added or left."""
    if not work.chosen:
        return
    quote, span = chosen_text(work)
    with st.container(border=True, key="prose-adding"):
        st.markdown(say("**Thêm số liệu từ văn bản**"))
        st.text(
            quote[max(0, span[0] - 80) : span[0]] + f"【{quote[slice(*span)]}】" + quote[span[1] :]
        )
        said = _ask(work, quote[slice(*span)])
        with st.container(horizontal=True):
            if st.button(say("Thêm vào bảng"), type="primary", disabled=not said["indicator"]):
                _add(work, edited, said, quote, span)
            if st.button(say("Thôi")):
                work.chosen = None
                st.rerun()


def chosen_text(work: Work) -> tuple[str, tuple[int, int]]:
    """The sentence that was selected in, and the place within it."""
    chosen = work.chosen
    return work.sentences[chosen["sentence"] - 1].text, (chosen["start"], chosen["end"])


def _ask(work: Work, text: str) -> dict:
    names = {one.code: one.name for one in cached.catalog().indicators}
    turn = work.chosen.get("turn", 0)
    indicator = st.selectbox(
        say("Tên chỉ tiêu"), sorted(names, key=names.get), index=None, format_func=names.get,
        key=f"add-indicator-{turn}", placeholder=say("Gõ vài chữ của tên"),
    )  # fmt: skip
    left, right = st.columns(2)
    value = left.text_input(say("Giá trị"), value=text.strip(), key=f"add-value-{turn}")
    kind = right.selectbox(say("Loại"), list(KIND_NAMES), format_func=kind_name,
                           key=f"add-kind-{turn}")  # fmt: skip
    period = left.text_input(
        say("Kỳ"), value=period_text(work.reading.period), key=f"add-period-{turn}"
    )
    level = right.selectbox(say("Phạm vi"), list(LEVEL_NAMES), format_func=level_name,
                            index=_level_place(work), key=f"add-level-{turn}")  # fmt: skip
    return {"indicator": indicator, "value": value, "kind": kind, "period": period, "level": level}


def _level_place(work: Work) -> int:
    """The level of the report's own agency in the list."""
    agency = cached.catalog().agencies.get(work.whose) if work.whose else None
    levels = list(LEVEL_NAMES)
    return levels.index(agency.level) if agency and agency.level in levels else 0


def _add(work: Work, edited: pd.DataFrame, said: dict, quote: str, span: tuple[int, int]) -> None:
    """Adds the row, or says what cannot be read."""
    value = value_of_text(said["value"])
    try:
        period = parse_period(said["period"])
        if value is None:
            raise CchcError(say("Giá trị «{value}» không phải là số.", value=said["value"]))
        if not work.whose:
            raise CchcError(say("Hãy chọn đơn vị của báo cáo ở đầu trang trước."))
        agency = chosen_agency(work.whose, cached.reference())
    except CchcError as error:
        st.error(str(error))
        return
    figure = Figure(
        agency=agency, level=said["level"], start=period.start, end=period.end,
        indicator=said["indicator"], value=value, kind=said["kind"],
        place=f"câu {work.chosen['sentence']}", quote=quote,
    )  # fmt: skip
    desk.add(work, edited, figure, span)
    st.rerun()
