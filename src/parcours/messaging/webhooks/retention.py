"""How long deliveries and replaced secrets are kept: as long as they may be needed, and no longer."""

from datetime import timedelta

from django.db.models.functions import Now
from django_scopes import scopes_disabled

from parcours.core.database_time import from_now
from parcours.messaging.webhooks.models import Delivery, Endpoint

KEPT = timedelta(days=30)


def erase_across() -> int:
    """Delete secrets that sign no more, and deliveries of long ago; return how many deliveries."""
    with scopes_disabled():
        Endpoint.objects.filter(former_until__lt=Now()).update(sealed_former=b"", former_until=None)
        return Delivery.objects.filter(happened_at__lt=from_now(-KEPT)).delete()[0]
