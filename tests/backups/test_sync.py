"""The disk does not keep what it is given: the transaction is reported as failed; what was acknowledged is there."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from parcours.accounts.actions.founding import found_network
from parcours.accounts.actors import system
from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import Network
from tests.backups.sites import variables

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GOOD_SYNCS = 12
WRITE = """
import django; django.setup()
from django.db import OperationalError
from parcours.accounts.actions.founding import found_network
from parcours.accounts.actors import system
try:
    for number in range(100):
        found_network(by=system(None), slug=f"n{number}", name_en="N", name_fr="")
        print(f"n{number}", flush=True)
except OperationalError:
    print("reported", flush=True)
"""


@pytest.fixture
def strace() -> str:
    """The program that lets system calls fail."""
    found = shutil.which("strace")
    if found is None or subprocess.run([found, "true"], capture_output=True, check=False).returncode:
        pytest.skip("there is no strace here, or it may not trace")
    return found


def test_t49_a_sync_that_fails_is_reported_and_loses_nothing_acknowledged(site: Path, strace: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the server syncs in a process of its own")
    failing = f"inject=fsync,fdatasync:error=EIO:when={GOOD_SYNCS}+"
    tracing = [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", failing]
    run = subprocess.run(
        [*tracing, sys.executable, "-c", WRITE],
        env=variables(site),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    *acknowledged, last = run.stdout.split()
    assert last == "reported"
    assert len(acknowledged) > 2
    there = list(Network.objects.order_by("pk").values_list("slug", flat=True))
    assert there[: len(acknowledged)] == acknowledged
    assert [verdict.fault for verdict in verify_all()] == [None]
    found_network(by=system(None), slug="after", name_en="After", name_fr="")
    assert Network.objects.filter(slug="after").count() == 1
