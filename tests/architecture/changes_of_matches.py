"""What to send to the pages about matches so that each changes something."""

from collections.abc import Callable, Mapping

from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.engagements.actions.telling import send_link as send_match_link
from parcours.engagements.queries import mentorships
from parcours.matching.adapter import Settings
from tests.access.addresses import known_person
from tests.access.matching_rows import a_pair, the_two
from tests.access.world import World
from tests.architecture.sent import Sent

MATCHING = {
    "mode": "optimal",
    "digits": "3",
    "rule_occupation": "on",
    **{f"weight_{name}": str(weight) for name, weight in Settings().weights.items()},
}


def own_match(world: World) -> Sent:
    a_pair(world, known_person(world), "proposed")
    return Sent({"accept": "1"})


def match_by_link(world: World) -> Sent:
    own_match(world)
    with scope(organization=world.organization):
        (row,) = mentorships()
        send_match_link(row, row.mentor.person, system(world.organization))
        SignedLink.objects.filter(purpose=Purpose.MATCH).update(token_hash=hash_of("match"))
        return Sent({"accept": "1"}, before="/link/match/")


def a_draft(world: World) -> Sent:
    return Sent({"pair": str(a_pair(world, known_person(world)))})


def a_mentor_ruled_out(world: World) -> Sent:
    return Sent({"mentor": str(the_two(world, known_person(world))["mentor"]), "reason": "other"})


OF_MATCHES: Mapping[str, Callable[[World], Sent]] = {
    "link-match": match_by_link,
    "own-match": own_match,
    "matching-run": lambda _world: Sent(MATCHING),
    "matching-send": a_draft,
    "matching-mentee": a_mentor_ruled_out,
    "matching-decide": lambda _world: Sent({"why": ""}),
    "mentorship": lambda _world: Sent({"back-why": "", "back": "1"}),
}
