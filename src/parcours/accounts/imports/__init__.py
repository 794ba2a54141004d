"""Bringing rows of a spreadsheet into the database: read, looked at by a person, applied in steps that can resume."""
