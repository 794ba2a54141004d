"""What a draft still lacks before people can be asked."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from parcours.surveys.lists import LISTED
from parcours.surveys.models import Question, Questionnaire

FEWEST = 2
"""A list to choose from has so many answers at least; a scale has the words of its two ends."""


def faults(questionnaire: Questionnaire, questions: Sequence[Question]) -> list[str]:
    """Return what is missing, each as a sentence that says where."""
    found = [
        *_unsaid(_("The title"), questionnaire.title_en, questionnaire.title_fr),
        *_unsaid(_("The introduction"), questionnaire.intro_en, questionnaire.intro_fr, optional=True),
    ]
    if not questions:
        found.append(_("There is no question yet."))
    for question in questions:
        found += _of(question)
    return found


def _of(question: Question) -> Iterable[str]:
    where = _("Question %(number)s") % {"number": question.position}
    yield from _unsaid(where, question.text_en, question.text_fr)
    yield from _unsaid(
        _("The hint of question %(number)s") % {"number": question.position},
        question.help_en,
        question.help_fr,
        optional=True,
    )
    if question.kind in LISTED and len(question.options) < FEWEST:
        yield _("%(where)s has fewer than two answers.") % {"where": where}
    for option in question.options if question.kind in LISTED else ():
        yield from _unsaid(
            _("An answer to question %(number)s") % {"number": question.position}, option["en"], option["fr"]
        )


def _unsaid(where: str, english: str, french: str, *, optional: bool = False) -> Iterable[str]:
    if not french and (english or not optional):
        yield _("%(where)s has no French.") % {"where": where}
    if not english and (french or not optional):
        yield _("%(where)s has no English.") % {"where": where}
