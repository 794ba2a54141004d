"""One organization keeps the site busy, as far as it may, with files or with letters: run by `bench.neighbours`.

``exports``: the files of its lists, one after the other, and between them the package of everything. ``mail``: a
thousand letters, as many as leave within an hour, are written, and delivered into a folder. Both for a while.
"""

import tempfile
import time
from pathlib import Path
from typing import Any

from django.test import Client
from django_scopes import scope

from bench.web.fill import visitor
from parcours.accounts.actions.exports import EACH_HOUR
from parcours.accounts.models import Organization
from parcours.messaging.actions import post
from parcours.messaging.delivery import Postman
from parcours.reporting.package.write import write_package

LONG = 30
LETTERS = 1_000


def main(what: Path) -> None:
    """Do ``exports`` or ``mail`` for a while, or as much as an organization may."""
    north = Organization.objects.get(slug="north")
    until = time.monotonic() + LONG
    {"exports": _export, "mail": _mail}[what.name](north, until)


def _export(north: Organization, until: float) -> None:
    somebody: dict[str, Any] = visitor(north, 0)
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(somebody["cookies"])
    taken = 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            with scope(organization=north):
                write_package(Path(folder, "package.zip"), north)
            if taken < EACH_HOUR:
                taken += client.get("/o/north/manage/people/", {"file": "csv"}).status_code == 200  # noqa: PLR2004


def _mail(north: Organization, until: float) -> None:
    for number in range(LETTERS):
        to = f"p{number}@letters.example"
        post("invitation", to=to, organization=north, address="http://127.0.0.1/x", roles="mentor")
    postman = Postman()
    while time.monotonic() < until and postman.deliver_across():
        pass
