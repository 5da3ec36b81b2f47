"""Which files the server takes: none where nothing may be written, else only so many bytes.

Streamlit takes a file from any session that is open, whatever page it is on, and keeps it in memory
until the session ends. It refuses each that is larger than server.maxUploadSize, one sent in chunks
as soon as it is; how many there are it leaves open. Both middlewares answer before a body is read.
"""

import time
from collections import defaultdict, deque
from collections.abc import Callable

from starlette.responses import Response
from streamlit import config

UPLOADS = "/_stcore/upload_file"
REFUSED, TOO_MUCH, FULL = 403, 429, 503  # nobody reads words here: the page shows the number
MINUTE = 60.0  # seconds
# In files of the greatest size: a province's reports of a month are far less than one.
MOST_A_MINUTE, MOST_HELD = 10, 40
LEAST = 1 << 14  # bytes that any file counts for, an empty one too


class NoUploads:
    """Takes no file."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"].startswith(UPLOADS):
            await Response(status_code=REFUSED)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def held_in_memory() -> int:
    """Bytes of the files that all sessions hold."""
    from streamlit.runtime import Runtime

    families = Runtime.instance().uploaded_file_mgr.get_stats().values()
    return sum(stat.byte_length for stats in families for stat in stats)


class FewUploads:
    """Takes MOST_A_MINUTE greatest files a minute from one address, and holds MOST_HELD of all.

    `clock` tells seconds, `held` the bytes in memory.
    """

    def __init__(
        self,
        app,
        clock: Callable[[], float] = time.monotonic,
        held: Callable[[], int] = held_in_memory,
    ):
        self.app, self._clock, self._held = app, clock, held
        self._taken: dict[str, deque[tuple[float, int]]] = defaultdict(deque)  # when, bytes

    async def __call__(self, scope, receive, send):
        refusal = None
        if scope["type"] == "http" and scope["method"] == "PUT":
            refusal = scope["path"].startswith(UPLOADS) and self._refusal(scope)
        answer = Response(status_code=refusal) if refusal else self.app
        await answer(scope, receive, send)

    def _refusal(self, scope) -> int | None:
        """Why a file is not taken; one that is, is counted before its body has come."""
        greatest = config.get_option("server.maxUploadSize") << 20  # megabytes
        # The server holds a body to the length it names; one in chunks may be as long as is taken.
        named = dict(scope["headers"]).get(b"content-length", b"")
        size = min(max(int(named), LEAST), greatest) if named.isdigit() else greatest
        if self._held() + size > MOST_HELD * greatest:
            return FULL
        taken, now = self._of((scope.get("client") or ("",))[0])
        if sum(count for _, count in taken) + size > MOST_A_MINUTE * greatest:
            return TOO_MUCH
        taken.append((now, size))
        return None

    def _of(self, client: str) -> tuple[deque[tuple[float, int]], float]:
        """What was taken within a minute from one address; who sent before that is forgotten."""
        now = self._clock()
        for address, taken in list(self._taken.items()):
            while taken and taken[0][0] <= now - MINUTE:
                taken.popleft()
            if not taken:
                del self._taken[address]
        return self._taken[client], now
