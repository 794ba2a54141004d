"""Calls to addresses that a user typed: where they must not go, how long they last, what they must not bring back."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv4Network, IPv6Address
from pathlib import Path
from typing import Any, ClassVar

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from parcours.core.outgoing import NotReached, fetch_json, is_public

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

ANSWERS = {
    "/good?a=b": (200, b'{"a": 1}'),
    "/moved": (302, b"{}"),
    "/words": (200, b"hello"),
    "/deep": (200, b"[" * 400_000),
    "/large": (200, b'"' + b"x" * 600_000 + b'"'),
    "/wrong": (500, b"{}"),
}
DRIPS = 200  # at most, so that a call without a limit ends as well


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says, and remembers what it was asked."""

    asked: ClassVar[list[str]] = []
    let_go: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path in ANSWERS:
            status, body = ANSWERS[self.path]
            self.begin(status)
            self.wfile.write(body)
        else:
            getattr(self, self.path.removeprefix("/"))()

    def begin(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Location", "/good?a=b")
        self.end_headers()

    def silent(self) -> None:
        self.let_go.wait(10)

    def drips(self) -> None:
        self.begin(200)
        self.drip(b" ")

    def drips_heads(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-More: ")
        self.drip(b"x")

    def drip(self, drop: bytes) -> None:
        for _ in range(DRIPS):
            self.wfile.write(drop)
            if self.let_go.wait(0.05):
                return
        self.asked.append("to the end")

    def endless(self) -> None:
        self.begin(200)
        with suppress(OSError):
            while not self.let_go.is_set():
                self.wfile.write(b"x" * 100_000)

    def heads(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-More: x\r\n" * 1000 + b"\r\n{}")

    def cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"{")

    def nothing(self) -> None:
        """Close without a word."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps([body, self.headers["Authorization"]]).encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, *_: object) -> None:
        """Say nothing of those that nobody waited for."""


@pytest.fixture
def server(settings: Settings) -> Iterator[str]:
    settings.INTERNAL_HOSTS = ["127.0.0.1"]
    Handler.asked.clear()
    Handler.let_go.clear()
    listening = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    Handler.let_go.set()
    listening.shutdown()
    listening.server_close()
    thread.join()


def test_json_is_fetched(server: str) -> None:
    assert fetch_json(f"{server}/good?a=b") == {"a": 1}


def test_a_form_is_sent_with_who_we_are(server: str) -> None:
    body, authorization = fetch_json(f"{server}/form", form={"a": "é"}, basic=("client", "s:cret"))
    assert (body, authorization) == ("a=%C3%A9", "Basic Y2xpZW50OnMlM0FjcmV0")


# --- T35: slow, failing, without end -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["silent", "drips", "drips_heads"])
def test_v5_0_0_13_2_6_t35_whoever_is_slow_is_left(server: str, path: str) -> None:
    with pytest.raises(NotReached, match=r"^127\.0\.0\.1 took too long to answer$"):
        fetch_json(f"{server}/{path}", seconds=0.2)
    assert Handler.asked == [f"/{path}"]


def test_t35_whoever_does_not_even_shake_hands_is_left(settings: Settings) -> None:
    settings.INTERNAL_HOSTS = ["127.0.0.1"]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(NotReached, match="took too long to answer"):
            fetch_json(f"https://127.0.0.1:{port}/", seconds=0.2)


def test_a_certificate_is_checked_against_the_name(
    server: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert server
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "trusted.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert("127.0.0.1").configure_cert(context)
    settings.INTERNAL_HOSTS = ["127.0.0.1", "localhost"]
    with Server(("127.0.0.1", 0), Handler) as listening:
        listening.socket = context.wrap_socket(
            listening.socket, server_side=True, do_handshake_on_connect=False
        )
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        port = listening.server_port
        assert fetch_json(f"https://127.0.0.1:{port}/good?a=b") == {"a": 1}
        with pytest.raises(NotReached, match="SSLCertVerificationError"):
            fetch_json(f"https://localhost:{port}/good?a=b")
        with pytest.raises(NotReached, match="took too long to answer"):
            fetch_json(f"https://127.0.0.1:{port}/drips", seconds=0.5)
        Handler.let_go.set()
        listening.shutdown()
    assert "to the end" not in Handler.asked


def test_t35_a_name_that_is_looked_up_for_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    found = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: found.wait(10) or [])
    with pytest.raises(NotReached, match="took too long to answer"):
        fetch_json("https://example.org/", seconds=0.05)
    found.set()


def test_t35_the_rest_of_the_time_is_for_the_answer(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = socket.getaddrinfo

    def slowly(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - the standard library's
        time.sleep(0.1)
        return look_up(*arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", slowly)
    with pytest.raises(NotReached, match="took too long"):
        fetch_json(f"{server}/silent", seconds=0.2)


@pytest.mark.parametrize("path", ["large", "endless"])
def test_t35_no_more_is_read_than_an_answer_needs(server: str, path: str) -> None:
    with pytest.raises(NotReached, match="answered 200 with 500001 bytes"):
        fetch_json(f"{server}/{path}")


@pytest.mark.parametrize("path", ["words", "deep", "wrong", "heads", "cut", "nothing"])
def test_t35_a_bad_answer_is_refused(server: str, path: str) -> None:
    with pytest.raises(NotReached, match=r"^127.0.0.1 (did not answer|answered)"):
        fetch_json(f"{server}/{path}")


def test_t35_one_that_is_slow_holds_up_no_other(server: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(fetch_json, f"{server}/silent", seconds=1)
        assert fetch_json(f"{server}/good?a=b") == {"a": 1}
        assert not slow.done()
        Handler.let_go.set()
        with pytest.raises(NotReached):
            slow.result()


def test_t35_a_computer_that_is_not_there_is_said(settings: Settings) -> None:
    settings.INTERNAL_HOSTS = ["127.0.0.1"]
    with pytest.raises(NotReached, match="did not answer"):
        fetch_json("http://127.0.0.1:9/")


# --- T34: our own network ------------------------------------------------------------------------------------------


def test_t34_redirects_are_not_followed(server: str) -> None:
    with pytest.raises(NotReached):
        fetch_json(f"{server}/moved")
    assert Handler.asked == ["/moved"]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "0.0.0.0",  # noqa: S104 - nothing listens here
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1:8443",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::a00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
        "somebody@127.0.0.1",
    ],
)
def test_v5_0_0_1_3_6_t34_our_own_network_is_not_asked(host: str) -> None:
    with pytest.raises(NotReached, match="is inside our own network"):
        fetch_json(f"https://{host}/")


PRIVATE = [
    IPv4Network(net) for net in ("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16")
]


@given(
    st.sampled_from(PRIVATE).flatmap(lambda net: st.integers(0, net.num_addresses - 1).map(lambda n: net[n])),
    st.sampled_from(["{}", "::ffff:{}", "::{}", "64:ff9b::{}"]),
)
def test_t34_no_spelling_of_an_address_inside_is_public(address: IPv4Address, spelling: str) -> None:
    assert not is_public(spelling.format(address))
    assert not is_public(str(IPv6Address((0x2002 << 112) | (int(address) << 80))))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14"])
def test_what_is_on_the_internet_is_public(address: str) -> None:
    assert is_public(address)


def resolver(*answers: str) -> Callable[..., list[Any]]:
    """A resolver that says another address every time it is asked."""
    left = iter(answers)

    def look_up(_host: str, port: int, **_options: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (next(left), port))]

    return look_up


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where connections go; none is made."""
    asked: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], **_options: object) -> None:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    return asked


def test_t34_the_connection_goes_to_the_address_that_was_checked(
    connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver("93.184.215.14", "127.0.0.1"))
    with pytest.raises(NotReached, match="did not answer"):
        fetch_json("https://rebinds.example.org:8443/")
    assert connected == [("93.184.215.14", 8443)]


def test_t34_a_name_that_leads_inside_is_not_asked(
    connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver("169.254.169.254", "93.184.215.14"))
    with pytest.raises(NotReached, match="is inside our own network"):
        fetch_json("https://rebinds.example.org/")
    assert connected == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "",
        "https://",
        "https://example.org:99999/",
        "https://[127.0.0.1/",
        "https://a..b/",
        f"https://{'a' * 64}.example/",
    ],
)
def test_t34_only_an_address_that_begins_with_https_is_asked(url: str) -> None:
    with pytest.raises(NotReached):
        fetch_json(url)


@pytest.mark.parametrize("path", ["é", "a b", "a\r\nX-More: b"])
def test_t34_nothing_is_added_to_what_is_asked(server: str, path: str) -> None:
    with pytest.raises(NotReached):
        fetch_json(f"{server}/{path}")
