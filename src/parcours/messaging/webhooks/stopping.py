"""Stopping an endpoint at which nothing arrives, and saying so."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_scopes import scope

from parcours.accounts.actors import Via, system
from parcours.accounts.audit import record
from parcours.accounts.mail import in_language
from parcours.accounts.queries import administrators_across
from parcours.messaging.actions import post
from parcours.messaging.webhooks.letters import STOPPED
from parcours.messaging.webhooks.models import Endpoint, Stopped

GIVES_UP = timedelta(days=5)
"""After so long without anything that arrived, an endpoint is stopped."""


@transaction.atomic
def stop(endpoint: Endpoint, why: Stopped) -> None:
    """Stop an endpoint and write to the administrators; nothing where somebody has stopped it meanwhile."""
    organization, now = endpoint.organization, timezone.now()
    with scope(organization=organization):
        if not Endpoint.objects.filter(pk=endpoint.pk, stopped="").update(stopped=why, stopped_at=now):
            return
        by = system(organization, Via.JOB)
        record(by=by, verb="webhook.stopped", what=endpoint, host=endpoint.host, why=why.value)
        for admin in administrators_across(organization):
            with in_language(admin.language):
                reason = _why(endpoint, why)
            post(
                STOPPED.key,
                to=admin,
                organization=organization,
                address=settings.BASE_URL + reverse("webhook", args=[organization.slug, endpoint.pk]),
                dedup=f"{endpoint.pk}:{now.isoformat()}:{admin.pk}",
                host=endpoint.host,
                why=reason,
            )


def _why(endpoint: Endpoint, why: Stopped) -> str:
    """Return the reason, as it stands in the letter."""
    if why is Stopped.GONE or endpoint.failing_since is None:
        return _("it answered that it is gone for good")
    day = date_format(timezone.localtime(endpoint.failing_since), "DATE_FORMAT")
    return _("nothing has arrived since %(day)s") % {"day": day}
