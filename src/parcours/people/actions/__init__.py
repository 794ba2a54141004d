"""What can be done to the rows of people; a verb a function."""
