"""What the screens say, in English: data/reference/english.toml, Vietnamese = English."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from cchc.catalog.loading import REFERENCE, read_source
from cchc.errors import BadReferenceError


@cache
def load_english(folder: Path = REFERENCE) -> Mapping[str, str]:
    """Vietnamese sentence → English; BadReferenceError where values in braces differ."""
    source = read_source(folder / "english.toml")
    english = source.document()
    for vietnamese, said in english.items():
        if not isinstance(said, str) or values_in(vietnamese) != values_in(said):
            raise BadReferenceError(
                source.file,
                None,
                f"câu tiếng Anh của «{vietnamese}» không giữ đúng các giá trị trong ngoặc {{}}",
                "ghi các giá trị trong ngoặc đúng như câu tiếng Việt",
            )
    return english


def values_in(text: str) -> set[str]:
    """Names of the values that a sentence puts in."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:  # a lone brace: the sentence takes no values
        return set()
