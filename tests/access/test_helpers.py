"""What leaves a request out is right to: it sees every read, every write and every refusal that counts."""

import pytest
from django import forms
from django.db import connection
from django.http import HttpResponse  # noqa: TID251 - an answer, without a page
from django.test import Client, RequestFactory

from parcours.accounts.models import Organization
from tests import factories
from tests.access.posts import refuses
from tests.access.reads import reads
from tests.access.writes import writes


class Sheet(forms.Form):
    """A form with a field that takes any text, and one that takes one of two."""

    name = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])


class Answer(HttpResponse):
    """A page with a form."""

    def __init__(self, *shown: forms.Form) -> None:
        super().__init__()
        self.context = [[{"form": one} for one in shown]]


@pytest.mark.parametrize(
    ("name", "value", "refused"),
    [("name", "'--", False), ("name", "a\0b", True), ("kind", "a", False), ("kind", "'--", True)],
)
def test_a_field_refuses_what_it_does_not_take(name: str, value: str, *, refused: bool) -> None:
    assert refuses(Answer(Sheet({})), name, value) is refused


def test_a_field_that_is_not_there_or_was_not_sent_refuses_nothing() -> None:
    assert not refuses(Answer(Sheet({})), "other", "\0")
    assert not refuses(Answer(Sheet()), "name", "\0")
    assert not refuses(Answer(), "name", "\0")


def test_what_another_form_takes_is_not_refused() -> None:
    class Wider(forms.Form):
        kind = forms.CharField()

    assert not refuses(Answer(Sheet({}), Wider({})), "kind", "c")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("read", "names"),
    [
        (lambda given: given.get("a"), {"a"}),
        (lambda given: given["b"], {"b"}),
        (lambda given: given.getlist("c"), {"c"}),
        (lambda given: "d" in given, {"d"}),
        (lambda given: given.copy().get("e"), {"e"}),
        (list, {"a", "b"}),
        (lambda given: dict(given.items()), {"a", "b"}),
        (lambda given: given.urlencode(), set()),
    ],
)
def test_every_way_to_read_is_seen(method: str, read: object, names: set[str]) -> None:
    with reads() as seen:
        request = getattr(RequestFactory(), method)("/", {"a": "1", "b": "2"})
        read(getattr(request, method.upper()))  # type: ignore[operator]
    assert seen == names


@pytest.mark.django_db
def test_a_page_of_ours_reads_the_language_and_where_to_go(client: Client) -> None:
    with reads() as read:
        client.get("/")
        client.post("/language/", {"language": "fr", "next": "/"})
    assert read >= {"lang", "language", "next"}


@pytest.mark.django_db
def test_every_way_to_write_is_seen() -> None:
    with writes("django_session") as written:
        Organization.objects.exists()
        one = factories.organization()
        Organization.objects.update(name_fr="Nous")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_session")
        Organization.objects.filter(pk=one.pk).delete()
    assert written[0] == written[1] == "accounts_organization"
    assert {*written} >= {"accounts_organization"}
    assert "django_session" not in written
