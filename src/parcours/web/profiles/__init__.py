"""Profiles of people as pages: their sections, forms and facts, whoever looks at them.

Staff (`manage`), a person with an account (`portal`) and one who has a link (`public`) see the same sections; each of
these says who may, and where a section leads on to.
"""
