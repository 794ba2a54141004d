"""Consent: what people allowed, by purpose and where it names one by partner (docs/adr/0063).

    consented(person, "share_partner", partner)

is the one question; nothing keeps a copy of its answer. `purposes.py` has what can be asked for and in which words,
`models/` the acts, which are added and never changed, `states.py` what follows from the last of them.
"""
