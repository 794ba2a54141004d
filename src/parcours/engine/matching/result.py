"""What a matching run returns: pairs, people without a place, short-lists, and the proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from parcours.engine.matching.problem import KnownPrices
from parcours.engine.matching.quotas import Quota
from parcours.engine.matching.settings import Settings
from parcours.engine.matching.standing import Standing


class Assessment(NamedTuple):
    """How one pair stands, whether or not it was chosen.

    `participant` and `place` are ids. `score` is the sum of `parts` (criterion to points). `unknown` names the
    criteria that gave nothing because a side is missing; `to_check` the hard rules that let the pair pass
    because a side is missing; `broken` the rules it breaks (only a pair fixed by hand or kept can).
    """

    participant: str
    place: str
    score: int
    parts: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    to_check: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


class RunnerUp(NamedTuple):
    """The participant's best other place, and what taking it instead would cost the cohort.

    `places_lost` is how many people would lose their place (0 or 1; also 1 where a minimum or a pair fixed by hand
    leaves no way). `points_lost` is what the total score would lose with everybody else re-arranged as well as
    possible: exact where `exact`, else at least this much; None where a place is lost. A keep-bonus that is a number
    counts in it. Under `ALWAYS`, that a kept pair would change does not: it may then be negative, and where not
    `exact` it is a guess.
    """

    place: str
    score: int
    points_lost: int | None
    places_lost: int
    exact: bool


class Pair(NamedTuple):
    """A proposed pair: its assessment, whether it was fixed by hand or kept, and the runner-up if there is one."""

    assessment: Assessment
    locked: bool
    kept: bool
    runner_up: RunnerUp | None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A participant without a place, and why.

    `reason` is `no_open_place` (nobody has a place at all), the name of the hard rule that removed the last
    candidates, `quota` where a quota keeps the person from a place, or `competition`. `remaining` gives, in the order
    the rules are tried, with how many people who have a place this person could still meet after each rule. With
    the last two, `contested` are the ids of those places, the best first; they hold `seats` places, which `rivals`
    people (this one included) hold or could take.

    What would help, the smallest change first: `open_by_rule` gives, for each rule whose exemption for this
    person alone would open a place, the ids of those who could then take them (at most 5, the best first); never
    `avoid`. With `competition` one more place with any of `contested` would do, too. Where neither helps, only
    somebody new who meets all the rules would.
    """

    participant: str
    reason: str
    remaining: Mapping[str, int]
    rivals: int = 0
    seats: int = 0
    contested: tuple[str, ...] = ()
    open_by_rule: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A pair of the previous run that is no more, or, where `before` is None, somebody who had no place and has one.

    `before` and `now` are ids of places. `reason` of a pair that is no more: `participant_withdrew`, `place_withdrew`
    (who no longer agree to be matched), `participant_left`, `place_left`, `capacity` (the place takes fewer), `avoid`
    (somebody asked not to meet), `locked` (a pair fixed by hand took the person or the place), `moved` (moving places
    somebody more or, below `ALWAYS`, scores better). Of somebody newly placed: `fixed` (by hand),
    `participant_arrived`, `place_arrived` (new in this run), `freed` (somebody else no longer has the place), `placed`
    (none of these).

    `other` has the place of somebody who moved now, or had it before it was freed; `needed_for` is whom somebody moved
    for, directly or over others who moved. Both are None where that is nobody, or does not follow.
    """

    participant: str
    before: str | None
    now: str | None
    reason: str
    other: str | None = None
    needed_for: str | None = None


@dataclass(frozen=True, slots=True)
class Supply:
    """Demand and supply of one occupation group (the first digits of the occupation rule), main occupations only."""

    group: str
    participants: int
    placed: int
    places: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """The proof that no better proposal exists, over all eligible pairs.

    `placed` people of at most `bound` (a maximum flow with its cut). `score` is the total of the proposal and
    `dual_bound` the most that any proposal of as many people can reach: `gap` is their difference, 0 at the
    optimum. `pairs_priced` eligible pairs were held against the prices; `violations` (0 at the optimum) of them are
    worth more to their participant, at the prices of all others, than what the proposal gives. In a re-match both sides
    count the keep-bonus, and `gap` is the difference with it.
    """

    placed: int
    bound: int
    score: int
    dual_bound: int
    gap: int
    pairs_priced: int
    violations: int


@dataclass(frozen=True, slots=True)
class Result:
    """A proposal for a cohort. Everything is ordered by participant id; ids are those of the problem.

    `short_lists` gives each participant's five best eligible places, taken or not. `rule_costs` says for each
    rule that holds how many more people would be placed if it were off, `quota_costs` the same of all quotas of a
    kind. `blocking_pairs` counts eligible pairs of whom both would rather have each other than what this proposal gives
    them: those whom they wish for first, then by score. `agencies` gives each agency (people, placed).
    `dropped` are ids of people placed before for whom no place is left. `prices` make a later re-match quicker.
    `complete` is false where the time was over before the best choice, or the draw among equals, was certain: the
    certificate says how far it may be from the best.
    No stable proposal places more people than `stable_bound`, which is None in other modes.
    `standing` says how the pairs that are not fixed by hand stand with both sides, and `quotas` how many pairs each
    quota has, those fixed by hand included.
    """

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    short_lists: Mapping[str, tuple[Assessment, ...]]
    certificate: Certificate
    supply: tuple[Supply, ...]
    rule_costs: Mapping[str, int]
    quota_costs: Mapping[str, int]
    blocking_pairs: int
    agencies: Mapping[str, tuple[int, int]]
    changes: tuple[Change, ...]
    dropped: tuple[str, ...]
    prices: KnownPrices
    settings: Settings
    standing: Standing
    quotas: tuple[tuple[Quota, int], ...]
    complete: bool = True
    stable_bound: int | None = None
