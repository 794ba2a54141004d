"""The message that others are gathered into."""

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare
from parcours.messaging.subscriptions import SUMMARY

GATHERED = declare(
    Entry(
        key=SUMMARY,
        name=_("Summary of news"),
        audience=_("Everybody who gets messages that can wait"),
        trigger=_("Once a day or once an hour, as the recipient prefers, where several messages wait."),
        subject=_("News from {organization}"),
        text=_("Hello,\n\nThis is new since the last time. Messages: {count}."),
        closing=_("How often these messages come is yours to choose, under Messages in your account."),
        variables={"organization": EXAMPLE_ORGANIZATION, "count": Example("3")},
    )
)
