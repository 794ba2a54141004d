"""A real installation: `parcours init`, `parcours serve` and `parcours worker`, with its mail written into a folder."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests import once
from tests.e2e.test_sign_in import wait_for

PATIENCE = 300
"""Seconds after which what is waited for will not come, on however busy a machine."""

_BETWEEN_LETTERS = b"-" * 79 + b"\n"
_PARCOURS = (sys.executable, "-m", "parcours")


@dataclass(frozen=True, slots=True)
class Installation:
    """A site that runs; people reach it at ``address``."""

    address: str
    folder: Path

    def letters(self, to: str) -> list[EmailMessage]:
        """Return what was delivered to an address, the oldest first."""
        files = sorted((self.folder / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        parts = [part for file in files for part in file.read_bytes().split(_BETWEEN_LETTERS)]
        read = (message_from_bytes(part, policy=policy.default) for part in parts)
        return [letter for letter in read if to in str(letter["To"])]

    def last_words(self, to: str, pattern: str, but: Collection[str] = ()) -> str:
        """Wait for a letter whose text matches, and return the last match that is none of ``but``."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for letter in reversed(self.letters(to)):
                body = letter.get_body(("plain",))
                found = re.findall(pattern, body.get_content() if body else "", re.MULTILINE)
                if found and found[-1] not in but:
                    return str(found[-1])
            time.sleep(0.2)
        raise AssertionError(f"no letter to {to} has {pattern}")


@contextmanager
def installed(folder: Path, language: str, data_home: Path, **first: str) -> Iterator[Installation]:
    """Set up a site for the first organization and administrator, serve it and work for it until the end."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARCOURS_", "COV_"))}
    kept.pop("DATABASE_URL", None)
    address = f"http://localhost:{port}"  # passkeys need a name, not a number
    variables = kept | {
        "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
        "PARCOURS_DATA": str(folder),
        "PARCOURS_URL": address,
        "XDG_DATA_HOME": str(data_home),
    }
    folder.mkdir()
    shutil.copy(once.tables(data_home), folder / "parcours.sqlite3")
    said = [part for name, value in first.items() for part in (f"--{name.replace('_', '-')}", value)]
    subprocess.run(
        [*_PARCOURS, "init", "--no-input", "--lang", language, *said],
        env=variables,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with ExitStack() as running:
        for command in (["serve", "--port", str(port), "--workers", "1"], ["worker"]):
            process = running.enter_context(
                subprocess.Popen([*_PARCOURS, *command], env=variables, stderr=subprocess.DEVNULL)
            )
            running.callback(process.terminate)
            if command[0] == "serve":
                wait_for(process, port)
        yield Installation(address, folder)
