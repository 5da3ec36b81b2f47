"""Libraries that others look for at their own start, only to ask whether they are there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hidden(library: str) -> Iterator[None]:
    """Within the block there is no such library; who imports it afterwards gets it as ever."""

    class Hidden:
        @staticmethod
        def find_spec(name: str, *_) -> None:
            if name == library:
                raise ModuleNotFoundError(name)

    sys.meta_path.insert(0, Hidden)
    try:
        yield
    finally:
        sys.meta_path.remove(Hidden)
