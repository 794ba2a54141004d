"""Saying yes or no, and taking a yes back: each adds a row, and what counts follows from the last one."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.accounts.queries import partnerships_running
from parcours.core.refusals import Refused, Stale
from parcours.people.consent.actions.texts import text_read
from parcours.people.consent.models import ConsentAct, ConsentRequest
from parcours.people.consent.models.act import matter_of
from parcours.people.consent.policies import check_say
from parcours.people.consent.purposes import LONGEST_IMPLIED, PURPOSES
from parcours.people.consent.queries import last_act, today
from parcours.people.consent.states import ACTS, NEVER_ASKED, WAYS
from parcours.people.following import follow
from parcours.people.models import Person


@dataclass(frozen=True, slots=True)
class Heard:
    """How staff heard it: ``how`` is ``paper`` or ``telephone``; ``on`` which day, today unless said otherwise."""

    how: str
    note: str = ""
    on: dt.date | None = None
    until: dt.date | None = None
    basis: str = "express"


@dataclass(frozen=True, slots=True)
class Said:
    """What was said: about which purpose and partner, to which version of the words, in which language."""

    purpose: str
    read: int = 0
    language: str = "en"
    partner: Organization | None = None

    @property
    def matter(self) -> str:
        """The key of what it is about."""
        return matter_of(self.purpose, self.partner)


@transaction.atomic
def give(*, person: Person, said: Said, by: Actor, heard: Heard | None = None) -> ConsentAct:
    """Note a yes. Raises NotAllowed, Stale where other words are to be read by now, Refused for what makes no sense."""
    row = _say("give", person, said, by, heard)
    record(by=by, verb="consent.given", what=row, about=person.user, **_logged(row))
    return row


@transaction.atomic
def renew(*, person: Person, said: Said, by: Actor, heard: Heard | None = None) -> ConsentAct:
    """Note that a yes holds on, from today for as long as a new one would. Raises as `give`."""
    row = _say("renew", person, said, by, heard)
    record(by=by, verb="consent.renewed", what=row, about=person.user, **_logged(row))
    return row


@transaction.atomic
def refuse(*, person: Person, said: Said, by: Actor, heard: Heard | None = None) -> ConsentAct:
    """Note a no. Raises as `give`."""
    row = _say("refuse", person, said, by, heard)
    record(by=by, verb="consent.refused", what=row, about=person.user, **_logged(row))
    return row


@transaction.atomic
def withdraw(*, person: Person, said: Said, by: Actor, heard: Heard | None = None) -> ConsentAct:
    """Take a yes back; from now on `consented` says no. Raises NotAllowed, Refused."""
    row = _say("withdraw", person, said, by, heard)
    record(by=by, verb="consent.withdrawn", what=row, about=person.user, **_logged(row))
    return row


def _say(way: str, person: Person, said: Said, by: Actor, heard: Heard | None) -> ConsentAct:
    check_say(by, person, heard=heard is not None)
    Person.objects.select_for_update().get(pk=person.pk)  # one act after the other
    day = today(by.here)
    last = last_act(person, said.purpose, said.partner)
    status = last.status_on(day) if last else NEVER_ASKED
    _check_way(way, status, last, by)
    is_yes = way in {"give", "renew"}
    if is_yes:
        check_partner(said.purpose, said.partner, day)
    basis, on = (heard.basis, heard.on or day) if heard else ("express", day)
    _check_heard(said.purpose, heard, last, day)
    row = ConsentAct.objects.create(
        organization=by.here,
        person=person,
        matter=said.matter,
        purpose=said.purpose,
        partner=said.partner,
        act=ACTS[way],
        basis=basis if is_yes or last is None else last.basis,
        text=last.text
        if way == "withdraw" and last
        else text_read(by.here, said.purpose, said.read, older=heard is not None),
        language=said.language,
        how=heard.how if heard else "link" if by.via is Via.LINK else "page",
        recorded_by=by.user,
        said_at=timezone.now()
        if on == day
        else dt.datetime.combine(on, dt.time(12), ZoneInfo(by.here.time_zone)),
        until=_until(said.purpose, heard, basis, on) if is_yes else None,
    )
    if heard and heard.note.strip():
        row.write_note(heard.note.strip())
    ConsentRequest.objects.filter(person=person, matter=said.matter).delete()
    follow(person)
    return row


def _check_way(way: str, status: str, last: ConsentAct | None, by: Actor) -> None:
    if status not in WAYS[way].sources:
        raise Stale(
            _("This was answered in the meantime. Open the page again to see what is on file now.")
            if last
            else _("Nobody was asked about this yet, so there is nothing to take back.")
        )
    if way == "withdraw" and last and last.basis == "legal_authority":
        raise Refused(
            _("This rests on the law and not on consent. Ask %(organization)s about it.")
            % {"organization": by.here}
        )


def check_partner(purpose: str, partner: Organization | None, day: dt.date) -> None:
    """Raise Refused unless the purpose is ours, and names a partner of the organization in scope where it must."""
    if purpose not in PURPOSES:
        raise Refused(_("There is no such purpose. Choose one of the list."))
    if PURPOSES[purpose].names_partner != (partner is not None):
        raise Refused(_("Sharing is allowed for one partner at a time, and nothing else names one."))
    if partner is not None and not partnerships_running(day).filter(partner=partner).exists():
        raise Refused(_("%(partner)s is no partner at present.") % {"partner": partner})


def _check_heard(purpose: str, heard: Heard | None, last: ConsentAct | None, day: dt.date) -> None:
    if heard is None:
        return
    if heard.how not in {"paper", "telephone"}:
        raise Refused(_("Say whether it was on paper or by telephone."))
    if heard.how == "telephone" and not heard.note.strip():
        raise Refused(_("Note who called whom, and what was said."))
    if heard.basis != "express" and heard.basis not in PURPOSES[purpose].bases:
        raise Refused(_("This purpose needs the person’s express consent."))
    on = heard.on or day
    if on > day:
        raise Refused(_("The day is still to come. Give the day on which it was said."))
    if last is not None and on < timezone.localdate(last.said_at, ZoneInfo(last.organization.time_zone)):
        raise Refused(
            _("Something later is on file, of %(day)s. What was said before changes nothing about it.")
            % {"day": date_format(timezone.localdate(last.said_at, ZoneInfo(last.organization.time_zone)))}
        )
    if heard.until is not None and heard.until < day:
        raise Refused(_("The last day is over already. Give one to come."))


def _until(purpose: str, heard: Heard | None, basis: str, on: dt.date) -> dt.date | None:
    life = PURPOSES[purpose].life
    until = heard.until if heard else None
    if basis == "implied":
        longest = on + dt.timedelta(days=LONGEST_IMPLIED)
        if until is None or until > longest:
            raise Refused(
                _("Implied consent ends. Give its last day, %(day)s at the latest.")
                % {"day": date_format(longest)}
            )
    if until is None and life is not None and basis == "express":
        return on + dt.timedelta(days=life)
    return until


def _logged(row: ConsentAct) -> dict[str, object]:
    """Return what the log keeps of an act: codes and days, never the note."""
    return {
        "consent": row.purpose,
        "partner": str(row.partner) if row.partner else "",
        "how": row.how,
        "until_on": row.until.isoformat() if row.until else "",
    }
