"""What can be done about privacy."""
