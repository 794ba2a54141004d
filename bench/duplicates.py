"""`python -m bench.duplicates`: what looking at one person costs among 1,000, and among 10,000 people.

Names are drawn so that some are common, as they are: the most common family name is one person's in forty.
"""

import os
import random
import tempfile
import time
from statistics import median

import django
from django.db import transaction
from django_scopes import scope

SIZES = (1_000, 10_000)
TRIES = 100
COMMON = 0.6  # of the names are drawn from the front
GIVEN = 400
FAMILY = 1_500
SYLLABLES = "ba be bi bo da de di fa fi ga ge ha hi ja ka ke la le li ma me mi mo na ne ni pa ra ri ro sa se si ta te ti va vi wa ya za".split()  # noqa: E501, SIM905


def main() -> None:
    """Fill a site, and print the times."""
    os.environ["PARCOURS_DATA"] = tempfile.mkdtemp(prefix="parcours-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "parcours.config.settings"
    django.setup()
    from parcours.accounts.models import Organization  # noqa: PLC0415 - the site's, which is set up now
    from parcours.cli.site.database import upgrade  # noqa: PLC0415
    from parcours.people.duplicates.finding import look_at  # noqa: PLC0415
    from parcours.people.duplicates.models import Pair  # noqa: PLC0415
    from parcours.people.models import Person  # noqa: PLC0415

    upgrade()
    chance = random.Random(2026)  # noqa: S311 - the same people every time
    given, family = _names(chance, GIVEN), _names(chance, FAMILY)
    here = Organization.objects.create(slug="large", kind="isa", name_en="Large")
    there = 0
    with scope(organization=here):
        for size in SIZES:
            begin = time.perf_counter()
            while there < size:
                with transaction.atomic():
                    for _each in range(min(200, size - there)):
                        there += 1
                        person = Person.objects.create(
                            organization=here,
                            given_name=_drawn(chance, given),
                            family_name=_drawn(chance, family),
                            phone=f"416 {chance.randrange(200, 999)} {chance.randrange(10_000):04}",
                            city=chance.choice(("Toronto", "Ottawa", "Laval", "Calgary", "Halifax")),
                        )
                        look_at(person)
            filled = time.perf_counter() - begin
            took = []
            for person in Person.objects.order_by("?")[:TRIES]:
                begin = time.perf_counter()
                look_at(person)
                took.append(1000 * (time.perf_counter() - begin))
            took.sort()
            print(
                f"{size:6} people: {median(took):.1f} ms in the middle, {took[int(TRIES * 0.95)]:.1f} ms at the 95th "
                f"percentile; filled in {filled:.0f} s; {Pair.objects.count()} pairs"
            )


def _names(chance: random.Random, number: int) -> list[str]:
    return [
        "".join(chance.choice(SYLLABLES) for _each in range(chance.choice((2, 3, 3, 4)))).title()
        for _n in range(number)
    ]


def _drawn(chance: random.Random, names: list[str]) -> str:
    """Return a name; those at the front are common."""
    return names[
        min(int(chance.paretovariate(0.45)) - 1, len(names) - 1)
        if chance.random() < COMMON
        else chance.randrange(len(names))
    ]


if __name__ == "__main__":
    main()
