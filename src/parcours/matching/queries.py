"""Reads about matching runs, of the organization in scope."""

import re
from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parcours.accounts.models import Organization
from parcours.applications.models import Application
from parcours.applications.queries import participants_of, places_of
from parcours.matching.adapter import Settings
from parcours.matching.models import Candidate, Exclusion, Run, Unplaced
from parcours.matching.settings_kept import read
from parcours.people.models import Mentor, OccupationHeld
from parcours.programs.models import Cohort
from parcours.tables.text import fold

_NAMED = re.compile(r"\{([am])(\d+)\}")


def runs_of(cohort: Cohort) -> QuerySet[Run]:
    """Return the runs of a cohort, the latest first."""
    return Run.objects.filter(cohort=cohort).select_related("made_by", "cohort__program")


def latest_run(cohort: Cohort) -> Run | None:
    """Return the last run of the cohort that is done, or None."""
    return runs_of(cohort).filter(state="done").first()


def newest_runs(cohort: Cohort) -> tuple[Run | None, Run | None]:
    """Return the newest run of the cohort, however it ended, and the last that is done; None where there is none."""
    newest = runs_of(cohort).first()
    return newest, newest if newest is None or newest.state == "done" else latest_run(cohort)


def running_in(cohort: Cohort) -> Run | None:
    """Return the run of the cohort that is being worked out, or None."""
    return runs_of(cohort).filter(state="waiting").first()


def settings_of(cohort: Cohort) -> Settings:
    """Return the rules and weights of the last run, or the usual ones."""
    last = runs_of(cohort).first()
    return read(last.rules if last else {})


def uncoded_in(cohort: Cohort) -> int:
    """Return of how many people to be matched no occupation has a code, because nobody has confirmed one."""
    held = OccupationHeld.objects.filter(
        Q(person__in=participants_of(cohort).values("person"))
        | Q(person__in=places_of(cohort).values("mentor__person"))
    )
    known = held.exclude(noc="").values("person")
    return held.filter(decision="").exclude(person__in=known).values("person").distinct().order_by().count()


def employers_of(cohort: Cohort) -> list[str]:
    """Return the employers of whom several people mentor in the cohort, as one of them wrote it, the largest first."""
    written: dict[str, list[str]] = {}
    for place in places_of(cohort):
        employer = place.mentor.person.employer.strip()
        written.setdefault(fold(employer), []).append(employer)
    several = [names for key, names in sorted(written.items()) if key and len(names) > 1]
    return [names[0] for names in sorted(several, key=len, reverse=True)]


def agencies_of(cohort: Cohort) -> list[Organization]:
    """Return the partners of the people to be matched (who looks after them, or else referred them), by name."""
    seated = Application.objects.filter(cohort=cohort, status="accepted")
    whose = seated.values_list(Coalesce("looked_after_by", "referred_by"), flat=True)
    return sorted(Organization.objects.filter(pk__in=whose.order_by().distinct()), key=str)


def candidates_of(run: Run) -> list[Candidate]:
    """Return the short-lists of a run, by mentee, the best first."""
    return list(run.candidates.select_related("participant__person", "mentor__person"))


def proposed_by(run: Run) -> list[Candidate]:
    """Return the pairs that a run proposed, by mentee."""
    return list(
        run.candidates.filter(is_proposed=True).select_related("participant__person", "mentor__person")
    )


def unplaced_by(run: Run) -> list[Unplaced]:
    """Return the mentees for whom a run had no place, by name."""
    return list(run.unplaced.select_related("participant__person"))


def exclusions_of(cohort: Cohort) -> list[Exclusion]:
    """Return whom staff ruled out for each other, the latest first."""
    rows = Exclusion.objects.filter(cohort=cohort)
    return list(rows.select_related("participant__person", "mentor__person", "made_by"))


def in_words[Said](by_language: dict[str, Said]) -> Said:
    """Return what a run said in the language that is active."""
    return by_language["fr" if (get_language() or "en").startswith("fr") else "en"]


def naming(texts: Iterable[str]) -> Callable[[str], str]:
    """Return what puts the names of mentors and agencies, as they are called now, into these sentences of runs."""
    numbers: dict[str, set[int]] = {"a": set(), "m": set()}
    for kind, number in (found for text in texts for found in _NAMED.findall(text)):
        numbers[kind].add(int(number))
    mentors = Mentor.objects.filter(pk__in=numbers["m"]).select_related("person")
    names = {("m", row.pk): str(row) for row in mentors}
    if numbers["a"]:
        agencies = Organization.objects.filter(pk__in=numbers["a"])
        names |= {("a", row.pk): str(row) for row in agencies}
    gone = _("somebody who is no longer here")
    return lambda text: _NAMED.sub(lambda found: names.get((found[1], int(found[2])), gone), text)
