"""Programs and their cohorts: who may take part, what is asked, and when (docs/adr/0080)."""
