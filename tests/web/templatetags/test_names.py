"""Names in two languages, as pages show them."""

import pytest
from django.utils import translation

from parcours.accounts.models import Organization
from parcours.web.templatetags.names import named


@pytest.mark.parametrize(
    ("english", "french", "reader", "shown"),
    [
        ("North", "Nord", "en", "North"),
        ("North", "Nord", "fr-ca", "Nord"),
        ("North & Co", "", "fr-ca", '<span lang="en">North &amp; Co</span>'),
        ("", "Nord", "en", '<span lang="fr">Nord</span>'),
    ],
)
def test_a_name_says_its_language_where_it_is_the_other(
    english: str, french: str, reader: str, shown: str
) -> None:
    with translation.override(reader):
        assert named(Organization(name_en=english, name_fr=french)) == shown
