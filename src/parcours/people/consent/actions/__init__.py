"""What can be done about consent, a file for each subject."""
