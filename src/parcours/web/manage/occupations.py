"""Occupations in forms: typed as a code or a title, kept as the code of one unit group."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parcours.reference.noc import load_taxonomy


def named(code: str) -> str:
    """Return the code with its official title, in the language that is active."""
    return f"{code} {load_taxonomy().title(code, (get_language() or 'en')[:2])}"


def read_code(text: str) -> str:
    """Return the code of the unit group that is meant. Raises ValidationError with what is like it."""
    read = load_taxonomy().read(text)
    if read.code is None:
        like = "; ".join(named(code) for code in read.nearest[:3])
        raise ValidationError(
            _("Give the code of one unit group. Alike: %(titles)s") % {"titles": like}
            if like
            else _("Give the code of one unit group, such as 21300.")
        )
    return read.code


class OccupationsField(forms.CharField):
    """Several occupations, each on a line of its own; the value is the list of their codes, each once."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - the framework's
        """Return the lines to show, with the titles; what was typed stays as it was."""
        return "\n".join(named(code) for code in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - the framework's
        """Return the codes. Raises ValidationError that names the line."""
        codes = []
        for line in str(value or "").splitlines():
            if not line.strip():
                continue
            try:
                codes.append(read_code(line.strip()))
            except ValidationError as problem:
                raise ValidationError(f"{line.strip()}: {problem.messages[0]}") from problem
        return list(dict.fromkeys(codes))

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 - the framework's
        """Return whether the lines say other occupations than there are."""
        try:
            return bool(self.to_python(data) != (initial or []))
        except ValidationError:
            return True
