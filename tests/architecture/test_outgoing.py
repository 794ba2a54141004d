"""Who may call another computer: one door for addresses that users type, and few others, each for a reason."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src/parcours"

CALLS = {
    "socket",
    "ssl",
    "urllib.request",
    "http.client",
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "smtplib",
}
"""What a program imports to call another computer; mail goes through the framework, which is told where."""

MAY = {
    "core/outgoing.py": "the door: addresses that users type, checked and bounded",
    "reference/download.py": "https addresses that whoever runs the command types, bounded",
    "core/health.py": "whether the mail server that was set up answers",
    "people/documents/scanning.py": "clamd, on this machine",
    "messaging/delivery.py": "the mail server that was set up",
    "messaging/failures.py": "what that mail server answered",
    "demo/__main__.py": "whether our own site, on this computer, answers",
}


def calling(folder: Path) -> set[str]:
    """The files below ``folder`` that import what calls other computers."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if CALLS & set(names):
                found.add(path.relative_to(folder).as_posix())
    return found


def test_t34_nobody_else_calls_another_computer() -> None:
    assert calling(PACKAGE) == MAY.keys()


def test_t34_one_that_does_is_found(tmp_path: Path) -> None:
    (tmp_path / "hooks.py").write_text("import urllib.request\n")
    (tmp_path / "more.py").write_text("from http.client import HTTPConnection\n")
    (tmp_path / "words.py").write_text("from urllib.parse import urlsplit\n")
    assert calling(tmp_path) == {"hooks.py", "more.py"}
