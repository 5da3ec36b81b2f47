"""A result is made once for an object, and is gone with it."""

import gc
import weakref

from cchc.store.lifetime import once_each


class Source:
    """Anything that can be referred to weakly."""


class Made:
    """A result whose end can be seen."""


def test_a_result_is_made_once_for_each_object():
    make = once_each(lambda source: Made())
    one, other = Source(), Source()
    assert make(one) is make(one)
    assert make(one) is not make(other)


def test_a_result_goes_with_its_object():
    make = once_each(lambda source: Made())
    source = Source()
    result = weakref.ref(make(source))
    assert result() is not None
    del source
    gc.collect()
    assert result() is None
