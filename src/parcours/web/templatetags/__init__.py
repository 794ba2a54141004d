"""What templates can say beyond the framework's own words."""
