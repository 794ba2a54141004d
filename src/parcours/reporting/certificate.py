"""The certificate of a mentor or a mentee: one page in both languages, as tagged PDF (PDF/UA-1), with a check link."""

import json
from importlib.resources import files
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from parcours.accounts.models import Organization
from parcours.outcomes.actions.certifying import check_address
from parcours.outcomes.models import Closing

_LANGUAGES = {"en": "en", "fr": "fr-ca"}
_HOUR = 60


def certificate(closing: Closing) -> bytes:
    """Return the PDF, the person’s own language first. Raises Unreadable where the check link cannot be read."""
    first = closing.person.language if closing.person.language in _LANGUAGES else "en"
    second = next(code for code in _LANGUAGES if code != first)
    parts = [_part(closing, code) for code in (first, second)]
    said = {
        "title": parts[0]["title"],
        "name": closing.name,
        "organization": _in(first, lambda: str(closing.organization)),
        "logo": _logo(closing.organization),
        "first": parts[0],
        "second": parts[1],
        "address": check_address(closing),
    }
    page = files("parcours.reporting").joinpath("certificate.typ").read_bytes()
    return typst.compile(page, format="pdf", sys_inputs={"data": json.dumps(said)}, pdf_standards="ua-1")


def _logo(organization: Organization) -> list[int]:
    """Return the bytes of the logo, none where there is none; as numbers, since typst takes all else for text."""
    if not organization.logo:
        return []
    with organization.logo.open("rb") as file:
        return list(file.read())


def _in(code: str, words: Any) -> str:  # noqa: ANN401 - a function that says something
    with translation.override(_LANGUAGES[code]):
        return str(words())


def _part(closing: Closing, code: str) -> dict[str, Any]:
    """Return what stands on the certificate in one language."""
    with translation.override(_LANGUAGES[code]):
        names = {"program": closing.cohort.program, "organization": closing.organization}
        facts = [(_("Program"), str(closing.cohort.program)), (_("Organization"), str(closing.organization))]
        if closing.started_on:
            facts.append((_("From"), date_format(closing.started_on)))
        facts.append((_("Until"), date_format(closing.ended_on)))
        if closing.minutes:
            facts.append((_("Hours confirmed by both"), number_format(round(closing.minutes / _HOUR, 1))))
        facts.append((_("Issued on"), date_format(closing.issued_on)))
        return {
            "language": code,
            "title": _("Certificate of mentoring") if closing.side == "mentor" else _("Certificate"),
            "awarded": _("This is to certify that"),
            "for_what": (
                _("was a mentor in %(program)s of %(organization)s, with thanks.")
                if closing.side == "mentor"
                else _("took part as a mentee in %(program)s of %(organization)s.")
            )
            % names,
            "facts": [[label, words] for label, words in facts],
            "colon": _("%(label)s: %(value)s") % {"label": "", "value": ""},
            "check": _("Whether this certificate is genuine can be checked here:"),
        }
