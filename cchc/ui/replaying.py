"""Draws something, or sends again the very messages it made when it was last asked for.

What `st.cache_data` replays is made anew for each reader: every element is copied, written and
hashed, and a widget cannot be replayed at all. Here the finished messages are kept and handed on as
they are; they are the same for all readers and never changed. Widgets are registered with the
session that sees them, as Streamlit does, so their values, callbacks and addresses live as ever.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import streamlit as st
from cachetools import LRUCache
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    ThreadState,
    get_script_run_ctx,
)
from streamlit.runtime.state.common import (
    RegisterWidgetResult,
    WidgetMetadata,
    user_key_from_element_id,
)

from cchc.languages import language

DRAWINGS = 2000  # kept ones; a section with a chart is some 40 kB, a widget one

Place = tuple[int, ...]  # as Streamlit counts: the container's path, then which of its elements


@dataclass(frozen=True)
class Widget:
    """A widget as it was registered, and what the browser was told of its value, if anything."""

    metadata: WidgetMetadata
    is_told: bool
    value: Any

    def is_right_for(self, context: ScriptRunContext) -> bool:
        """Registers it for this reader; whether what was drawn tells the browser their value."""
        widget = self.metadata.id
        result = context.session_state.register_widget(
            self.metadata, user_key_from_element_id(widget)
        )
        is_told = bool(result.value_changed)
        return is_told == self.is_told and (not is_told or result.value == self.value)

    def appear(self, context: ScriptRunContext) -> None:
        """Counts among the widgets of this run: what does not appear is forgotten after it."""
        widget = self.metadata.id
        context.shared.widget_ids_this_run.check_and_add(widget)
        key = user_key_from_element_id(widget)
        if key:
            context.shared.widget_user_keys_this_run.check_and_add(key)


@dataclass(kw_only=True)
class Drawn:
    """What was sent: `length` elements of a container, the first one at `place`."""

    place: Place
    length: int = 0
    messages: list[ForwardMsg] = field(default_factory=list)
    widgets: list[Widget] = field(default_factory=list)

    @property
    def is_in_one_place(self) -> bool:
        """Whether nothing of it stands outside the container that was being filled."""
        depth = len(self.place) - 1
        paths = [message.metadata.delta_path for message in self.messages]
        return all(tuple(path[:depth]) == self.place[:-1] for path in paths)

    def at(self, place: Place) -> "Drawn":
        """The same elsewhere: further down, where something stands above."""
        if place == self.place:
            return self
        moved = [self._moved(message, place) for message in self.messages]
        return Drawn(place=place, length=self.length, messages=moved, widgets=self.widgets)

    def _moved(self, message: ForwardMsg, place: Place) -> ForwardMsg:
        moved = ForwardMsg()
        moved.CopyFrom(message)
        depth, path = len(self.place), message.metadata.delta_path
        first = path[depth - 1] - self.place[-1] + place[-1]
        moved.metadata.delta_path[:] = [*place[:-1], first, *path[depth:]]
        return moved


_drawings: LRUCache[tuple, Drawn] = LRUCache(DRAWINGS)
_lock = Lock()


def send_one_by_one(context: ScriptRunContext, messages: Sequence[ForwardMsg]) -> None:
    """As a script says what it draws."""
    for message in messages:
        context._enqueue(message)


send_all = send_one_by_one  # cchc.ui.delivering knows a shorter way to a browser


def draw_or_replay(said: str, draw: Callable[[], Any]) -> None:
    """Draws by `draw`, or replays what it drew for the same words in the same language.

    `said` must name all that what is drawn depends on, with the values it sets. Files that the
    server hands out apart (`st.image`, downloads) are not kept, so they must not be part of it.
    Within something that is being drawn for keeping nothing is kept apart.
    """
    context, thread = get_script_run_ctx(suppress_warning=True), ThreadState.get()
    if "enqueue" in vars(context):
        draw()
        return
    drawing = (said, language(), thread.active_script_hash, thread.fragment_id)
    with _lock:
        known = _drawings.get(drawing)
    if known and all(widget.is_right_for(context) for widget in known.widgets):
        drawn = known.at(_place())
        _replay(drawn, context)
    else:
        drawn = _draw(draw, context)
    if drawn is not known and drawn.is_in_one_place:
        with _lock:
            _drawings[drawing] = drawn


def open_box(make: Callable, label: str, *, key: str):
    """A popover or an expander that is open, to be filled; None while it is closed."""
    if st.session_state.get(key):
        return make(label, key=key, on_change="rerun")
    named = f"{make.__name__} {label} {key}"
    draw_or_replay(named, lambda: make(label, key=key, on_change="rerun"))
    return None


def _cursor():
    """Where the next element of the container that is being filled will stand."""
    return get_dg_singleton_instance().main_dg._active_dg._cursor


def _place() -> Place:
    return tuple(_cursor().delta_path)


def _draw(draw: Callable[[], Any], context: ScriptRunContext) -> Drawn:
    """Draws, and notes what is sent and registered meanwhile."""
    drawn = Drawn(place=_place())
    with _noting(drawn, context):
        draw()
    drawn.length = _cursor().index - drawn.place[-1]
    return drawn


@contextmanager
def _noting(drawn: Drawn, context: ScriptRunContext) -> Iterator[None]:
    state = context.session_state

    def enqueue(message: ForwardMsg) -> None:
        ScriptRunContext.enqueue(context, message)
        drawn.messages.append(message)

    def register_widget(metadata: WidgetMetadata, key: str | None) -> RegisterWidgetResult:
        result = type(state).register_widget(state, metadata, key)
        drawn.widgets.append(Widget(metadata, bool(result.value_changed), result.value))
        return result

    context.enqueue = enqueue
    object.__setattr__(state, "register_widget", register_widget)  # its own sets an entry
    try:
        yield
    finally:
        del context.enqueue
        object.__delattr__(state, "register_widget")


def _replay(drawn: Drawn, context: ScriptRunContext) -> None:
    """Sends it; large elements that the browser still holds go by name, as Streamlit sends them."""
    for widget in drawn.widgets:
        widget.appear(context)
    held = context.cached_message_hashes
    send_all(
        context,
        [
            create_reference_msg(one) if one.metadata.cacheable and one.hash in held else one
            for one in drawn.messages
        ],
    )
    cursor = _cursor()
    for _ in range(drawn.length):
        cursor.lock_element()
