"""Helpers without tables: language, numbers, dates."""
