"""Français (Canada)."""
