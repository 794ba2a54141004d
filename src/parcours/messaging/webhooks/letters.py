"""The message about an endpoint that was stopped, as an entry of the catalogue."""

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

STOPPED = declare(
    Entry(
        key="webhook.stopped",
        name=_("Webhook stopped"),
        audience=_("Administrators of an organization"),
        trigger=_(
            "When nothing has arrived at an endpoint for five days, or it answers that it is gone for good."
        ),
        subject=_("Another system no longer hears from {organization}"),
        text=_(
            "Hello,\n\nEvents to {host} are stopped: {why}.\n\nWhat was to be sent by then is kept until 30 days after "
            "it happened. What happens from now on is not kept for this endpoint."
        ),
        button=_("See what happened"),
        closing=_(
            "When the other system answers again, start the endpoint there: what is kept is sent, and you can send "
            "again what failed."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "host": Example("hooks.example.org"),
            "why": Example("nothing has arrived since 3 Dec 2026", "rien n’est arrivé depuis le 3 déc. 2026"),
        },
        essential=True,
    )
)
