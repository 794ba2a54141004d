"""A hundred people at once, for `locust`, in an environment of its own: one action in five seconds each.

It reads who is signed in from BENCH_VISITORS, and writes every answer as [action, milliseconds, good] to BENCH_OUT.
Answers before everybody has come are left out.
"""

import json
import os
import random
import time
from itertools import count
from pathlib import Path
from typing import Any

from locust import HttpUser, events, task

from bench.web.actions import FORMS, PAGES, READ_FIRST, SHARE_OF_WRITES, Action

SECONDS_BETWEEN = 5
_VISITORS = json.loads(Path(os.environ["BENCH_VISITORS"]).read_text(encoding="utf-8"))
_answers: list[tuple[str, float, bool, str]] = []
_number = count()


class Visitor(HttpUser):
    """Somebody who opens pages, and now and then sends a form."""

    def on_start(self) -> None:
        """Come in, signed in already."""
        number = next(_number)
        self.visitor = _VISITORS[number]
        self.chance = random.Random(number)  # noqa: S311 - the same choices every time
        for name, value in self.visitor["cookies"].items():
            self.client.cookies.set(name, value)
        self.slot = time.monotonic()
        time.sleep(self.chance.uniform(0, SECONDS_BETWEEN))

    def wait_time(self) -> float:
        """Return the seconds until the next thing: a moment by chance in each five seconds.

        Locust lets people come in tens; at a constant pace they would stay in step, twenty clicks at once each second.
        """
        self.slot += SECONDS_BETWEEN
        return max(0.0, self.slot + self.chance.uniform(0, SECONDS_BETWEEN) - time.monotonic())

    @task
    def act(self) -> None:
        """Do one thing."""
        actions = FORMS if self.chance.random() < SHARE_OF_WRITES else PAGES
        action = self.chance.choices(actions, [action.share for action in actions])[0]
        with self._sent(action) as response:
            if response.status_code not in action.expected:
                response.failure(f"{action.path} answers {response.status_code}")
            else:
                response.success()

    def _sent(self, action: Action) -> Any:  # noqa: ANN401 - locust has no types
        step = action.next(self.visitor)
        kept: dict[str, Any] = {"name": action.name, "catch_response": True, "allow_redirects": False}
        if action.form is None:
            return self.client.get(step.path, **kept)
        page = self.client.get(step.path, name=READ_FIRST).text if action.edits else ""
        return self.client.post(step.path, step.sent(page), **kept)


@events.request.add_listener
def _keep(name: str, response_time: float, exception: Exception | None, **_facts: object) -> None:
    _answers.append((name, response_time, exception is None, str(exception or "")))


@events.spawning_complete.add_listener
def _begin(**_facts: object) -> None:
    _answers.clear()


@events.quitting.add_listener
def _write(**_facts: object) -> None:
    Path(os.environ["BENCH_OUT"]).write_text(json.dumps(_answers), encoding="utf-8")
