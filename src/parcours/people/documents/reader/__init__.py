"""Reading the text of a document in a process of its own, which may die without harm (docs/adr/0028).

Nothing here knows the framework: the child starts quickly, and holds nothing but the document.
"""
