"""Editing a row that others may edit too: whoever saves second sees both values, and nothing is lost (docs/adr/0043).

    def edit(request, partnership):
        editing = Editing(request, lambda: found(partnership), lambda row, *sent: EndForm(*sent, instance=row))
        if editing.saved(lambda given: end_partnership(partnership=editing.row, by=request.actor, **given)):
            return redirect(…)
        return editing.page("manage/partners/end.html")

The form carries the row's version. Where the action says that it is too old, the page comes again with 409: what was
typed stays in the form, beside what is kept now, ready to be saved over it. The template says
``<c-form :form="form" :editing="editing" …>``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.translation import gettext as _

from parcours.core.refusals import Refused, Stale

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that both sides filled in otherwise, as the page shows it."""

    label: str
    theirs: str
    yours: str


class Editing[Row, MadeForm: forms.BaseForm]:
    """The form for one row. ``now`` reads the row as it stands, ``form`` makes the form for it with what was sent.

    ``who`` says who changed the row last, where that is to be told. A form of several rows has a ``version`` itself.
    """

    def __init__(
        self,
        request: HttpRequest,
        now: Callable[[], Row],
        form: Callable[..., MadeForm],
        who: Callable[[Row], str] = lambda _row: "",
    ) -> None:
        self._request, self._now, self._make, self._who = request, now, form, who
        self.stale = False
        self.changed_by = ""
        self.differences: list[Difference] = []
        self._over(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def _over(self, *sent: Any) -> None:
        """Lay what was sent over the row as it stands."""
        self.row = self._now()
        self.form = self._make(self.row, *sent)
        self.form.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=getattr(self.form, "version", getattr(self.row, "version", 0))
        )

    def saved(self, save: Callable[[Mapping[str, Any]], object], refused_at: str | None = None) -> bool:
        """Return whether the form was sent and ``save`` took it: what it says, ``version`` included.

        What ``save`` refuses is said at the field ``refused_at``.
        """
        if not self.form.is_valid():
            if self.form.is_bound and "version" in self.form.changed_data:
                self._compare()
            return False
        try:
            save(self.form.cleaned_data)
        except Refused as refusal:
            self.form.add_error(refused_at, str(refusal))
            return False
        except ValidationError as problem:
            self.form.add_error(None, problem)
            return False
        except Stale:
            self._compare()
            return False
        return True

    def _compare(self) -> None:
        """Lay what was typed over what somebody else has saved meanwhile."""
        self.stale = True
        lost = [name for name in self.form.changed_data if _comes_not_back(self.form.fields[name])]
        typed = self._request.POST.copy()
        self._over(typed)
        typed["version"] = str(self.form["version"].initial)
        self.changed_by = self._who(self.row)
        kept = [self.form[name] for name in self.form.changed_data if name not in lost]
        self.differences = [
            *(
                Difference(str(one.label), _in_words(one, one.initial), _in_words(one, one.value()))
                for one in kept
            ),
            *(
                Difference(str(self.form[name].label), _NOTHING, _("Not kept: enter it again."))
                for name in lost
            ),
        ]

    def page(self, template: str, **context: Any) -> HttpResponse:
        """Return the page: with the form as it is, or as it was sent."""
        status = HTTPStatus.CONFLICT if self.stale else HTTPStatus.OK
        return render(self._request, template, {"form": self.form, "editing": self, **context}, status=status)


def _comes_not_back(field: forms.Field) -> bool:
    """Whether a page cannot show what was entered: a secret, or a file."""
    return isinstance(field, forms.FileField) or isinstance(field.widget, forms.PasswordInput)


def _in_words(bound: forms.BoundField, value: Any) -> str:  # noqa: ANN401 - of any field
    """Return a value of the field as readers of the page's language write it."""
    try:
        value = bound.field.to_python(value)
    except ValidationError:
        return str(value)  # what was typed is no value of this field: the form says so, this shows it
    if isinstance(bound.field, forms.ChoiceField):
        choices: Any = bound.field.choices
        words = {str(code): str(said) for code, said in choices}
        if isinstance(value, list):
            return ", ".join(words.get(str(one), str(one)) for one in value) or _NOTHING
        return words.get(str(value), str(value or _NOTHING))
    if isinstance(bound.field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if value in bound.field.empty_values:
        return _NOTHING
    return str(value if isinstance(value, int) else localize(value))  # a year is no amount
