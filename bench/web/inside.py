"""Runs a part of the measurement inside the site: ``python -m bench.web.inside fill|queries VISITORS``."""

import sys
from importlib import import_module
from pathlib import Path

from parcours.cli.site.ready import prepare

if __name__ == "__main__":
    prepare()
    import_module(f"bench.web.{sys.argv[1]}").main(Path(sys.argv[2]))
