"""Whether a mentor still has room in a cohort. Whoever brings two people together registers who has a place already.

    register("mentorships", names)

So the apps above are asked without being imported.
"""

from collections.abc import Callable, Collection, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.audit.queries import entries
from parcours.applications.models import MentorPlace
from parcours.core.refusals import Refused
from parcours.core.versions import change
from parcours.people.models import Mentor, Person
from parcours.people.models.standing import Standing
from parcours.people.policies import is_oneself

_TAKING: dict[str, Callable[[MentorPlace], Sequence[str]]] = {}
_CHANGED = "mentor_place.changed"
_OVER = ("completed", "cancelled")


def register(name: str, names: Callable[[MentorPlace], Sequence[str]]) -> None:
    """Have ``names`` asked who has one of the mentor’s places in the cohort."""
    _TAKING[name] = names


def names_in(place: MentorPlace) -> list[str]:
    """Return the names of the people who have one of the mentor’s places in the cohort."""
    return [name for key in sorted(_TAKING) for name in _TAKING[key](place)]


def hold(place: MentorPlace) -> None:
    """Keep everybody else from giving or changing the places of this mentor until the transaction ends."""
    MentorPlace.objects.select_for_update().get(pk=place.pk)


def check_enough(place: MentorPlace, places: int) -> None:
    """Raise Refused where ``places`` are fewer than are taken, and say by whom; the caller holds the place."""
    names = names_in(place)
    if places < len(names):
        raise Refused(
            ngettext(
                "%(mentor)s has %(n)s mentee here: %(mentees)s. With %(n)s place nobody new is given to them; for"
                " fewer, take the pair back or end it first.",
                "%(mentor)s has %(n)s mentees here: %(mentees)s. With %(n)s places nobody new is given to them; for"
                " fewer, take a pair back or end one first.",
                len(names),
            )
            % {"mentor": place.mentor, "n": len(names), "mentees": ", ".join(names)}
        )


def keep_room(row: Person | Standing, fields: Collection[str], by: Actor) -> None:
    """Let the places of a mentor in their cohorts follow a capacity that is lowered, before it is saved.

    Nobody loses a mentor: raises Refused where one has more mentees in a cohort than the new capacity, and says whom.
    """
    if not isinstance(row, Mentor) or "capacity" not in fields:
        return
    wide = MentorPlace.objects.filter(mentor=row, status__in=("invited", "agreed"), places__gt=row.capacity)
    for place in (
        wide.exclude(cohort__status__in=_OVER).select_related("cohort").select_for_update(of=("self",))
    ):
        place.mentor = row
        names = names_in(place)
        if row.capacity < len(names):
            raise Refused(_too_low(place, names, to_oneself=is_oneself(by, row.person)))
        places = max(row.capacity, 1)
        if change(place, version=place.version, places=places):
            record(by=by, verb=_CHANGED, what=place, about=row.person.user, places=places)


def _too_low(place: MentorPlace, names: Sequence[str], *, to_oneself: bool) -> str:
    """Return why the capacity is too low. A mentor does not read who is proposed to them before it is sent."""
    said = {"mentor": place.mentor, "cohort": place.cohort, "n": len(names), "mentees": ", ".join(names)}
    if to_oneself:
        return (
            ngettext(
                "%(n)s person is with you or proposed to you in %(cohort)s. Write %(n)s, and nobody new is proposed;"
                " for fewer, ask the organization.",
                "%(n)s people are with you or proposed to you in %(cohort)s. Write %(n)s, and nobody new is proposed;"
                " for fewer, ask the organization.",
                len(names),
            )
            % said
        )
    return (
        ngettext(
            "%(mentor)s has %(n)s mentee in %(cohort)s: %(mentees)s. Write %(n)s, and nobody new is proposed"
            " there; for fewer, take the pair back or end it first.",
            "%(mentor)s has %(n)s mentees in %(cohort)s: %(mentees)s. Write %(n)s, and nobody new is proposed"
            " there; for fewer, take a pair back or end one first.",
            len(names),
        )
        % said
    )


def last_change(place: MentorPlace) -> str:
    """Return who set the number of places last, and when, in one sentence; nothing where nobody has."""
    about = {"content__what": place._meta.label_lower, "content__what_id": str(place.pk)}  # noqa: SLF001 - documented
    found = entries().filter(verb=_CHANGED, **about).first()
    if found is None:
        return ""
    said = {
        "who": found.content.actor or _("Somebody"),
        "mentor": place.mentor,
        "n": MentorPlace.objects.values_list("places", flat=True).get(pk=place.pk),
        "when": date_format(timezone.localtime(found.time), "SHORT_DATETIME_FORMAT"),
    }
    return _("%(who)s set the places of %(mentor)s to %(n)s (%(when)s).") % said
