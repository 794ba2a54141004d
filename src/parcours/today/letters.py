"""The messages about what needs somebody today, as entries of the catalogue."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, EXAMPLE_PROGRAM, Entry, Example, declare

WORDS = declare(
    Entry(
        key="today.words",
        name=_("A coordinator writes to somebody who takes part"),
        audience=_("Participants and mentors, with or without an account"),
        trigger=_(
            "When a coordinator answers what waits under “Today”: the words are the coordinator’s own."
        ),
        subject=_("{organization}: about {what}"),
        text=_("Hello {name},\n\n{words}"),
        button=_("Open my page"),
        closing=_("To answer, write to {organization}."),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "name": Example("Ana Roy"),
            "what": EXAMPLE_PROGRAM,
            "words": Example("How is your mentorship going?", "Comment va votre mentorat?"),
        },
        essential=True,
        reworded=False,
        life=timedelta(days=7),
    )
)

DIGEST = declare(
    Entry(
        key="today.digest",
        name=_("What waits this week"),
        audience=_("Coordinators"),
        trigger=_(
            "Once a week, on the day and at the hour that the coordinator prefers, where something waits."
        ),
        subject=_("{organization}: what waits this week"),
        text=_("Hello {name},\n\nThis waits for a coordinator ({count}):\n\n{lines}"),
        button=_("Open the queue"),
        closing=_(
            "The day and the hour are yours to choose, under Messages in your account. Names stay on the site."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "name": Example("Mei Lin"),
            "count": Example("5"),
            "lines": Example("Silent: 3. Late answer: 2.", "En silence : 3. Réponse en retard : 2."),
        },
        life=timedelta(days=2),
    )
)
