"""What somebody typed, shown as it was typed: Streamlit reads marks of Markdown in every text."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:^])")


def as_typed(text: str) -> str:
    """The text with no mark that would be read as one, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
