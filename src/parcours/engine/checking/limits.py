"""What a choice of pairs has to keep to, less what is fixed by hand, and how many pairs that allows."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from parcours.engine.checking.exchange import Rounds
from parcours.engine.checking.flow import Network
from parcours.engine.checking.people import NO_LIMIT, Cohort, Quotas
from parcours.engine.checking.said import Fault

type Open = Mapping[str, Collection[str]]
"""The mentors that each mentee who is not fixed by hand may have."""

type Worth = Mapping[str, Mapping[str, int]]
"""What each of these pairs is worth."""

NOTHING: Mapping[str, int] = MappingProxyType({})


class Limits:
    """The limits of a cohort; `now` is who has whom. The stable mode promises no more than capacities.

    `locked` are the mentees fixed by hand, and `held` those who had a place before and have one that is not. Limits of
    groups may `decide_who_is_held`: otherwise those of mentors do, and holding them costs nobody else a place.
    """

    def __init__(self, cohort: Cohort, now: Mapping[str, str]) -> None:
        """Count what is fixed by hand."""
        self._cohort, self._now = cohort, now
        program = cohort.program
        self.promised = program.mode != "stable"
        grouped = bool(program.agencies or program.employers or program.agency_floor)
        self.decide_who_is_held = grouped and self.promised
        self.locked = {mentee for mentee, _ in cohort.locks}
        self._agency = {person.id: person.agency for person in cohort.mentees}
        self._employer = {person.id: person.employer for person in cohort.mentors}
        self._fixed = Counter(mentor for _, mentor in cohort.locks)
        had = {mentee for mentee, _ in cohort.previous} - self.locked
        self._had = had if self.promised else set()
        self.held = self._had & now.keys()
        fixed_of = Counter(self._agency[mentee] for mentee in self.locked)
        fixed_at = Counter(self._employer[mentor] for _, mentor in cohort.locks)
        self.agencies = self._of_groups(self._agency.values(), cohort.program.agencies, fixed_of)
        self.employers = self._of_groups(self._employer.values(), cohort.program.employers, fixed_at)
        self.mentors = {
            person.id: (
                max(person.minimum - self._fixed[person.id], 0) if self.promised else 0,
                person.capacity - self._fixed[person.id],
            )
            for person in cohort.mentors
        }

    def agency(self, mentee: str) -> str:
        """Return the agency of a mentee."""
        return self._agency[mentee]

    def employer(self, mentor: str) -> str:
        """Return the employer of a mentor."""
        return self._employer[mentor]

    def _of_groups(
        self, names: Collection[str], quotas: Quotas, fixed: Mapping[str, int]
    ) -> dict[str, tuple[int, int]]:
        found = {}
        for name in {*names, *quotas}:
            least, most = quotas.get(name, (0, NO_LIMIT)) if self.promised else (0, NO_LIMIT)
            have = fixed.get(name, 0)
            found[name] = max(least - have, 0), max(most - have, 0)
        return found

    def broken(self) -> Iterator[Fault]:
        """Yield the limits that the pairs do not keep to."""
        taken = Counter(self._now.values())
        for mentor in self._cohort.mentors:
            least = mentor.minimum if self.promised else 0
            if not least <= taken[mentor.id] <= mentor.capacity:
                facts = {"mentor": mentor.id, "number": taken[mentor.id], "most": mentor.capacity}
                yield Fault("capacity", {**facts, "least": least})
        free = {mentee: mentor for mentee, mentor in self._now.items() if mentee not in self.locked}
        of = self._of_agencies()
        at = Counter(self._employer[mentor] for mentor in free.values())
        for kind, limits, have in (("agency", self.agencies, of), ("employer", self.employers, at)):
            for name, (least, most) in sorted(limits.items()):
                if not least <= have[name] <= most:
                    facts = {"name": name, "number": have[name], "least": least, "most": most}
                    yield Fault(kind, facts)

    def shares(self, placed: int) -> dict[str, int]:
        """Return each agency’s share of all places within its limits, less what is fixed by hand; none without one."""
        fixed = Counter(self._agency[mentee] for mentee in self.locked)
        members = Counter(self._agency.values())
        return {
            name: max(least, min(members[name] * placed // max(len(self._agency), 1) - fixed[name], most))
            for name, (least, most) in self.agencies.items()
            if name
        }

    def ask_for_shares(self, shares: Mapping[str, int]) -> None:
        """Ask for each agency’s share, or for what it has where that is less."""
        have = self._of_agencies()
        for name, share in shares.items():
            least, most = self.agencies[name]
            self.agencies[name] = max(least, min(share, have[name])), most

    def _of_agencies(self) -> Counter[str]:
        """Return how many places each agency has that are not fixed by hand."""
        return Counter(self._agency[mentee] for mentee in self._now if mentee not in self.locked)

    def most_placed(self, open_: Open) -> int | None:
        """Return how many mentees can have a place, those fixed by hand included; None where minimums clash."""
        found = self._network(open_, self.held)
        return None if found is None else found + len(self.locked)

    def most_held(self, open_: Open) -> int | None:
        """Return how many of those who had a place before can have one; None where other limits decide about it."""
        if self.decide_who_is_held or not self.promised:
            return None
        had = {mentee for mentee, _ in self._cohort.previous}
        network = Limits(self._cohort, {})
        network.mentors = {mentor: (0, most) for mentor, (_, most) in self.mentors.items()}
        found = network.most_placed({mentee: own for mentee, own in open_.items() if mentee in had})
        return None if found is None else found - len(self.locked - had)

    def _network(self, open_: Open, held: Collection[str]) -> int | None:
        """Return the largest flow from agencies over mentees and mentors to employers."""
        network = Network()
        source, sink = network.node(), network.node()
        of = {name: network.node() for name in sorted(self.agencies)}
        at = {name: network.node() for name in sorted(self.employers)}
        who = {mentor: network.node() for mentor in self.mentors}
        for mentee, mentors in open_.items():
            node = network.node()
            network.arc(of[self._agency[mentee]], node, int(mentee in held), 1)
            for mentor in mentors:
                network.arc(node, who[mentor], 0, 1)
        for mentor, limits in self.mentors.items():
            network.arc(who[mentor], at[self._employer[mentor]], *limits)
        for name, limits in self.agencies.items():
            network.arc(source, of[name], *limits)
        for name, limits in self.employers.items():
            network.arc(at[name], sink, *limits)
        return network.most(source, sink)

    def gain(
        self, worth: Worth, *, held: int, pair: int | None = None, shares: Mapping[str, int] = NOTHING
    ) -> bool:
        """Return whether exchanges within all limits make the choice better.

        Each pair counts with what it is worth, and each mentee who had a place before with so much for being `held`;
        where the number of pairs may change, each with what one `pair` is, and each place up to an agency’s share one.
        """
        rounds, free = Rounds(), {one: other for one, other in self._now.items() if one not in self.locked}
        of, taken = self._of_agencies(), Counter(free.values())
        at = Counter(self._employer[mentor] for mentor in free.values())
        for name, (least, most) in self.agencies.items():
            share = shares.get(name, least)
            rounds.arc("from", ("agency", name), min(of[name], share), (least, share), 1)
            rounds.arc("from", ("agency", name), max(of[name] - share, 0), (0, most - share))
        for mentee, mentors in worth.items():
            own = ("mentee", mentee)
            counts = held * (mentee in self._had)
            rounds.arc(("agency", self._agency[mentee]), own, int(mentee in free), (0, 1), counts)
            for mentor, points in mentors.items():
                rounds.arc(own, ("mentor", mentor), int(free.get(mentee) == mentor), (0, 1), points)
        for mentor, limits in self.mentors.items():
            rounds.arc(("mentor", mentor), ("employer", self._employer[mentor]), taken[mentor], limits)
        for name, limits in self.employers.items():
            rounds.arc(("employer", name), "to", at[name], limits)
        if pair is not None:
            rounds.arc("to", "from", len(free), (0, NO_LIMIT), pair)
        return rounds.gain()
