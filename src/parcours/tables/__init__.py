"""Pure spreadsheet reading and writing: no Django, no settings, no clock; files in, values and findings out."""
