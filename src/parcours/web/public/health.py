"""For whoever watches over the installation: does it answer, and does its database."""

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse


def show(request: HttpRequest) -> HttpResponse:
    """200 with ``ok``, or 503 where the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
