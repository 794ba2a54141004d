"""What can be done with users and organizations: a verb per function."""
