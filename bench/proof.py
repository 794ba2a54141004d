"""`python -m bench.proof RESULT.json` prints how many people a result places, and its score.

A process of its own, because a large result would make the one that starts the others large.
"""

import json
import sys
from pathlib import Path

if __name__ == "__main__":
    certificate = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["certificate"]
    print(certificate["placed"], certificate["score"])
