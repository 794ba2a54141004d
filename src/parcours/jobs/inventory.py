"""What the tables of background work hold: nothing about persons (`core.inventory`)."""

PERSONAL = ()

IMPERSONAL = {
    "jobs.worker": "name started_at seen_at",
    "jobs.lease": "task worker until",
    "jobs.schedule": "name due_at started_at",
}
"""Fields that are about no person, by table."""
