"""Names that exist in two languages."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from parcours.accounts.models import Network, Organization
from parcours.core.bilingual import language_shown

register = template.Library()


@register.filter
def named(row: Organization | Network) -> str:
    """Return the name of ``row``, marked as being in the other language where the reader's has none."""
    reader = (get_language() or "en")[:2]
    shown = language_shown(row.name_en, row.name_fr, reader)
    return row.name if shown == reader else format_html('<span lang="{}">{}</span>', shown, row.name)
