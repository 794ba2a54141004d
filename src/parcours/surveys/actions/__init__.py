"""What can be done about surveys, a file for each subject."""
