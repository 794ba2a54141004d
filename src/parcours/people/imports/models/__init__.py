"""The tables of imports about people, one file each."""

from parcours.people.imports.models.origin import Origin

__all__ = ["Origin"]
