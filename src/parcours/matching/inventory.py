"""What the tables of matching hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_STAFF = (Permission.MANAGE_PROGRAMS.value, "the person, on request")
_KEPT = "with the record of either person"

PERSONAL = (
    Held(
        "matching.candidate",
        "run participant mentor rank score parts reasons broken is_proposed is_fixed runner_up",
        "so that a person can choose, and say later why",
        _STAFF,
        _KEPT,
    ),
    Held(
        "matching.unplaced",
        "run participant reason why",
        "to help people for whom there was no mentor",
        _STAFF,
        _KEPT,
    ),
    Held(
        "matching.exclusion",
        "cohort participant mentor reason made_by made_at",
        "so that two people are not proposed to each other against a decision",
        _STAFF,
        _KEPT,
    ),
    Held(
        "matching.exclusion",
        "sealed_words",
        "to be able to say why two people were not matched",
        (Permission.MANAGE_PROGRAMS.value,),
        _KEPT,
        SEALED,
    ),
    Held(
        "matching.wish",
        "cohort participant mentor side rank noted_by noted_at",
        "to bring people together with whom they would like best",
        _STAFF,
        _KEPT,
    ),
    Held(
        "matching.run",
        "made_by",
        "to know who matched",
        _STAFF,
        "with the organization",
    ),
)

IMPERSONAL = {
    "matching.run": (
        "cohort state phase alive_at rules made_with made_at mentees mentors certificate rule_costs supply agencies"
        " blocking_pairs notes"
    ),
}
