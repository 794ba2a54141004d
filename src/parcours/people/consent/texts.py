"""The words that people read: an organization's own where it has any, or else the product's."""

from typing import Any

from parcours.accounts.mail import in_language
from parcours.accounts.models import Organization
from parcours.people.consent.models import ConsentText
from parcours.people.consent.purposes import PURPOSES

PARTS = ("what", "why", "refusing")


def ours(purpose: str) -> dict[str, str]:
    """Return the product's words for a purpose, by the columns that hold them."""
    words: dict[str, str] = {}
    for language in ("en", "fr"):
        with in_language(language):
            words |= {f"{part}_{language}": str(getattr(PURPOSES[purpose], part)) for part in PARTS}
    return words


def texts_now(organization: Organization, *purposes: str) -> dict[str, ConsentText]:
    """Return what is to be read now about each purpose, of the organization in scope.

    Our own words are kept only once somebody says something to them; until then the row has no number.
    """
    latest: dict[str, ConsentText] = {}
    for row in ConsentText.objects.filter(purpose__in=purposes).order_by("version"):
        latest[row.purpose] = row
    return {purpose: _now(organization, purpose, latest.get(purpose)) for purpose in purposes}


def _now(organization: Organization, purpose: str, latest: ConsentText | None) -> ConsentText:
    if latest is not None and (not latest.is_ours or words_of(latest) == ours(purpose)):
        return latest
    return ConsentText(
        organization=organization,
        purpose=purpose,
        version=latest.version + 1 if latest else 1,
        is_ours=True,
        **ours(purpose),
    )


def words_of(text: ConsentText) -> dict[str, Any]:
    """Return the words of a text, by the columns that hold them."""
    return {
        f"{part}_{language}": getattr(text, f"{part}_{language}")
        for language in ("en", "fr")
        for part in PARTS
    }


def history(purpose: str) -> list[ConsentText]:
    """Return every version of the words for a purpose that the organization in scope has used, the latest first."""
    return list(ConsentText.objects.filter(purpose=purpose).select_related("written_by").order_by("-version"))
