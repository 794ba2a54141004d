"""Reports of cohorts as they were handed out: kept number by number, compared with those of now (docs/adr/0123)."""
