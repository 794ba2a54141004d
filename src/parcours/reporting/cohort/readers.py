"""Who reads the report of a cohort, and about whom it is then: the organization itself, or one of its partners."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.utils import timezone
from django_scopes import scope

from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization
from parcours.accounts.queries import partnerships_running, partnerships_with_across
from parcours.core.plain import plain
from parcours.people.consent.queries import consenting, today
from parcours.people.consent.sight import SHARING
from parcours.people.models import Person
from parcours.programs.models import Cohort, ProgramPartner
from parcours.programs.queries import cohorts
from parcours.reporting.cohort.facts import Facts


class Reader(StrEnum):
    """Who reads: each sees other people, and single ones or none."""

    LEAD = "lead"
    """The organization itself: everything, with the list behind each figure."""
    CLIENTS = "clients"
    """A partner who refers or delivers: those whom it referred or looks after, and who let it see them."""
    MENTORS = "mentors"
    """An employer: its own mentors who let it see them."""
    AGGREGATE = "aggregate"
    """A funder or an observer: everybody, as figures that give nobody away."""


ROLES: Mapping[Reader, Collection[str]] = MappingProxyType(
    {
        Reader.CLIENTS: (PartnershipRole.REFERRER, PartnershipRole.DELIVERY, PartnershipRole.LEAD),
        Reader.MENTORS: (PartnershipRole.HOST_EMPLOYER,),
        Reader.AGGREGATE: (PartnershipRole.FUNDER, PartnershipRole.OBSERVER),
    }
)
"""Which partners read what, as long as the partnership runs and covers the program."""


@dataclass(frozen=True, slots=True)
class Readable:
    """A cohort of another organization that a partner may read about."""

    cohort: Cohort
    reader: Reader


def readable_across(partner: Organization, readers: Collection[Reader]) -> list[Readable]:
    """Return the cohorts of other organizations that ``partner`` reads about today, the latest first of each."""
    found: list[Readable] = []
    owners = {row.organization for row in partnerships_with_across(partner, timezone.localdate())}
    for owner in sorted(owners, key=lambda one: one.slug):
        with scope(organization=owner):
            found += [Readable(row, reader) for reader in readers for row in _cohorts(partner, owner, reader)]
    return found


def cohort_across(pk: int, partner: Organization, reader: Reader) -> Cohort | None:
    """Return one of them, or None."""
    rows = (one.cohort for one in readable_across(partner, (reader,)))
    return next((row for row in rows if row.pk == pk), None)


def _cohorts(partner: Organization, owner: Organization, reader: Reader) -> list[Cohort]:
    running = partnerships_running(today(owner)).filter(partner=partner, role__in=ROLES[reader])
    covered = ProgramPartner.objects.filter(partnership__in=running.order_by().values("pk")).values("program")
    return list(cohorts().filter(program__in=covered).exclude(status="cancelled").order_by("program", "-pk"))


@dataclass(frozen=True, slots=True)
class Own:
    """People of a partner who let it see them, as numbers of mentees and of mentors, and how many do not."""

    mentees: frozenset[int] = frozenset()
    mentors: frozenset[int] = frozenset()
    silent: int = 0


def own_people(facts: Collection[Facts], partner: Organization, reader: Reader) -> Own:
    """Return who of the cohorts is the partner's own and allows that now, in the scope of their organization."""
    if reader is Reader.CLIENTS:
        clients = {
            row.participant_id: row.participant.person_id
            for one in facts
            for row in one.applications
            if partner.pk in {row.referred_by_id, row.looked_after_by_id}
        }
        allowed = _allowed(set(clients.values()), partner)
        mentees = frozenset(who for who, person in clients.items() if person in allowed)
        return Own(mentees=mentees, silent=len(clients) - len(mentees))
    names = {plain(name) for name in (partner.name_en, partner.name_fr) if name}
    employed = {
        row.mentor_id: row.mentor.person_id
        for one in facts
        for row in one.places
        if plain(row.mentor.person.employer) in names
    }
    allowed = _allowed(set(employed.values()), partner)
    return Own(mentors=frozenset(who for who, person in employed.items() if person in allowed))


def _allowed(people: Collection[int], partner: Organization) -> set[int]:
    found = Person.objects.filter(pk__in=people).select_related("organization")
    owner = found.first()
    if owner is None:
        return set()
    allowing = found.filter(consenting(SHARING, partner, today(owner.organization)))
    return set(allowing.order_by().values_list("pk", flat=True))


def seen_by(facts: Facts, reader: Reader, own: Own) -> Facts:
    """Return the facts that are about the reader's people."""
    if reader is Reader.CLIENTS:
        return facts.of_mentees(own.mentees)
    return facts.of_mentors(own.mentors) if reader is Reader.MENTORS else facts
