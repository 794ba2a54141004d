"""Building a questionnaire, question by question: from one of the product’s, or from the edition before."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.mail import in_language
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.core.versions import change, claim
from parcours.surveys.built_in import BuiltIn, Draft
from parcours.surveys.checking import faults
from parcours.surveys.lists import DRAFT, PUBLISHED, RETIRED
from parcours.surveys.models import Question, Questionnaire
from parcours.surveys.queries import next_edition, questions_of

_COPIED = ("kind", "text_en", "text_fr", "help_en", "help_fr", "options", "required", "measure")


@transaction.atomic
def begin(*, built_in: BuiltIn, by: Actor) -> Questionnaire:
    """Begin a draft as the product words it, in both languages. Raises NotAllowed."""
    check(by, Permission.MANAGE_PEOPLE)
    row = Questionnaire(
        organization=by.here, purpose=built_in.purpose, audience=built_in.audience, seen=built_in.seen
    )
    for language in ("en", "fr"):
        with in_language(language):
            setattr(row, f"title_{language}", str(built_in.title))
            setattr(row, f"intro_{language}", str(built_in.intro))
    row.full_clean()
    row.save()
    made: list[Question] = []
    for place, draft in enumerate(built_in.questions, start=1):
        question = _worded(draft, Question(organization=by.here, questionnaire=row, position=place))
        if draft.only_if is not None:
            question.only_if, question.only_if_answer = made[draft.only_if[0]], draft.only_if[1]
        question.save()
        made.append(question)
    record(by=by, verb="questionnaire.begun", what=row, built_in=built_in.key)
    return row


def _worded(draft: Draft, row: Question) -> Question:
    row.kind, row.measure, row.required = draft.kind, draft.measure, draft.required
    said: dict[str, list[str]] = {}
    for language in ("en", "fr"):
        with in_language(language):
            setattr(row, f"text_{language}", str(draft.text))
            setattr(row, f"help_{language}", str(draft.help))
            said[language] = [str(words) for _code, words in draft.options]
    row.options = [
        {"code": code, "en": english, "fr": french}
        for (code, _words), english, french in zip(draft.options, said["en"], said["fr"], strict=True)
    ]
    return row


@transaction.atomic
def begin_next(*, questionnaire: Questionnaire, by: Actor) -> Questionnaire:
    """Begin the next edition as a copy. Raises NotAllowed, and Refused for a draft or where one was begun."""
    check(by, Permission.MANAGE_PEOPLE)
    if questionnaire.is_draft:
        raise Refused(_("This is a draft still: change it as it is."))
    if next_edition(questionnaire) is not None:
        raise Refused(_("The next edition has been begun already."))
    row = Questionnaire.objects.create(
        organization=by.here,
        before=questionnaire,
        edition=questionnaire.edition + 1,
        **{
            name: getattr(questionnaire, name)
            for name in ("purpose", "audience", "seen", "title_en", "title_fr", "intro_en", "intro_fr")
        },
    )
    made: dict[int | None, Question] = {}
    for question in questions_of(questionnaire):
        made[question.pk] = Question.objects.create(
            organization=by.here,
            questionnaire=row,
            position=question.position,
            only_if=made.get(question.only_if_id),
            only_if_answer=question.only_if_answer,
            **{name: getattr(question, name) for name in _COPIED},
        )
    record(by=by, verb="questionnaire.begun", what=row, edition=row.edition)
    return row


@transaction.atomic
def word(*, questionnaire: Questionnaire, version: int, by: Actor, **fields: Any) -> None:
    """Change the title, the introduction and who sees the answers.

    Raises NotAllowed, Refused unless it is a draft, ValidationError for what a field does not take, and Stale.
    """
    _check_draft(questionnaire, by)
    changed = change(questionnaire, version=version, **fields)
    if changed:
        record(by=by, verb="questionnaire.changed", what=questionnaire, after=changed.after)


@transaction.atomic
def put_question(*, question: Question, version: int, by: Actor, **fields: Any) -> None:
    """Add a question at the end, or change one; ``version`` is of the questionnaire that was seen.

    Raises NotAllowed, Refused, ValidationError for what a field does not take, and Stale.
    """
    _check_draft(question.questionnaire, by)
    claim(question.questionnaire, version)
    if not question.pk:
        question.position = len(questions_of(question.questionnaire)) + 1
    for name, value in fields.items():
        setattr(question, name, value)
    question.full_clean()
    question.save()
    _check_order(questions_of(question.questionnaire))
    record(by=by, verb="questionnaire.changed", what=question.questionnaire, question=question.position)


@transaction.atomic
def move_question(*, question: Question, places: int, by: Actor) -> None:
    """Move a question by so many places, downwards where that is positive.

    Raises NotAllowed, and Refused where it would come before what it depends on.
    """
    _check_draft(question.questionnaire, by)
    rows = [one for one in questions_of(question.questionnaire) if one.pk != question.pk]
    rows.insert(max(question.position - 1 + places, 0), question)
    _check_order(rows)
    _number(rows)
    record(by=by, verb="questionnaire.changed", what=question.questionnaire, moved=places)


@transaction.atomic
def remove_question(*, question: Question, by: Actor) -> None:
    """Remove a question. Raises NotAllowed, and Refused where another one depends on it."""
    _check_draft(question.questionnaire, by)
    rows = questions_of(question.questionnaire)
    if any(one.only_if_id == question.pk for one in rows):
        raise Refused(_("Another question is asked only after an answer to this one. Change that one first."))
    left = [one for one in rows if one.pk != question.pk]
    place = question.position
    question.delete()
    _number(left)
    record(by=by, verb="questionnaire.changed", what=question.questionnaire, removed=place)


@transaction.atomic
def publish(*, questionnaire: Questionnaire, by: Actor) -> None:
    """Publish it: from now on it does not change. The edition before is asked of nobody any more.

    Raises NotAllowed, and Refused for a draft that lacks something, or for none.
    """
    _check_draft(questionnaire, by)
    if found := faults(questionnaire, questions_of(questionnaire)):
        raise Refused(" ".join(found))
    claim(questionnaire, questionnaire.version)
    questionnaire.state = PUBLISHED
    questionnaire.save(update_fields=["state"])
    if questionnaire.before is not None:
        Questionnaire.objects.filter(pk=questionnaire.before.pk).update(state=RETIRED)
    record(by=by, verb="questionnaire.published", what=questionnaire, edition=questionnaire.edition)


def _check_draft(questionnaire: Questionnaire, by: Actor) -> None:
    check(by, Permission.MANAGE_PEOPLE)
    questionnaire.refresh_from_db(fields=["state"])
    if questionnaire.state != DRAFT:
        raise Refused(_("It is published, so people answered these very words. Begin the next edition."))


def _check_order(rows: list[Question]) -> None:
    places: Mapping[int, int] = {one.pk: place for place, one in enumerate(rows)}
    for place, one in enumerate(rows):
        if one.only_if_id is None:
            continue
        asked_first = rows[places[one.only_if_id]] if one.only_if_id in places else None
        if asked_first is None or places[one.only_if_id] >= place:
            raise Refused(_("A question has to come after the one whose answer it depends on."))
        if asked_first.only_if_id is not None:
            raise Refused(_("A question cannot depend on one that depends on another itself."))
        if one.only_if_answer not in {code for code, _words in asked_first.choices}:
            raise Refused(_("Choose the answer after which the question is asked."))


def _number(rows: list[Question]) -> None:
    for place, one in enumerate(rows, start=1):
        if one.position != place:
            one.position = place
            one.save(update_fields=["position"])
