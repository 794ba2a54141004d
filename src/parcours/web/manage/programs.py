"""Programs: the list, one program with its cohorts and settings, and the form of each section."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.mail import in_language
from parcours.core.codes import CodesField
from parcours.programs.actions.agreements import write_agreement
from parcours.programs.actions.beginning import begin_program, first_monday
from parcours.programs.actions.cohorts import add_cohort
from parcours.programs.actions.programs import change_program
from parcours.programs.lists import INTAKE_MODE
from parcours.programs.models import Cohort, Program
from parcours.programs.queries import agreement_of, cohorts, programs
from parcours.programs.templates import TEMPLATES, usual_spans
from parcours.web.about_programs import address_of
from parcours.web.editing import Editing
from parcours.web.forms import Form
from parcours.web.manage.cohort_states import DAYS, TONES
from parcours.web.manage.occupations import named
from parcours.web.manage.program_forms import SECTIONS, AgreementForm, Section, SectionForm
from parcours.web.pages import OrganizationRequest

_MOST_SEATS = 1000


def index(request: OrganizationRequest) -> HttpResponse:
    """Every program with its cohorts, and the templates to begin another one with."""
    if request.method == "POST":
        template = TEMPLATES.get(request.POST.get("template", ""))
        if template is None:
            messages.warning(request, gettext("Choose what to begin with."))
            return redirect("programs", request.organization.slug)
        made = begin_program(template=template, today=timezone.localdate(), by=request.actor)
        messages.success(
            request, gettext("The program is there, with its first dates. Look through it, and change it.")
        )
        return redirect("program", request.organization.slug, made.pk)
    found = [(row, TONES[row.status]) for row in cohorts()]
    context = {
        "programs": [
            (program, [each for each in found if each[0].program_id == program.pk]) for program in programs()
        ],
        "templates": TEMPLATES.items(),
    }
    return render(request, "manage/programs/list.html", context)


def found(program: int) -> Program:
    """Return the program with this number. Raises Http404 where there is none."""
    row = programs().filter(pk=program).first()
    if row is None:
        raise Http404
    return row


class CohortForm(Form):
    """A cohort to come. Its phases follow from its first day; each can be moved afterwards."""

    name = forms.CharField(label=_("Name"), max_length=200)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=_MOST_SEATS, help_text=_("Pairs."))
    intake = forms.ChoiceField(label=_("Intake"), choices=INTAKE_MODE.choices)
    starts_on = forms.DateField(
        label=_("First day of the intake"),
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The other phases follow, and can be moved."),
    )


def show(request: OrganizationRequest, program: int) -> HttpResponse:
    """A program: its cohorts, its settings with what each means, and the agreement; adding a cohort."""
    row = found(program)
    form = CohortForm(
        request.POST if request.method == "POST" else None, initial=_usual(), auto_id="cohort-%s"
    )
    if form.is_valid():
        made = _add(row, form, request)
        if made is not None:
            messages.success(request, gettext("The cohort is there. Its dates can be moved."))
            return redirect("cohort", request.organization.slug, made.pk)
    context = {
        "program": row,
        "cohorts": [(each, TONES[each.status]) for each in cohorts().filter(program=row)],
        "form": form,
        "sections": [(key, section, _facts(row, section)) for key, section in SECTIONS.items()],
        "agreement": agreement_of(row),
        "pages": [(name, _page(row, code)) for code, name in Language.choices],
        "frames": [(name, _frame(row, code)) for code, name in Language.choices],
    }
    return render(request, "manage/programs/program.html", context)


def _page(program: Program, code: str) -> str:
    """Return the address of the program’s public page, as it opens in one language."""
    return f"{address_of('public-program', program.organization.slug, program.pk)}?lang={code}"


def _frame(program: Program, code: str) -> str:
    """Return what an agency puts into a page of its own to show the open cohorts of the program."""
    address = address_of("open-list", program.organization.slug, code)
    with in_language(code):
        title = gettext("Open for applications")
    return (
        f'<iframe src="{address}?program={program.pk}" title="{title}" width="100%" height="420"'
        ' loading="lazy" style="border:0"></iframe>'
    )


def _usual() -> dict[str, Any]:
    return {"seats": 40, "starts_on": first_monday(timezone.localdate())}


def _add(program: Program, form: CohortForm, request: OrganizationRequest) -> Cohort | None:
    given = dict(form.cleaned_data)
    spans = usual_spans(given.pop("starts_on"), program.duration_months, given["intake"])
    try:
        return add_cohort(program=program, spans=spans, by=request.actor, **given)
    except ValidationError as problem:
        form.add_error("name", problem.messages[0])
        return None


def _facts(program: Program, section: Section) -> list[tuple[str, str]]:
    """Return each setting of the section with its value in words."""
    return [_fact(program, name) for name in section.fields]


def _fact(program: Program, name: str) -> tuple[str, str]:
    field: Any = program._meta.get_field(name)  # noqa: SLF001 - documented
    value = getattr(program, name)
    if isinstance(field, CodesField) and field.codes is not None:
        shown = ", ".join(field.codes.labels(value))
    elif name == "related":
        shown = "; ".join(named(code) for code in value)
    elif isinstance(value, bool):
        shown = gettext("Yes") if value else gettext("No")
    elif isinstance(value, int):
        shown = number_format(value)
    else:
        shown = program.get_kind_display() if name == "kind" else value
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:], shown


def change(request: OrganizationRequest, program: int, section: str) -> HttpResponse:
    """Change the settings of one section, or write the next edition of the agreement."""
    if section == "agreement":
        return _write(request, program)
    if section not in SECTIONS:
        raise Http404
    editing = Editing(
        request,
        lambda: found(program),
        lambda row, *sent: SectionForm(*sent, instance=row, section=SECTIONS[section]),
    )

    def save(given: Any) -> None:  # noqa: ANN401 - what the form says
        change_program(program=editing.row, by=request.actor, **given)

    if editing.saved(save):
        messages.success(request, gettext("Saved."))
        return redirect("program", request.organization.slug, program)
    here = SECTIONS[section]
    return editing.page(
        "manage/programs/section.html", program=found(program), title=here.title, about=here.about
    )


def _write(request: OrganizationRequest, program: int) -> HttpResponse:
    editing = Editing(
        request,
        lambda: found(program),
        lambda row, *sent: AgreementForm(*sent, agreement=agreement_of(row)),
    )

    def save(given: Any) -> None:  # noqa: ANN401 - what the form says
        write_agreement(program=editing.row, by=request.actor, **given)

    if editing.saved(save):
        messages.success(request, gettext("Saved. Pairs that signed an earlier edition keep it."))
        return redirect("program", request.organization.slug, program)
    about = gettext("What a pair signs. What was signed stays as it was: other words are the next edition.")
    return editing.page(
        "manage/programs/section.html", program=editing.row, title=gettext("Agreement"), about=about
    )
