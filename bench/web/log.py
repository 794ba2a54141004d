"""An audit log as long as that of years: entry by entry what `accounts.audit` writes, in bulk.

By the actions themselves, a hundred thousand entries would take minutes.
"""

from itertools import batched

from django.utils import timezone
from django_scopes import scope

from bench.web.actions import ENTRIES
from parcours.accounts.actors import Via
from parcours.accounts.audit.chain import as_bytes, commitment, content_place, hash_of, pseudonym
from parcours.accounts.audit.salts import chain_of, salt_of
from parcours.accounts.models import AuditContent, AuditEntry, Organization, User
from parcours.core.keyring import seal

ABOUT = 1_000
"""Of so many people it is said that somebody looked at them, again and again."""


def keep_log(of: Organization, looked: User) -> None:
    """Write into the log of ``of`` that ``looked`` opened the pages of members, until it has `ENTRIES` entries."""
    people = list(User.objects.filter(email__endswith=f"@{of.slug}.example").order_by("pk")[:ABOUT])
    salts = [salt_of(person.pk) for person in people]
    by = pseudonym(salt_of(looked.pk))
    with scope(organization=of):
        chain = chain_of(of)
        for numbers in batched(range(chain.length + 1, ENTRIES + 1), 5_000):
            entries, contents = [], []
            for number in numbers:
                about, salt = people[number % ABOUT], salts[number % ABOUT]
                readable = {
                    "actor": looked.pk,
                    "about": about.pk,
                    "what": "",
                    "what_id": "",
                    "via": Via.PAGE.value,
                    "name": "",
                    "more": {"page": "member"},
                }
                entry = AuditEntry(
                    chain=chain,
                    organization=of,
                    number=number,
                    previous=chain.head,
                    time=timezone.now(),
                    verb="person.viewed",
                    actor=by,
                    about=pseudonym(salt),
                    commitment=commitment(salt, readable),
                )
                entry.hash = hash_of(entry)
                chain.length, chain.head = number, entry.hash
                sealed = seal(as_bytes(readable), content_place(entry))
                entries.append(entry)
                contents.append(AuditContent(entry=entry, actor=looked, about=about, sealed=sealed))
            AuditEntry.objects.bulk_create(entries)
            for content in contents:
                content.entry_id = content.entry.pk
            AuditContent.objects.bulk_create(contents)
        chain.save()
