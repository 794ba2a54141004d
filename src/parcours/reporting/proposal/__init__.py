"""A matching proposal as files: spreadsheets, JSON and one printable page."""
