"""What leaves a request out is right to: it sees every read, every write and every refusal that counts."""

from dataclasses import replace
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.http import HttpResponse  # noqa: TID251 - an answer, without a page
from django.test import Client, RequestFactory

from parcours.accounts.models import Organization
from parcours.accounts.roles import Permission
from parcours.web.pages import Audience
from tests import factories
from tests.access.addresses import addresses
from tests.access.few import few_at_once
from tests.access.forms import Input, PageForm
from tests.access.posts import Request, each_way, taken_as
from tests.access.reads import reads
from tests.access.test_matrix import complaints, everybody
from tests.access.world import make
from tests.access.writes import taken_back, writes


class Sheet(forms.Form):
    """A form with a field that takes any text, one that takes one of two, and a box."""

    name = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    agreed = forms.BooleanField(required=False)


class Answer(HttpResponse):
    """A page with a form."""

    def __init__(self, *shown: forms.Form, status: int = 200) -> None:
        super().__init__(status=status)
        self.context = [[{"form": one} for one in shown]]


@pytest.mark.parametrize(
    ("name", "value", "made"),
    [
        ("name", "'--", '"\'--"'),
        ("name", "a\0b", ""),
        ("kind", "a", "'a'"),
        ("kind", "'--", ""),
        ("agreed", "'--", "True"),
        ("agreed", "a\0b", "True"),
    ],
)
def test_a_field_says_what_it_makes_of_a_value(name: str, value: str, made: str) -> None:
    assert taken_as(Answer(Sheet({})), name, value) == made


@pytest.mark.parametrize("answer", [Answer(Sheet()), Answer()])
def test_a_field_that_is_not_there_or_was_not_sent_takes_every_value_as_it_is(answer: Answer) -> None:
    assert taken_as(answer, "name", "\0") == "as sent: \0"


def test_what_another_form_takes_is_not_refused() -> None:
    class Wider(forms.Form):
        kind = forms.CharField()

    assert taken_as(Answer(Sheet({}), Wider({})), "kind", "c") == "'c'"


class Page(Client):
    """A browser of a page that breaks once a form with a certain name is whole."""

    def post(self, _path: str, data: dict[str, list[str]]) -> Answer:  # type: ignore[override]
        sheet = Sheet({name: values[0] for name, values in data.items()})
        broken = sheet.is_valid() and sheet.cleaned_data["name"] == "'--"
        return Answer(sheet, status=500 if broken else 302 if sheet.is_valid() else 200)


@pytest.mark.django_db
@pytest.mark.parametrize("alike", [True, False])
def test_a_fault_behind_what_other_fields_refuse_is_found(*, alike: bool) -> None:
    kinds = {"name": "text", "kind": "select", "agreed": "checkbox"}
    form = PageForm("post", "/", [Input(name, kind) for name, kind in kinds.items()])
    sent = {"name": ["Somebody"], "kind": ["a"]}
    answers = [*each_way(Page(), "/", form, sent, [*kinds], ["b", "'--"], known=set(), alike=alike)]
    assert [one[:2] for one in answers if one[2].status_code == 500] == [
        ("name, agreed", "'--"),
        ("name", "'--"),
    ]


@pytest.mark.django_db
def test_a_button_is_pressed_once_by_forms_that_send_nothing_else() -> None:
    known: set[Request] = set()
    rows: list[dict[str, list[str]]] = [{}, {"csrfmiddlewaretoken": ["x"]}, {"name": ["Somebody"]}]
    form = PageForm("post", "/", [Input("confirm", "submit")])
    answers = [
        [
            value
            for _name, value, _answer in each_way(Page(), "/", form, sent, ["confirm"], ["1"], known=known)
        ]
        for sent in rows
    ]
    assert answers == [["1"], [], ["1"]]


@pytest.mark.django_db
def test_what_is_taken_back_is_as_before(client: Client) -> None:
    client.cookies["language"] = "fr"
    with taken_back(client):
        factories.organization()
        client.cookies["language"] = "en"
        client.cookies["sessionid"] = "x"
    assert not Organization.objects.exists()
    assert {name: one.value for name, one in client.cookies.items()} == {"language": "fr"}


def test_few_addresses_at_once_are_all_of_them() -> None:
    some = addresses()
    asked = [one for part in few_at_once(some).args[1] for one in part]
    assert asked == some


@pytest.mark.sqlite_only  # as there alone the matrix asks for what is refused
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"needs": Permission.SEE_MEMBERS}, "allowed, not forbidden"),
        ({"methods": ("GET",)}, "HEAD /o/ours/home/: allowed, not no method"),
        ({"audience": Audience.PLATFORM}, "allowed, not absent"),
        ({"audience": Audience.ANYONE}, "nobody GET /o/ours/home/: to sign in, not allowed"),
    ],
)
def test_a_page_that_answers_otherwise_than_the_table_says_is_found(other: dict[str, Any], said: str) -> None:
    home = next(one for one in addresses() if one.name == "home")
    assert home.access is not None
    ours, theirs = make("ours"), make("theirs")
    clients = everybody(ours)
    assert [*complaints(home, clients, ours, theirs)] == []
    wrong = [*complaints(replace(home, access=replace(home.access, **other)), clients, ours, theirs)]
    assert [one for one in wrong if said in one] != []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("read", "names"),
    [
        (lambda given: given.get("a"), {"a"}),
        (lambda given: given["b"], {"b"}),
        (lambda given: given.getlist("c"), {"c"}),
        (lambda given: "a" in given, set()),
        (lambda given: "a" in given and given["a"], {"a"}),
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
