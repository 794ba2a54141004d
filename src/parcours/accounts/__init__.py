"""Users, organizations, memberships and roles; invitations, signed links, partnerships, and the audit log."""
