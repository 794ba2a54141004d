"""Against a real server with TLS on 127.0.0.1, its certificate made here."""

import http.server
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from parcours.reference import download as module
from parcours.reference import loaded
from parcours.reference.download import download, is_address
from parcours.reference.load import Progress, load
from parcours.tables.findings import Refused
from tests.reference import official_files as files

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


class Pages(http.server.BaseHTTPRequestHandler):
    """What the server answers at each path."""

    content = b""

    def do_GET(self) -> None:
        elsewhere = {
            "/moved": "/file",
            "/away": "https://example.org/file",
            "/plain": "http://127.0.0.1/file",
        }
        if self.path in elsewhere:
            self.send_response(302)
            self.send_header("Location", elsewhere[self.path])
            self.end_headers()
            return
        if self.path == "/drips":
            self.drip()
            return
        if self.path == "/gone":
            self.send_error(404)
            return
        self.send_response(200)
        length = {"/cut": len(self.content) + 10, "/huge": 10**12}.get(self.path, len(self.content))
        if self.path not in {"/unsaid", "/endless"}:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(self.content)

    def drip(self) -> None:
        """Send a byte now and then, for as long as somebody listens; twenty seconds at most."""
        self.send_response(200)
        self.end_headers()
        for _ in range(400):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Ends when every answer is given, and says nothing of those that nobody waited for."""

    daemon_threads = False

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> trustme.CA:
    """Who signs the certificate, trusted here; no proxy stands between."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "trusted.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    return made


@pytest.fixture
def server(authority: trustme.CA, tmp_path: Path) -> Iterator[str]:
    """The address of a running server that gives codes of NOC 2016."""
    files.old_codes(tmp_path / "c.csv")
    Pages.content = (tmp_path / "c.csv").read_bytes()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with Server(("127.0.0.1", 0), Pages) as running:
        running.socket = context.wrap_socket(running.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"https://127.0.0.1:{running.server_port}"
        running.shutdown()


def why(address: str, to: Path) -> str:
    with pytest.raises(Refused) as refused:
        download(address, to / "got")
    (finding,) = refused.value.findings
    return finding.what.format(**finding.params)


def test_a_table_is_loaded_from_an_address(server: str, tmp_path: Path) -> None:
    heard: list[float] = []
    change = load("noc-2016", [f"{server}/file"], tmp_path, Progress(downloading=heard.append))
    assert (change.added, heard[-1], change.parts[0].source) == (1032, 1.0, f"{server}/file")
    assert loaded.old_codes(tmp_path / "reference")["1515"] == ("95109",)


def test_a_wrong_checksum_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        load("noc-2016", [f"{server}/file"], tmp_path, Progress(), "0" * 64)
    assert not (tmp_path / "reference").exists()


@pytest.mark.parametrize("path", ["file", "moved", "unsaid"])
def test_the_bytes_are_those_of_the_server(server: str, tmp_path: Path, path: str) -> None:
    download(f"{server}/{path}", tmp_path / "got")
    assert (tmp_path / "got").read_bytes() == Pages.content


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("away", "The server sends us on to another place (https://example.org), which is not followed."),
        ("plain", "The server sends us on to another place (http://127.0.0.1), which is not followed."),
        ("gone", "The server answers with the error 404."),
        ("huge", "The file is larger than 100 MB."),
    ],
)
def test_what_is_not_taken(server: str, tmp_path: Path, path: str, said: str) -> None:
    assert why(f"{server}/{path}", tmp_path) == said


def test_t35_a_file_that_is_cut_short_is_not_taken(server: str, tmp_path: Path) -> None:
    assert why(f"{server}/cut", tmp_path) == "The download broke off before the end of the file."


def test_t35_a_file_without_end_is_cut(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    assert why(f"{server}/endless", tmp_path) == "The file is larger than 0 MB."


def test_t35_a_server_that_is_too_slow(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SECONDS", -1.0)
    assert why(f"{server}/file", tmp_path) == "The server takes too long."


def test_t35_a_server_that_drips_is_left(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_SECONDS", 0.2)
    assert why(f"{server}/drips", tmp_path) == "The server takes too long."
    assert (tmp_path / "got").stat().st_size < 400


def test_a_certificate_that_nobody_trusts(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    assert "CERTIFICATE_VERIFY_FAILED" in why(f"{server}/file", tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/f",
        "ftp://127.0.0.1/f",
        "file:///etc/hosts",
        "https://me:secret@127.0.0.1/",
        "https://",
    ],
)
def test_only_https_without_a_password(address: str, tmp_path: Path) -> None:
    assert why(address, tmp_path).startswith("Only addresses that begin with https://")


def test_addresses_and_files_are_told_apart() -> None:
    assert [is_address(one) for one in ("https://a/b", "http://a", "a.csv", "C:\\a.csv")] == [
        True,
        True,
        False,
        False,
    ]
