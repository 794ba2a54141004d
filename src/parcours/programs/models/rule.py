"""A rule of who may take part, with what a person reads who does not meet it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual
from parcours.programs.eligibility import Operator, Rule
from parcours.programs.models.program import Program


class EligibilityRule(TenantModel):
    """One rule of a program; they are asked in the order of their numbers."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(_("what is compared"), max_length=60)
    operator = models.CharField(_("how"), max_length=20, choices=[(one.value, one.value) for one in Operator])
    values = models.JSONField(_("with"))
    reason_en = models.TextField(_("what a refused person reads, in English"), max_length=500, blank=True)
    reason_fr = models.TextField(_("what a refused person reads, in French"), max_length=500, blank=True)
    reason = Bilingual()
    next_step_en = models.TextField(_("what they can do next, in English"), max_length=500, blank=True)
    next_step_fr = models.TextField(_("what they can do next, in French"), max_length=500, blank=True)
    next_step = Bilingual()

    class Meta:
        """Rules are asked as they were added; nobody is refused without a reason and a next step."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(reason_en="", reason_fr="") & ~models.Q(next_step_en="", next_step_fr=""),
                name="rule_gives_its_reason",
                violation_error_message=_("Write what a refused person reads, and what they can do next."),
            ),
        )

    def clean(self) -> None:
        """Raise ValidationError for values that the operator cannot compare with."""
        try:
            self.as_rule()
        except (TypeError, ValueError) as problem:
            raise ValidationError(
                {"values": _("Give one number for a bound, or one value at least for a list.")}
            ) from problem

    def as_rule(self) -> Rule:
        """Return the rule as `programs.eligibility` judges by it."""
        return Rule(self.field, Operator(self.operator), tuple(self.values))

    def __str__(self) -> str:
        return f"{self.field} {self.operator}"
