"""Clients whom a partner refers: where it may refer them to, and where those stand who let it see that."""

from django.db.models import QuerySet
from django.utils import timezone

from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization, Partnership
from parcours.accounts.queries import partnerships_running, partnerships_with_across
from parcours.applications.intake import intakes_of, is_open
from parcours.applications.models import Application
from parcours.people.consent.queries import today
from parcours.people.consent.sight import read_across, shared_with_across
from parcours.programs.models import Cohort, ProgramPartner
from parcours.programs.queries import cohorts

_REFER = (PartnershipRole.REFERRER, PartnershipRole.DELIVERY, PartnershipRole.LEAD)


def open_to_across(partner: Organization) -> list[Cohort]:
    """Return the cohorts of other organizations to which ``partner`` may refer clients now: in three queries."""
    running = [one for one in partnerships_with_across(partner, timezone.localdate()) if one.role in _REFER]
    return read_across(lambda: _open_with(running))


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


def _open_with(running: list[Partnership]) -> list[Cohort]:
    programs = ProgramPartner.objects.filter(partnership__in=running).values("program")
    rows = cohorts().filter(program__in=programs).order_by("organization__slug", "-pk")
    return [row for row, intake in intakes_of(rows) if intake.is_open]


def _programs_with(partner: Organization, owner: Organization) -> QuerySet[ProgramPartner, int]:
    """Return the programs of ``owner``, by number, for which ``partner`` finds participants."""
    running = partnerships_running(today(owner)).filter(partner=partner, role__in=_REFER)
    return ProgramPartner.objects.filter(partnership__in=running).values_list("program", flat=True)
