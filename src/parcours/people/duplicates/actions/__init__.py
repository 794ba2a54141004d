"""What can be done about people who may be on file twice; a verb a function."""
