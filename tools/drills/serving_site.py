"""The site as people reach it, and everybody whom it said that it took in."""

import argparse
import os
import signal
import time
from http.client import HTTPConnection, HTTPException
from secrets import token_hex
from threading import Event, Thread
from urllib.parse import urlencode

from django.conf import settings
from django_scopes import scopes_disabled

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import AuditEntry
from parcours.cli.console import Console
from parcours.cli.site import serve
from parcours.cli.site.database import let_go
from parcours.core.language import speak
from parcours.people.models import Participant, Person
from tools.drills.north import found_north, signed_in
from tools.drills.sockets import free_port

ADD = "/o/north/manage/people/add/"
PEOPLE = 2
PATIENCE = 60
_CSRF = "c" * 32


class ServingSite:
    """The site of the environment, with an administrator who is signed in."""

    def __init__(self) -> None:
        self._here, admin = found_north()
        browser = signed_in(admin)
        self._session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        self.acknowledged = 0
        self._sent, self._told, self._refused = set[str](), set[str](), 0
        # Here, so that the servers find loaded what they need.
        answer = browser.post(ADD, _form("p0"))
        if answer.status_code != 302:  # noqa: PLR2004 - it leads on
            raise SystemExit(f"nobody can be added: {answer.status_code}")
        self._there = {"p0"}
        let_go()

    def serve_and_kill(self, seconds: float) -> None:
        """Serve the site while people add others, and kill it so many seconds after the first answer."""
        port, first, self._told, self._sent = free_port(), Event(), set(), set()
        child = os.fork()
        if child == 0:
            os.setsid()  # its workers are killed with it
            _serve(port)
        people = [Thread(target=self._add, args=(port, first)) for _person in range(PEOPLE)]
        for person in people:
            person.start()
        answered = first.wait(PATIENCE)
        time.sleep(seconds)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for person in people:
            person.join()
        self.acknowledged = len(self._told)
        if not answered or self._refused:
            raise SystemExit(f"the site did not answer, or refused: {self._refused}")

    def _add(self, port: int, first: Event) -> None:
        """Add one participant after the other until the site is gone."""
        cookies = f"{settings.SESSION_COOKIE_NAME}={self._session}; {settings.CSRF_COOKIE_NAME}={_CSRF}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        until = time.monotonic() + PATIENCE
        while True:
            name = token_hex(8)
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            try:
                self._sent.add(name)
                connection.request("POST", ADD, urlencode(_form(name)), headers)
                answer = connection.getresponse()
            except (OSError, HTTPException):
                if first.is_set() or time.monotonic() > until:
                    return
                time.sleep(0.01)  # it does not listen yet
                continue
            finally:
                connection.close()
            if answer.status != 302:  # noqa: PLR2004 - it leads on
                self._refused = answer.status
                return
            self._told.add(name)
            first.set()

    def check(self) -> int:
        """Return how many are there without an answer; stop where somebody is lost, or half there."""
        with scopes_disabled():
            there = set(Person.objects.values_list("given_name", flat=True))
            counted = {
                "people": Person.objects.count(),
                "participants": Participant.objects.count(),
                "entries": AuditEntry.objects.filter(verb="person.added").count(),
                "standings": AuditEntry.objects.filter(verb="person.standing_given").count(),
            }
        let_go()
        new = there - self._there
        if not self._told <= new or not new <= self._sent:
            raise SystemExit(f"lost: {self._told - new}; never sent: {new - self._sent}")
        if set(counted.values()) != {len(there)}:
            raise SystemExit(f"somebody is half there: {counted}")
        self._there = there
        return len(new - self._told)

    def finish(self) -> None:
        """Stop with a sentence unless the audit log holds."""
        if any(verdict.fault for verdict in verify_all()):
            raise SystemExit("the audit log does not hold")


def _form(name: str) -> dict[str, str]:
    # Nobody's name is like another's: somebody who may be on file already is asked about.
    return {"given_name": name, "family_name": "", "language": "en", "csrfmiddlewaretoken": _CSRF}


def _serve(port: int) -> None:
    options = argparse.Namespace(host="127.0.0.1", port=port, workers=1, threads=4)
    console = Console(speak("en"), as_json=False)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os._exit(serve.run(options, console))
