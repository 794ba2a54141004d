"""A certificate as a file."""

from django.http import HttpResponse

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record_view
from parcours.outcomes.models import Closing
from parcours.reporting.certificate import certificate


def as_pdf(closing: Closing, by: Actor) -> HttpResponse:
    """Return the certificate as an attachment; the log keeps who took it."""
    record_view(by=by, page="certificate", what=closing, about=closing.person.user)
    return HttpResponse(
        certificate(closing),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="certificate.pdf"'},
    )
