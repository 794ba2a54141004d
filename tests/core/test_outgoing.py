"""Calls to addresses that a user typed: where they must not go, and what they must not bring back."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from pytest_django.fixtures import Settings

from parcours.core.outgoing import NotReached, fetch_json

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says, and remembers what it was asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, body = {
            "/good?a=b": (200, b'{"a": 1}'),
            "/moved": (302, b"{}"),
            "/words": (200, b"hello"),
            "/large": (200, b'"' + b"x" * 600_000 + b'"'),
            "/wrong": (500, b"{}"),
        }[self.path]
        self.send_response(status)
        self.send_header("Location", "/good?a=b")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps([body, self.headers["Authorization"]]).encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(settings: Settings) -> Iterator[str]:
    settings.INTERNAL_HOSTS = ["127.0.0.1"]
    Handler.asked.clear()
    listening = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()
    thread.join()


def test_json_is_fetched(server: str) -> None:
    assert fetch_json(f"{server}/good?a=b") == {"a": 1}


def test_a_form_is_sent_with_who_we_are(server: str) -> None:
    body, authorization = fetch_json(f"{server}/form", form={"a": "é"}, basic=("client", "s:cret"))
    assert (body, authorization) == ("a=%C3%A9", "Basic Y2xpZW50OnMlM0FjcmV0")


def test_t34_redirects_are_not_followed(server: str) -> None:
    with pytest.raises(NotReached):
        fetch_json(f"{server}/moved")
    assert Handler.asked == ["/moved"]


@pytest.mark.parametrize("path", ["words", "large", "wrong"])
def test_a_bad_answer_is_refused(server: str, path: str) -> None:
    with pytest.raises(NotReached):
        fetch_json(f"{server}/{path}")


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://192.168.1.1:8443/",
    ],
)
def test_v5_0_0_1_3_6_t34_our_own_network_is_not_asked(url: str) -> None:
    with pytest.raises(NotReached, match="is inside our own network"):
        fetch_json(url)


@pytest.mark.parametrize(
    "url", ["http://example.org/", "file:///etc/passwd", "ftp://example.org/", "", "https://"]
)
def test_t34_only_https_is_asked(url: str) -> None:
    with pytest.raises(NotReached):
        fetch_json(url)


def test_a_computer_that_is_not_there_is_said(settings: Settings) -> None:
    settings.INTERNAL_HOSTS = ["127.0.0.1"]
    with pytest.raises(NotReached, match="did not answer"):
        fetch_json("http://127.0.0.1:9/")
