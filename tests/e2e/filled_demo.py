"""Fill a folder as a demo’s first start does, do what its worker does first, and end: ``filled_demo.py FOLDER``."""

import sys
from importlib import import_module
from pathlib import Path

from parcours.cli.site.database import upgrade
from parcours.cli.site.ready import prepare
from parcours.demo.__main__ import become_a_demo


def main(folder: str) -> None:
    """Put the tables and the people of the demo into it, and deliver the letters: a copy of it has nothing to do."""
    Path(folder).mkdir()
    become_a_demo(Path(folder), "http://127.0.0.1")
    prepare()
    site = import_module("parcours.demo.site")
    upgrade()
    site.fill()
    _work()


def _work() -> None:
    """Do the jobs of the first minute, and send the letters."""
    from parcours.jobs import schedule, worker  # noqa: PLC0415 - once Django is set up
    from parcours.messaging.delivery import Postman  # noqa: PLC0415 - the same

    schedule.tick()
    while worker.run_next("filling"):
        pass
    while Postman().deliver_across():
        pass


if __name__ == "__main__":
    main(sys.argv[1])
