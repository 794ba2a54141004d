"""Pages for an organization's staff."""
