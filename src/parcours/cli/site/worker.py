"""`parcours worker`: what the site does in the background: jobs, and mail beside them, so that neither waits."""

import argparse
import logging
from threading import Event, Thread

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, connections

from parcours.cli.console import Console
from parcours.messaging.delivery import Postman

_PAUSE = 0.5  # seconds: a sign-in code is on its way within one

_log = logging.getLogger("parcours.worker")


def run(_options: argparse.Namespace, console: Console) -> int:
    """Work until stopped."""
    console.progress(console.say("The worker waits for jobs. Ctrl-C stops it after the job at hand."))
    stop = Event()
    mail = Thread(target=_deliver, args=(stop,), name="mail")
    mail.start()
    try:
        call_command("db_worker", queue_name="*", interval=1, startup_delay=False, verbosity=1)
    finally:
        stop.set()
        mail.join()
    return 0


def _deliver(stop: Event) -> None:
    postman = Postman()
    try:
        while not stop.wait(_PAUSE):
            close_old_connections()
            try:
                postman.deliver_across()
            except DatabaseError:
                _log.exception("mail waits for the database")
    finally:
        connections.close_all()
