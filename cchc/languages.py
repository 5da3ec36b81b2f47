"""The language a person is answered in: Vietnamese, or English by a switch.

What is said is written once, in Vietnamese, where it is said; `data/reference/english.toml` holds
the English of each sentence. Whoever serves a person tells by `choose` which language this person
reads; until then, and for the command line, it is Vietnamese.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

VIETNAMESE, ENGLISH = "vi", "en"

_state: dict = {"ask": lambda: VIETNAMESE, "english": dict}
_fixed: ContextVar[str | None] = ContextVar("language", default=None)


def choose(ask: Callable[[], str]) -> None:
    """Sets who is asked for the language at each sentence."""
    _state["ask"] = ask


def settle(known: str) -> None:
    """Fixes the language of this thread, so that not every number asks for it again."""
    _fixed.set(known)


def teach(english: Callable[[], Mapping[str, str]]) -> None:
    """Who is asked for the English of each Vietnamese sentence, values in braces.

    Where nobody reads English it is not asked for.
    """
    _state["english"] = english


def language() -> str:
    """ "vi" or "en"."""
    return _fixed.get() or _state["ask"]()


def is_english() -> bool:
    """Whether this reader is answered in English."""
    return language() == ENGLISH


@contextmanager
def speaking(fixed: str) -> Iterator[None]:
    """One language whoever asks: what is stored with a report is said in Vietnamese."""
    token = _fixed.set(fixed)
    try:
        yield
    finally:
        _fixed.reset(token)


def say(text: str, /, **values) -> str:
    """The sentence in the reader's language, its `{values}` put in: `say("{n} hồ sơ", n="12")`.

    `text` is a literal here or at `later`, so that a test finds each sentence that has no English
    yet; one without English is said in Vietnamese.
    """
    if is_english():
        text = _state["english"]().get(text, text)
    return text.format(**values) if values else text


def later(text: str) -> str:
    """Marks a sentence of a table of constants, which `say` says when it is shown."""
    return text
