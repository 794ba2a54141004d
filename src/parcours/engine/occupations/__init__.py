"""Occupations: the classification, and which of its classes a text or a code means."""
