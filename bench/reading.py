"""Files read, each in processes of its own: `python -m bench.reading WORK FILE RUNS`.

Lists as large as people have, and files that are refused: what anybody may send to a site must end soon as well.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from bench.measure import Reading, cpu_seconds, peak, typical
from parcours.reference.noc import load_taxonomy
from parcours.tables.findings import Refused
from parcours.tables.read import read_grid
from parcours.tables.scores import read_scores
from parcours.tables.write import Cell, Sheet, write_csv, write_xlsx

MILLION, PEOPLE, TITLES = 1_000_000, 100_000, 10_000
HEAD = ("id", "occupation", "languages", "city", "from", "places")


def _scores(path: Path) -> None:
    rows = ((f"L{n // 50}", f"R{n * 7 % 20011}", f"{n * 7919 % 10007 / 10007:.6f}") for n in range(MILLION))
    write_csv(path, ("left", "right", "score"), rows)


def _people() -> Iterator[tuple[Cell, ...]]:
    return (
        (f"E{n}", f"{n * 7919 % 10007:05}", "en; fr", "Hamilton", "2026-11-25", n % 3) for n in range(PEOPLE)
    )


def _junk(columns: int) -> Iterator[tuple[Cell, ...]]:
    return (tuple(n * 7919 % (10007 + place) for place in range(columns)) for n in range(MILLION))


def _one_line(path: Path) -> None:
    path.write_bytes(b"x," * 50_000_000)


def _csv(rows: Callable[[], Iterator[tuple[Cell, ...]]], path: Path, head: Sequence[str] = HEAD) -> None:
    write_csv(path, head, rows())


def _xlsx(rows: Callable[[], Iterator[tuple[Cell, ...]]], path: Path, head: Sequence[str] = HEAD) -> None:
    write_xlsx(path, [Sheet("People", head, rows())])


def _titles(path: Path) -> None:
    noc = load_taxonomy()
    titles = [noc.title(code, language) for code in noc.unit_groups() for language in ("en", "fr")]
    path.write_text("".join(f"{titles[n % len(titles)]} no {n}\n" for n in range(TITLES)), encoding="utf-8")


def _looked_up(path: Path) -> int:
    noc = load_taxonomy()
    return len([noc.read(title) for title in path.read_text(encoding="utf-8").splitlines()])


def _rows(path: Path) -> int:
    return len(read_grid(path, path.name).rows) - 1


WORKS: Mapping[str, tuple[Callable[[Path], None], Callable[[Path], int]]] = {
    "scores": (_scores, lambda path: len(read_scores(path).score)),
    "csv": (partial(_csv, _people), _rows),
    "xlsx": (partial(_xlsx, _people), _rows),
    "titles": (_titles, _looked_up),
    "junk-csv": (partial(_csv, partial(_junk, 5), head=HEAD[:5]), _rows),
    "junk-xlsx": (partial(_xlsx, partial(_junk, 1), head=HEAD[:1]), _rows),
    "junk-line": (_one_line, _rows),
}
"""Who writes each file, and who reads it and says how many rows there were."""


def main(work: str, path: Path, runs: int) -> None:
    """Write the file of a work (no ``runs``), or read it at most so often and print the figures as one line."""
    write, read = WORKS[work]
    if not runs:
        write(path)
        return
    before, rows = peak(), list[int | None]()

    def run() -> float:
        start = cpu_seconds()
        try:
            rows.append(read(path))
        except Refused:
            rows.append(None)
        return cpu_seconds() - start

    cpu, _runs = typical(run, runs)
    print(json.dumps(asdict(Reading(cpu, peak(), before, rows[0]))))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
