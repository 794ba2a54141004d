"""Whether the time of an answer tells if an address has an account; milliseconds are printed as JSON, by door."""

import json
import time
from pathlib import Path
from statistics import median

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.test import Client

from bench.web.actions import DOORS, TRIES
from parcours.accounts.models import User
from parcours.cli.site.database import upgrade


def main(_visitors: Path) -> None:
    """Print, for each door, the medians of an address with an account and of one without."""
    upgrade()
    password = make_password("quite a long sentence")
    known = [f"known-{number}@example.org" for number in range(TRIES)]
    people = User.objects.bulk_create(User(email=email, password=password) for email in known)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in people
    )
    print(json.dumps({path: _medians(path, fields, known) for path, fields in DOORS.items()}))


def _medians(path: str, fields: dict[str, str], known: list[str]) -> list[float]:
    """Ask in turn, so that a busy machine slows both; from many networks, so that nobody is throttled."""
    took: tuple[list[float], list[float]] = ([], [])
    for number, address in enumerate(known):
        for email, times in zip((address, f"un{address}"), took, strict=True):
            client = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=f"198.18.{number // 250}.{number % 250}")
            filled = {name: value.format(email) for name, value in fields.items()}
            start = time.perf_counter()
            response = client.post(path, filled)
            times.append(1000 * (time.perf_counter() - start))
            if response.status_code not in {200, 302}:
                raise SystemExit(f"{path} answers {response.status_code}")
    return [median(times) for times in took]
