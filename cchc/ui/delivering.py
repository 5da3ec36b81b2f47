"""Hands what a run says to the browser in few pieces instead of one by one.

Streamlit wakes its server for every element a script sends, and the server gives way after each.
While other scripts compute, every one of these turns waits for Python's lock, five milliseconds at
a time: ten readers at once waited for seconds. So what a run says is gathered for SOON, or until
the run is over, and goes out in one turn. The order stays.
"""

import asyncio
from collections import deque
from collections.abc import Sequence

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunContext, ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from cchc.ui import replaying

SAID = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
SOON = 0.01  # seconds; less than an eye sees


def deliver_together() -> None:
    """Makes it so for every session of this process; before the application is made."""
    AppSession._on_scriptrunner_event = _gather
    Runtime._enqueued_some_message = _flush_in_one_turn
    replaying.send_all = _say_all


def _say_all(context: ScriptRunContext, messages: Sequence[ForwardMsg]) -> None:
    """Many messages as one event of the script that runs; nothing composes with them."""
    runner = getattr(context._enqueue, "__self__", None)
    if isinstance(runner, ScriptRunner):
        runner._maybe_handle_execution_control_request()
        runner.on_event.send(runner, event=SAID, forward_msg=messages)
    else:  # nobody's browser listens
        replaying.send_one_by_one(context, messages)


def _gather(session: AppSession, sender, event: ScriptRunnerEvent, **told) -> None:
    """A script said something; on its own thread. Only what ends a run is handed on at once."""
    events = session.__dict__.setdefault("_events", deque())
    events.append((sender, event, told))
    loop = session._event_loop
    try:
        if event is not SAID:
            loop.call_soon_threadsafe(_hand_on, session)
        elif not session.__dict__.get("_is_due"):
            session._is_due = True
            loop.call_soon_threadsafe(loop.call_later, SOON, _hand_on, session)
    except RuntimeError:  # the server is gone
        if not loop.is_closed():
            raise


def _hand_on(session: AppSession) -> None:
    """All that was gathered, in order; on the server's thread."""
    session._is_due = False
    while session._events:
        sender, event, told = session._events.popleft()
        try:
            if event is not SAID:
                session._handle_scriptrunner_event_on_event_loop(sender, event, **told)
            elif sender is session._scriptrunner:  # what an outrun script still says is dropped
                _put(session, told["forward_msg"])
        except Exception as error:
            session._event_loop.call_exception_handler(
                {"message": "a script's event", "exception": error}
            )


def _put(session: AppSession, said: ForwardMsg | Sequence[ForwardMsg]) -> None:
    """Into the queue of what this session's browser is still to hear."""
    if isinstance(said, ForwardMsg):
        session._enqueue_forward_msg(said)
    elif said:
        session._browser_queue._queue.extend(said)
        session._message_enqueued_callback()


def _flush_in_one_turn(runtime: Runtime) -> None:
    """Some session has something to send; may be called on any thread."""
    loop = runtime._get_async_objs().eventloop
    if not getattr(runtime, "_flush_is_due", False):
        runtime._flush_is_due = True
        loop.call_soon_threadsafe(_flush, runtime)


def _flush(runtime: Runtime) -> None:
    """Sends what all sessions have to send."""
    runtime._flush_is_due = False
    for info in runtime._session_mgr.list_active_sessions():
        try:
            for message in info.session.flush_browser_queue():
                runtime._send_message(info, message)
        except SessionClientDisconnectedError:
            runtime.disconnect_session(info.session.id, client=info.client)
        info.session.on_flushed_messages_sent()


class Together:
    """A transport whose writes of one turn leave as one."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop):
        self._transport, self._loop = transport, loop
        self._waiting: list[bytes] = []

    def __getattr__(self, name: str):
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Leaves when this turn of the server is over."""
        if not self._waiting:
            self._loop.call_soon(self._leave)
        self._waiting.append(data)

    def close(self) -> None:
        """What waits still leaves."""
        self._leave()
        self._transport.close()

    def _leave(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting and not self._transport.is_closing():
            self._transport.write(b"".join(waiting))


class WebSocket(WebSocketsSansIOProtocol):
    """uvicorn's websocket, with a write for each turn and not for each element."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called when a connection is made."""
        super().connection_made(transport)
        self.transport = Together(transport, self.loop)
