"""Beginning a program from a template, with its rules, its criteria, its agreement and its first cohorts."""

import datetime as dt

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.programs.actions.agreements import write_agreement
from parcours.programs.actions.cohorts import add_cohort
from parcours.programs.actions.criteria import add_criterion
from parcours.programs.actions.programs import add_program, add_rule
from parcours.programs.models import Program
from parcours.programs.templates import Template
from parcours.programs.timetable import WEEK


def first_monday(today: dt.date) -> dt.date:
    """Return the day on which the first intake of a program opens that is begun ``today``."""
    return today - dt.timedelta(days=today.weekday()) + 4 * WEEK


@transaction.atomic
def begin_program(*, template: Template, today: dt.date, by: Actor) -> Program:
    """Add a program like ``template``, whose first intake opens on the Monday in the fourth week from ``today``.

    Raises NotAllowed.
    """
    program = add_program(by=by, **template.fields)
    for rule in template.rules:
        add_rule(program=program, by=by, **rule)
    for name_en, name_fr in template.criteria:
        add_criterion(program=program, name_en=name_en, name_fr=name_fr, by=by)
    write_agreement(program=program, text_en=template.agreement_en, text_fr=template.agreement_fr, by=by)
    monday = first_monday(today)
    for first in template.cohorts:
        add_cohort(
            program=program,
            name=first.called(monday),
            seats=first.seats,
            spans=first.spans(monday),
            intake=template.intake,
            by=by,
        )
    return program
