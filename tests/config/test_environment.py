"""Settings from the environment: understood, or refused in a sentence."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from parcours.config import environment


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("Yes", True), ("0", False), ("", False)])
def test_a_flag_says_yes_or_no(monkeypatch: pytest.MonkeyPatch, said: str, meant: bool) -> None:  # noqa: FBT001
    monkeypatch.setenv("PARCOURS_DEBUG", said)
    assert environment.flag("PARCOURS_DEBUG") == meant


def test_a_flag_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARCOURS_DEBUG", "perhaps")
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.flag("PARCOURS_DEBUG")
    assert str(refusal.value) == "PARCOURS_DEBUG is 'perhaps'. Set it to 1 or 0."


def test_the_key_is_made_once_and_read_by_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARCOURS_SECRET_KEY", raising=False)
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(environment.secret_key, [tmp_path / "site"] * 8))
    (key,) = keys
    assert len(key) >= 64
    assert stat.S_IMODE((tmp_path / "site/secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["secret_key"]


def test_a_key_that_is_given_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARCOURS_SECRET_KEY", "given")
    assert (environment.secret_key(tmp_path / "site"), (tmp_path / "site").exists()) == ("given", False)


@pytest.mark.parametrize(
    "said", ["parcours.example", "ftp://parcours.example", "https://", "https://a.example/b"]
)
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PARCOURS_URL", said)
    with pytest.raises(ImproperlyConfigured):
        environment.base_url("http://127.0.0.1:8000")


def test_an_address_is_kept_without_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARCOURS_URL", "https://parcours.example/")
    assert environment.base_url("") == "https://parcours.example"


def test_mail_goes_into_files_until_there_is_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARCOURS_MAIL_URL", raising=False)
    assert environment.mailer(tmp_path)["OPTIONS"] == {"file_path": str(tmp_path / "mail")}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtps://mail.example:4465", 4465, False, True),
    ],
)
def test_a_mail_server_is_understood(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    port: int,
    tls: bool,  # noqa: FBT001
    ssl: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setenv("PARCOURS_MAIL_URL", url.replace("//", "//us%40er:pa%2Fss@"))
    assert environment.mailer(tmp_path)["OPTIONS"] == {
        "host": "mail.example",
        "port": port,
        "username": "us@er",
        "password": "pa/ss",
        "use_tls": tls,
        "use_ssl": ssl,
        "timeout": 10,
    }


def test_a_mail_address_of_another_kind_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARCOURS_MAIL_URL", "mail.example:25")
    with pytest.raises(ImproperlyConfigured):
        environment.mailer(tmp_path)


@pytest.mark.parametrize(
    ("url", "mails"),
    [
        ("https://127.0.0.1:8000", False),
        ("http://parcours.example", False),
        ("http://0.0.0.0:8000", False),
        ("http://127.0.0.1:8000", True),
    ],
)
def test_a_demo_is_local_and_sends_no_mail(url: str, mails: bool) -> None:  # noqa: FBT001
    with pytest.raises(ImproperlyConfigured):
        environment.refuse_unless_local(url, mails=mails)


def test_a_local_demo_starts() -> None:
    environment.refuse_unless_local("http://127.0.0.1:8123", mails=False)


def test_data_keys_are_made_once_and_kept(tmp_path: Path) -> None:
    first = environment.data_keys(tmp_path / "site")
    assert environment.data_keys(tmp_path / "site") == first
    assert [(name, len(key)) for name, key in first.items()] == [("first", 32)]


def test_data_keys_are_given_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARCOURS_DATA_KEYS", f"b:{'_' * 43}=,a:{'A' * 43}=")
    assert list(environment.data_keys(tmp_path)) == ["b", "a"]


@pytest.mark.parametrize("given", ["a", "a:short", f":{'A' * 43}=", "a:*"])
def test_data_keys_that_make_no_sense_are_refused(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARCOURS_DATA_KEYS", given)
    with pytest.raises(ImproperlyConfigured):
        environment.data_keys(tmp_path)


def test_a_number_is_whole_and_above_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARCOURS_BACKUPS_KEPT", raising=False)
    assert environment.number("PARCOURS_BACKUPS_KEPT", 14) == 14
    monkeypatch.setenv("PARCOURS_BACKUPS_KEPT", "7")
    assert environment.number("PARCOURS_BACKUPS_KEPT", 14) == 7
    for wrong in ("0", "-1", "many", "1.5"):
        monkeypatch.setenv("PARCOURS_BACKUPS_KEPT", wrong)
        with pytest.raises(ImproperlyConfigured):
            environment.number("PARCOURS_BACKUPS_KEPT", 14)


@pytest.mark.parametrize("said", ["", "unix:/run/clamav/clamd.ctl", "127.0.0.1:3310", "localhost:3310"])
def test_clamd_is_on_this_machine(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PARCOURS_CLAMD", said)
    assert environment.clamd() == said


@pytest.mark.parametrize("said", ["scanner.example:3310", "unix:clamd.ctl", "127.0.0.1", "10.0.0.1:3310"])
def test_clamd_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PARCOURS_CLAMD", said)
    with pytest.raises(ImproperlyConfigured, match="PARCOURS_CLAMD is not understood"):
        environment.clamd()
