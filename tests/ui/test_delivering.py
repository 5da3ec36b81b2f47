"""What a run says leaves in one piece, in its order, and nothing of it is lost."""

import asyncio

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.web.server.starlette.starlette_server_config import WEBSOCKET_MAX_SEND_QUEUE_SIZE
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from cchc.ui import delivering

A, B, C = (ForwardMsg(hash=name) for name in "abc")
SAID, OVER = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS


class Queue:
    """What the browser is still to hear."""

    def __init__(self):
        self._queue = []


class Session:
    """As much of a session as is asked for: who runs, and what it was told."""

    def __init__(self, loop):
        self._event_loop, self._scriptrunner = loop, "runner"
        self._browser_queue = Queue()
        self.heard = self._browser_queue._queue
        self.calls = 0

    def _message_enqueued_callback(self):
        self.calls += 1

    def _enqueue_forward_msg(self, message):
        self.heard.append(message)

    def _handle_scriptrunner_event_on_event_loop(self, sender, event):
        self.heard.append(event)


def told(*events) -> list:
    """What a session has heard shortly after its script said `events`: sender, event, message."""

    async def run():
        session = Session(asyncio.get_running_loop())
        for sender, event, message in events:
            more = {"forward_msg": message} if message else {}
            await asyncio.to_thread(delivering._gather, session, sender, event, **more)
        await asyncio.sleep(5 * delivering.SOON)
        return session.heard

    return asyncio.run(run())


def test_what_is_said_is_heard_in_order_and_the_end_last():
    assert told(("runner", SAID, A), ("runner", SAID, B), ("runner", OVER, None)) == [
        A,
        B,
        OVER,
    ]


def test_what_was_drawn_before_is_said_at_once_between_the_rest():
    said = told(("runner", SAID, A), ("runner", SAID, [B, C]), ("runner", OVER, None))
    assert said == [A, B, C, OVER]


def test_what_is_said_is_heard_soon_while_the_run_goes_on():
    assert told(("runner", SAID, A)) == [A]


def test_a_run_that_was_overtaken_is_not_heard_any_more():
    assert told(("earlier runner", SAID, A), ("runner", SAID, B)) == [B]


def test_one_event_that_fails_takes_no_other_with_it():
    class Failing(Session):
        def _enqueue_forward_msg(self, message):
            if message is A:
                raise ValueError
            super()._enqueue_forward_msg(message)

    async def run():
        session = Failing(asyncio.get_running_loop())
        complaints = []
        session._event_loop.set_exception_handler(lambda _, about: complaints.append(about))
        for message in (A, B):
            delivering._gather(session, "runner", SAID, forward_msg=message)
        await asyncio.sleep(5 * delivering.SOON)
        return session.heard, len(complaints)

    assert asyncio.run(run()) == ([B], 1)


class Line:
    """A line to a browser that notes what is sent by one write, and breaks at the third."""

    def __init__(self):
        self.sent = []

    async def send_all(self, payloads):
        if len(self.sent) == 2:
            raise ClientDisconnected
        self.sent.append(payloads)


class Client:
    """As much of Streamlit's client as its sender asks for."""

    def __init__(self, line):
        self._websocket = self
        self.scope = {delivering.LINE: line}
        self._send_queue = asyncio.Queue(WEBSOCKET_MAX_SEND_QUEUE_SIZE)
        self._closed = asyncio.Event()

    async def send_bytes(self, payload):
        self.sent.append(payload)


def test_what_waits_for_a_browser_is_one_write_and_a_broken_line_is_said():
    async def run():
        line = Line()
        client = Client(line)
        sending = asyncio.create_task(delivering._send_waiting(client))
        for together in ((A, B), (C,), (A,)):
            delivering._write(client, together)
            assert not client._closed.is_set()
            await asyncio.sleep(0.01)
        await sending
        return line.sent, client._closed.is_set()

    a, b, c = (message.SerializeToString() for message in (A, B, C))
    assert asyncio.run(run()) == ([[a, b], [c]], True)


def test_a_browser_that_takes_nothing_is_given_up():
    async def run():
        client = Client(None)  # and nobody sends what waits
        for _ in range(delivering.MOST_WAITING):
            delivering._write(client, [A])
        with pytest.raises(SessionClientDisconnectedError):
            delivering._write(client, [A])
        return client._closed.is_set(), client._send_queue.qsize()

    assert asyncio.run(run()) == (True, delivering.MOST_WAITING)


def test_another_servers_websocket_gets_one_message_after_the_other():
    async def run():
        client = Client(None)
        client.sent = []
        sending = asyncio.create_task(delivering._send_waiting(client))
        delivering._write(client, [A, B])
        await asyncio.sleep(0.01)
        sending.cancel()
        return client.sent

    assert asyncio.run(run()) == [A.SerializeToString(), B.SerializeToString()]


class Wide:
    """A line that takes everything."""

    def __init__(self):
        self.sent = []

    async def send_all(self, payloads):
        self.sent += payloads


class Waiting:
    """A session with so much to send, and the runtime that it is the only one of."""

    def __init__(self, messages, client):
        self.messages, self.client, self.session = messages, client, self
        self._session_mgr = self
        self.script_run_count = 0

    def list_active_sessions(self):
        return [self]

    def flush_browser_queue(self):
        messages, self.messages = self.messages, []
        return messages

    def on_flushed_messages_sent(self):
        """Nobody waits for that."""


def test_more_than_a_line_holds_at_once_is_sent_whole_and_in_order():
    many = 3 * WEBSOCKET_MAX_SEND_QUEUE_SIZE
    end = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)

    async def run():
        line = Wide()
        client = Client(line)
        sending = asyncio.create_task(delivering._send_waiting(client))
        waiting = Waiting([*(ForwardMsg(hash=str(n)) for n in range(many)), end], client)
        delivering._flush(waiting)
        await asyncio.sleep(0.01)
        assert not client._closed.is_set()
        assert waiting.script_run_count == 1
        sending.cancel()
        return [ForwardMsg.FromString(payload).hash for payload in line.sent]

    assert asyncio.run(run()) == [*map(str, range(many)), ""]


def test_streamlit_still_has_what_is_replaced_and_called():
    """Fails on an upgrade that renames what this module takes over."""
    for owner, names in {
        AppSession: ["_on_scriptrunner_event", "_handle_scriptrunner_event_on_event_loop",
                     "_enqueue_forward_msg", "flush_browser_queue", "on_flushed_messages_sent"],
        Runtime: ["_enqueued_some_message", "_get_async_objs", "disconnect_session"],
        StarletteSessionClient: ["_sender", "write_forward_msg"],
        WebSocketsSansIOProtocol: ["run_asgi", "send"],
    }.items():  # fmt: skip
        assert not [name for name in names if not hasattr(owner, name)]
