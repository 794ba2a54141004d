"""Looking at sensitive facts, and changing them: each look is an entry of the audit log, with its purpose."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Stale
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.people.following import follow
from parcours.people.models import Person, SensitiveFacts
from parcours.people.policies import is_oneself
from parcours.people.sensitive import FACTS, PURPOSES, Why, fitted


@transaction.atomic
def look(*, person: Person, why: Why, by: Actor) -> dict[str, str]:
    """Return the facts that ``why`` needs, by column; empty where nothing is on file. The look is kept.

    Raises NotAllowed where the actor's roles do not have this purpose.
    """
    check(by, Permission.VIEW_SENSITIVE)
    purpose = PURPOSES[why]
    if by.via is not Via.COMMAND and not purpose.roles & by.roles:
        raise NotAllowed(_("Your role does not look at these facts for this purpose."))
    row = SensitiveFacts.objects.filter(person=person).first()
    record(by=by, verb="sensitive.viewed", what=person, about=person.user, why=why.value, facts=purpose.facts)
    return {name: column(name).read(row) if row else "" for name in purpose.facts}


@transaction.atomic
def look_at_own(*, person: Person, names: tuple[str, ...], by: Actor) -> dict[str, str]:
    """Return the person's own facts of these ``names``, by column. The look is kept. Raises NotAllowed for others."""
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person sees these facts without a purpose."))
    row = SensitiveFacts.objects.filter(person=person).first()
    record(by=by, verb="sensitive.viewed", what=person, about=person.user, why=Why.OWN.value, facts=names)
    return {name: column(name).read(row) if row else "" for name in names}


@transaction.atomic
def keep_facts(
    *,
    person: Person,
    by: Actor,
    facts: Mapping[str, str],
    clear: frozenset[str] = frozenset(),
    seen: int | None = None,
) -> None:
    """Keep some of the facts, sealed, and take out those of ``clear``; nobody need look at them to do so.

    ``seen`` is the version that whoever saw them saw, 0 where there were none. Raises NotAllowed for anybody but staff
    who may and the person, Refused for what does not fit, and Stale where somebody else was faster.
    """
    if not is_oneself(by, person):
        check(by, Permission.EDIT_SENSITIVE)
    kept = {name: fitted(name, text.strip()) for name, text in facts.items() if text.strip()}
    cleared = clear & FACTS.keys() - kept.keys()
    if not kept and not cleared:
        return
    row, _made = SensitiveFacts.objects.get_or_create(
        organization=by.here, person=person, defaults={"version": 0}
    )
    as_seen = SensitiveFacts.objects.filter(pk=row.pk, version=row.version if seen is None else seen)
    if not as_seen.update(version=F("version") + 1):
        raise Stale(_("Somebody else changed this while you did."))
    row.refresh_from_db()
    for name, text in (kept | dict.fromkeys(cleared, "")).items():
        column(name).write(row, text)
        codes = FACTS[name].codes
        if codes is not None and text:
            row.list_versions = {**row.list_versions, name: codes.version}
    row.save()
    follow(person)
    record(
        by=by,
        verb="sensitive.changed",
        what=person,
        about=person.user,
        facts=sorted(kept),
        cleared=sorted(cleared),
    )


def column(name: str) -> SealedField:
    """Return the sealed column of a fact."""
    return sealed_column(SensitiveFacts, name)
