"""The site that is measured: filled, served, visited and asked how much memory it holds, each by its own process."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.environments import LOCUST, ROOT, environment
from bench.measure import peak
from bench.web.actions import PAGES, PEOPLE
from bench.web.load_answers import Answer, read

PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Visit:
    """What one database gave.

    ``answers`` are those of the load tool, ``queries`` the number for each action, ``filled`` the seconds that filling
    took, ``memory`` the most MB that each process of the server held, ``cpu`` the seconds that all of them worked,
    ``export`` the seconds of one export of every row, alone, ``busy`` the machine's load before and after.
    """

    database: str
    answers: list[Answer]
    queries: Mapping[str, int]
    filled: float
    memory: list[float]
    cpu: float
    export: float
    busy: tuple[float, float]


def doors(folder: Path) -> dict[str, list[float]]:
    """Return the milliseconds that each door takes for an address with an account, and for one without."""
    medians: dict[str, list[float]] = json.loads(_inside("doors", folder, surroundings(folder, "", "")))
    return medians


def surroundings(folder: Path, url: str, address: str) -> dict[str, str]:
    """Return the variables of a site kept in ``folder``, with its database at ``url``, reached at ``address``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARCOURS_")}
    return kept | {
        "PARCOURS_DATA": str(folder / "site"),
        "PARCOURS_URL": address,
        "PARCOURS_LOG_LEVEL": "WARNING",
        "DATABASE_URL": url,
    }


def visit(database: str, folder: Path, url: str, port: int, seconds: int) -> Visit:
    """Fill a site kept in ``folder``, with its database at ``url`` (empty: SQLite), and visit it for so long."""
    site = surroundings(folder, url, f"http://127.0.0.1:{port}")
    visitors = folder / "visitors.json"
    start = time.monotonic()
    _inside("fill", visitors, site)
    filled = time.monotonic() - start
    queries = json.loads(_inside("queries", visitors, site))
    before = os.getloadavg()[0]
    with served(port, site) as server:
        worked = _worked(server)
        answers = _visited(port, visitors, folder / "answers.json", seconds)
        memory = sorted(peak(process) for process in _children(server))
        cpu, after = _worked(server) - worked, os.getloadavg()[0]
        export = _export(port, visitors)
    return Visit(database, answers, queries, filled, memory, cpu, export, (before, after))


def _inside(part: str, visitors: Path, env: Mapping[str, str]) -> str:
    command = [sys.executable, "-m", "bench.web.inside", part, str(visitors)]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def served(port: int, env: Mapping[str, str]) -> Iterator[int]:
    """Serve the site, as a server would with its defaults, and give the number of the first process."""
    with socket.socket() as listening:
        if (
            listening.connect_ex(("127.0.0.1", port)) == 0
        ):  # two servers would share the port, and the answers
            raise SystemExit(f"something listens on port {port} already: name another with --port")
    server = subprocess.Popen(
        [sys.executable, "-m", "parcours", "serve", "--port", str(port)],
        cwd=ROOT,
        env=env,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield server.pid
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own http address
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing answers at {address}")


def _visited(port: int, visitors: Path, out: Path, seconds: int) -> list[Answer]:
    """Let a hundred people use the site for ``seconds`` after the last one has come."""
    python = environment(f"locust=={LOCUST}")
    coming = 10
    people = len(json.loads(visitors.read_text(encoding="utf-8")))
    command = [
        *(str(python), "-m", "locust", "--locustfile", "bench/web/load.py", "--headless"),
        *("--host", f"http://127.0.0.1:{port}", "--users", str(people), "--spawn-rate", str(people / coming)),
        *("--run-time", f"{seconds + coming}s", "--stop-timeout", "20", "--exit-code-on-error", "0"),
        *("--loglevel", "WARNING", "--only-summary"),
    ]
    env = os.environ | {"BENCH_VISITORS": str(visitors), "BENCH_OUT": str(out), "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return read(out)


def _export(port: int, visitors: Path) -> float:
    """Return the seconds that one export of every row takes."""
    cookies = json.loads(visitors.read_text(encoding="utf-8"))[0]["cookies"]
    path = next(action.path for action in PAGES if action.heavy)
    sent = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
    )
    start = time.monotonic()
    with urllib.request.urlopen(sent, timeout=120) as answer:  # noqa: S310 - the same
        rows = answer.read().count(b"\n")
    if rows < PEOPLE / 2:
        raise SystemExit(f"the export has {rows} rows only")
    return time.monotonic() - start


def _children(server: int) -> list[int]:
    """Return the server's processes, itself included."""
    listed = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
    return [server, *map(int, listed.split())]


def _worked(server: int) -> float:
    """Return the CPU seconds of the server's processes so far."""
    ticks = 0
    for process in _children(server):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # user and system
    return ticks / os.sysconf("SC_CLK_TCK")
