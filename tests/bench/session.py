"""A server started, and browser-like sessions with it over Streamlit's own protocol."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import ROOT

PATIENCE = 60
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: where it listens and what it has used."""

    port: int
    pid: int

    @property
    def cpu(self) -> float:
        """CPU seconds since it began, by the clock that Linux keeps of each process."""
        return time.clock_gettime((~self.pid << 3) | 2)

    @property
    def memory(self) -> float:
        """Megabytes it holds now."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * PAGE_SIZE / 2**20


@contextlib.contextmanager
def serving(*command: str, folder: Path = ROOT, **environment: str):
    """Runs `python COMMAND…` (with {port} filled in) in `folder` until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *(word.format(port=port) for word in command)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_healthy(port, process)
        yield Server(port=port, pid=process.pid)
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
            return
        time.sleep(0.01)
    raise SystemExit("Máy chủ không trả lời.")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One run of a page as its reader sees it."""

    seconds: float
    size: int  # bytes received
    failed: bool  # the page shows an error


class Session:
    """One reader: asks for pages, and like a browser says which large elements it still has."""

    def __init__(self, port: int):
        self.address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self.held: dict[str, None] = {}

    async def __aenter__(self) -> "Session":
        import websockets

        self.line = await websockets.connect(
            self.address, subprotocols=["streamlit"], max_size=None, compression=None
        )
        return self

    async def __aexit__(self, *_) -> None:
        await self.line.close()

    async def run(self, page: str = "", query: str = "") -> Answer:
        """Runs a page and waits for its end."""
        from streamlit.proto.BackMsg_pb2 import BackMsg

        ask = BackMsg()
        ask.rerun_script.page_name = page
        ask.rerun_script.query_string = query
        ask.rerun_script.cached_message_hashes.extend(self.held)
        began = time.perf_counter()
        await self.line.send(ask.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            size, failed = await self._receive()
        return Answer(seconds=time.perf_counter() - began, size=size, failed=failed)

    async def _receive(self) -> tuple[int, bool]:
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        size, failed = 0, False
        while True:
            raw = await self.line.recv()
            size += len(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if message.metadata.cacheable and kind == "delta":
                self.held[message.hash] = None
            failed |= kind == "delta" and _is_error(message.delta)
            again = ForwardMsg.FINISHED_EARLY_FOR_RERUN
            if kind == "script_finished" and message.script_finished != again:
                return size, failed


def _is_error(delta) -> bool:
    element = delta.new_element
    kind = element.WhichOneof("type")
    return kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR)


def first_page(port: int, page: str = "") -> int:
    """Opens a session, runs the page once and waits for its end; the bytes that were sent."""

    async def open_and_run() -> Answer:
        async with Session(port) as session:
            return await session.run(page)

    return asyncio.run(open_and_run()).size
