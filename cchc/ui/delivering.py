"""Hands what a run says to the browser in few pieces instead of one by one.

Streamlit wakes its server for every element a script sends, and the server gives way after each.
While other scripts compute, every one of these turns waits for Python's lock, five milliseconds at
a time: ten readers at once waited for seconds. So what a run says is gathered for SOON, or until
the run is over, and goes out in one turn. The order stays.
"""

from collections import deque
from collections.abc import Sequence
from functools import partial

from starlette.websockets import WebSocketDisconnect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.runtime_util import serialize_forward_msg
from streamlit.runtime.scriptrunner import ScriptRunContext, ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionClientDisconnectedError
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState

from cchc.ui import replaying

LINE = "cchc.line"  # in the scope of a websocket
SAID = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
STARTED = ScriptRunnerEvent.SCRIPT_STARTED
SOON = 0.01  # seconds; less than an eye sees
MOST_WAITING = 100  # turns that a browser has not taken yet, before it is given up


def deliver_together() -> None:
    """Makes it so for every session of this process; before the application is made."""
    AppSession._on_scriptrunner_event = _gather
    Runtime._enqueued_some_message = _flush_soon
    StarletteSessionClient._sender = _send_waiting
    StarletteSessionClient.write_forward_msg = lambda client, message: _write(client, [message])
    replaying.send_all = _say_all


def _say_all(context: ScriptRunContext, messages: Sequence[ForwardMsg]) -> None:
    """Many messages as one event of the script that runs; nothing composes with them."""
    runner = getattr(context._enqueue, "__self__", None)
    session = vars(runner).get("_session") if isinstance(runner, ScriptRunner) else None
    if session:
        runner._maybe_handle_execution_control_request()
        _gather(session, runner, SAID, forward_msg=messages)
    else:  # nobody's browser listens
        replaying.send_one_by_one(context, messages)


def _gather(session: AppSession, sender, event: ScriptRunnerEvent, **told) -> None:
    """A script said something; on its own thread. Only what ends a run is handed on at once."""
    events = session.__dict__.setdefault("_events", deque())
    events.append((sender, event, told))
    loop = session._event_loop
    if event is STARTED:
        sender._session = session  # for whom it says what it was kept
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


def _flush_soon(runtime: Runtime) -> None:
    """Some session has something to send; may be called on any thread."""
    if not vars(runtime).get("_flush_is_due"):
        runtime._flush_is_due = True
        runtime._get_async_objs().eventloop.call_soon_threadsafe(_flush, runtime)


def _flush(runtime: Runtime) -> None:
    """Sends what all sessions have to send."""
    runtime._flush_is_due = False
    for info in runtime._session_mgr.list_active_sessions():
        try:
            _send(info)
        except SessionClientDisconnectedError:
            runtime.disconnect_session(info.session.id, client=info.client)
        info.session.on_flushed_messages_sent()


def _send(info: ActiveSessionInfo) -> None:
    """Sends what one session has to send."""
    messages = info.session.flush_browser_queue()
    if messages:
        info.script_run_count += sum(map(_ends_well, messages))
        _write(info.client, messages)


def _ends_well(message: ForwardMsg) -> bool:
    ended = message.script_finished if message.WhichOneof("type") == "script_finished" else None
    return ended == ForwardMsg.FINISHED_SUCCESSFULLY


def _write(client: StarletteSessionClient, messages: Sequence[ForwardMsg]) -> None:
    """For the browser to take in one piece; one that takes nothing is given up."""
    if client._closed.is_set() or client._send_queue.qsize() >= MOST_WAITING:
        client._closed.set()
        raise SessionClientDisconnectedError
    client._send_queue.put_nowait([serialize_forward_msg(message) for message in messages])


async def _send_waiting(client: StarletteSessionClient) -> None:
    """Sends what waits for one browser, a piece at a time, for as long as there is a line."""
    line = client._websocket.scope.get(LINE)
    send = line.send_all if line else partial(_send_each, client._websocket)
    try:
        while True:
            await send(await client._send_queue.get())
    except (OSError, InvalidState, WebSocketDisconnect):  # the browser is gone
        pass
    finally:
        client._closed.set()


async def _send_each(websocket, payloads: Sequence[bytes]) -> None:
    """By another server's websocket, that knows no shorter way."""
    for payload in payloads:
        await websocket.send_bytes(payload)


class WebSocket(WebSocketsSansIOProtocol):
    """uvicorn's websocket that can send many messages by one write."""

    async def run_asgi(self) -> None:
        """Runs the application, which finds the line to the browser in its scope."""
        self.scope[LINE] = self
        await super().run_asgi()

    async def send_all(self, payloads: Sequence[bytes]) -> None:
        """Sends each as a message of its own; ClientDisconnected when nobody is there any more."""
        await self.writable.wait()
        if self.disconnected or self.close_sent:
            raise ClientDisconnected
        for payload in payloads:
            self.conn.send_binary(payload)
        self.transport.write(b"".join(self.conn.data_to_send()))
