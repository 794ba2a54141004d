"""What the table of frozen reports holds about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import Held

PERSONAL = (
    Held(
        "frozen.frozenreport",
        "frozen_by frozen_at",
        "to know who vouched for the numbers",
        (Permission.MANAGE_PROGRAMS.value,),
        "as long as the cohort is there",
    ),
)

IMPERSONAL = {"frozen.frozenreport": "cohort until figures"}
"""Fields that are about no person, by table."""
