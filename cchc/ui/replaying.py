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

from cachetools import LRUCache
from streamlit.cursor import Cursor, RunningCursor
from streamlit.delta_generator import DeltaGenerator
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.elements.lib.form_utils import FormData, current_form_id
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
)

from cchc.languages import language
from cchc.ui.held import held

DRAWINGS = 2000  # kept ones; a section with a chart is some 40 kB, a widget one

SAME_FOR_ALL = {"delta", "page_config_changed", "logo"}  # kinds of messages

Place = tuple[int, ...]  # as Streamlit counts: the container's path, then which of its elements


@dataclass(frozen=True)
class Widget:
    """A widget as it was registered, and what the browser was told of its value, if anything."""

    metadata: WidgetMetadata
    key: str | None
    is_told: bool
    value: Any

    def is_right_for(self, context: ScriptRunContext) -> bool:
        """Registers it for this reader; whether what was drawn tells the browser their value."""
        result = context.session_state.register_widget(self.metadata, self.key)
        is_told = bool(result.value_changed)
        return is_told == self.is_told and (not is_told or result.value == self.value)

    def appear(self, context: ScriptRunContext) -> None:
        """Counts among the widgets of this run: what does not appear is forgotten after it."""
        context.shared.widget_ids_this_run.check_and_add(self.metadata.id)
        if self.key:
            context.shared.widget_user_keys_this_run.check_and_add(self.key)


@dataclass(kw_only=True)
class Drawn:
    """What was sent: `length` elements of a container, the first one at `place`."""

    place: Place
    length: int = 0
    messages: list[ForwardMsg] = field(default_factory=list)
    widgets: list[Widget] = field(default_factory=list)

    @property
    def is_for_all(self) -> bool:
        """Whether none of it speaks to one reader: of an address that was asked in vain, what it
        is corrected to is that reader's choices."""
        return SAME_FOR_ALL.issuperset(one.WhichOneof("type") for one in self.messages)

    @property
    def is_in_one_place(self) -> bool:
        """Whether nothing of it stands outside the container that was being filled.

        What stands nowhere, as the title of the window, is the same from anywhere.
        """
        depth = len(self.place) - 1
        paths = [message.metadata.delta_path for message in self.messages]
        return all(tuple(path[:depth]) == self.place[:-1] for path in paths if path)

    def at(self, place: Place) -> "Drawn":
        """The same elsewhere: further down, where something stands above."""
        if place == self.place:
            return self
        moved = [self._moved(message, place) for message in self.messages]
        return Drawn(place=place, length=self.length, messages=moved, widgets=self.widgets)

    def _moved(self, message: ForwardMsg, place: Place) -> ForwardMsg:
        if not message.metadata.delta_path:
            return message
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


def draw_or_replay(said: str, draw: Callable[[], Any]) -> Drawn | None:
    """Draws by `draw`, or replays what it drew for the same words in the same language.

    `said` must name all that what is drawn depends on, with the values it sets. Files that the
    server hands out apart (`st.image`, downloads) are not kept, so they must not be part of it.
    Within something that is being drawn for keeping nothing is kept apart. What was replayed is
    returned, None where `draw` was called.
    """
    context, thread = get_script_run_ctx(suppress_warning=True), ThreadState.get()
    if "enqueue" in vars(context):
        draw()
        return None
    drawing = (said, language(), thread.active_script_hash, thread.fragment_id)
    with _lock:
        known = _drawings.get(drawing)
    if known and all(widget.is_right_for(context) for widget in known.widgets):
        cursor = _cursor()
        drawn, is_replayed = known.at(tuple(cursor.delta_path)), True
        _replay(drawn, context, cursor)
    else:
        drawn, is_replayed = _draw(draw, context), False
    if drawn is not known and drawn.is_for_all and drawn.is_in_one_place:
        with _lock:
            _drawings[drawing] = drawn
    return drawn if is_replayed else None


def open_box(make: Callable, label: str, *, key: str):
    """A popover or an expander that is open, to be filled; None while it is closed."""
    if held(key):
        return make(label, key=key, on_change="rerun")
    named = f"{make.__name__} {label} {key}"
    draw_or_replay(named, lambda: make(label, key=key, on_change="rerun"))
    return None


def open_room(make: Callable, *how, **more) -> DeltaGenerator | list[DeltaGenerator]:
    """The container or columns that `make` makes of these words, to be filled.

    Where it makes some within others, as columns in a row of them, it returns the innermost.
    """
    within, made = _filled(), []
    drawn = draw_or_replay(f"{make.__name__} {how} {more}", lambda: made.append(make(*how, **more)))
    if drawn is None:
        return made[0]
    rooms: dict[Place, DeltaGenerator] = {}
    for message in drawn.messages:
        if message.delta.WhichOneof("type") == "add_block":
            place = tuple(message.metadata.delta_path)
            kind = message.delta.add_block.WhichOneof("type")
            rooms[place] = _room(place, kind, rooms.get(place[:-1], within))
    innermost = max(map(len, rooms))
    first, *further = (room for place, room in rooms.items() if len(place) == innermost)
    return [first, *further] if further else first


def _room(place: Place, kind: str | None, within: DeltaGenerator) -> DeltaGenerator:
    """As Streamlit makes it with the message that opens it."""
    root = within._root_container
    cursor = RunningCursor(root_container=root, parent_path=place[1:])
    room = DeltaGenerator(root_container=root, cursor=cursor, parent=within, block_type=kind)
    room._form_data = FormData(current_form_id(within))
    room._creating_fragment_id = ThreadState.get().fragment_id
    return room


def _filled() -> DeltaGenerator:
    """The container that is being filled."""
    return get_dg_singleton_instance().main_dg._active_dg


def _cursor() -> Cursor:
    """Where its next element will stand."""
    return _filled()._cursor


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
        drawn.widgets.append(Widget(metadata, key, bool(result.value_changed), result.value))
        return result

    context.enqueue = enqueue
    object.__setattr__(state, "register_widget", register_widget)  # its own sets an entry
    try:
        yield
    finally:
        del context.enqueue
        object.__delattr__(state, "register_widget")


def _replay(drawn: Drawn, context: ScriptRunContext, cursor: Cursor) -> None:
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
    if drawn.length:  # as if each had been locked
        cursor._index += drawn.length - 1
        cursor._advance()
