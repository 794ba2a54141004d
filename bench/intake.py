"""Two hundred applications handed in within a minute, while two of staff give seats: ``python -m bench.intake``.

Each applicant has begun before, opens the page and hands in; from the first second two people of staff press *Give a
seat* for everybody who is eligible, both for the same ones. There are fewer seats than applicants. The page is
docs/benchmarks-intake.md.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from bench.environments import ROOT
from bench.machine import machine, versions
from bench.web.load_answers import percentile
from bench.web.site import served, surroundings
from tools.postgres import server

PAGE = ROOT / "docs/benchmarks-intake.md"
APPLICANTS, SEATS, SECONDS = 200, 120, 60
SLUG = "north"
GOAL = 1_000
"""Handing in takes so many milliseconds at most, for 95 of 100."""
_PORT = 8766
_PAGE = """\
# Benchmark of an opening

Written by `make bench-intake` from one run on one machine. A missed goal is shown as missed.

- Date: {day}
- Machine: {machine}; the database and the applicants share its cores
- Load of the machine before (processes that wanted a core, mean of a minute): {load}
- With: {versions}; SQLite, PostgreSQL

{applicants} people hand in an application within {seconds} seconds; for {seats} of them there is a seat. Meanwhile two
people of staff press *Give a seat* for everybody, both for the same ones: one is told that the other was faster.

| goal | measured | holds |
|---|--:|---|
{goals}

| database | handed in | p50, ms | p95, ms | longest, ms | errors | seats given | counted as taken | presses of staff |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
{rows}
"""


class Opening(NamedTuple):
    """What a minute gave: milliseconds of each that was handed in, sorted; what went wrong; what is in the database."""

    database: str
    took: list[float]
    errors: int
    handed_in: int
    accepted: int
    taken: int
    presses: int


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


_opener = urllib.request.build_opener(_Stays)


def ask(address: str, cookies: Mapping[str, str], form: Mapping[str, str] | None = None) -> int:
    """Return the status of a page, or of a form that is sent."""
    sent = urllib.request.Request(  # noqa: S310 - our own http address
        address,
        data=urllib.parse.urlencode(form).encode() if form else None,
        headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
    )
    try:
        with _opener.open(sent, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return answer.code


def measure(database: str, folder: Path, url: str) -> Opening:
    """Open the intake of a site with this database."""
    address = f"http://127.0.0.1:{_PORT}"
    site = surroundings(folder, url, address)
    people = _inside(site, "opening", folder)
    with served(_PORT, site), ThreadPoolExecutor(APPLICANTS + len(people["staff"])) as pool:
        started = time.monotonic()
        token = people["staff"][0]["csrf"]
        sent = [
            pool.submit(
                _hand_in, address, {"link": link, "csrftoken": token}, started + place * SECONDS / APPLICANTS
            )
            for place, (_number, link) in enumerate(people["applicants"])
        ]
        numbers = [number for number, _link in people["applicants"]]
        pressed = [pool.submit(_give_seats, address, one, numbers, started) for one in people["staff"]]
        answers = [one.result() for one in sent]
        presses = [status for one in pressed for status in one.result()]
    found = _inside(site, "opened", folder)
    wrong = [status for status, _took in answers if status != 302] + [one for one in presses if one >= 500]  # noqa: PLR2004
    statuses = found["statuses"]
    return Opening(
        database,
        sorted(took for _status, took in answers),
        len(wrong),
        sum(statuses.values()) - statuses.get("draft", 0),
        statuses.get("accepted", 0),
        found["taken"],
        len(presses),
    )


def _inside(site: Mapping[str, str], part: str, folder: Path) -> Any:  # noqa: ANN401 - as JSON says it
    out = folder / f"{part}.json"
    command = [sys.executable, "-m", "bench.web.inside", part, str(out)]
    subprocess.run(command, cwd=ROOT, env=site, check=True, stdout=subprocess.DEVNULL)
    return json.loads(out.read_text(encoding="utf-8"))


def _hand_in(address: str, cookies: Mapping[str, str], when: float) -> tuple[int, float]:
    """Open the application at a moment and hand it in; return the status, and the milliseconds of handing in."""
    time.sleep(max(0.0, when - time.monotonic()))
    page = f"{address}/link/apply/"
    ask(page, cookies)
    form = {
        "csrfmiddlewaretoken": cookies["csrftoken"],
        "words": "I would like to work as one again.",
        "submit": "1",
    }
    started = time.monotonic()
    status = ask(page, cookies, form)
    return status, 1000 * (time.monotonic() - started)


def _give_seats(address: str, staff: Mapping[str, Any], numbers: Sequence[int], started: float) -> list[int]:
    """Press the button for one after the other, as they come in; return the statuses."""
    found = []
    for place, number in enumerate(numbers):
        time.sleep(max(0.0, started + (place + 2) * SECONDS / APPLICANTS - time.monotonic()))
        page = f"{address}/o/{SLUG}/manage/programs/applications/{number}/"
        found.append(ask(page, staff["cookies"], {"csrfmiddlewaretoken": staff["csrf"], "way": "accept"}))
    return found


def page(openings: Sequence[Opening], load: str) -> str:
    """Return the page."""
    return _PAGE.format(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=machine(),
        load=load,
        versions=versions(),
        applicants=APPLICANTS,
        seconds=SECONDS,
        seats=SEATS,
        goals="\n".join(goal for one in openings for goal in _goals(one)),
        rows="\n".join(_row(one) for one in openings),
    )


def _row(one: Opening) -> str:
    times = [percentile(one.took, 50), percentile(one.took, 95), one.took[-1]]
    cells = [
        one.handed_in,
        *(f"{took:.0f}" for took in times),
        one.errors,
        one.accepted,
        one.taken,
        one.presses,
    ]
    return f"| {one.database} | {' | '.join(map(str, cells))} |"


def _goals(one: Opening) -> list[str]:
    p95 = percentile(one.took, 95)
    seats = one.accepted == one.taken <= SEATS
    return [
        _goal(f"{one.database}: all {APPLICANTS} are handed in, without an error",
              f"{one.handed_in}, {one.errors} errors", holds=one.handed_in == APPLICANTS and not one.errors),
        _goal(f"{one.database}: no seat twice, and no more than {SEATS}", str(one.accepted), holds=seats),
        _goal(f"{one.database}: p95 within {GOAL:,} ms", f"{p95:.0f} ms", holds=p95 <= GOAL),
    ]  # fmt: skip


def _goal(goal: str, measured: str, *, holds: bool) -> str:
    return f"| {goal} | {measured} | {'yes' if holds else '**no**'} |"


def main() -> None:
    """Measure, and write the page."""
    load = f"{os.getloadavg()[0]:.1f}"
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        openings = [measure("SQLite", Path(folder), "")]
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder, server(durable=True) as url:
        openings.append(measure("PostgreSQL", Path(folder), url))
    written = page(openings, load)
    PAGE.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
