"""What can be done to programs and cohorts; a verb a function."""
