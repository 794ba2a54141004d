"""`parcours serve`: the site, from this computer."""

import argparse

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from parcours.cli.console import Console
from parcours.cli.site.database import NEWER, answers, is_newer, let_go
from parcours.core.schema import pending

REFUSED = 2


def run(options: argparse.Namespace, console: Console) -> int:
    """Serve until stopped; return 2 where the database is not ready."""
    say = console.say
    if not answers():
        console.progress(say("The database does not answer. `parcours check` says what to do."))
        return REFUSED
    if is_newer():
        console.progress(say(NEWER))
        return REFUSED
    if pending() or not settings.STATIC_ROOT.is_dir():
        console.progress(
            say(
                "The database is not that of this version. Run `parcours init` on a new installation, or "
                "`parcours upgrade` on an older one."
            )
        )
        return REFUSED
    let_go()  # the processes that answer make their own
    console.progress(
        say(
            "Parcours listens on {host}, port {port}; people reach it at {url}. Ctrl-C stops it.",
            host=options.host,
            port=options.port,
            url=settings.BASE_URL,
        )
    )
    Granian(
        "parcours.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=options.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()
    return 0
