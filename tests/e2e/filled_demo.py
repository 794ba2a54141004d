"""Fill a folder as the first start of a demo does, and end: ``filled_demo.py FOLDER``."""

import sys
from importlib import import_module
from pathlib import Path

from parcours.cli.site.ready import prepare
from parcours.demo.__main__ import become_a_demo


def main(folder: str) -> None:
    """Put the tables and the people of the demo into it: that takes half a minute, a copy of it takes nothing."""
    Path(folder).mkdir()
    become_a_demo(Path(folder), "http://127.0.0.1")
    prepare()
    site = import_module("parcours.demo.site")
    site.make_tables()
    site.fill()


if __name__ == "__main__":
    main(sys.argv[1])
