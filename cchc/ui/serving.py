"""Serves the dashboard: Streamlit's application under uvicorn, with security headers."""

import gc
import logging
import os
from collections.abc import Callable, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Everything comes from this host. Streamlit styles elements inline and starts its chart worker from
# a blob, as it does our own component; plotly compiles functions while drawing, which is why eval
# is allowed.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    b"content-security-policy": CONTENT_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"SAMEORIGIN",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    """Adds HEADERS to every HTTP answer, in place of any of the same name."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_with_headers(message):
            if message["type"] == "http.response.start":
                kept = [h for h in message.get("headers", []) if h[0].lower() not in HEADERS]
                message = {**message, "headers": [*kept, *HEADERS.items()]}
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@asynccontextmanager
async def warm(_app):
    """Loads what the first page needs and freezes it, so that no collection walks it, now or later.

    Collections are off until then (see serve): what is being loaded is not garbage.
    """
    from streamlit.runtime.scriptrunner_utils import script_run_context

    from cchc.ui import cached

    for name in ("uvicorn.access", "uvicorn.error"):  # Streamlit sets them to speak
        logging.getLogger(name).setLevel(logging.WARNING)
    # What is loaded here belongs to no reader, which Streamlit would say at each question.
    logging.getLogger(script_run_context.__name__).setLevel(logging.ERROR)
    cached.catalog()
    cached.holdings()
    gc.freeze()
    gc.enable()
    yield {}
    from cchc.ui.meeting import recording

    recording.end_idle(idle=timedelta(0))


def made_once(populate: Callable) -> Callable:
    """The theme that Streamlit sends with every run, put together once: it never changes."""
    made = {}

    def populate_from_made(message, section: str = "theme") -> None:
        if section not in made:
            made[section] = type(message)()
            populate(made[section], section)
        message.MergeFrom(made[section])

    return populate_from_made


def make_app():
    """The ASGI application; the working directory does not matter."""
    import streamlit as st
    from starlette.middleware import Middleware
    from streamlit.navigation import page
    from streamlit.runtime import app_session
    from streamlit.runtime.pages_manager import PagesManager

    from cchc.store.vouching import is_read_only
    from cchc.ui.delivering import deliver_together
    from cchc.ui.receiving import FewUploads, NoUploads
    from cchc.ui.starting import spare_components, spare_templates, spare_warning

    spare_components()
    spare_templates()
    spare_warning()
    deliver_together()
    # Else the first deep link after a start is looked up in pages/ by file name and not found.
    PagesManager.uses_pages_directory = False
    page.calc_hash = cache(page.calc_hash)  # of our few addresses, asked fifty times a run
    app_session._populate_theme_msg = made_once(app_session._populate_theme_msg)
    around = (SecurityHeaders, NoUploads if is_read_only() else FewUploads)
    return st.App(ROOT / "app.py", lifespan=warm, middleware=[Middleware(one) for one in around])


def serve(
    host: str,
    port: int,
    store: Path | str,
    *,
    read_only: bool = False,
    allowed_hosts: Iterable[str] = (),
) -> None:
    """Serves until stopped. The store reaches the pages through CCHC_STORE.

    `read_only`: nobody can change anything; the store itself refuses. `allowed_hosts`: the names by
    which a browser may call it, any if there are none; another site's name that leads here may not.
    """
    gc.disable()  # until the application is up
    import uvicorn

    from cchc.ui.starting import spare_plotly

    spare_plotly()
    from cchc.ui.delivering import WebSocket

    if read_only:
        from cchc.store.vouching import READ_ONLY

        os.environ[READ_ONLY] = "1"
    os.environ["CCHC_STORE"] = str(Path(store).absolute())
    os.chdir(ROOT)  # .streamlit/config.toml is read from here
    if allowed_hosts:
        from streamlit import config

        config.set_option("server.allowedHosts", list(allowed_hosts))
    uvicorn.run(
        make_app(), host=host, port=port, ws=WebSocket, log_level="warning", access_log=False
    )
