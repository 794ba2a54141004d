"""What a program decides about matching: which rules hold, and what each criterion weighs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from parcours.engine.matching.quotas import Quota

RULES = ("occupation", "language", "meeting", "availability", "avoid", "employer")
"""The hard rules, in the order in which they are tried and explained."""

CRITERIA = ("occupation", "goals", "experience", "language", "wishes", "waiting", "background")
"""The criteria that score a pair, in the order in which they are shown."""

FULL_SCORE = 1000
"""What a pair scores that meets every criterion wholly; scores are integers from 0 to this."""

MODES = OPTIMAL, STABLE, BALANCED = "optimal", "stable", "balanced"
"""What a proposal is after: the highest total, pairs that nobody leaves for each other, or what suits both sides."""

ALWAYS = "always"
"""A keep-bonus so high that a pair changes only where that places somebody more."""

_DEFAULT_RULES = MappingProxyType({name: name != "employer" for name in RULES})
_DEFAULT_WEIGHTS = MappingProxyType(
    {
        "occupation": 400,
        "goals": 150,
        "experience": 100,
        "language": 100,
        "wishes": 120,
        "waiting": 60,
        "background": 70,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one matching run.

    `rules` says for each name of `RULES` whether it holds. `occupation_digits` (1 to 5) is how many leading
    digits of the NOC 2021 code a pair must have in common under the occupation rule. `weights` gives each
    name of `CRITERIA` a whole number of at least 0; only their proportions count. `keep_bonus` is what a pair
    of the previous run is worth beyond its score, in points from 0 to 1,000,000, or `ALWAYS`. `mode` is one of `MODES`.
    `quotas` bind whole agencies and host organizations; with `agency_floor` each agency gets at least the share of
    places that all participants get, or what is nearest to it without costing anybody a place.

    Raises ValueError for an unknown name or a value out of range.
    """

    rules: Mapping[str, bool] = field(default_factory=lambda: dict(_DEFAULT_RULES))
    occupation_digits: int = 3
    weights: Mapping[str, int] = field(default_factory=lambda: dict(_DEFAULT_WEIGHTS))
    keep_bonus: int | str = ALWAYS
    mode: str = OPTIMAL
    quotas: tuple[Quota, ...] = ()
    agency_floor: bool = False

    def __post_init__(self) -> None:
        if set(self.rules) != set(RULES):
            raise ValueError(f"rules must name exactly {', '.join(RULES)}")
        if set(self.weights) != set(CRITERIA):
            raise ValueError(f"weights must name exactly {', '.join(CRITERIA)}")
        if min(self.weights.values()) < 0 or not any(self.weights.values()):
            raise ValueError("weights must not be negative, and one must be above 0")
        if not 1 <= self.occupation_digits <= 5:  # noqa: PLR2004 - the NOC has five digits
            raise ValueError("occupation_digits must be from 1 to 5")
        if self.keep_bonus != ALWAYS and not (
            isinstance(self.keep_bonus, int) and 0 <= self.keep_bonus <= 10**6
        ):
            raise ValueError("keep_bonus must be 'always' or from 0 to 1,000,000")

        if self.mode not in MODES:
            raise ValueError(f"mode must be one of {', '.join(MODES)}")

    def shares(self) -> dict[str, int]:
        """Return the most points each criterion can give, as whole numbers that add up to `FULL_SCORE`."""
        total = sum(self.weights.values())
        shares = {name: FULL_SCORE * self.weights[name] // total for name in CRITERIA}
        left_over = FULL_SCORE - sum(shares.values())
        by_remainder = sorted(CRITERIA, key=lambda name: -(FULL_SCORE * self.weights[name] % total))
        for name in by_remainder[:left_over]:
            shares[name] += 1
        return shares
