"""By which index units are ranked, asked where a table does not say it."""

import streamlit as st

from cchc.languages import say
from cchc.ui import cached


def ask_index(key: str, chosen: str | None = None) -> str | None:
    """The index of a ranking that does not name it."""
    ranked = [one for one in cached.catalog().indicators if one.rank and one.kind == "score"]
    names = {one.code: one.name for one in ranked}
    return st.selectbox(
        say("Chỉ số của bảng xếp hạng"), list(names), key=key, format_func=names.get,
        index=list(names).index(chosen) if chosen in names else None,
        placeholder=say("Theo tiêu đề, tên biểu, tên tệp"),
        help=say("Chỉ cần chọn khi bảng không ghi là của chỉ số nào; lần sau được nhớ."),
    )  # fmt: skip
