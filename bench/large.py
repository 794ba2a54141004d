"""`python -m bench.large`: measure very large cohorts: docs/benchmarks-large.md, and its part of docs/benchmarks.md.

`make bench-large` does this. With sizes as arguments, only those are measured; what was measured of the others before
stays on the page.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.environments import ROOT, environment
from bench.large_page import page
from bench.large_section import with_large

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
BOTH = ("OR-Tools", "LEMON")
PEERS = {10_000: BOTH, 100_000: BOTH, 1_000_000: BOTH[:1]}
"""Which peers are measured, too, on each person’s best pairs: with a million LEMON had not ended after seven minutes.

To list those of a million takes 17 GB.
"""

KEPT = ROOT / ".tools/bench/large"
LEMON = "pylmcf==1.3.0"


def main(sizes: list[int]) -> None:
    """Measure and write."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for size in sizes or SIZES:
        found: dict[str, object] = {"parcours": _printed(Path(sys.executable), "bench.large_own", str(size))}
        if size in PEERS:
            found |= _peers(size, PEERS[size])
        (KEPT / f"{size}.json").write_text(json.dumps(found), encoding="utf-8")
    known = {int(file.stem): json.loads(file.read_text(encoding="utf-8")) for file in KEPT.glob("*.json")}
    text = page(dict(sorted(known.items())))
    out, all_goals = ROOT / "docs/benchmarks-large.md", ROOT / "docs/benchmarks.md"
    out.write_text(text, encoding="utf-8")
    all_goals.write_text(with_large(all_goals.read_text(encoding="utf-8"), text), encoding="utf-8")
    sys.stderr.write(f"Written: {out} and {all_goals}\n")


def _peers(size: int, names: Sequence[str]) -> Mapping[str, object]:
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.large_own", str(size), folder]
        subprocess.run(command, cwd=ROOT, check=True)
        ways = {
            "OR-Tools": lambda: _printed(Path(sys.executable), "bench.ortools_flow", folder, "1"),
            "LEMON": lambda: _printed(environment(LEMON, "numpy"), "bench.lemon_flow", folder),
        }
        return {name: ways[name]() for name in names}


def _printed(python: Path, module: str, *options: str) -> object:
    command = [str(python), "-m", module, *options]
    return json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
