"""What the audit log says about one person: what happened to them, who looked, what was exported."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from parcours.accounts.audit.queries import entries, readable
from parcours.accounts.audit.verbs import in_words
from parcours.accounts.models import AuditEntry
from parcours.core.keyring import Unreadable
from parcours.people.models import Person
from parcours.people.sensitive import FACTS, Why

LOOKS = frozenset({"person.viewed", "sensitive.viewed", "data.viewed", "data.exported", "document.opened"})
"""Verbs of somebody who looks at one person, or takes something along."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: when, who, at what, and why where that was asked."""

    time: dt.datetime
    who: str
    what: str
    why: str | Promise


def entries_about(person: Person) -> list[AuditEntry]:
    """Return the entries about somebody, the latest first."""
    about = Q(content__what="people.person", content__what_id=str(person.pk))
    if person.user_id:
        about |= Q(content__about=person.user_id)
    return list(entries().filter(about))


def looks_at(person: Person) -> list[Look]:
    """Return who looked at somebody, the latest first; the person’s own looks are not among them."""
    about = Q(content__what="people.person", content__what_id=str(person.pk))
    if person.user_id:
        about |= Q(content__about=person.user_id)
    found = entries().filter(about, verb__in=LOOKS)
    if person.user_id:
        found = found.exclude(content__actor=person.user_id)
    return [look for entry in found if (look := _look(entry)) is not None]


def _look(entry: AuditEntry) -> Look | None:
    try:
        said = readable(entry)
    except Unreadable:
        return None
    if said is None or said["via"] == "link":
        return None
    more = said["more"]
    facts = ", ".join(str(FACTS[name].label) for name in more.get("facts", ()) if name in FACTS)
    what = in_words(entry.verb)
    return Look(
        time=entry.time,
        who=str(entry.content.actor or said["name"] or _("the program itself")),
        what=f"{what} ({facts})" if facts else what,
        why=Why(more["why"]).label if more.get("why") in Why.values else "",
    )
