"""The people of the demo whom anybody may sign in as: one for each way of using Parcours."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody of the demo: the value of the form's field ``persona``, their address, name and what they come for."""

    key: str
    email: str
    name: str
    language: str
    role: str | Promise
    comes_for: str | Promise


PERSONAS = (
    Persona(
        "coordinator-city",
        "maya.fontaine@rivermouth.example",
        "Maya Fontaine",
        "fr",
        _("Coordinator, city"),
        _("runs the city’s mentoring program"),
    ),
    Persona(
        "coordinator-agency",
        "daniel.okafor@northgate.example",
        "Daniel Okafor",
        "en",
        _("Coordinator, agency"),
        _("prepares newcomers and places them"),
    ),
    Persona(
        "participant",
        "amara.nwosu@mail.example",
        "Amara Nwosu",
        "en",
        _("Participant"),
        _("an engineer who wants to work as one again"),
    ),
    Persona(
        "mentor",
        "luc.bergeron@rivermouth.example",
        "Luc Bergeron",
        "fr",
        _("Mentor"),
        _("an engineer of the city with an hour a week"),
    ),
    Persona(
        "supervisor",
        "priya.raman@rivermouth.example",
        "Priya Raman",
        "en",
        _("Host supervisor"),
        _("takes interns into her team"),
    ),
    Persona(
        "counsellor",
        "hanna.lindqvist@harbour.example",
        "Hanna Lindqvist",
        "en",
        _("Partner counsellor"),
        _("refers her clients and follows what becomes of them"),
    ),
    Persona(
        "funder",
        "grace.whitfield@fund.example",
        "Grace Whitfield",
        "en",
        _("Funder"),
        _("reads figures that hold, and no names"),
    ),
    Persona(
        "administrator",
        "thomas.leclair@northgate.example",
        "Thomas Leclair",
        "fr",
        _("Administrator"),
        _("answers for members, partners and the audit log"),
    ),
)

BY_KEY = {persona.key: persona for persona in PERSONAS}
