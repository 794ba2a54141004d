"""What to send to the pages about closings and follow-ups so that each changes something."""

from collections.abc import Callable, Mapping

from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.engagements.models import Mentorship
from parcours.outcomes.actions.telling import send_closing
from parcours.outcomes.queries import closing
from tests.access.addresses import known_person, shared_person
from tests.access.matching_rows import a_pair
from tests.access.outcome_rows import a_closing, a_follow_up, handed
from tests.access.world import World
from tests.architecture.changes_of_matches import match_by_link
from tests.architecture.sent import Sent

ANSWERS = {"employment": "in_training", "source": "participant", "evidence": "said", "answers": "1"}
LEAVES = {"reason": "other"}


def active(world: World) -> int:
    """A mentorship that has begun."""
    return a_pair(world, known_person(world), "active")


def own_end(world: World) -> Sent:
    active(world)
    return Sent(LEAVES)


def end_by_link(world: World) -> Sent:
    before = match_by_link(world).before
    with scope(organization=world.organization):
        Mentorship.objects.update(status="active")
    return Sent(LEAVES, before=before)


def closed(world: World) -> Sent:
    return Sent({"pair": str(active(world)), "reason": "term_ended", "close": "1"})


def wished(world: World) -> Sent:
    number = a_closing(world, known_person(world))
    return Sent({"closing": str(number), "say": "1", f"w{number}-wish": "yes"})


def by_link(world: World) -> str:
    """Send the link; its address, as in the mail."""
    number = a_closing(world, known_person(world))
    with scope(organization=world.organization):
        row = closing(number)
        assert row is not None
        send_closing(row.person, row.cohort, row.side, system(world.organization))
        SignedLink.objects.filter(purpose=Purpose.AFTERWARDS).update(token_hash=hash_of("known"))
    return "/link/known/"


def wished_by_link(world: World) -> Sent:
    return Sent(wished(world).data, before=by_link(world))


def answered(world: World) -> Sent:
    a_follow_up(world, known_person(world))
    return Sent({"employment": "in_training"})


def answered_by_link(world: World) -> Sent:
    return Sent(answered(world).data, before=by_link(world))


def handed_over(world: World) -> Sent:
    handed(world, shared_person(world))
    return Sent(ANSWERS)


OF_OUTCOMES: Mapping[str, Callable[[World], Sent]] = {
    "cohort-closing": closed,
    "link-match-end": end_by_link,
    "own-match-end": own_end,
    "link-afterwards": wished_by_link,
    "own-afterwards": wished,
    "link-follow-up": answered_by_link,
    "own-follow-up": answered,
    "follow-up": lambda _world: Sent(ANSWERS),
    "handed-follow-up": handed_over,
    "queue-item": lambda _world: Sent({"dealt_with": "1", "seen": "1"}),
}
