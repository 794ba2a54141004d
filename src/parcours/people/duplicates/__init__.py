"""One person, one record: who may be on file twice, merging with undo, and the same across a network (docs/adr/0073).

    likely_same(by, given_name="Ana", family_name="Roy", phone="416 555 0101")

`names.py` says how alike two names are, `likeness.py` what speaks for two people being one, `keys.py` by which keys
they are found without comparing everybody with everybody. `absorbing.py` moves what points to one row over to another.
"""
