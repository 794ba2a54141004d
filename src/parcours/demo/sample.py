"""Write a sample cohort, match it as ``parcours match`` does, and show the report."""

import argparse
import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from parcours.cli.main import main as parcours
from parcours.core.language import speak
from parcours.demo.cohort import sample_cohort
from parcours.demo.files import write_csv
from parcours.demo.screen import has_screen

FOLDER = "demo-out/cohort"


def main(argv: Sequence[str] | None = None) -> int:
    """Make the sample and its report in a folder, and return the exit code of the matching."""
    options = _options(argv)
    say = speak(options.lang)
    folder = Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    mentees, mentors = sample_cohort(lang=options.lang)
    files = folder / "mentees.csv", folder / "mentors.csv"
    for path, rows in zip(files, (mentees, mentors), strict=True):
        write_csv(path, rows, options.lang)
    print(
        say(
            "{mentees} mentees and {mentors} mentors, all invented:",
            mentees=len(mentees),
            mentors=len(mentors),
        )
    )
    print(*(f"  {path}" for path in files), sep="\n", flush=True)
    results = folder / "results"
    code = parcours(["match", *map(str, files), "--out", str(results), "--force", "--lang", options.lang])
    if code == 0:
        report = (results / "report.html").resolve()
        print(say("The report, for a browser: {report}", report=report))
        if not options.no_open and has_screen(os.environ, sys.platform):
            webbrowser.open(report.as_uri())
    return code


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m parcours.demo.sample", description=__doc__)
    parser.add_argument("--out", default=FOLDER, metavar="DIR", help="where to write (%(default)s)")
    parser.add_argument(
        "--lang", choices=("en", "fr"), default="en", help="the language of the sample and its report"
    )
    parser.add_argument("--no-open", action="store_true", help="do not open the report in a browser")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
