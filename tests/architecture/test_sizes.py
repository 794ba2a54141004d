"""A file stays under 400 lines and a function under 60: when one wants to grow, split it by noun."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE_LINES = 400
FUNCTION_LINES = 60


def too_long(folder: Path) -> list[str]:
    """Every file and function of the Python files under ``folder`` that is too long, with its length."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(folder)
        if (lines := source.count("\n")) > FILE_LINES:
            found.append(f"{name}: {lines} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                lines = node.end_lineno - node.lineno + 1
                if lines > FUNCTION_LINES:
                    found.append(f"{name}: {node.name}: {lines} lines")
    return found


def test_nothing_is_too_long() -> None:
    folders = [ROOT / name for name in ("src", "tests", "tools", "bench")]
    assert [f"{folder.name}/{found}" for folder in folders for found in too_long(folder)] == []


def test_what_is_too_long_is_found(tmp_path: Path) -> None:
    function = "def work():\n" + "    step()\n" * 59
    (tmp_path / "just.py").write_text(function + "pass\n" * 340, encoding="utf-8")
    assert too_long(tmp_path) == []
    (tmp_path / "long.py").write_text(function + "    step()\n" + "pass\n" * 340, encoding="utf-8")
    assert too_long(tmp_path) == ["long.py: 401 lines", "long.py: work: 61 lines"]
