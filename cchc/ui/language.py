"""Which language the reader is answered in: `nn=en` in the address, else Vietnamese."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cchc import languages
from cchc.catalog.english import load_english
from cchc.languages import ENGLISH, VIETNAMESE
from cchc.ui.address import ask_code, way
from cchc.ui.held import held, hold

NAME = "nn"
LANGUAGES = {VIETNAMESE: "Tiếng Việt", ENGLISH: "English"}


def settle_language() -> None:
    """Settles the language of this run, before anything is said."""
    asked = held(NAME) or st.query_params.get(NAME) or way().kept.get(NAME)
    known = ENGLISH if asked == ENGLISH else VIETNAMESE
    hold("_language", known)
    languages.teach(load_english)
    languages.choose(_language)  # a fragment may run in a thread of its own
    languages.settle(known)


def _language() -> str:
    """The language of the session that asks; of no session, Vietnamese."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return VIETNAMESE
    return held("_language", VIETNAMESE)


def ask_language() -> None:
    """The switch, at the foot of the sidebar."""
    ask_code(
        NAME, "Ngôn ngữ · Language", LANGUAGES, default=VIETNAMESE,
        widget=st.radio, horizontal=True, label_visibility="collapsed",
    )  # fmt: skip
