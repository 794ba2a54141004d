"""Participants and mentors from spreadsheets, as programs have them for matching (docs/adr/0070)."""
