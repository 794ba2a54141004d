"""Parcours: from the first application to work that matches a person’s skills."""

__version__ = "0.1.0"
