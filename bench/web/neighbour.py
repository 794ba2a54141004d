"""Somebody of another organization, who uses the site while it is busy with something.

Run by `bench.imports` and `bench.neighbours`: a page each fifth of a second, every tenth time a form. A line on
standard input names what the site is busy with from then on; at the end of the input the milliseconds of every answer
are printed as JSON, by name.
"""

import json
import random
import select
import sys
import time
from pathlib import Path
from typing import Any

from django.test import Client

from bench.web.actions import FORMS, PAGES, SHARE_OF_WRITES, SLUG, Action
from bench.web.fill import crowd, organization, visitor
from bench.web.people import take_in

PAUSE = 0.2
MANY = 10_000


def main(_folder: Path) -> None:
    """Sign in to an organization of our own, and use it until the input ends."""
    chance = random.Random(2026)  # noqa: S311 - the same choices every time
    large = organization(SLUG)
    somebody: dict[str, Any] = visitor(large, 0)
    somebody |= {"members": crowd(large, MANY, chance), "people": take_in(large, MANY, chance)}
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(somebody["cookies"])
    took: dict[str, list[float]] = {}
    # Asked for once, to warm up: an organization of this size has no page 500.
    pages = [
        one
        for one in PAGES
        if not one.heavy and client.get(one.next(somebody).path).status_code in one.expected
    ]
    print("ready", flush=True)
    busy = sys.stdin.readline().strip()
    while busy:
        if select.select([sys.stdin], [], [], PAUSE)[0]:
            busy = sys.stdin.readline().strip()
            continue
        actions = FORMS if chance.random() < SHARE_OF_WRITES else pages
        action = chance.choices(actions, [one.share for one in actions])[0]
        took.setdefault(busy, []).append(_milliseconds(client, action, somebody))
    print(json.dumps(took))


def _milliseconds(client: Client, action: Action, somebody: dict[str, Any]) -> float:
    """Do one thing, and return how long the answer took. Raises SystemExit where it is not the one expected."""
    step = action.next(somebody)
    page = client.get(step.path).text if action.edits else ""
    started = time.monotonic()
    answer = client.get(step.path) if action.form is None else client.post(step.path, step.sent(page))
    took = (time.monotonic() - started) * 1000
    if answer.status_code not in action.expected:
        raise SystemExit(f"{action.name}: {step.path} answers {answer.status_code}")
    return took
