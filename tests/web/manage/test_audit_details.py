"""The details of an entry of the audit log: fields, codes and dates in words."""

from typing import Any

import pytest
from django.utils import translation

from parcours.web.manage.audit_details import in_words


@pytest.mark.parametrize(
    ("verb", "more", "said"),
    [
        ("membership.role_changed", {"before": "mentor", "after": "funder"}, "Role: Mentor → Funder"),
        (
            "partnership.added",
            {"partner": "north", "role": "funder", "starts_on": "2026-11-02", "ends_on": ""},
            "Partner: north; Role: Funds the program; First day: 2 Nov 2026; Last day: –",
        ),
        ("partnership.ended", {"before": "", "after": "2026-11-02"}, "Last day: – → 2 Nov 2026"),
        (
            "organization.changed",
            {"before": {"kind": "isa", "language": "en"}, "after": {"kind": "funder", "language": "fr"}},
            "Kind: Immigrant-serving agency → Funder; Working language: English → French",
        ),
        ("invitation.sent", {"roles": ["mentor", "supervisor"]}, "Roles: Mentor, Host supervisor"),
        (
            "sign_in.provider_set",
            {"domains": ["a.org"], "is_active": True, "secret_changed": False},
            "Email domains: a.org; In use: yes; Client secret changed: no",
        ),
        (
            "list.exported",
            {"list": "members", "kind": "csv", "rows": 1200},
            "List: Members; Kind: CSV; Rows: 1,200",
        ),
        ("page.denied", {"page": "audit", "status": 403}, "Page: Audit log; Answer: Not allowed"),
        ("page.denied", {"page": "gone-since", "status": 404}, "Page: gone-since; Answer: Not found"),
        ("audit.verified", {"entries": 3, "first_bad": None}, "Entries: 3"),
        ("a.verb", {"before": "a", "after": "b", "starts_on": "some day"}, "a → b; First day: some day"),
        ("network.joined", {}, ""),
    ],
)
def test_an_entry_says_it_in_words(verb: str, more: dict[str, Any], said: str) -> None:
    assert in_words(verb, more) == said


def test_an_entry_says_it_in_french() -> None:
    with translation.override("fr-ca"):
        said = in_words("membership.role_changed", {"before": "mentor", "after": "supervisor"})
    assert said == "Rôle\u00a0: Mentor → Maître de stage"
