"""Referring a client to a cohort of another organization: the client applies, and says whether one may follow."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.actions.applying import start
from parcours.applications.referrals import takes_referrals_of
from parcours.core.refusals import Refused
from parcours.people.consent.actions.asking import ask_without_letter
from parcours.people.consent.queries import consented, requests_of
from parcours.people.consent.sight import SHARING
from parcours.programs.models import Cohort


@transaction.atomic
def refer_across(
    *, cohort: Cohort, by: Actor, given_name: str, family_name: str, email: str, language: str
) -> None:
    """Send a client the link with which they apply, and ask them whether the referrer may see where that stands.

    One letter says both; the question stands on the page of the application.
    What the cohort’s organization knew of them before is told to nobody. Raises NotAllowed, Refused where the intake is
    closed or takes no referrals of this organization, and ValidationError for what a field does not take.
    """
    check(by, Permission.REFER_CLIENTS)
    owner, partner = cohort.organization, by.here
    with scope(organization=owner):
        if not takes_referrals_of(cohort, partner):
            raise Refused(_("This intake takes no referrals of yours at the moment. Nothing was sent."))
        site = system(owner)
        application = start(
            cohort=cohort,
            by=site,
            given_name=given_name,
            family_name=family_name,
            email=email,
            language=language,
            referred_by=partner,
        )
        person = application.participant.person
        guest = replace(by, organization=owner, roles=frozenset())
        record(
            by=guest,
            verb="application.referred",
            what=application,
            about=person.user,
            organization=str(partner),
        )
        asked = [(one.purpose, one.partner) for one in requests_of(person)]
        if not consented(person, SHARING, partner) and (SHARING, partner) not in asked:
            ask_without_letter(person=person, matters=[(SHARING, partner)], by=site)
