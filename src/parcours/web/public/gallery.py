"""Every component in every state, for whoever builds pages: in a demo only, where all rows are invented."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language, OrganizationKind
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.web.charts import BarChart, bars
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List

THEMES = (("", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))

_LIST = List(
    name=_("Organizations"),
    columns=(
        Column("name", _("Name"), lambda row: row.name, order=("name_en", "name_fr", "pk"), head=True),
        Column("kind", _("Kind"), lambda row: row.get_kind_display(), order=("kind", "pk")),
        Column(
            "state",
            _("Status"),
            lambda row: gettext("In use") if row.is_active else gettext("Not in use"),
            tone=lambda row: "good" if row.is_active else "neutral",
        ),
        Column("number", _("Number"), lambda row: row.pk, order=("pk",), number=True),
        Column(
            "since", _("Since"), lambda row: timezone.localdate(row.created_at), order=("created_at", "pk")
        ),
    ),
    sort="name",
    filters=(Choice("kind", _("Kind"), OrganizationKind.choices, "kind"),),
    search=("name_en", "name_fr"),
    page_size=3,
)


class _Sample(Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name"), max_length=10)
    email = forms.EmailField(label=_("Email address"), help_text=_("Only for what concerns this program."))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    role = forms.ChoiceField(label=_("Role"), choices=[("", ""), *Role.choices])
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    letter = forms.FileField(label=_("Letter"), required=False)
    agreed = forms.BooleanField(label=_("I have read the agreement"))


def show(request: HttpRequest) -> HttpResponse:
    """The components, in the theme that ``?theme=`` asks for."""
    rows = _LIST.read(request, Organization.objects.all(), selectable=lambda row: row.is_active)
    theme = request.GET.get("theme", "")
    chart = BarChart(
        id="sample-chart",
        title=gettext("Members by role"),
        description=gettext("Mentors are the most: 24 of 41."),
        what=gettext("Role"),
        measure=gettext("Members"),
        bars=bars([(Role.MENTOR.label, 24), (Role.PARTICIPANT.label, 15), (Role.COORDINATOR.label, 2)]),
    )
    shown = {
        "list": rows,
        "none": _LIST.read(request, Organization.objects.none()),
        "chart": chart,
        "themes": THEMES,
        "theme": theme if theme in {"light", "dark"} else "",
        "empty_form": _Sample(prefix="new"),
        "wrong_form": _Sample({"name": gettext("Much too long a name"), "email": "anna"}),
    }
    return rows.file() or render(request, "public/gallery.html", shown)
