"""CVs and other documents: examined before they are kept, sealed where they lie, shown by one rule (docs/adr/0068).

    keep_document(person=person, kind="cv", file=uploaded, by=actor)

`formats.py` says what a file is, by its bytes; `reader/` reads its text in a process of its own (docs/adr/0028);
`scanning.py` asks clamd; `policies.py` says who may see a document; `actions/` keep, read, show and remove.
"""
