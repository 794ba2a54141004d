"""Mentees and mentors as rows of two spreadsheets: columns, values, people, and checks between people."""
