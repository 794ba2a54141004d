"""Backups of the whole installation: made while people write, verified, restored all or nothing (docs/adr/0060, 0061).

    parcours backup FILE · parcours backup verify FILE · parcours restore FILE · parcours move-database URL

`archive.py` is the file, `manifest.py` what it says of itself; `sqlite.py` and `postgres.py` are the two databases.
"""
