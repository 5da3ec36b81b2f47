"""What a server answers to whom, over real sockets."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.pages.served import dashboard

SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


def status(base: str, method: str, path: str, headers: dict[str, str], body=None) -> int:
    connection = HTTPConnection(urlsplit(base).netloc, timeout=20)
    connection.request(method, path, body, headers, encode_chunked=False)
    found = connection.getresponse().status
    connection.close()
    return found


def test_only_names_that_are_allowed_lead_to_the_figures(sample_folder):
    with dashboard(sample_folder, allowed_hosts=["so-lieu.example", "127.0.0.1"]) as base:
        answers = {
            host: status(base, "GET", "/_stcore/stream", {**SOCKET, "Host": host})
            for host in ("so-lieu.example:443", "127.0.0.1", "la.example")
        }
    assert answers == {"so-lieu.example:443": 101, "127.0.0.1": 101, "la.example": 403}


def test_a_file_of_no_open_page_is_not_taken_and_a_minute_has_room_for_ten_of_unknown_length(
    sample_folder,
):
    with dashboard(sample_folder) as base:
        path, sent = "/_stcore/upload_file/nobody/file", {"Transfer-Encoding": "chunked"}
        answers = [status(base, "PUT", path, sent, b"0\r\n\r\n") for _ in range(11)]
    assert 429 not in answers[:10]
    assert all(400 <= answer < 500 for answer in answers)
    assert answers[10] == 429
