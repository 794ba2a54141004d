"""Clients whom a partner refers: where it may refer them to, and where those stand who let it see that."""

from django.db.models import QuerySet
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization
from parcours.accounts.queries import partnerships_running, partnerships_with_across
from parcours.applications.intake import is_open
from parcours.applications.models import Application
from parcours.people.consent.queries import today
from parcours.people.consent.sight import read_across, shared_with_across
from parcours.programs.models import Cohort, ProgramPartner
from parcours.programs.queries import cohorts

_REFER = (PartnershipRole.REFERRER, PartnershipRole.DELIVERY, PartnershipRole.LEAD)


def open_to_across(partner: Organization) -> list[Cohort]:
    """Return the cohorts of other organizations to which ``partner`` may refer clients now."""
    found: list[Cohort] = []
    owners = {row.organization for row in partnerships_with_across(partner, timezone.localdate())}
    for owner in sorted(owners, key=lambda one: one.slug):
        with scope(organization=owner):
            rows = cohorts().filter(program__in=_programs_with(partner, owner))
            found += [row for row in rows if is_open(row)]
    return found


def takes_referrals_of(cohort: Cohort, partner: Organization) -> bool:
    """Return whether ``partner`` may refer clients to the cohort now; asked in the scope of its organization."""
    programs = _programs_with(partner, cohort.organization)
    return is_open(cohort) and cohort.program_id in set(programs)


def referred_across(partner: Organization) -> QuerySet[Application]:
    """Return the applications of clients whom ``partner`` referred, visible or not; `read_across` reads them."""
    return read_across(lambda: Application.objects.filter(referred_by=partner))


def followed_across(partner: Organization) -> QuerySet[Application]:
    """Return those of `referred_across` whose people let ``partner`` see them now; `read_across` reads them."""
    seen = shared_with_across(partner).order_by().values("person")
    rows = referred_across(partner).filter(participant__person__in=seen)
    return rows.select_related("cohort__program", "participant__person", "organization")


def _programs_with(partner: Organization, owner: Organization) -> QuerySet[ProgramPartner, int]:
    """Return the programs of ``owner``, by number, for which ``partner`` finds participants."""
    running = partnerships_running(today(owner)).filter(partner=partner, role__in=_REFER)
    return ProgramPartner.objects.filter(partnership__in=running).values_list("program", flat=True)
