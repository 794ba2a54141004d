"""`parcours worker`: what the site does in the background: jobs, and mail and webhooks beside them: none waits."""

import argparse

from parcours.cli.console import Console
from parcours.jobs.worker import Beside, Stop, work
from parcours.messaging.delivery import Postman
from parcours.messaging.webhooks.delivery import Courier

_MAIL_PAUSE = 0.5  # a sign-in code is on its way within a second
_EVENT_PAUSE = 1.0


def run(_options: argparse.Namespace, console: Console) -> int:
    """Work until stopped."""
    stop = Stop()
    stop.listen()
    console.progress(console.say("The worker waits for jobs. Ctrl-C stops it after the job at hand."))
    mail = Beside("mail", Postman().deliver_across, _MAIL_PAUSE)
    events = Beside("webhooks", Courier().deliver_across, _EVENT_PAUSE)
    work(stop, beside=[mail, events])
    return 0
