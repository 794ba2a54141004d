"""What a day brings to what was only begun: drafts of applications get a letter and go, names of silent mentors go."""

from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Via, system
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.applications.actions.clearing import WARNING, clear, warn
from parcours.applications.actions.naming import SILENCE, let_lapse
from parcours.applications.waiting import drafts_to_clear, drafts_to_warn, silent_offers


def keep_time_across() -> int:
    """Warn about and clear away what is due in every organization; return how many drafts and names that was.

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
            done += sum(let_lapse(offer=row, by=by) for row in silent_offers(now - SILENCE))
    return done
