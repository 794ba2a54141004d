"""Supply and demand by occupation, before an intake opens (docs/adr/0093)."""
