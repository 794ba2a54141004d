"""Programs to begin with, as they are often run: plain data in both languages. Everything can be changed afterwards."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.programs.eligibility import Operator
from parcours.programs.timetable import WEEK, Span

_FRIDAY = dt.timedelta(days=3)
_WEEKS_IN_A_YEAR = 52
_WEEKS_IN_A_MONTH = _WEEKS_IN_A_YEAR / 12
_PHASES = ("intake", "review", "matching", "orientation", "mentorship", "closing")


@dataclass(frozen=True, slots=True)
class First:
    """A cohort to begin with: ``weeks`` is how long each phase takes, ``after`` how long the first one waits.

    Its ``name`` reads the same in both languages; without one it is called after its years.
    """

    seats: int
    weeks: tuple[int, ...]
    after: int = 0
    name: str = ""

    def called(self, monday: dt.date) -> str:
        """Return what the cohort is called where the first one of the program begins on ``monday``."""
        spans = self.spans(monday)
        first, last = spans[0].starts_on.year, spans[-1].ends_on.year
        return self.name or (f"{first}–{last}" if first < last else str(first))

    def spans(self, monday: dt.date) -> list[Span]:
        """Return the phases, each from a Monday to a Friday; the first cohort of the program begins on ``monday``."""
        start = monday + self.after * WEEK
        spans = []
        for kind, weeks in zip(_PHASES, self.weeks, strict=True):
            spans.append(Span(kind, start, start + weeks * WEEK - _FRIDAY))
            start += weeks * WEEK
        return spans


def usual_spans(monday: dt.date, months: int, intake: str = "fixed_dates") -> list[Span]:
    """Return the phases of a cohort whose pairs meet for ``months``, as most programs have them.

    One that takes people in all the time, as they come, lasts a year.
    """
    before, after, meet = (5, 2, 3, 1), 2, round(months * _WEEKS_IN_A_MONTH)
    if intake == "rolling":
        meet = max(meet, _WEEKS_IN_A_YEAR - sum(before) - after)
    return First(0, (*before, meet, after)).spans(monday)


@dataclass(frozen=True, slots=True)
class Template:
    """A program to begin with. ``fields`` and ``rules`` are those of the tables; the agreement is in both languages.

    ``criteria`` are what reviewers score, each in English and in French.
    """

    title: str | Promise
    about: str | Promise
    intake: str
    fields: Mapping[str, Any]
    rules: tuple[Mapping[str, Any], ...]
    cohorts: tuple[First, ...]
    agreement_en: str
    agreement_fr: str
    criteria: tuple[tuple[str, str], ...]


_IN_CANADA = {
    "field": "whereabouts",
    "operator": Operator.IS_ONE_OF,
    "values": ["in_canada"],
    "reason_en": "Pairs meet in person, so this program is for people who are in Canada.",
    "reason_fr": "Les rencontres ont lieu en personne. Le programme s’adresse aux personnes qui sont au Canada.",
    "next_step_en": "Apply again once you have arrived. Until then, services before arrival can help you prepare.",
    "next_step_fr": "Présentez une nouvelle demande après votre arrivée. D’ici là, les services avant l’arrivée "
    "peuvent vous aider à vous préparer.",
}
_REFERRED = {
    "field": "is_referred",
    "operator": Operator.IS_ONE_OF,
    "values": [True],
    "reason_en": "People come to this program through one of its partner agencies.",
    "reason_fr": "Les personnes arrivent à ce programme par l’un de ses organismes partenaires.",
    "next_step_en": "Ask one of the partner agencies to refer you: they prepare you for the program as well.",
    "next_step_fr": "Demandez à l’un des organismes partenaires de vous aiguiller : il vous préparera aussi.",
}


def _experience(years: int, en: str, fr: str) -> Mapping[str, Any]:
    """Return the rule for at least ``years``, of which the words are ``en`` and ``fr``."""
    return {
        "field": "years_experience",
        "operator": Operator.AT_LEAST,
        "values": [years],
        "reason_en": f"This program is for people with {en} of experience in their profession or more.",
        "reason_fr": f"Ce programme s’adresse aux personnes qui ont {fr} d’expérience ou plus dans leur profession.",
        "next_step_en": "An internship or a bridging program may suit you: ask the coordinator.",
        "next_step_fr": "Un stage ou une formation relais vous conviendrait peut-être : parlez-en à la coordination.",
    }


_AGREEMENT_EN = """\
We meet regularly for the length of the program, and agree on the days together.
What we tell each other stays between us, unless somebody is in danger.
The mentor shares knowledge of the profession and of its workplaces; finding a job stays the mentee’s own task.
If one of us cannot go on, we tell the coordinator, who helps us end well or find somebody else."""
_AGREEMENT_FR = """\
Nous nous rencontrons régulièrement pendant la durée du programme et convenons ensemble des dates.
Ce que nous nous disons reste entre nous, sauf si quelqu’un est en danger.
Le mentor ou la mentore fait connaître la profession et ses milieux de travail; chercher un emploi reste \
l’affaire de la personne mentorée.
Si l’un de nous ne peut pas continuer, nous en parlons à la coordination, qui nous aide à bien conclure ou à trouver \
quelqu’un d’autre."""

_GOAL = ("Knows what they are looking for", "Sait ce qu’elle cherche")
_EXPERIENCE = ("Experience in the profession", "Expérience de la profession")
_LANGUAGE = ("Can talk about their work", "Sait parler de son travail")
_TIME = ("Has the time", "A le temps")
_NEED = ("A mentor would make the difference", "Un mentor ferait la différence")
_LICENCE = (
    "Knows the steps to a licence, where one is needed",
    "Connaît les étapes du permis d’exercice, s’il en faut un",
)
_SERVICE = ("Is interested in the public service", "S’intéresse à la fonction publique")

TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "city": Template(
            title=_("City mentoring"),
            about=_(
                "A city’s staff mentor people of the same profession, referred by agencies. "
                "24 hours in four months, one cohort of 40 pairs a year."
            ),
            intake="by_referral",
            fields={
                "name_en": "Mentoring, profession to profession",
                "name_fr": "Mentorat de profession à profession",
                "summary_en": "Meet somebody of your profession at their workplace, 24 hours over four months.",
                "summary_fr": "Rencontrez quelqu’un de votre profession à son lieu de travail, 24 h en quatre mois.",
                "documents": ["cv"],
            },
            rules=(_IN_CANADA, _REFERRED, _experience(2, "two years", "deux ans")),
            cohorts=(First(40, (5, 2, 3, 1, 17, 2)),),
            agreement_en=_AGREEMENT_EN,
            agreement_fr=_AGREEMENT_FR,
            criteria=(_GOAL, _EXPERIENCE, _LANGUAGE, _TIME, _NEED),
        ),
        "federal": Template(
            title=_("Federal phases"),
            about=_(
                "Departments of a government lend mentors, in phases: 11 pairs from four departments first, "
                "then up to 40. Four months each."
            ),
            intake="fixed_dates",
            fields={
                "name_en": "Mentoring by federal departments",
                "name_fr": "Mentorat par des ministères fédéraux",
                "summary_en": "A mentor in a federal department of your field, for four months.",
                "summary_fr": "Quelqu’un d’un ministère fédéral, dans votre domaine, vous guide pendant quatre mois.",
                "documents": ["cv", "proof_of_status"],
            },
            rules=(_IN_CANADA, _experience(3, "three years", "trois ans")),
            cohorts=(
                First(11, (3, 1, 2, 1, 17, 2), name="Phase 1"),
                First(40, (4, 2, 3, 1, 17, 2), after=26, name="Phase 2"),
            ),
            agreement_en=_AGREEMENT_EN,
            agreement_fr=_AGREEMENT_FR,
            criteria=(_GOAL, _EXPERIENCE, _LANGUAGE, _TIME, _SERVICE),
        ),
        "agency": Template(
            title=_("Agency mentoring"),
            about=_(
                "An agency and its partners share intake, mentors and a yearly ceremony. "
                "People come in all year round; about 25 pairs a year."
            ),
            intake="rolling",
            fields={
                "name_en": "Mentoring partnership",
                "name_fr": "Partenariat de mentorat",
                "summary_en": "A mentor of your profession from one of our employers, all year round.",
                "summary_fr": "Quelqu’un de votre profession, chez l’un de nos employeurs, toute l’année.",
                "documents": ["cv", "language_test"],
            },
            rules=(_IN_CANADA,),
            cohorts=(First(25, (8, 2, 3, 1, 36, 2)),),
            agreement_en=_AGREEMENT_EN,
            agreement_fr=_AGREEMENT_FR,
            criteria=(_GOAL, _EXPERIENCE, _LANGUAGE, _TIME, _NEED, _LICENCE),
        ),
    }
)
