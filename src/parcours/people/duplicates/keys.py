"""The keys by which people who may be one are found, so that nobody is compared with everybody.

Everything but a name's own words is kept as a keyed hash: who reads the table learns no telephone and no date of birth.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from itertools import combinations

from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_possible_number, parse

from parcours.core import keyring
from parcours.core.plain import email_key, plain
from parcours.people.duplicates.names import in_latin, is_in_latin, parts, sound
from parcours.reference.countries import country_names

_HERE = "CA"


def phone_key(phone: str, country: str = "") -> str:
    """Return the number in the one form that all its spellings have (E.164), or nothing where it is none.

    ``country`` says from where a number without its country's code is; Canada where it is empty.
    """
    region = country if country in country_names("en") else _HERE
    try:
        number = parse(phone, region)
    except NumberParseException:
        return ""
    return format_number(number, PhoneNumberFormat.E164) if is_possible_number(number) else ""


def mail_key(address: str) -> str:
    """Return an address without what many leave out or add: dots, accents, and what follows a plus."""
    local, at, domain = email_key(address).rpartition("@")
    return f"{plain(local.partition('+')[0]).replace('.', '')}{at}{plain(domain)}" if at else ""


def name_keys(name: str) -> Iterator[str]:
    """Give the keys of a name: two parts by their sounds, and a sound with the first letter of another part.

    A name of another script has those of its Latin letters too.
    """
    if not is_in_latin(name):
        yield from name_keys(in_latin(name))
    own = [(part[0], sound(part)) for part in parts(name)]
    if len(own) == 1:
        yield own[0][1]
    for (first, one), (second, other) in combinations(own, 2):
        yield "+".join(sorted((one, other)))
        yield f"{first}.{other}"
        yield f"{second}.{one}"
    yield "".join(sorted("".join(parts(name))))


def hashed(kind: str, value: str, whose: str) -> str:
    """Return the keyed hash of a ``kind`` of value for ``whose`` rows it is compared among; nothing for nothing."""
    if not value:
        return ""
    key = keyring.derived(f"duplicates {whose}")
    return hmac.new(key, f"{kind} {value}".encode(), sha256).hexdigest()[:32]
