"""The components, drawn the way pages use them."""

import re

from django import forms
from django.utils import translation

from parcours.web.charts import BarChart, bars
from parcours.web.forms import Form
from tests.web.drawing import drawn


class Sample(Form):
    name = forms.CharField(label="Name", max_length=3)
    email = forms.EmailField(label="Email", help_text="Only for this.")
    note = forms.CharField(label="Note", required=False)
    colour = forms.ChoiceField(
        label="Colour", choices=[("r", "Red"), ("b", "Blue")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Agreed")


def attributes(html: str, name: str) -> list[str]:
    return re.findall(rf'\b{name}="([^"]*)"', html)


def test_every_input_has_its_label() -> None:
    html = drawn('<c-form :form="form" />', form=Sample())
    inputs = re.findall(r'<input (?!type="hidden")[^>]*\bid="([^"]*)"', html)
    assert sorted(inputs) == sorted(attributes(html, "for"))


def test_ids_are_unique() -> None:
    ids = attributes(drawn('<c-form :form="form" />', form=Sample({"name": "long"})), "id")
    assert sorted(set(ids)) == sorted(ids)


def test_a_hint_belongs_to_its_input() -> None:
    html = drawn('<c-field :field="form.email" />', form=Sample())
    assert attributes(html, "aria-describedby") == ["id_email_helptext"]
    assert '<p class="hint" id="id_email_helptext">Only for this.</p>' in html


def test_what_is_wrong_stands_beside_the_input_and_belongs_to_it() -> None:
    html = drawn('<c-field :field="form.email" />', form=Sample({}))
    assert attributes(html, "aria-invalid") == ["true"]
    assert attributes(html, "aria-describedby") == ["id_email_helptext id_email_error"]
    assert re.findall(r'id="id_email_error">.*?<span>(.*?)</span>', html) == [
        "Give an email address, such as name@example.org."
    ]


def test_the_summary_leads_to_each_field() -> None:
    html = drawn('<c-error-summary :form="form" />', form=Sample({"name": "long"}))
    assert re.findall(r'<a href="(.*?)">(.*?)</a>', html) == [
        ("#id_name", "Name: Ensure this value has at most 3 characters (it has 4)."),
        ("#id_email", "Email: Give an email address, such as name@example.org."),
        ("#id_colour_0", "Colour: Choose one."),
        ("#id_agreed", "Agreed: Tick this to go on."),
    ]


def test_a_form_without_faults_has_no_summary() -> None:
    assert drawn('<c-error-summary :form="form" />', form=Sample()) == ""


def test_only_what_may_be_left_out_says_so() -> None:
    form = Sample()
    optional = [name for name in form.fields if "(optional)" in drawn('<c-field :field="f" />', f=form[name])]
    assert optional == ["note"]


def test_choices_are_a_group_with_a_name() -> None:
    html = drawn('<c-field :field="form.colour" />', form=Sample({}))
    assert re.findall(r"<legend>(.*?)</legend>", html) == ["Colour"]
    assert attributes(html, "aria-describedby") == ["id_colour_error"]


def test_a_status_has_a_word_and_a_shape_of_its_own() -> None:
    tones = ("good", "warning", "problem", "info", "neutral")
    html = [drawn(f'<c-status tone="{tone}">Word</c-status>') for tone in tones]
    shapes = {shape for one in html for shape in re.findall(r"<svg.*</svg>", one)}
    assert (len(shapes), ["</svg> Word</span>" in one for one in html]) == (5, [True] * 5)


def test_what_a_component_is_given_is_escaped() -> None:
    html = drawn(
        '<c-card :title="title"><c-button :value="title" name="x">{{ title }}</c-button></c-card>',
        title='"><b>',
    )
    assert "<b>" not in html


def test_a_component_sees_nothing_of_its_page() -> None:
    assert "leak" not in drawn("<c-card>text</c-card>", title="leak", id="leak")


def test_a_chart_says_its_numbers_as_a_table_too() -> None:
    chart = BarChart("c", "Title", "In words", "Role", "Members", bars([("Mentor", 1200), ("Other", 600)]))
    with translation.override("fr-ca"):
        html = drawn('<c-chart :chart="chart" />', chart=chart)
    assert re.findall(r'class="bar-mark"[^>]* width="(\d+)"', html) == ["280", "140"]
    assert re.findall(r'<th scope="row">(.*?)</th><td class="number">(.*?)</td>', html) == [
        ("Mentor", "1,200"),
        ("Other", "600"),
    ]
    assert (attributes(html, "style"), attributes(html, "aria-labelledby")) == ([], ["c-title c-description"])


def test_bars_of_nothing_have_no_length() -> None:
    assert [(bar.width, bar.shown) for bar in bars([("None", 0)])] == [(0, "0")]
