"""The import ladder of ARCHITECTURE.md holds, and each of its contracts is seen to break."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/parcours"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
RUNGS = [rung for layer in CONTRACTS[0]["layers"] for rung in re.findall(r"\w+", layer)]

# What each contract forbids, done. The keys are files under parcours/.
BREACHES = {
    "stray/__init__.py": "",
    "core/upward.py": "import parcours.reporting",
    "core/sideways.py": "import parcours.engine",
    "engine/chicken.py": "import parcours.engine.egg",
    "engine/egg.py": "import parcours.engine.chicken",
    "tables/framework.py": "import django",
    "engine/checking/__init__.py": "",
    "engine/checking/borrowed.py": "import numpy",
    "reporting/back_door.py": "import parcours.engine.matching",
    "web/public/__init__.py": "import parcours.web.portal",
    "web/portal/__init__.py": "",
    "web/actions.py": "import parcours.web.portal",
}


def lint(folder: Path, files: dict[str, str]) -> str:
    """Hold our contracts against a tree with every rung and ``files``; what the linter prints."""
    rungs = {f"{rung}/__init__.py": "" for rung in [*RUNGS, "engine/matching"]}
    adapter = {"__init__.py": "", "matching/adapter.py": "import parcours.engine.matching"}
    for name, source in {**rungs, **adapter, **files}.items():
        file = folder / "parcours" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
    linter = str(Path(sys.executable).with_name("lint-imports"))
    command = [linter, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout


def verdicts(printed: str) -> dict[str, str]:
    """Each contract's name with KEPT or BROKEN."""
    return {
        contract["name"]: re.findall(rf"{re.escape(contract['name'])} (KEPT|BROKEN)", printed)[0]
        for contract in CONTRACTS
    }


def test_a_tree_that_obeys_is_kept(tmp_path: Path) -> None:
    assert set(verdicts(lint(tmp_path, {})).values()) == {"KEPT"}


def test_every_contract_can_break(tmp_path: Path) -> None:
    printed = lint(tmp_path, BREACHES)
    assert set(verdicts(printed).values()) == {"BROKEN"}
    assert re.findall(r"^- (parcours\.\w+)$", printed, re.MULTILINE) == ["parcours.stray"]
    ladder = re.findall(r"^(parcours\.\w+) is not allowed to import (parcours\.\w+):$", printed, re.MULTILINE)
    assert ("parcours.core", "parcours.reporting") in ladder
    assert ("parcours.core", "parcours.engine") in ladder


def off_the_ladder(package: Path) -> list[str]:
    """Children of ``package`` with code and without a rung, and folders of code the linter would not see."""
    code = sorted(path for path in package.rglob("*.py") if path.parent != package)
    blind = {path.parent for path in code if not (path.parent / "__init__.py").exists()}
    children = {path.relative_to(package).parts[0] for path in code}
    loose = {path.stem for path in package.glob("*.py")} - {"__init__"}
    return sorted([str(path.relative_to(package)) for path in blind] + list((children | loose) - set(RUNGS)))


def test_every_package_has_a_rung() -> None:
    assert off_the_ladder(PACKAGE) == []


def test_a_package_without_a_rung_is_found(tmp_path: Path) -> None:
    for name in ("core/__init__.py", "core/deep/module.py", "stray/__init__.py", "loose.py", "__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert off_the_ladder(tmp_path) == ["core/deep", "loose", "stray"]


def is_a_bare_front(source: str) -> bool:
    """Whether a package's ``__init__`` only describes it and passes names on."""
    described, *rest = ast.parse(source).body
    passes_on = all(isinstance(node, ast.Import | ast.ImportFrom | ast.Assign) for node in rest)
    return isinstance(described, ast.Expr) and passes_on


def test_a_package_s_front_holds_no_code() -> None:
    fronts = sorted(PACKAGE.rglob("__init__.py"))
    assert [str(front) for front in fronts if not is_a_bare_front(front.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("source", ["import os\n", '"""A package."""\n\ndef work() -> None: ...\n'])
def test_a_front_with_code_is_found(source: str) -> None:
    assert not is_a_bare_front(source)
