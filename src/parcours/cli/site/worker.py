"""`parcours worker`: what the site does in the background: jobs, and mail beside them, so that neither waits."""

import argparse

from parcours.cli.console import Console
from parcours.jobs.worker import Beside, Stop, work
from parcours.messaging.delivery import Postman

_MAIL_PAUSE = 0.5  # a sign-in code is on its way within a second


def run(_options: argparse.Namespace, console: Console) -> int:
    """Work until stopped."""
    stop = Stop()
    stop.listen()
    console.progress(console.say("The worker waits for jobs. Ctrl-C stops it after the job at hand."))
    work(stop, beside=[Beside("mail", Postman().deliver_across, _MAIL_PAUSE)])
    return 0
