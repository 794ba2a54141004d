"""How long what undoes a merge is kept."""

from django.db.models import Q
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.people.duplicates.models import Merge
from parcours.people.duplicates.models.merge import UNDO


def forget_undo_across() -> int:
    """Erase what undoes merges that can be undone no longer; return how many. Where their numbers lead stays."""
    erased = 0
    for organization in Organization.objects.order_by("pk"):
        with scope(organization=organization):
            old = Merge.objects.filter(~Q(undo=b""), merged_at__lte=timezone.now() - UNDO)
            erased += old.update(undo=b"")
    return erased
