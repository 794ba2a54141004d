"""The migrations of imports about people."""
