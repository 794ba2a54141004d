"""What a day brings to applications that were begun and not handed in: a letter, and a week later they go."""

from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Via, system
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.applications.actions.clearing import WARNING, clear, warn
from parcours.applications.waiting import drafts_to_clear, drafts_to_warn


def keep_time_across() -> int:
    """Warn about and clear away the drafts of every organization that are due; return how many that was.

    Each run that clears any leaves a line of evidence in the audit log, with how many there were.
    """
    done = 0
    for organization in Organization.objects.filter(is_active=True).order_by("pk"):
        with scope(organization=organization), timezone.override(organization.time_zone):
            by, now = system(organization, Via.JOB), timezone.now()
            done += sum(warn(application=row, by=by) for row in drafts_to_warn(now + WARNING))
            cleared = sum(clear(application=row, by=by) for row in drafts_to_clear(now, now - WARNING))
            if cleared:
                record(by=by, verb="application.drafts_cleared", what=organization, rows=cleared)
            done += cleared
    return done
