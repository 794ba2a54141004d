"""Do what the worker of a demo does first, and end: ``python -m tests.demo.first_minute FOLDER``."""

import sys
from pathlib import Path

from parcours.cli.site.ready import prepare
from parcours.demo.__main__ import become_a_demo


def main(folder: str) -> None:
    """Do the jobs of the first minute, and send the letters."""
    become_a_demo(Path(folder), "http://127.0.0.1")
    prepare()
    from parcours.jobs import schedule, worker  # noqa: PLC0415 - once Django is set up
    from parcours.messaging.delivery import Postman  # noqa: PLC0415 - the same

    schedule.tick()
    while worker.run_next("first"):
        pass
    while Postman().deliver_across():
        pass


if __name__ == "__main__":
    main(sys.argv[1])
