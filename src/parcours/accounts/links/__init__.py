"""Signed links: how people without an account do one thing that they were asked to (docs/adr/0039).

`actions.py` sends, withdraws and uses them, `queries.py` finds one by what it carries, `contact.py` is what the first
purposes do.
"""
