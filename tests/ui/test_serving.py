"""Every answer carries the security headers; a websocket is left alone."""

import asyncio

from cchc.ui.serving import CONTENT_POLICY, HEADERS, SecurityHeaders


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


def test_a_websocket_is_left_alone():
    assert answered("websocket")["headers"] == [(b"x-frame-options", b"ALLOW")]


def test_the_policy_knows_no_other_host():
    sources = {word for rule in CONTENT_POLICY.split("; ") for word in rule.split()[1:]}
    assert sources <= {
        "'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:", "ws:", "wss:",
    }  # fmt: skip
