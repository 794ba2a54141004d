"""What coding costs, in a process of its own: memory, and CPU seconds a title, for an index in a folder."""

import json
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from parcours.reference.coder_index import load_coder

KIB_PER_MB = 1000 / 1.024


def main() -> None:
    """Read titles, one a line, from standard input; print the cost of coding them."""
    folder, with_model = Path(sys.argv[1]), sys.argv[2] == "model"
    texts = sys.stdin.read().splitlines()
    before = _most_held()
    coder = load_coder(folder)
    coder = coder if with_model else replace(coder, embedder=None)
    coder.code(texts[0])
    start = time.process_time()
    for text in texts:
        coder.code(text)
    spent = time.process_time() - start
    cost = {
        "numpy": np.__version__,
        "memory": _most_held() - before,
        "milliseconds": 1000 * spent / len(texts),
    }
    sys.stdout.write(json.dumps(cost))


def _most_held() -> float:
    """Return the most memory that this process ever held, in MB; what its parent holds does not count."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / KIB_PER_MB if found else 0.0


if __name__ == "__main__":
    main()
