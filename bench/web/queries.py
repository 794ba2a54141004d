"""How many queries each page takes; printed as JSON, by action."""

import json
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.web.actions import ACTIONS, Action


def main(visitors: Path) -> None:
    """Print the queries of each action, done once to warm up and once to count, by the last visitor."""
    visitor = json.loads(visitors.read_text(encoding="utf-8"))[-1]
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(visitor["cookies"])
    print(json.dumps({action.name: _count(client, action, visitor) for action in ACTIONS}))


def _count(client: Client, action: Action, visitor: dict[str, Any]) -> int:
    for _time in range(2):
        step = action.next(visitor)
        page = client.get(step.path).text if action.edits else ""
        with CaptureQueriesContext(connection) as queries:
            response = (
                client.get(step.path) if action.form is None else client.post(step.path, step.sent(page))
            )
        if response.status_code != action.answers:
            raise SystemExit(
                f"{action.name}: {step.path} answers {response.status_code}, not {action.answers}"
            )
    return len(queries)
