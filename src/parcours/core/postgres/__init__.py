"""A PostgreSQL that withholds the rows of every organization but the one in scope (docs/adr/0040).

`base.py` is the database backend, which tells each connection what the scope is; `policies.py` has the operation by
which a migration puts a table under guard.
"""
