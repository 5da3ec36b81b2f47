"""The language a person is answered in: Vietnamese, or English by a switch.

What is said is written once, in Vietnamese, where it is said; `data/reference/english.toml` holds
the English of each sentence. Whoever serves a person tells by `choose` which language this person
reads; until then, and for the command line, it is Vietnamese.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

VIETNAMESE, ENGLISH = "vi", "en"

_state: dict = {"ask": lambda: VIETNAMESE, "english": MappingProxyType({})}


def choose(ask: Callable[[], str]) -> None:
    """Sets who is asked for the language at each sentence."""
    _state["ask"] = ask


def teach(english: Mapping[str, str]) -> None:
    """Hands over the English of each Vietnamese sentence, values in braces."""
    _state["english"] = MappingProxyType(dict(english))


def language() -> str:
    """ "vi" or "en"."""
    return _state["ask"]()


def say(text: str, **values) -> str:
    """The sentence in the reader's language, its `{values}` put in: `say("{n} hồ sơ", n="12")`.

    `text` is a literal at every call, so that a test finds each sentence that has no English yet;
    one without English is said in Vietnamese.
    """
    if language() == ENGLISH:
        text = _state["english"].get(text, text)
    return text.format(**values) if values else text
