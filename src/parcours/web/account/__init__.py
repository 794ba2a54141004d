"""Signing in, and one's own account: allauth's pages under our words, limits and look."""
