"""Code lists: a code is stored and exported, its label is what people read.

    STATUS = CodeList.of("participant.status", 1, {"inquiry": _("Inquiry"), "applied": _("Applied")})

A code is never renamed, used again or given a new meaning. One that is out of use is retired: it stays readable and
reportable, and is no longer offered. Every list ends with ``unknown`` (nobody could tell us); one that is asked of a
person also has ``prefer_not`` (asked and declined). Empty is a third thing: not asked yet.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise

UNKNOWN, PREFER_NOT = "unknown", "prefer_not"
NO_ANSWERS = frozenset({"", UNKNOWN, PREFER_NOT})
"""What says nothing about the thing itself: not asked yet, not known, not answered."""

_FIRST = dt.date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Code:
    """One code: it can be chosen from ``valid_from`` until the day before ``retired_on``."""

    code: str
    label: Words
    valid_from: dt.date = _FIRST
    retired_on: dt.date | None = None
    replaced_by: str = ""

    def is_offered(self, day: dt.date) -> bool:
        """Return whether the code can be chosen on ``day``."""
        return self.valid_from <= day and (self.retired_on is None or day < self.retired_on)


@dataclass(frozen=True)
class CodeList:
    """A list of codes. ``version`` is raised with every change of it, and is kept beside each answer."""

    name: str
    version: int
    codes: tuple[Code, ...]

    @classmethod
    def of(
        cls, name: str, version: int, labels: Mapping[str, Words], *, asked: bool = False, open_: bool = True
    ) -> "CodeList":
        """Return a list of codes by their labels.

        ``asked``: people are asked, and may decline. Not ``open_``: the list is closed, as days of the week are, and
        nobody can fail to know.
        """
        codes = [Code(code, label) for code, label in labels.items()]
        if open_:
            codes.append(Code(UNKNOWN, _("Unknown")))
        if asked:
            codes.append(Code(PREFER_NOT, _("I prefer not to answer")))
        return cls(name, version, tuple(codes))

    def retired(self, code: str, on: dt.date, replaced_by: str = "") -> "CodeList":
        """Return the next version of the list, in which ``code`` is out of use from the day ``on``."""
        return replace(
            self,
            version=self.version + 1,
            codes=tuple(
                replace(one, retired_on=on, replaced_by=replaced_by) if one.code == code else one
                for one in self.codes
            ),
        )

    def __hash__(self) -> int:
        """Return what is the same for the same list; its labels, which are said anew each time, are left out."""
        return hash((self.name, self.version))

    @cached_property
    def _labels(self) -> Mapping[str, Words]:
        return {one.code: one.label for one in self.codes}

    def __contains__(self, code: object) -> bool:
        return code in self._labels

    def label(self, code: str) -> str:
        """Return what ``code`` is called in the language that is active; the code itself where it is not ours."""
        return str(self._labels.get(code, code))

    def labels(self, codes: Iterable[str]) -> list[str]:
        """Return what ``codes`` are called, in the order of the list."""
        given = set(codes)
        return [str(one.label) for one in self.codes if one.code in given]

    @property
    def choices(self) -> list[tuple[str, Words]]:
        """Every code with its label, retired ones too: what is stored stays readable."""
        return [(one.code, one.label) for one in self.codes]

    def offered(self, day: dt.date, kept: Collection[str] = ()) -> list[tuple[str, Words]]:
        """Return what can be chosen on ``day``; ``kept`` are codes that were chosen before, and may stay."""
        return [(one.code, one.label) for one in self.codes if one.is_offered(day) or one.code in kept]


class CodeField(models.CharField[str, str]):
    """One code of a list, or empty. A change of the list is no migration: the table holds text."""

    def __init__(self, *args: Any, codes: CodeList | None = None, **kwargs: Any) -> None:
        self.codes = codes
        if codes is not None:
            kwargs.setdefault("max_length", 30)
            kwargs["choices"] = codes.choices
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:  # noqa: ANN401 - what the framework asks for
        """Return the field as migrations know it: text."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


class CodesField(models.JSONField):
    """Several codes of a list, in its order; an empty list where nothing was asked yet."""

    def __init__(self, *args: Any, codes: CodeList | None = None, **kwargs: Any) -> None:
        self.codes = codes
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def deconstruct(self) -> Any:  # noqa: ANN401 - what the framework asks for
        """Return the field as migrations know it: JSON."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:  # noqa: ANN401 - whatever was given
        """Raise ValidationError for what is no list of codes of ours."""
        super().validate(value, model_instance)
        strange = value if not isinstance(value, list) else [one for one in value if one not in self._known]
        if strange:
            raise ValidationError(_("%(value)s is not among the choices."), params={"value": strange})

    @property
    def _known(self) -> CodeList:
        assert self.codes is not None  # noqa: S101 - only a migration makes one without a list
        return self.codes
