"""Packages of everything that an organization has, made in the background and kept for two days."""
