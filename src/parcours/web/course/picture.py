"""Hours against the plan, as a picture: of one pair, or of all pairs of a cohort."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from parcours.engagements.pace import Pace
from parcours.web.charts import BarChart, bars
from parcours.web.course.words import hours

_HOUR = 60


def picture(paces: Sequence[Pace]) -> BarChart | None:
    """Return what counts beside what was planned until today, and the target; None before the first meeting.

    Of one pair that still meets, where its pace leads is there as well.
    """
    if not paces:
        return None
    reached, planned, target = (
        sum(getattr(one, name) for one in paces) for name in ("minutes", "planned", "target")
    )
    planned = _HOUR * round(planned / _HOUR)
    values = [(_("Counted"), reached), (_("Planned until today"), planned)]
    only = paces[0] if len(paces) == 1 else None
    if only and only.forecast is not None and not only.is_over:
        values.append((_("At this pace in the end"), _HOUR * round(only.forecast / _HOUR)))
    values.append((_("Target"), target))
    said = {"reached": hours(reached), "planned": hours(planned), "target": hours(target)}
    return BarChart(
        id="hours",
        title=_("Hours against the plan"),
        description=_("%(reached)s count, %(planned)s were planned until today, of %(target)s in the end.")
        % said,
        what=_("Hours"),
        measure=_("How many"),
        bars=bars(values, hours),
    )
