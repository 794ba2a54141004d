"""Make the environment in .venv: find uv or install it into .tools/uv, and let it fetch what uv.lock names.

Runs on any Python from 3.6, with or without `venv`. Nothing is installed outside the project's folder, but
for uv's cache and, where no recent Python is found, the one that uv fetches for this person.
"""

import glob
import os
import re
import shutil
import subprocess
import sys

OLDEST = (0, 9)  # the same as required-version in pyproject.toml
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OWN = os.path.join(ROOT, ".tools", "uv")
PIP_INSTALL = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
# uv is a program, not Python code: it does not matter that its package asks for a newer Python.
THE_PACKAGE = ["--no-deps", "--ignore-requires-python", "--only-binary=:all:", "uv>={}.{}".format(*OLDEST)]
ADVICE = """\
uv could not be installed: see the messages above. It takes the network, and a Python
with venv or pip (on Debian and Ubuntu: apt install python3-venv). Or install uv {}.{} or
later in any of the ways its documentation gives, and run this again.""".format(*OLDEST)


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def works(uv: str) -> bool:
    """Return whether ``uv`` starts and is recent enough."""
    try:
        answer = subprocess.check_output([uv, "--version"], stderr=subprocess.DEVNULL).decode()
    except (OSError, subprocess.CalledProcessError):
        return False
    version = re.match(r"uv (\d+)\.(\d+)", answer)
    return version is not None and tuple(map(int, version.groups())) >= OLDEST


def find_uv() -> "str | None":
    """Return the path of a uv that works, the project's own first, or None."""
    for uv in (os.path.join(OWN, "bin", "uv"), shutil.which("uv")):
        if uv and works(uv):
            return uv
    return None


def run(*command: str) -> bool:
    """Return whether ``command``, run in the project's folder, succeeds."""
    # Version managers (pyenv, asdf, mise) keep Pythons side by side and show only one: let uv see them all.
    # And pyenv's own choice for this shell must not hide the Python that .python-version asks for.
    side_by_side = os.path.dirname(os.path.realpath(sys.base_prefix))
    pythons = glob.glob(os.path.join(side_by_side, "*", "bin", "python3"))
    path = [os.environ.get("PATH", os.defpath)] + [os.path.dirname(python) for python in pythons]
    environment = {name: value for name, value in os.environ.items() if name != "PYENV_VERSION"}
    environment["PATH"] = os.pathsep.join(path)
    try:
        return subprocess.call(command, cwd=ROOT, env=environment) == 0
    except OSError:
        return False


def install_in_an_environment() -> bool:
    """Install with a fresh virtual environment's own pip; False where Python came without venv."""
    python = os.path.join(OWN, "bin", "python")
    return (
        run(sys.executable, "-m", "venv", "--clear", OWN)
        # A pip that came with an old Python does not know today's kind of package.
        and (sys.version_info >= (3, 8) or run(python, *PIP_INSTALL, "--upgrade", "pip"))
        and run(python, *PIP_INSTALL, *THE_PACKAGE)
    )


def install_in_a_folder() -> bool:
    """Install with the machine's pip, into the project's folder all the same; False where there is none."""
    shutil.rmtree(OWN, ignore_errors=True)
    return run(sys.executable, *PIP_INSTALL, "--target", OWN, *THE_PACKAGE)


def get_uv() -> "str | None":
    """Return the path of a uv that works, installing one where there is none; None where that fails."""
    uv = find_uv()
    if uv is None:
        say("Installing uv into .tools/uv (once, in this folder only) …")
        for install in (install_in_an_environment, install_in_a_folder):
            if uv is None and install():
                uv = find_uv()
    return uv


def main() -> int:
    """Make the environment or bring it up to date; return 0, or 1 after saying what is in the way."""
    uv = get_uv()
    if uv is None:
        say(ADVICE)
        return 1
    if not os.path.isdir(os.path.join(ROOT, ".venv")):
        say("Making the environment in .venv (once; a minute or two) …")
    if run(uv, "sync", "--locked"):
        return 0
    say("Trying once more with any Python that will do …")
    return 0 if run(uv, "sync", "--locked", "--no-python-downloads", "--python", ">=3.12") else 1


if __name__ == "__main__":
    sys.exit(main())
