"""A server started, and one browser-like session with it over Streamlit's own protocol."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request

from tests.bench.measure import ROOT

PATIENCE = 60


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(*command: str, **environment: str):
    """Runs `python COMMAND…` (with {port} filled in) until the block ends; gives port and pid."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *(word.format(port=port) for word in command)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_healthy(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_healthy(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
            return
        time.sleep(0.01)
    raise SystemExit("Máy chủ không trả lời.")


def first_page(port: int, page: str = "") -> int:
    """Opens a session, runs the page once and waits for its end; the bytes that were sent."""
    return asyncio.run(_first_page(port, page))


async def _first_page(port: int, page: str) -> int:
    import websockets
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with websockets.connect(address, subprotocols=["streamlit"], max_size=None) as socket_:
        ask = BackMsg()
        ask.rerun_script.page_name = page
        await socket_.send(ask.SerializeToString())
        received = 0
        async with asyncio.timeout(PATIENCE):
            while True:
                raw = await socket_.recv()
                received += len(raw)
                if ForwardMsg.FromString(raw).WhichOneof("type") == "script_finished":
                    return received
