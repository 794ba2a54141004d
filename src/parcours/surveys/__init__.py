"""Surveys: pulse, reviews, readiness and follow-up as one engine (docs/adr/0085).

`built_in.py` has the questionnaires of the product, `models/` the tables, `steps.py` which questions somebody is asked,
`results.py` what came out. Other apps call `actions.asking.ask`, and say in two codes of theirs what it is about.
"""
