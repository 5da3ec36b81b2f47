"""Results that are kept for as long as what they were made of lives."""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Result = TypeVar("Result")


def once_each(make: Callable[[object], Result]) -> Callable[[object], Result]:
    """Make the result of an unchanging object once; it goes when the object goes."""
    made: dict[int, Result] = {}  # by identity, which nothing else has while the object lives

    @wraps(make)
    def remembered(source: object) -> Result:
        name = id(source)
        if name not in made:
            result = make(source)
            weakref.finalize(source, made.pop, name, None)
            made[name] = result
        return made[name]

    return remembered
