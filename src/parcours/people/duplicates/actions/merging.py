"""Making one record of two, and two of one again (docs/adr/0074)."""

import json
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.links.actions import withdraw
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import ABOUT_A_PERSON
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused, Stale
from parcours.people.actions.fields import FIELDS, fit
from parcours.people.actions.people import save_person
from parcours.people.duplicates.absorbing import WORKED_OUT, absorb
from parcours.people.duplicates.models import Mark, Merge, Pair, PairState
from parcours.people.duplicates.snapshots import Before, Missing, bring_back, digest, found
from parcours.people.following import follow, follow_merge
from parcours.people.kinds import standings
from parcours.people.models import Person
from parcours.people.policies import subject_of


@transaction.atomic
def merge(
    *,
    kept: Person,
    lost: Person,
    versions: tuple[int, int],
    by: Actor,
    taken: Collection[str] = frozenset(),
) -> Merge:
    """Make one record of two: ``lost`` goes into ``kept``, and its number leads there from now on.

    What ``kept`` lacks it gets; of what both have, the fields in ``taken`` (such as ``person.phone`` or
    ``mentor.status``) come from ``lost``. ``versions`` are those of the two as whoever decides has seen them. Raises
    NotAllowed, Stale where either was changed or merged meanwhile, Refused where each has an account of its own, and
    ValidationError where what is taken does not go together.
    """
    check(by, Permission.MANAGE_PEOPLE)
    if kept.pk == lost.pk:
        raise Refused(_("These are one record already."))
    before = Before()
    for person, version in zip((kept, lost), versions, strict=True):
        _claim(person, version)
        before.keep(person, version=version)
    if kept.user_id and lost.user_id:
        raise Refused(
            _("Each of the two has an account of its own. One of the accounts has to be closed first.")
        )
    apart = _set_aside(kept, lost, before)
    _withdraw_links(lost, before, by)
    number, address = lost.pk, kept.email
    absorb(kept, lost, before, taken)
    _fill(kept, lost, taken, by)
    if kept.email != address:
        _withdraw_links(kept, before, by)  # whoever reads the address of before may be somebody else
    for standing in standings(Person.objects.get(pk=kept.pk)).values():
        before.keep(standing)
        standing.save(update_fields=["called"])
    for other in apart - {kept.pk, number}:
        _keep_apart(kept, other)
    follow_merge(kept)
    made = Merge.objects.create(organization=by.here, person=kept, number=number, merged_by=by.user)
    made.keep(before.text(loose=(*WORKED_OUT, Merge)))
    made.save(update_fields=["undo"])
    record(by=by, verb="person.merged", what=kept, about=kept.user, number=number, taken=sorted(taken))
    return made


@transaction.atomic
def undo(*, merge: Merge, by: Actor) -> None:
    """Make two records of one again, each as it was. What was added since stays with the record that stayed.

    Raises NotAllowed, Refused where the time for it is over or something has changed since that stands in its way, and
    Stale where somebody else was faster.
    """
    check(by, Permission.MANAGE_PEOPLE)
    if not merge.can_be_undone:
        raise Refused(
            _("A merge can be undone within 30 days. Correct the record by hand, or add the other one anew.")
        )
    kept = json.loads(merge.kept())
    if not Merge.objects.filter(pk=merge.pk).delete()[0]:
        raise Stale(_("Somebody else has undone this merge already."))
    for name, seen in kept["now"].items():
        row = found(name)
        if row is None or digest(row) != seen:
            raise Refused(_changed(name))
    for name in kept["made"]:
        row = found(name)
        assert row is not None  # noqa: S101 - it was looked at above
        row.delete()
    _clear(merge.person)
    if _address_of(merge.person, kept["rows"]) != merge.person.email:
        _withdraw_links(
            merge.person, Before(), by
        )  # letters of since then went to whom the other record is about
    try:
        with transaction.atomic():
            bring_back([row for row in kept["rows"] if not _is_pair_of_past(row, kept["rows"])])
    except (IntegrityError, Missing) as problem:
        raise Refused(_changed("")) from problem
    people = list(Person.objects.filter(pk__in=(merge.person_id, merge.number)).order_by("pk"))
    Mark.objects.filter(person__in=people).update(seen="")  # who changed meanwhile was not compared with both
    for person in people:
        follow(person)
        follow_merge(person)
    record(by=by, verb="person.merge_undone", what=merge.person, about=merge.person.user, number=merge.number)


def _claim(person: Person, version: int) -> None:
    """Count a change of the record, and read it as it is now. Raises Stale where it was changed or merged."""
    if not Person.objects.filter(pk=person.pk, version=version).update(version=F("version") + 1):
        raise Stale(
            _(
                "Somebody else changed or merged one of the two in the meantime. Open the page again to see them now."
            )
        )
    person.refresh_from_db()


def _withdraw_links(person: Person, before: Before, by: Actor) -> None:
    for link in SignedLink.objects.filter(subject=subject_of(person), used_at=None, revoked_at=None):
        before.keep(link)
    for purpose in ABOUT_A_PERSON:
        withdraw(purpose=purpose, subject=subject_of(person), by=by)


def _address_of(person: Person, rows: list[dict[str, Any]]) -> str:
    """Return the address that the record had before the merge."""
    label = Person._meta.label_lower  # noqa: SLF001 - documented
    found = (row["fields"]["email"] for row in rows if (row["model"], row["pk"]) == (label, person.pk))
    return str(next(found))


def _set_aside(kept: Person, lost: Person, before: Before) -> set[int]:
    """Keep and delete what was worked out about the two; return who is not the same as one of them."""
    both = (kept.pk, lost.pk)
    apart: set[int] = set()
    for model in WORKED_OUT:
        of_them = Q(first__in=both) | Q(second__in=both) if model is Pair else Q(person__in=both)
        rows = model._default_manager.filter(of_them).order_by("pk")  # noqa: SLF001 - documented
        for row in rows:
            before.keep(row)
            if isinstance(row, Pair) and row.state == PairState.APART:
                apart |= {row.first_id, row.second_id}
        rows.delete()
    return apart


def _keep_apart(kept: Person, other: int) -> None:
    first, second = sorted((kept.pk, other))
    Pair.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={"state": PairState.APART},
        create_defaults={"organization": kept.organization, "score": 0, "state": PairState.APART},
    )


def _fill(kept: Person, lost: Person, taken: Collection[str], by: Actor) -> None:
    """Give the record that stays what it lacks, and what is taken from the other."""
    empty: tuple[object, ...] = ("", None, [])
    values = {
        name: getattr(lost, name)
        for name in FIELDS[Person]
        if getattr(lost, name) not in empty and (getattr(kept, name) in empty or f"person.{name}" in taken)
    }
    kept.answer(**values)
    kept.user_id = kept.user_id or lost.user_id
    fit(kept)
    save_person(kept, by)


def _clear(person: Person) -> None:
    """Delete what was worked out about the record as one; what somebody decided about it since stays."""
    for model in WORKED_OUT:
        rows = model._default_manager.all()  # noqa: SLF001 - documented
        if model is Pair:
            rows.filter(Q(first=person) | Q(second=person)).filter(
                Q(state=PairState.OPEN) | Q(decided_at=None)
            ).delete()
        else:
            rows.filter(person=person).delete()


def _is_pair_of_past(row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """Whether the row is a pair that somebody has decided about since, or with somebody who is gone."""
    if row["model"] != Pair._meta.label_lower:  # noqa: SLF001 - documented
        return False
    two = row["fields"]["first"], row["fields"]["second"]
    back = {one["pk"] for one in rows if one["model"] == Person._meta.label_lower}  # noqa: SLF001 - documented
    needed = {*two} - back
    gone = Person.objects.filter(pk__in=needed).count() < len(needed)
    return gone or Pair.objects.filter(first=two[0], second=two[1]).exists()


def _changed(name: str) -> str:
    where = {
        "people.person": _("the profile"),
        "people.participant": _("the status and the goals of the participant"),
        "people.mentor": _("the status and the offers of the mentor"),
        "people.supervisor": _("the status and the roles of the supervisor"),
    }.get(name.partition(" ")[0], _("an entry of the profile"))
    return _(
        "The merge cannot be undone: what was changed since in %(where)s would be lost. "
        "Add the other person anew, and correct this record by hand."
    ) % {"where": where}
