"""Of which field or component a number is: «lĩnh vực đất đai», «chỉ số thành phần …»."""

from cchc.ingest.prose.asked import Mention
from cchc.ingest.prose.lexicon import Lexicon
from cchc.ingest.prose.mentions import SentenceReader

COMMUNE_AUTHORITY = "thuộc thẩm quyền cấp xã"


def breakdown_of(
    mention: Mention, reader: SentenceReader, lexicon: Lexicon, *, before: str | None
) -> str | None:
    """The field or component a number is of, or that of the number it leans on."""
    code = mention.meaning.measure.code
    if "commune_authority" in mention.features:
        return None if code.startswith("dossiers_commune_authority") else COMMUNE_AUTHORITY
    if code not in lexicon.split:
        return None
    if mention.meaning.source == "previous":
        return before
    spans = [(f.first, f.last) for f in (*mention.stretch.left, *mention.stretch.right)]
    tokens = reader.sentence.tokens
    for first, last in (*reader.around.fields, *reader.around.components):
        if any(a <= first and last <= b for a, b in spans):
            return reader.sentence.text[tokens[first].start : tokens[last - 1].end]
    return None
