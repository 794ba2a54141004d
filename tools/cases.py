"""Write the tests of each case into docs/security/cases.md, from their names: ``python -m tools.cases``."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/security/cases.md"
CASES = tuple(f"T{number:02}" for number in range(1, 69))

_TEST = re.compile(r"^\s*(?:async )?def (test_(?:v\d+(?:_\d+)+_)?(?:t\d\d_)+\w+)", re.MULTILINE)
_ROW = re.compile(r"^\| (T\d\d) \| (.+) \| (proven|in part|not yet)( \(issue \d+\))? \|(.*)\|$", re.MULTILINE)


def names_by_case(folder: Path) -> dict[str, list[str]]:
    """Return the names of the tests in ``folder`` that carry a case's number, by case and in order."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in folder.rglob("test_*.py"):
        for name in _TEST.findall(path.read_text(encoding="utf-8")):
            for number in re.findall(r"(?<=_)t(\d\d)(?=_)", name):
                found[f"T{number}"].add(name)
    return {case: sorted(names) for case, names in found.items()}


def written(page: str, tests: Mapping[str, Iterable[str]]) -> str:
    """Return the page with the tests of each case; one that was not yet tested is in part, and the other way round."""

    def row(match: re.Match[str]) -> str:
        case, what, state, issue, _names = match.groups()
        names = " ".join(f"`{name}`" for name in tests.get(case, ()))
        state = ("in part" if state == "not yet" else state) if names else "not yet"
        return f"| {case} | {what} | {state}{issue or ''} | {names}{' ' if names else ''}|"

    return _ROW.sub(row, page)


def faults(page: str, tests: Mapping[str, Iterable[str]]) -> list[str]:
    """Return what is wrong with the page, in words."""
    found = _ROW.findall(page)
    rows = {case: (state, bool(issue), names) for case, _what, state, issue, names in found}
    times = Counter(case for case, *_rest in found)
    wrong = [f"{case} is not on the page" for case in CASES if case not in rows]
    wrong += [f"{case} is on the page twice" for case in rows if times[case] > 1]
    wrong += [f"{case} is no case" for case in {*rows, *tests} - {*CASES}]
    for case, (state, has_issue, said) in rows.items():
        named, there = re.findall(r"`(\w+)`", said), set(tests.get(case, ()))
        wrong += [f"{case}: there is no {name}" for name in named if name not in there]
        wrong += [f"{case}: {name} is not named" for name in sorted(there - set(named))]
        if (state == "not yet") == bool(named):
            wrong.append(f"{case}: {state}, with {len(named)} tests")
        if state != "proven" and not has_issue:
            wrong.append(f"{case}: {state}, and no issue is named")
    return wrong


def main() -> int:
    """Write the page again."""
    PAGE.write_text(
        written(PAGE.read_text(encoding="utf-8"), names_by_case(ROOT / "tests")), encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
