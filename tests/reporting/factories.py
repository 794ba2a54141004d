"""People, cohorts and proposals made in code, as small as a test needs them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from parcours.matching.adapter import Names, Proposal, Settings, propose
from parcours.matching.words import Words
from parcours.reference.noc import load_taxonomy
from parcours.reporting.proposal.to_check import to_check
from parcours.reporting.proposal.write import write_results
from parcours.tables.cohort.cohort import Cohort, Source
from parcours.tables.cohort.people import Mentee, Mentor
from tests.engine.occupations import small_index

CIVIL, MECHANICAL, SOFTWARE, NURSE = "21300", "21301", "21231", "31301"


Facts = dict[str, Any]
"""Fields of a person and what they hold."""


def _person(id_: str, facts: Facts) -> Facts:
    """Return a civil engineer of whom nothing else is known, changed by `facts`."""
    return {
        "row": 2,
        "id": id_,
        "name": "",
        "email": "",
        "occupations": (CIVIL,),
        "years_experience": None,
        "languages": {},
        "city": "",
        "province": "",
        "meeting": frozenset(),
        "availability": frozenset(),
        "employer": "",
        "avoid": (),
        "prefers": (),
        "locked_with": (),
        "background": {},
        "carried": {},
        **facts,
    }


def mentee(id_: str = "P1", **facts: Any) -> Mentee:
    more: Facts = {"agency": "", "goals": {}, "waiting_since": None, "background_matters": False}
    return Mentee(**(more | _person(id_, facts)))


def mentor(id_: str = "M1", **facts: Any) -> Mentor:
    more: Facts = {"capacity": 1, "minimum": 0, "offers": {}, "department": ""}
    return Mentor(**(more | _person(id_, facts)))


def cohort(mentees: Sequence[Mentee], mentors: Sequence[Mentor], **facts: Any) -> Cohort:
    """Return a cohort; pairs are fixed where a mentee's `locked_with` says so."""
    more: Facts = {
        "locks": sorted((one.id, one.locked_with[0]) for one in mentees if one.locked_with),
        "carried_mentees": (),
        "carried_mentors": (),
        "mentees_table": Source("mentees.csv", {}),
        "mentors_table": Source("mentors.csv", {}),
        "warnings": [],
        "more_warnings": 0,
    }
    return Cohort(mentees=list(mentees), mentors=list(mentors), **(more | facts))


def proposal(
    mentees: Sequence[Mentee],
    mentors: Sequence[Mentor],
    settings: Settings | None = None,
    previous: tuple[tuple[str, str], ...] = (),
    earlier: Names | None = None,
    **facts: Any,
) -> Proposal:
    """Return the real proposal for these people."""
    people = cohort(mentees, mentors, **facts)
    return propose(people, load_taxonomy(), settings or Settings(), previous=previous, earlier=earlier)


def coded(*mentees: Mentee, choices: Mapping[str, str | None] | None = None) -> Proposal:
    """Return the proposal for these people and one mentor, with a coder that knows a few titles."""
    people = cohort(mentees, [mentor()])
    return propose(people, load_taxonomy(), Settings(), coder=small_index.coder, choices=choices)


def settings(**changes: Any) -> Settings:
    """Return the usual settings with changes; `off` and `on` name rules to switch, `weights` gives other weights."""
    usual = Settings()
    rules = (
        dict(usual.rules)
        | dict.fromkeys(changes.pop("off", ()), False)
        | dict.fromkeys(changes.pop("on", ()), True)
    )
    weights = dict(usual.weights) | changes.pop("weights", {})
    return Settings(rules=rules, weights=weights, **changes)


def sample() -> Proposal:
    """Return a proposal in which something of every kind happens.

    P1 is fixed with M1 and wants a place there; P2 and P3 compete for M2, and P2 has all that is wished for; P4 wrote
    an occupation nobody can read; P5 is a nurse without a nurse to meet; M4 is paused.
    """
    mentees = [
        mentee(
            "P1", row=2, name="Amara Diallo", email="amara@example.org", locked_with=("M1",), agency="North",
            occupations=(NURSE,), carried={"Notes": "calls first", "Room": "4"},
        ),
        mentee(
            "P2", row=3, name="Bao Tran", years_experience=5.0, languages={"en": 8, "fr": None}, city="Ottawa",
            province="ON", meeting=frozenset({"in_person", "online"}), availability=frozenset({"weekday_evening"}),
            prefers=("M2",), goals={"job search": "Job search", "reseautage": "Réseautage"}, agency="North",
            waiting_since=date(2026, 3, 3), background={"femme": "Femme"}, background_matters=True,
            carried={"Notes": '=HYPERLINK("x")', "Room": ""},
        ),
        mentee("P3", row=4, name="<script>alert(1)</script>", waiting_since=date(2026, 5, 1), agency="South",
               languages={"en": 6}, carried={"Notes": "", "Room": ""}),
        mentee("P4", row=5, name="Dina Haddad", occupations=("Bridge design",), agency="",
               languages={"fr": 9}, availability=frozenset({"weekend"}), carried={"Notes": "", "Room": ""}),
        mentee("P5", row=6, name="Émile Côté", occupations=("31301",), agency="South", languages={"fr": 12},
               carried={"Notes": "", "Room": ""}),
    ]  # fmt: skip
    mentors = [
        mentor("M1", row=2, name="Nadia Roy", carried={"Notes": "floor 4"}, department="Works"),
        mentor(
            "M2", row=3, name="Paul Kim", years_experience=15.0, languages={"en": 9, "fr": 7}, city="Ottawa",
            meeting=frozenset({"in_person", "online"}), availability=frozenset({"weekday_evening", "weekend"}),
            prefers=("P3", "P2"), offers={"job search": "job search"}, background={"femme": "femme"},
            email="paul@example.org", carried={"Notes": ""},
        ),
        mentor("M3", row=4, name="Rosa Lind", occupations=("21231",), languages={"fr": 8},
               availability=frozenset({"weekday_day"}), carried={"Notes": ""}),
        mentor("M4", row=5, name="Sam Ray", occupations=("31301",), capacity=0, carried={"Notes": ""}),
    ]  # fmt: skip
    return proposal(
        mentees,
        mentors,
        carried_mentees=("Notes", "Room"),
        carried_mentors=("Notes",),
    )


def write(found: Proposal, folder: Path, language: str) -> None:
    """Write all results of a proposal into a folder."""
    words = Words(found, language)
    write_results(found, words, to_check(found, words), folder)
