"""From a document to proposals, and to a draft of what is beyond doubt."""

from cchc.catalog.catalog import Catalog
from cchc.ingest.files.documents import Document
from cchc.ingest.prose.lexicon import load_lexicon
from cchc.ingest.prose.mentions import SentenceReader
from cchc.ingest.prose.proposals import ProseDraft, Reading
from cchc.ingest.prose.report import Report
from cchc.ingest.prose.sentences import sentences_of
from cchc.languages import VIETNAMESE, speaking
from cchc.periods import Period

FORM = "prose"


def is_prose(document: Document) -> bool:
    """Whether a document has sentences that speak of CCHC figures."""
    lexicon = load_lexicon()
    for sentence in sentences_of(document.paragraphs):
        if len(sentence.tokens) < 5 or not sentence.has_digit or _is_row(sentence.text):
            continue
        if any(mention.meaning for mention in SentenceReader(sentence, lexicon).read()):
            return True
    return False


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table: more separators than words."""
    separators = sum(text.count(mark) for mark in "\t;|") + text.count(",")
    return separators > 3 and separators * 2 > len(text.split())


@speaking(VIETNAMESE)
def propose(
    document: Document,
    catalog: Catalog,
    *,
    agency: str | None = None,
    period: Period | None = None,
) -> Reading:
    """Everything a document says, as proposals; `agency` (an id) and `period` overrule the text."""
    return Report(document, catalog, agency=agency, period=period).read()


def read_prose(
    document: Document,
    catalog: Catalog,
    *,
    file: str,
    sha256: str,
    agency: str | None = None,
    period: Period | None = None,
) -> ProseDraft:
    """A document as a draft: the figures without doubt, and the whole reading beside them.

    Nothing is stored before somebody says so; what is doubtful is only among the proposals.
    """
    reading = propose(document, catalog, agency=agency, period=period)
    draft = ProseDraft(
        file=file, sha256=sha256, form=FORM, agency=reading.agency, period=reading.period,
        rows_read=len(reading.proposals) + len(reading.unread_numbers),
        findings=[*document.findings, *reading.findings], reading=reading,
    )  # fmt: skip
    return draft.with_only([proposal for proposal in reading.proposals if proposal.is_sure])
