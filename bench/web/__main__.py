"""`python -m bench.web`: a large site and a hundred people on it; writes docs/benchmarks-web.md. `make bench-web`."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.environments import ROOT
from bench.page import with_section
from bench.web.page import doors_section, page
from bench.web.site import Visit, doors, visit
from tools.postgres import server


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=ROOT / "docs/benchmarks-web.md", help="the page to write (%(default)s)"
    )
    parser.add_argument("--seconds", type=int, default=90, help="how long to visit each (%(default)s)")
    parser.add_argument("--port", type=int, default=8765, help="port to serve at (%(default)s)")
    parser.add_argument(
        "--only", choices=("sqlite", "postgresql", "doors"), help="one database; the doors: their section"
    )
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        _say("doors …")
        asked = doors(Path(folder))
    if options.only == "doors":
        whole = with_section(options.out.read_text(encoding="utf-8"), doors_section(asked))
        options.out.write_text(whole, encoding="utf-8")
        return
    visits: list[Visit] = []
    if options.only != "postgresql":
        _say("SQLite …")
        with TemporaryDirectory() as folder:
            visits.append(visit("SQLite", Path(folder), "", options.port, options.seconds))
    if options.only != "sqlite":
        _say("PostgreSQL …")
        with TemporaryDirectory() as folder, server(durable=True) as url:
            visits.append(visit("PostgreSQL", Path(folder), url, options.port, options.seconds))
    options.out.write_text(page(visits, options.seconds, asked), encoding="utf-8")
    _say(f"Written: {options.out}")


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
