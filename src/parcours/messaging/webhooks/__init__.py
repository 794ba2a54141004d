"""Webhooks: other systems of an organization are told what happened, by numbers and codes (docs/adr/0072).

`core.events` is the catalogue; `telling.py` keeps what happened for each endpoint, in the transaction of the change;
`delivery.py` sends it, signed as `signing.py` says; `stopping.py` ends what fails for days. `actions/` is for people.
"""
