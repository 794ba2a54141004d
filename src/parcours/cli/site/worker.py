"""`parcours worker`: what the site does in the background."""

import argparse

from django.core.management import call_command

from parcours.cli.console import Console


def run(_options: argparse.Namespace, console: Console) -> int:
    """Work until stopped."""
    console.progress(console.say("The worker waits for jobs. Ctrl-C stops it after the job at hand."))
    call_command("db_worker", queue_name="*", interval=1, startup_delay=False, verbosity=1)
    return 0
