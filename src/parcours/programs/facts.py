"""The facts about people that rules can compare: their names, which are those of `people`, and their shapes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.programs.eligibility import Operator


class Shape(Enum):
    """What a fact is made of."""

    CODES = auto()
    """Codes of a list of people’s."""
    GROUPS = auto()
    """Unit groups of the classification of occupations."""
    NUMBER = auto()
    YES_NO = auto()


OPERATORS: Mapping[Shape, tuple[Operator, ...]] = MappingProxyType(
    {
        Shape.CODES: (Operator.IS_ONE_OF, Operator.IS_NONE_OF),
        Shape.GROUPS: (Operator.IS_ONE_OF, Operator.IS_NONE_OF),
        Shape.NUMBER: (Operator.AT_LEAST, Operator.AT_MOST),
        Shape.YES_NO: (Operator.IS_ONE_OF,),
    }
)
"""How each is compared."""


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A fact that a rule can compare."""

    label: str | Promise
    shape: Shape


FACTS: Mapping[str, RuleFact] = MappingProxyType(
    {
        "whereabouts": RuleFact(_("Where the person is"), Shape.CODES),
        "occupation": RuleFact(_("Occupation aimed at (NOC)"), Shape.GROUPS),
        "years_experience": RuleFact(_("Years of experience"), Shape.NUMBER),
        "education": RuleFact(_("Highest education"), Shape.CODES),
        "licence_stage": RuleFact(_("Stage of the licence"), Shape.CODES),
        "employment": RuleFact(_("Work at present"), Shape.CODES),
        "english_level": RuleFact(_("Level of English (CLB)"), Shape.NUMBER),
        "french_level": RuleFact(_("Level of French (NCLC)"), Shape.NUMBER),
        "immigration_class": RuleFact(_("Immigration class"), Shape.CODES),
        "age": RuleFact(_("Age"), Shape.NUMBER),
        "is_referred": RuleFact(_("Referred by a partner"), Shape.YES_NO),
    }
)
