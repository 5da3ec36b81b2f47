"""From a figure to its sentence: the text of a stored report, opened at that sentence."""

import re
from collections.abc import Iterable

import streamlit as st

from cchc.errors import CchcError
from cchc.ingest.files.isolation import isolated_document
from cchc.ingest.prose.reading import FORM
from cchc.ingest.prose.sentences import Sentence, sentences_of
from cchc.languages import say
from cchc.store.records import ReportRow
from cchc.ui import cached
from cchc.ui.prose.text import show_text
from cchc.vietnamese import number

_SENTENCE = re.compile(r"câu (\d+)")


def show_sentences(report: ReportRow, places: Iterable[str], quotes: Iterable[str]) -> None:
    """The text of a report in sentences, opened at those of `places`; nothing for a table."""
    if report.form != FORM:
        return
    try:
        sentences = cached.kept(_sentences, report.sha256, report.file)
    except CchcError as error:
        st.warning(str(error))
        return
    asked = asked_sentences(sentences, places, quotes)
    said = ", ".join(number(one, 0) for one in asked)
    st.caption(
        say("Trong văn bản, câu {said}:", said=said) if asked else say("Văn bản của báo cáo:")
    )
    show_text(sentences, (), asked=asked, key=f"prose-place-{report.id}")


def _sentences(sha256: str, name: str) -> list[Sentence]:
    document = isolated_document(cached.store().original(sha256), name)
    return sentences_of(document.paragraphs)


def asked_sentences(
    sentences: list[Sentence], places: Iterable[str], quotes: Iterable[str]
) -> list[int]:
    """The numbers of the sentences that say the quotes; those of the places where none does."""
    texts = set(quotes)
    found = [one.number for one in sentences if one.text in texts]
    if found:
        return found
    named = {int(match[1]) for place in places if (match := _SENTENCE.search(place or ""))}
    return [one.number for one in sentences if one.number in named]
