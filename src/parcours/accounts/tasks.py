"""What the worker does for accounts again and again."""

from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.accounts.audit.anchors import mail_anchor
from parcours.jobs.declared import job


@job(_("Mailing the heads of the audit log"), tries=5)
@task
@transaction.atomic
def mail_heads() -> int:
    """Mail the day's heads of the audit log to everybody who runs the installation, and return how many they are."""
    return mail_anchor()
