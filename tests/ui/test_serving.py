"""Every answer carries the security headers; a websocket is left alone."""

import asyncio

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from cchc.ui.serving import CONTENT_POLICY, HEADERS, SecurityHeaders, made_once


async def application(scope, receive, send):
    """Answers with a header of its own that must be replaced."""
    kind = scope["type"]
    message = {"type": f"{kind}.response.start", "headers": [(b"x-frame-options", b"ALLOW")]}
    await send(message)


def answered(kind: str) -> dict:
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(SecurityHeaders(application)({"type": kind}, None, send))
    return sent[0]


def test_every_answer_has_the_headers_once():
    headers = answered("http")["headers"]
    assert dict(headers) == HEADERS
    assert len(headers) == len(HEADERS)


def test_the_theme_is_put_together_once_and_comes_out_the_same():
    sections = []

    def populate(message, section="theme"):
        sections.append(section)
        app_session._populate_theme_msg(message, section)

    quick, plain = made_once(populate), CustomThemeConfig()
    app_session._populate_theme_msg(plain)
    for _ in range(2):
        message = CustomThemeConfig()
        quick(message)
        assert message == plain
    quick(message.light, "theme.light")
    assert sections == ["theme", "theme.light"]
    assert plain.heading_font


def test_a_websocket_is_left_alone():
    assert answered("websocket")["headers"] == [(b"x-frame-options", b"ALLOW")]


def test_the_policy_knows_no_other_host():
    sources = {word for rule in CONTENT_POLICY.split("; ") for word in rule.split()[1:]}
    assert sources <= {
        "'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:", "ws:", "wss:",
    }  # fmt: skip
