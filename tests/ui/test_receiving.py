"""Files are taken within limits, and none where nothing may be written."""

import asyncio
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from streamlit import config
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette.starlette_routes import create_upload_routes

from cchc.ui.receiving import LEAST, FewUploads, NoUploads

MB = 1 << 20
GREATEST = 20 * MB  # maxUploadSize of .streamlit/config.toml
FILE = "/_stcore/upload_file/session/file"


async def application(scope, receive, send):
    """Takes whatever comes."""
    await send({"type": "http.response.start", "status": 204, "headers": []})


def asked(app, path=FILE, *, size=None, client="10.0.0.1", method="PUT", receive=None) -> int:
    """Status of the answer; `size` is named by the sender, None in chunks."""
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"content-type", b"multipart/form-data; boundary=cut")]
    headers += [] if size is None else [(b"content-length", str(size).encode())]
    scope = {
        "type": "http", "path": path, "method": method, "headers": headers,
        "query_string": b"", "client": (client, 1),
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"]


@pytest.fixture
def greatest():
    """As configured; and no form's token is asked for."""
    told = {"server.maxUploadSize": 20, "server.enableXsrfProtection": False}
    before = {name: config.get_option(name) for name in told}
    for name, value in told.items():
        config.set_option(name, value)
    yield
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def limited(greatest):
    """A server at second 0 that holds nothing; `at` and `held` are changed by the test."""
    state = SimpleNamespace(at=0.0, held=0)
    state.app = FewUploads(application, clock=lambda: state.at, held=lambda: state.held)
    return state


def status(state, **how) -> int:
    return asked(state.app, **how)


def test_where_nothing_may_be_written_no_file_is_taken_and_the_rest_is_answered():
    for method in ("PUT", "DELETE", "OPTIONS"):
        assert asked(NoUploads(application), size=1, method=method) == 403
    assert asked(NoUploads(application), "/_stcore/health", method="GET") == 204


@pytest.mark.parametrize("size", [GREATEST, 10 * GREATEST, None])
def test_ten_of_the_greatest_files_are_taken_in_a_minute_however_they_are_sent(limited, size):
    assert [status(limited, size=size) for _ in range(11)] == [204] * 10 + [429]
    assert status(limited, size=size, client="10.0.0.2") == 204
    assert status(limited, path="/_stcore/health", method="GET") == 204
    assert status(limited, method="DELETE") == 204
    limited.at = 59.9
    assert status(limited, size=size) == 429
    limited.at = 60.0
    assert status(limited, size=size) == 204


def test_a_drop_of_many_small_reports_is_taken_and_a_flood_of_empty_ones_ends(limited):
    assert {status(limited, size=60_000) for _ in range(3000)} == {204}
    many = 10 * GREATEST // LEAST
    empty = [status(limited, size=0, client="10.0.0.2") for _ in range(many + 1)]
    assert (set(empty[:-1]), empty[-1]) == ({204}, 429)


def test_no_more_is_held_than_forty_of_the_greatest_files(limited):
    limited.held = 39 * GREATEST
    assert status(limited, size=GREATEST) == 204
    limited.held += 1
    assert status(limited, size=GREATEST, client="10.0.0.2") == 503


def test_streamlit_itself_ends_a_body_in_chunks_that_outgrows_the_greatest_file(greatest):
    """Which is why no limit of ours reads bodies: this says so when that changes."""
    files = MemoryUploadedFileManager("/_stcore/upload_file")
    runtime = SimpleNamespace(is_active_session=lambda session: True)
    head = b'--cut\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\n'
    sent = []

    async def receive():
        sent.append(b"x" * MB if sent else head)
        return {"type": "http.request", "body": sent[-1], "more_body": True}

    routes = Starlette(routes=create_upload_routes(runtime, files, None))
    assert asked(routes, receive=receive) == 413
    assert GREATEST <= sum(map(len, sent)) <= GREATEST + 2 * MB
    assert asked(routes, size=GREATEST + 1) == 413
    assert files.file_storage == {}
