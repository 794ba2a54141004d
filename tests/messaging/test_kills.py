"""T46: a worker that is killed, wherever it is, loses no message and sends none twice under two names.

A real `parcours worker` delivers to a real mail server, which kills it at the worst moment: the server has taken the
message, and the worker has not heard of it yet.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.messaging.server import Server, running

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]

MESSAGES, KILLS = 4, 2
MAKE = """
import django; django.setup()
from django.db import transaction
from parcours.accounts import letters, mail
from parcours.jobs.tasks import prune
with transaction.atomic():
    for number in range({messages}):
        mail.send(letters.NO_ACCOUNT, to=f"person{{number}}@example.org", language="en")
prune.enqueue()
"""


@dataclass
class Murderous(Server):
    """A mail server that kills whoever delivers, after so many messages each, before it says yes."""

    victim: subprocess.Popen[bytes] | None = None
    kills: int = 0
    died: Event = field(default_factory=Event)
    enough: Event = field(default_factory=Event)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the message; kill the worker while there are kills left."""
        answer = await super().handle_DATA(server, session, envelope)
        if self.kills and self.victim is not None:
            self.kills -= 1
            self.victim.send_signal(signal.SIGKILL)
            self.died.set()
        if len(set(self.ids)) == MESSAGES and not self.kills:
            self.enough.set()
        return answer


@dataclass
class Site:
    """A site in a folder, and its worker."""

    folder: Path
    port: int

    def run(self, *command: str) -> None:
        """Run a command of the site to its end."""
        subprocess.run([sys.executable, *command], env=self.variables, check=True)

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        command = [sys.executable, "-m", "parcours", "worker"]
        return subprocess.Popen(command, env=self.variables, stderr=subprocess.DEVNULL)

    @property
    def variables(self) -> dict[str, str]:
        """The environment of its processes."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PARCOURS_", "COV_"))
        }
        kept.pop("DATABASE_URL", None)
        return kept | {
            "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
            "PARCOURS_DATA": str(self.folder),
            "PARCOURS_MAIL_URL": f"smtp://127.0.0.1:{self.port}",
        }

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """Do something with the site's database."""
        connection = sqlite3.connect(self.folder / "parcours.sqlite3", timeout=30, isolation_level=None)
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()


def wait_for(happened: Event) -> None:
    """Wait as long as a busy machine may need."""
    assert happened.wait(120)


def test_t45_t46_a_kill_between_yes_and_commit_is_one_message_more_under_the_same_id(
    template: str, tmp_path: Path
) -> None:
    shutil.copy(template, tmp_path / "parcours.sqlite3")
    with running(Murderous(kills=KILLS)) as server:
        assert isinstance(server, Murderous)
        site = Site(tmp_path, server.port)
        site.run("-c", MAKE.format(messages=MESSAGES))
        for _kill in range(KILLS):
            server.died.clear()
            server.victim = site.worker()
            wait_for(server.died)
            server.victim.wait(60)
            site.sql("UPDATE messaging_outgoing SET leased_until = '2000-01-01' WHERE state = 'sending'")
        last = site.worker()
        wait_for(server.enough)
        last.terminate()  # asked to stop, it finishes what it has
        assert last.wait(120) == 0
    counted = Counter(server.ids)
    assert sum(counted.values()) - MESSAGES == KILLS
    assert site.sql("SELECT message_id, state FROM messaging_outgoing ORDER BY message_id") == [
        (one, "sent") for one in sorted(counted)
    ]
    assert site.sql("SELECT count(*) > 0 FROM jobs_worker") == [(True,)]
