"""The whole site on this computer, with invented people in it: ``python -m parcours.demo``, until Ctrl-C."""

import argparse
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from parcours.cli.site.database import upgrade
from parcours.cli.site.ready import prepare
from parcours.demo.screen import has_screen

FOLDER = "demo-out/site"
MARK = "this-is-a-parcours-demo"
REFUSED = 2

_PATIENCE = 60
_OWN_VARIABLES = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill the folder on the first start, serve it, and stop everything when asked to; return the exit code."""
    options = _options(arguments)
    if _is_taken(options.port):
        print(f"Something answers at port {options.port} already. Try: make demo PORT=8123", file=sys.stderr)
        return REFUSED
    folder = Path(options.data).resolve()
    if options.reset:
        problem = _empty(folder)
        if problem:
            print(problem, file=sys.stderr)
            return REFUSED
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    address = f"http://127.0.0.1:{options.port}"
    become_a_demo(folder, address)
    prepare()
    site = import_module("parcours.demo.site")
    upgrade()
    # Started in the background, a process may have been told to ignore Ctrl-C.
    for asked_to_stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked_to_stop, signal.default_int_handler)
    children = [_start(folder / "site.log", "serve", "--port", str(options.port), "--workers", "1")]
    try:
        gc.disable()  # looking for garbage takes a twelfth of the time to fill, and there is hardly any
        site.fill()  # while the server starts
        gc.enable()
        children.append(_start(folder / "worker.log", "worker"))
        if not _answers(address, children[0]):
            print(
                f"Nothing answers at {address}. Is the port taken? Try: make demo PORT=8123", file=sys.stderr
            )
            print(f"What the site said is in {folder / 'site.log'}.", file=sys.stderr)
            return 1
        print(f"Parcours is at {address}/", flush=True)
        if not options.no_open and has_screen(os.environ, sys.platform):
            webbrowser.open(address)
        children[0].wait()
    except KeyboardInterrupt:
        print("Stopping …", flush=True)
    finally:
        _stop(children)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m parcours.demo", description=__doc__)
    parser.add_argument(
        "--data", default=FOLDER, metavar="DIR", help="where the demo keeps its data (%(default)s)"
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (%(default)s)")
    parser.add_argument("--reset", action="store_true", help="begin anew: throw the demo's data away first")
    parser.add_argument("--no-open", action="store_true", help="do not open a browser")
    return parser.parse_args(arguments)


def _is_taken(port: int) -> bool:
    """Whether another program, perhaps another demo, listens at the port."""
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def _empty(folder: Path) -> str:
    """Remove the demo in ``folder``; return why not where the folder holds something else."""
    if not folder.exists():
        return ""
    if not (folder / MARK).exists():
        return (
            f"{folder} was not made by a demo, so it is left as it is. Name another folder: make demo DATA=…"
        )
    shutil.rmtree(folder)
    return ""


def become_a_demo(folder: Path, address: str) -> None:
    """Forget whatever this shell says about another installation, and speak of the demo."""
    for name in [name for name in os.environ if name.startswith("PARCOURS_") or name in _OWN_VARIABLES]:
        del os.environ[name]
    os.environ |= {"PARCOURS_DEMO": "1", "PARCOURS_DATA": str(folder), "PARCOURS_URL": address}
    os.environ["PARCOURS_LOG_LEVEL"] = "WARNING"


def _start(log: Path, *command: str) -> subprocess.Popen[bytes]:
    # Each in a group of its own: Ctrl-C reaches this process only, which then stops them in order.
    with log.open("ab") as written:
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "parcours", *command],
            start_new_session=True,
            stdout=written,
            stderr=subprocess.STDOUT,
        )


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the first page answers; return False where the server ends, or after a minute."""
    until = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/", timeout=5):  # noqa: S310 - our own http address
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """End every process, first by asking."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
