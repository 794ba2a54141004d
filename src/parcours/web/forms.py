"""What our forms have in common: what is missing is said in words that tell how to put it right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_MISSING = (
    (forms.BooleanField, _("Tick this to go on.")),
    (forms.ChoiceField, _("Choose one.")),
    (forms.ModelChoiceField, _("Choose one.")),
    (forms.DateField, _("Give a date, such as 2026-11-22.")),
    (forms.FileField, _("Choose a file.")),
    (forms.EmailField, _("Give an email address, such as name@example.org.")),
    (forms.Field, _("Fill this in.")),
)


def in_our_words(form: forms.BaseForm) -> None:
    """Give the fields of ``form`` messages of ours."""
    for field in form.fields.values():
        field.error_messages["required"] = next(words for kind, words in _MISSING if isinstance(field, kind))
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = _("Give an email address, such as name@example.org.")
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = _("Give a date, such as 2026-11-22.")


class Form(forms.Form):
    """A form that stands by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self)


class ModelForm(forms.ModelForm[Any]):
    """A form for a row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self)
