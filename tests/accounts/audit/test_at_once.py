"""Several processes write to one chain at once: every entry lands, in order, and none is lost."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WRITERS, EACH = 4, 25
ASK = "import django; django.setup()\nfrom parcours.accounts.audit."
WRITE = f"""{ASK}write import record
from parcours.accounts.actors import system
from django.db import transaction
for n in range({EACH}):
    with transaction.atomic():
        record(by=system(None), verb="organization.changed", n=n)
"""
VERIFY = f"""{ASK}verify import verify
from parcours.accounts.models import AuditChain, AuditContent
from django_scopes import scopes_disabled
with scopes_disabled():
    verdict = verify(AuditChain.objects.get())
    print(verdict.length, verdict.number, AuditContent.objects.count())
"""


def test_t54_two_writers_at_once_lose_nothing(database: str, tmp_path: Path) -> None:
    own = {
        "PARCOURS_DATA": str(tmp_path),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
    }
    environment = {**os.environ, **own}

    def python(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(python, ["-c"] * WRITERS, [WRITE] * WRITERS))
    assert python("-c", VERIFY).split() == [str(WRITERS * EACH), "None", str(WRITERS * EACH)]
