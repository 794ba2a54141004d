"""Participants, mentors and supervisors: who they are, what they did, what they want or offer (docs/adr/0055)."""
