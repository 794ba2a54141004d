"""What needs more care than the rest: apart, sealed, and shown for a purpose only (docs/adr/0057)."""

from django.db import models

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed_field import SealedField
from parcours.people.models.person import Person


class SensitiveFacts(TenantModel):
    """The sensitive facts about one person. `sensitive.facts` says what they are and who reads them, and why."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="sensitive_facts"
    )
    immigration_class = SealedField()
    uci = SealedField()
    birth_date = SealedField()
    gender = SealedField()
    countries = SealedField()
    background = SealedField()
    list_versions = models.JSONField(default=dict, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    def __str__(self) -> str:
        return str(self.person_id)
