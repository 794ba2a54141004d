"""Everything that an organization has, as a Frictionless Data Package (docs/adr/0071)."""
