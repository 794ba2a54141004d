"""Write docs/states: how people, cohorts, applications and the like go from one status to the next, as pictures.

It needs the framework set up, so `make docs` runs it in the framework's shell.
"""

from pathlib import Path

from parcours.applications.states import APPLICATION
from parcours.core.transitions import Transition, drawn
from parcours.engagements.states import CONCERN, MENTORSHIP, SESSION
from parcours.people.kinds import FACTS, Kind
from parcours.people.states import BY_MATCHES
from parcours.programs.states import ASK, COHORT

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/states"


def page(kind: Kind) -> str:
    """Return the page of a kind: the picture, and what no person sets."""
    ways = FACTS[kind].ways
    return f"# Status of a {kind.value}\n\n{_words(ways)}\n```mermaid\n{drawn(ways)}```\n"


def cohort_page() -> str:
    """Return the page of cohorts."""
    return _of_programs("a cohort", COHORT)


def ask_page() -> str:
    """Return the page of what employers are asked for."""
    return _of_programs("an ask of an employer", ASK)


def _of_programs(what: str, ways: tuple[Transition, ...]) -> str:
    said = "This page is written by `make docs` from `programs/states.py`."
    return f"# Status of {what}\n\n{said}\n\n```mermaid\n{drawn(ways)}```\n"


def application_page() -> str:
    """Return the page of applications."""
    said = "This page is written by `make docs` from `applications/states.py`."
    return f"# Status of an application\n\n{said}\n\n```mermaid\n{drawn(APPLICATION.values())}```\n"


def mentorship_page() -> str:
    """Return the page of mentorships."""
    said = "This page is written by `make docs` from `engagements/states.py`."
    return f"# Status of a mentorship\n\n{said}\n\n```mermaid\n{drawn(MENTORSHIP.values())}```\n"


def session_page() -> str:
    """Return the page of sessions."""
    said = "This page is written by `make docs` from `engagements/states.py`."
    return f"# Status of a session\n\n{said}\n\n```mermaid\n{drawn(SESSION.values())}```\n"


def concern_page() -> str:
    """Return the page of concerns."""
    said = "This page is written by `make docs` from `engagements/states.py`."
    return f"# Status of a concern\n\n{said}\n\n```mermaid\n{drawn(CONCERN.values())}```\n"


def _words(ways: tuple[Transition, ...]) -> str:
    by_matches = [way.name for way in ways if way.name in BY_MATCHES]
    said = (
        "This page is written by `make docs` from `people/states.py`. `unknown` is for imported rows only.\n"
    )
    return said + (f"Not by hand, but by matches: {', '.join(by_matches)}.\n" if by_matches else "")


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for kind in Kind:
        (FOLDER / f"{kind.value}.md").write_text(page(kind), encoding="utf-8")
    (FOLDER / "cohort.md").write_text(cohort_page(), encoding="utf-8")
    (FOLDER / "application.md").write_text(application_page(), encoding="utf-8")
    (FOLDER / "mentorship.md").write_text(mentorship_page(), encoding="utf-8")
    (FOLDER / "session.md").write_text(session_page(), encoding="utf-8")
    (FOLDER / "concern.md").write_text(concern_page(), encoding="utf-8")
    (FOLDER / "ask.md").write_text(ask_page(), encoding="utf-8")
    print(f"{FOLDER.relative_to(ROOT)} is written")
